#!/usr/bin/env node
/** The program: looks whether it can run here, then hands over to the command line (src/cli.ts, built into dist). */
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`schema-audit needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  process.exit(2);
}
const cli = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(cli)) {
  process.stderr.write('schema-audit is not built yet. In its folder, run: npm run setup\n');
  process.exit(2);
}
await import(cli.href);
