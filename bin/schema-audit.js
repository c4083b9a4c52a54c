#!/usr/bin/env node
/**
 * The program: looks whether it can run here, then runs the command line (src/cli.ts, built into dist/cli.cjs).
 * Compiling the code takes longer than most of what it does, so what was compiled is kept for the next start: by Node
 * itself where it can (22.8 and newer), else by us; in the user's own cache folder. Nothing is lost where that cannot be written.
 */
'use strict';
const fs = require('node:fs');
const nodeModule = require('node:module');
const path = require('node:path');

// A run is over before optimised code would pay for its making; only what is really hot gets it.
require('node:v8').setFlagsFromString('--interrupt-budget=2000000');

/** Of SHA-1, which tells damage; it is no protection from an attacker, the folder is. */
const DIGEST_LENGTH = 20;

/** How many entries stay: one a command, and programs of several versions may take turns. */
const KEPT = 8;

const program = path.join(__dirname, '..', 'dist', 'cli.cjs');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`schema-audit needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  process.exitCode = 2;
} else if (!fs.existsSync(program)) {
  process.stderr.write('schema-audit is not built yet. In its folder, run: npm run setup\n');
  process.exitCode = 2;
} else if (nodeModule.enableCompileCache !== undefined) {
  // Never in its default place, the folder for everybody's temporary files.
  const folder = folderOfCache();
  if (folder !== null) nodeModule.enableCompileCache(folder);
  require(program);
} else {
  runWithCodeCache();
}

function runWithCodeCache() {
  const vm = require('node:vm');
  const cacheFile = placeOfCache();
  const cachedData = cacheFile === null ? undefined : readIfThere(cacheFile);
  // It is ASCII (scripts/build.mjs): read in half the time, and half as large in memory.
  const script = new vm.Script(nodeModule.wrap(fs.readFileSync(program, 'latin1')), {
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
      const unfinished = `${cacheFile}.${process.pid}`;
      const compiled = script.createCachedData();
      fs.writeFileSync(unfinished, Buffer.concat([digestOf(compiled), compiled]), { mode: 0o600, flag: 'wx' });
      fs.renameSync(unfinished, cacheFile);
      removeOld(path.dirname(cacheFile));
    } catch {}
  });
}

/** Removes all entries but the newest, and what a run left unfinished. */
function removeOld(folder) {
  const entries = fs.readdirSync(folder).filter((name) => /^v[\d.]+-\w+-\d+-\d+(-\w+)?\.code(\.\d+)?$/.test(name));
  const dated = entries.map((name) => ({
    file: path.join(folder, name),
    time: fs.statSync(path.join(folder, name)).mtimeMs,
  }));
  dated.sort((a, b) => b.time - a.time);
  for (const { file } of dated.slice(KEPT)) fs.rmSync(file, { force: true });
}

function placeOfCache() {
  const folder = folderOfCache();
  if (folder === null) return null;
  const { size, mtimeMs } = fs.statSync(program);
  // What is kept is what a run has used: after `--version`, next to nothing of what `check` needs.
  const [, , command = ''] = process.argv;
  const name = /^[a-z]{1,16}$/.test(command) ? command : 'none';
  return path.join(folder, `${process.version}-${process.arch}-${size}-${Math.round(mtimeMs)}-${name}.code`);
}

/** A folder that belongs to the user alone: whoever could write there could run code as them. Null where there is none. */
function folderOfCache() {
  try {
    const home = process.env.XDG_CACHE_HOME || path.join(require('node:os').homedir(), '.cache');
    const folder = path.join(home, 'schema-audit');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = fs.lstatSync(folder);
    const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return own && path.isAbsolute(home) ? folder : null;
  } catch {
    return null;
  }
}

/** What was kept, if it is whole: V8 runs compiled code as it is, and a damaged one crashes or never ends. */
function readIfThere(file) {
  try {
    const kept = fs.readFileSync(file);
    const compiled = kept.subarray(DIGEST_LENGTH);
    return digestOf(compiled).equals(kept.subarray(0, DIGEST_LENGTH)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(data) {
  return require('node:crypto').createHash('sha1').update(data).digest();
}
