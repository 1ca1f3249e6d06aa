// Bundles the extension and its webview into dist/; with --tests the unit tests into build/test/ as well.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const small = {
  bundle: true,
  minify: !process.argv.includes('--debug'),
  sourcemap: process.argv.includes('--debug'),
};
rmSync('dist', { recursive: true, force: true });
await build({
  ...small,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
});
await build({
  ...small,
  entryPoints: ['webview/graph.ts', 'webview/graph.css'],
  outdir: 'dist',
  platform: 'browser',
  format: 'iife',
  target: 'chrome122',
});
if (process.argv.includes('--tests')) {
  rmSync('build/test', { recursive: true, force: true });
  await build({
    entryPoints: readdirSync('test')
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `test/${name}`),
    outdir: 'build/test',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
  });
}
