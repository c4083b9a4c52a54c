/**
 * Builds dist: the library by the TypeScript compiler, a file a module with its types, and the command line by esbuild, one
 * file with its dependencies: loading many small files is what a start would spend its time on.
 * With --program only the command line: that needs no development package (esbuild comes with tsx).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const startedAt = new Date();

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/cli.cjs',
  bundle: true,
  // CommonJS: Node 20 can keep compiled code of scripts only (bin/schema-audit.js).
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  // A script from the code cache cannot import(): what is in the bundle is required, what is not is loaded by outside.cjs.
  supported: { 'dynamic-import': false },
  plugins: [
    {
      name: 'outside',
      setup(builder) {
        // Commander wants it for subcommands that are programs of their own, of which we have none: 4 ms.
        builder.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
          /[\\/]commander[\\/]/.test(importer) ? { path: 'none', namespace: 'none' } : undefined,
        );
        builder.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
        builder.onResolve({ filter: /\/outside\.js$/ }, () => ({ path: './outside.cjs', external: true }));
      },
    },
  ],
  // Less to read at start-up. For the stack trace of a bug the map has the names: node --enable-source-maps.
  sourcemap: 'linked',
  sourcesContent: false,
  minifyIdentifiers: true,
  minifyWhitespace: true,
  minifySyntax: true,
  // They hold native code or WebAssembly, or are optional; and pg's other transports, which we never choose.
  external: ['libpg-query', 'knex', 'tsx', 'pg-native', 'pg-cloudflare'],
  // pg asks whether it runs on Cloudflare by way of `Response`, which makes Node load the whole of its fetch: 20 ms.
  define: { Response: 'undefined', 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
}).catch(() => process.exit(1));

// All but regular expressions esbuild writes in ASCII by itself; the program is read as that.
const [foreign] = /.{0,40}[^\0-\x7F].{0,40}/.exec(readFileSync('dist/cli.cjs', 'utf8')) ?? [];
if (foreign !== undefined) {
  console.error(`dist/cli.cjs is not ASCII; in a regular expression write \\u…: ${foreign}`);
  process.exit(1);
}

writeFileSync('dist/outside.cjs', 'exports.load = (name) => import(name);\n');

if (!process.argv.includes('--program')) {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(dirname(typescript), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
// A file that changed while we were building is newer than the build.
writeFileSync('dist/built', startedAt.toISOString());
