// Keeps the server's settings in package.json and package.nls.json equal to ../modal-lsp.schema.json, which the
// C++ tests write from the server's own table of options.
//   node scripts/settings.mjs           rewrites both files
//   node scripts/settings.mjs --check   exits 1 when that would change them
//
// package.json in the repository does not list the rules, so that a new rule does not touch it; the packaged one does.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = new URL('../', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** "max-files" as "maxFiles", as the server reads it. */
export const camelCase = (key) => key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

function withoutRules(property) {
  const { propertyNames, items, ...rest } = property;
  if (items) rest.items = items.enum ? { type: items.type } : items;
  return rest;
}

/** `contributes.configuration.properties` of the server's settings. */
export function propertiesOf(schema, { rules }) {
  const out = {};
  for (const [key, { description, ...property }] of Object.entries(schema.properties)) {
    const name = camelCase(key);
    out[`modal-lsp.${name}`] = {
      ...(rules ? property : withoutRules(property)),
      scope: 'resource',
      markdownDescription: `%setting.${name}%`,
    };
  }
  return out;
}

/** The English texts, by their keys in package.nls.json. */
export function textsOf(schema) {
  return Object.fromEntries(
    Object.entries(schema.properties).map(([key, { description }]) => [
      `setting.${camelCase(key)}`,
      description,
    ]),
  );
}

/** The manifest with the server's settings in it. */
export function complete(manifest, schema, options) {
  const configuration = manifest.contributes.configuration.map((section) =>
    section.id === 'rules' ? { ...section, properties: propertiesOf(schema, options) } : section,
  );
  return { ...manifest, contributes: { ...manifest.contributes, configuration } };
}

/** Texts of settings that are no more go, new ones come; everything else stays as it is. */
function completeTexts(texts, manifest, schema) {
  const used = new Set([...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key));
  const kept = Object.entries(texts).filter(([key]) => !key.startsWith('setting.') || used.has(key));
  return { ...Object.fromEntries(kept), ...textsOf(schema) };
}

/** All settings, those that only an editor may set among them. */
export const schema = () => {
  const { $defs, ...files } = read('../modal-lsp.schema.json');
  return { ...files, properties: { ...files.properties, ...$defs.editorOnly.properties } };
};

async function main() {
  const prettier = await import('prettier');
  const style = read('.prettierrc.json');
  const manifest = complete(read('package.json'), schema(), { rules: false });
  const wanted = {
    'package.json': manifest,
    'package.nls.json': completeTexts(read('package.nls.json'), manifest, schema()),
  };
  for (const [name, value] of Object.entries(wanted)) {
    const text = await prettier.format(JSON.stringify(value, null, 2), { ...style, filepath: name });
    if (text === readFileSync(new URL(name, folder), 'utf8')) continue;
    if (process.argv.includes('--check')) {
      console.error(`${name} does not agree with modal-lsp.schema.json; \`npm run settings\` renews it`);
      process.exitCode = 1;
    } else writeFileSync(new URL(name, folder), text);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
