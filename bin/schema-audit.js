#!/usr/bin/env node
/**
 * The program: looks whether it can run here, then runs the command line (src/cli.ts, built into dist/cli.cjs).
 * Compiling the code takes longer than most of what it does, so what was compiled is kept for the next start: by Node
 * itself where it can (22.8 and newer), else in the user's own cache folder. Nothing is lost where that cannot be written.
 */
'use strict';
const fs = require('node:fs');
const nodeModule = require('node:module');
const path = require('node:path');

// A run is over before optimised code would pay for its making; only what is really hot gets it.
require('node:v8').setFlagsFromString('--interrupt-budget=2000000');

const program = path.join(__dirname, '..', 'dist', 'cli.cjs');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`schema-audit needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  process.exitCode = 2;
} else if (!fs.existsSync(program)) {
  process.stderr.write('schema-audit is not built yet. In its folder, run: npm run setup\n');
  process.exitCode = 2;
} else if (nodeModule.enableCompileCache !== undefined) {
  nodeModule.enableCompileCache();
  require(program);
} else {
  runWithCodeCache();
}

function runWithCodeCache() {
  const vm = require('node:vm');
  const cacheFile = placeOfCache();
  const cachedData = cacheFile === null ? undefined : readIfThere(cacheFile);
  const script = new vm.Script(nodeModule.wrap(fs.readFileSync(program, 'utf8')), {
    filename: program,
    cachedData,
  });
  const cli = new nodeModule.Module(program, module);
  cli.filename = program;
  cli.paths = nodeModule.Module._nodeModulePaths(path.dirname(program));
  script.runInThisContext()(cli.exports, nodeModule.createRequire(program), cli, program, path.dirname(program));
  if (cacheFile === null || (cachedData !== undefined && script.cachedDataRejected !== true)) return;
  // At the end, so that what the command has used is in it.
  process.once('exit', () => {
    try {
      fs.mkdirSync(path.dirname(cacheFile), { recursive: true, mode: 0o700 });
      const unfinished = `${cacheFile}.${process.pid}`;
      fs.writeFileSync(unfinished, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(unfinished, cacheFile);
    } catch {}
  });
}

/** In a folder that belongs to the user alone: whoever could write there could run code as them. */
function placeOfCache() {
  const os = require('node:os');
  const home = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  try {
    const { size, mtimeMs } = fs.statSync(program);
    const folder = path.join(home, 'schema-audit');
    const uid = process.getuid === undefined ? -1 : process.getuid();
    const there = fs.statSync(folder, { throwIfNoEntry: false });
    if (there !== undefined && uid !== -1 && (there.uid !== uid || (there.mode & 0o022) !== 0)) return null;
    return path.join(folder, `${process.version}-${process.arch}-${size}-${Math.round(mtimeMs)}.code`);
  } catch {
    return null;
  }
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}
