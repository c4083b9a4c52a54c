/**
 * Builds dist: the library by the TypeScript compiler, a file a module with its types, and the command line by esbuild, a
 * bundle with its dependencies, split at each dynamic import: loading many small files is what a start would spend its
 * time on.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const startedAt = new Date();

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  chunkNames: 'cli/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Less to read at start-up; names stay, for the stack trace of a bug.
  minifyWhitespace: true,
  minifySyntax: true,
  // They hold native code or WebAssembly, or are optional; and pg's other transports, which we never choose.
  external: ['libpg-query', 'knex', 'tsx', 'pg-native', 'pg-cloudflare'],
  // CommonJS dependencies ask for Node's own modules by require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
}).catch(() => process.exit(1));

if (existsSync('src/index.ts')) {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(dirname(typescript), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
// A file that changed while we were building is newer than the build.
writeFileSync('dist/built', startedAt.toISOString());
