/** Builds what the tests of the command line run as a child process: the build that is run is that of what is tested. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export async function build(): Promise<void> {
  await promisify(execFile)(process.execPath, [new URL('../scripts/setup.mjs', import.meta.url).pathname]);
}
