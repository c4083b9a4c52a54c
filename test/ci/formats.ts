/** The formats that the command line lists in its help. */
import { build } from '../build.js';
import { runCli } from '../run-cli.js';

await build();
const { out } = await runCli(['check', '--help']);
const [, choices = ''] = /--format <format>[^(]*\(choices: ([^)]*?), default/.exec(out.replaceAll(/\s+/g, ' ')) ?? [];

export const formats: readonly string[] = [...choices.matchAll(/"(\w+)"/g)].map(([, name = '']) => name);
