/** Makes a fresh clone ready: installs what package-lock.json says and builds, each only where that is out of date. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const stale = staleInstall();
if (stale) {
  say(`${stale}: npm ci`);
  // No package's install script: none is needed, and npm 11 would not run them anyway.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (newest(['src', 'scripts', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) > builtAt()) {
  say('dist is missing or older than src: npm run build');
  run(process.execPath, ['scripts/build.mjs']);
}

/** Why the installed packages are not those of the lock file; false if they are. */
function staleInstall() {
  // npm writes down what it installed in a lock file of its own. Times tell nothing: git sets them anew.
  if (!existsSync('node_modules/.package-lock.json')) return 'node_modules is missing';
  const { packages: installed } = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const same = Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      installed[path]?.version === version ||
      (installed[path] === undefined && (optional || devOptional)),
  );
  return same ? false : 'node_modules is not what package-lock.json says';
}

function builtAt() {
  return existsSync('dist/built') ? statSync('dist/built').mtimeMs : 0;
}

/** The time of the last change to any of these files and folders. */
function newest(paths) {
  const times = paths.map((path) => {
    const { mtimeMs } = statSync(path);
    const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
    return Math.max(mtimeMs, newest(inside));
  });
  return Math.max(0, ...times);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function run(command, args) {
  // Their output is no result of ours: to standard error. npm is a script on Windows, which only a shell can run.
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (error) say(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
