// Makes the VSIX of one platform, with the server inside.
//   node scripts/package.mjs --server BINARY --target linux-x64 --out FILE.vsix
// Without --server the extension has none in it and needs one from the settings or the PATH.
//
// What goes in is gathered in build/vsix: the licence and the list of rules are not in this folder.
import { createVSIX } from '@vscode/vsce';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { complete, schema } from './settings.mjs';

const { values } = parseArgs({
  options: { server: { type: 'string' }, target: { type: 'string' }, out: { type: 'string' } },
});
const out = resolve(values.out ?? 'build/modal-lsp.vsix');
const server = values.server && resolve(values.server);
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (!existsSync('dist/extension.js')) throw new Error('there is no dist/extension.js: `npm run build` first');

const staging = 'build/vsix';
rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
for (const name of ['dist', 'l10n', 'media', 'README.md', 'package.nls.json', 'package.nls.zh-cn.json'])
  cpSync(name, `${staging}/${name}`, { recursive: true });
rmSync(`${staging}/media/icon.svg`);
cpSync('../../LICENSE', `${staging}/LICENSE`);
if (existsSync('../../CHANGELOG.md')) cpSync('../../CHANGELOG.md', `${staging}/CHANGELOG.md`);
if (server) {
  const name = values.target?.startsWith('win32') ? 'modal-lsp.exe' : 'modal-lsp';
  mkdirSync(`${staging}/server`);
  cpSync(server, `${staging}/server/${name}`);
  chmodSync(`${staging}/server/${name}`, 0o755);
}
const { scripts, devDependencies, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync(
  `${staging}/package.json`,
  JSON.stringify(complete(manifest, schema(), { rules: true }), null, 2),
);

mkdirSync(dirname(out), { recursive: true });
await createVSIX({
  cwd: staging,
  packagePath: out,
  ...(values.target ? { target: values.target } : {}),
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: true,
});
console.log(out);
