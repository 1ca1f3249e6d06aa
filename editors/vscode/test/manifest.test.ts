import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

type Texts = Record<string, string>;
interface Manifest {
  version: string;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string }[];
    menus: Record<string, { command: string }[]>;
    configuration: {
      id: string;
      properties: Record<string, { scope?: string; markdownDescription?: string }>;
    }[];
    problemMatchers: {
      pattern: {
        regexp: string;
        file: number;
        line: number;
        column: number;
        severity: number;
        code: number;
        message: number;
      };
    }[];
  };
}

const read = (name: string): unknown => JSON.parse(readFileSync(name, 'utf8'));
const manifest = read('package.json') as Manifest;
const english = read('package.nls.json') as Texts;
const chinese = read('package.nls.zh-cn.json') as Texts;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : [readFileSync(join(folder, entry.name), 'utf8')],
  );
}

const code = sources('src').join('\n');
const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([each]) => each).sort();
const codes = (text: string) => [...text.matchAll(/\]\((command:[^)]*)\)/g)].map(([, each]) => each).sort();

test('every text of the manifest is there in both languages', () => {
  const used = new Set([...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? ''));
  assert.deepEqual([...used].sort(), Object.keys(english).sort());
  assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
});

test('both languages lead to the same commands, and to files that are there', () => {
  for (const [key, text] of Object.entries(english)) {
    assert.deepEqual(codes(chinese[key] ?? ''), codes(text), key);
    if (key.endsWith('.media')) assert.ok(existsSync(text) && existsSync(chinese[key] ?? ''), key);
  }
});

test('every message of the code is translated', () => {
  const calls = [...code.matchAll(/l10n\s*\.t\(/g)].length;
  const messages = [...code.matchAll(/l10n\s*\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  assert.equal(messages.length, calls, 'each message is a literal');
  const bundle = read('l10n/bundle.l10n.zh-cn.json') as Texts;
  assert.deepEqual(Object.keys(bundle).sort(), [...new Set(messages)].sort());
  for (const [message, translation] of Object.entries(bundle))
    assert.deepEqual(placeholders(translation), placeholders(message), message);
});

test('every command is registered under the extension’s own prefix, and every menu names one', () => {
  const names = manifest.contributes.commands.map(({ command }) => command);
  // The client registers the server's commands, which begin with "modal-lsp."; the same name twice fails.
  for (const name of names) assert.match(name, /^modalLsp\.[\w.]+$/);
  for (const { command } of Object.values(manifest.contributes.menus).flat())
    assert.ok(names.includes(command), command);
  for (const name of names) {
    const short = name.slice('modalLsp.'.length);
    assert.match(code, new RegExp(`['\\s]${short.replace('.', '\\.')}'?[:,]`), `${name} has a handler`);
  }
});

test('every setting has a scope and a description in Markdown', () => {
  const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  assert.ok(settings.length > 15);
  for (const [name, { scope, markdownDescription }] of settings) {
    assert.ok(scope, name);
    assert.match(markdownDescription ?? '', /^%setting\.[\w.]+%$/, name);
  }
});

test('what names a program or what it is given is not taken from an untrusted workspace', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  for (const name of ['server.path', 'server.arguments', 'modalCommand', 'python'])
    assert.ok(restrictedConfigurations.includes(`modal-lsp.${name}`), name);
});

test('the problem matcher reads what `check --output-format concise` prints', () => {
  const golden = readFileSync('../../tests/golden/formats/concise.txt', 'utf8').split('\n');
  const { regexp, ...groups } = manifest.contributes.problemMatchers[0]?.pattern ?? assert.fail();
  const found = golden.map((line) => new RegExp(regexp).exec(line)).filter((each) => each !== null);
  assert.deepEqual(
    found.map((match) => [
      match[groups.file],
      match[groups.line],
      match[groups.column],
      match[groups.severity],
      match[groups.code],
    ]),
    [
      ['/elsewhere/x,y:z.py', '4', '5', 'info', 'unused-suppression'],
      ['src/a.py', '3', '36', 'error', 'from-name-unknown-target'],
      ['src/d e.py', '1', '1', 'warning', 'unused-suppression'],
    ],
  );
});

test('the lock file names no registry', () => {
  assert.doesNotMatch(
    readFileSync('package-lock.json', 'utf8'),
    /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/,
  );
});
