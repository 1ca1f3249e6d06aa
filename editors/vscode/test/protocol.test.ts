import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeIdentity } from '../src/identityText';
import { toArguments, typedDefault, valueIn } from '../src/parameters';
import {
  apps,
  identity,
  liveNames,
  operationAnswer,
  pages,
  terminalRequest,
  type App,
  type Parameter,
} from '../src/protocol';
import { appNodes, type Node } from '../src/treeModel';
import { atLeast, versionOf } from '../src/version';

const anything: unknown[] = [
  undefined,
  null,
  1,
  'text',
  [],
  {},
  [null],
  [{}],
  { argv: 5, preflight: [], parameters: {} },
];

test('answers of any shape are read without an error', () => {
  for (const value of anything)
    for (const read of [operationAnswer, identity, apps, terminalRequest, pages, liveNames])
      assert.doesNotThrow(() => read(value));
});

test('an answer of an operation keeps checks and parameters', () => {
  const answer = operationAnswer({
    argv: ['modal', 'run'],
    cwd: '/p',
    ok: true,
    message: 'm',
    preflight: { ok: false, checks: [{ name: 'token', ok: false, message: 'none', fix: 'modal setup' }] },
    parameters: [
      { name: 'n', type: 'int', default: 3 },
      { name: 'who', type: 'str' },
    ],
  });
  assert.equal(answer.preflight?.checks[0]?.fix, 'modal setup');
  assert.deepEqual(answer.parameters, [
    { name: 'n', type: 'int', defaultText: '3' },
    { name: 'who', type: 'str', defaultText: undefined },
  ]);
});

test('a request for a terminal needs a program', () => {
  assert.equal(terminalRequest({ title: 't', argv: [] }), undefined);
  assert.deepEqual(
    terminalRequest({ argv: ['modal', 'serve', 'a b.py'], cwd: '/p', env: { A: '1', B: 2 } }),
    {
      title: 'modal serve a b.py',
      argv: ['modal', 'serve', 'a b.py'],
      cwd: '/p',
      env: { A: '1' },
    },
  );
});

test('arguments say what differs from the defaults', () => {
  const number: Parameter = { name: 'batch_size', type: 'int', defaultText: '3' };
  const flag: Parameter = { name: 'dry_run', type: 'bool', defaultText: 'False' };
  const text: Parameter = { name: 'query', type: 'str', defaultText: undefined };
  assert.deepEqual(toArguments(number, '3'), []);
  assert.deepEqual(toArguments(number, '-1'), ['--batch-size=-1']);
  assert.deepEqual(toArguments(flag, 'True'), ['--dry-run']);
  assert.deepEqual(toArguments(flag, 'False'), []);
  assert.deepEqual(toArguments({ ...flag, defaultText: 'True' }, 'False'), ['--no-dry-run']);
  assert.deepEqual(toArguments(text, 'two words; $(rm)'), ['--query=two words; $(rm)']);
  assert.deepEqual(toArguments(text, ''), ['--query=']);
});

test('a default is offered as a person types it, and the last arguments before it', () => {
  const currency: Parameter = { name: 'currency', type: 'str', defaultText: '"EUR"' };
  assert.equal(typedDefault(currency), 'EUR');
  assert.deepEqual(toArguments(currency, 'EUR'), []);
  assert.equal(typedDefault({ ...currency, defaultText: 'None' }), '');
  assert.equal(typedDefault({ ...currency, defaultText: '"a\\n"' }), '"a\\n"');
  assert.equal(valueIn([], currency), 'EUR');
  assert.equal(valueIn(['--currency=USD', '--currency=a=b'], currency), 'a=b');
  assert.equal(valueIn(['--no-dry-run'], { name: 'dry_run', type: 'bool', defaultText: 'True' }), 'False');
});

const at = {
  uri: 'file:///p/app.py',
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
};

test('the tree puts methods below their class and resources behind functions', () => {
  const app: App = {
    name: 'shop',
    ...at,
    functions: [
      { name: 'Embedder', kind: 'class', details: { gpu: '"L4"' }, ...at },
      { name: 'Embedder.embed', kind: 'method', details: {}, ...at },
      {
        name: 'rebuild',
        kind: 'function',
        details: { '': '@function, @concurrent', schedule: '15 2 * * *' },
        ...at,
      },
      { name: 'Gone.method', kind: 'method', details: {}, ...at },
    ],
    resources: [{ kind: 'volume', name: 'products' }],
    deployed: [
      { environment: 'dev', version: 'v12' },
      { environment: 'prod', version: '' },
    ],
  };
  const outline = (nodes: Node[]): unknown[] =>
    nodes.map(({ kind, label, description, runs, children }) => [
      kind,
      label,
      description,
      runs,
      outline(children),
    ]);
  assert.deepEqual(outline(appNodes([app])), [
    [
      'app',
      'shop',
      'dev v12, prod',
      '',
      [
        ['class', 'Embedder', 'gpu="L4"', '', [['method', 'embed', '', 'Embedder.embed', []]]],
        ['schedule', 'rebuild', '15 2 * * *, @concurrent', 'rebuild', []],
        ['method', 'Gone.method', '', 'Gone.method', []],
        ['resource', 'products', 'volume', '', []],
      ],
    ],
  ]);
});

const l10n = {
  t: (message: unknown, ...args: unknown[]) => String(message).replace('{0}', String(args[0])),
} as never;

test('details of members are read as a list and as an object', () => {
  const of = (details: unknown) =>
    apps([{ name: 'a', functions: [{ name: 'f', kind: 'function', details }] }])[0]?.functions[0]?.details;
  assert.deepEqual(of(['@function', '@concurrent', 'gpu="L4"', 'schedule=modal.Cron("0 9 * * *")']), {
    '': '@function, @concurrent',
    gpu: '"L4"',
    schedule: 'modal.Cron("0 9 * * *")',
  });
  assert.deepEqual(of({ gpu: 'L4', none: null }), { gpu: 'L4' });
  assert.deepEqual(of(undefined), {});
});

test('the status bar names profile and environment, the chosen one first', () => {
  const known = identity({
    cli: null,
    profile: 'me',
    workspace: null,
    environment: 'main',
    production: false,
    token: true,
  });
  assert.equal(describeIdentity(known, '', l10n).text, 'Modal: me / main');
  assert.equal(describeIdentity(known, 'dev', l10n).text, 'Modal: me / dev');
  assert.ok(describeIdentity(known, '', l10n).lines.includes('There is no `modal` command here'));
  assert.equal(describeIdentity(undefined, '', l10n).text, 'Modal');
});

test('versions are compared by number, and only modal-lsp’s count', () => {
  assert.equal(versionOf('{"name":"modal-lsp","version":"0.1.0"}'), '0.1.0');
  assert.equal(versionOf('{"name":"other","version":"0.1.0"}'), undefined);
  assert.equal(versionOf('usage: whatever'), undefined);
  assert.ok(
    atLeast('0.10.0', '0.9.9') &&
      atLeast('1.0.0-rc1', '1.0.0') &&
      !atLeast('0.0.9', '0.1.0') &&
      !atLeast('', '0.1.0'),
  );
});
