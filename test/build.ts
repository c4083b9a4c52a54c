/** Builds what the tests run of the command line: the build that is run is that of what is tested. Once for all workers. */
import { inject } from 'vitest';

export async function build(): Promise<void> {
  const response = await fetch(`${inject('serversUrl')}/build`);
  if (!response.ok) throw new Error(await response.text());
}
