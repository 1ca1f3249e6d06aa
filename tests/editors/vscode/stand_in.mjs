// The real server, but for what would need an account at Modal: the operating commands are answered here, as the contract
// between server and editors says. So the editor's half of them is tested alone, with every message on record.
//
//   STAND_IN_SERVER: the server   STAND_IN_LOG: takes what the client sends, one JSON text a line
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, write } from './frames.mjs';

const real = process.env.STAND_IN_SERVER;
if (process.argv[2] === 'version') process.exit(spawnSync(real, process.argv.slice(2), { stdio: 'inherit' }).status);

const operations = ['run', 'serve', 'deploy', 'shell', 'logs', 'stop', 'verify', 'diagnose', 'preflight', 'e2e', 'identity', 'graph', 'apps'];
const commands = operations.map((name) => `modal-lsp.${name}`);
const child = spawn(real, process.argv.slice(2), { stdio: ['pipe', 'pipe', 'inherit'] });
const asked = new Map(); // requests of the client whose answers are changed on the way
const [error, info] = [1, 3]; // LSP's types of messages
let ownRequests = 0;
let remembered = [];

const record = (message) => process.env.STAND_IN_LOG && appendFileSync(process.env.STAND_IN_LOG, `${JSON.stringify(message)}\n`);
const answer = (id, result) => write(process.stdout, { jsonrpc: '2.0', id, result });

/** As the server does, which shows itself how it went. */
function tell(type, message) {
  write(process.stdout, { jsonrpc: '2.0', method: 'window/showMessage', params: { type, message } });
  return message;
}

const place = (uri, line) => ({ uri, range: { start: { line, character: 0 }, end: { line, character: 5 } } });

function apps(root) {
  const catalog = `${root}/shop/catalog/app.py`;
  return [
    {
      name: 'shop-catalog',
      ...place(catalog, 10),
      functions: [
        { name: 'Embedder', kind: 'class', ...place(catalog, 25), details: ['@cls', 'gpu="L4"'] },
        { name: 'Embedder.embed', kind: 'method', ...place(catalog, 40) },
        { name: 'list_products', kind: 'function', ...place(catalog, 52) },
        { name: 'main', kind: 'local_entrypoint', ...place(catalog, 73) },
      ],
      resources: [{ kind: 'volume', name: 'shop-products' }],
    },
    {
      name: 'shop-nightly',
      ...place(`${root}/jobs/nightly.py`, 7),
      functions: [{ name: 'rebuild', kind: 'function', ...place(`${root}/jobs/nightly.py`, 13), details: ['@function', 'schedule=modal.Cron("15 2 * * *")'] }],
      resources: [],
    },
  ];
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" onload="document.title='ran'">
<style>.box{fill:#2d6}</style><script>document.title='ran'</script>
<a href="file:///nowhere/else.py"><rect class="box" x="10" y="10" width="180" height="40" style="stroke:#000"/></a>
<text x="30" y="35">drawn by the server</text></svg>`;

let root = '';

function serve(operation) {
  const script = 'console.log(`serving ${process.env.GREETING} ${process.argv[1]}`); setInterval(() => {}, 1000)';
  const params = { title: 'modal serve', argv: [process.execPath, '-e', script, 'a b; $HOME'], cwd: fileURLToPath(root), env: { GREETING: 'hello' } };
  write(process.stdout, { jsonrpc: '2.0', id: `stand-in-${++ownRequests}`, method: 'modal-lsp/runInTerminal', params });
  return { argv: params.argv, cwd: params.cwd, ok: true, message: '' };
}

function operate(name, argument) {
  const operation = argument ?? {};
  const plain = { argv: ['modal', name], cwd: fileURLToPath(root), ok: true };
  switch (name) {
    case 'apps':
      return apps(root);
    case 'graph':
      return argument === 'svg' ? svg : 'flowchart LR';
    case 'identity': {
      const environment = operation.environment ?? 'main';
      return { cli: { path: '/bin/modal', version: '1.2.0' }, profile: 'acme', workspace: 'acme', environment, production: environment === 'prod', token: true };
    }
    case 'serve':
      return serve(operation);
    case 'run': {
      const parameters = operation.function === 'main' ? [] : [{ name: 'limit', type: 'int', default: '100' }];
      if (operation.arguments) remembered = operation.arguments;
      if (operation.dryRun) return { ...plain, parameters, arguments: remembered };
      return { ...plain, message: tell(info, `ran ${operation.function} ${remembered.join(' ')}`.trim()) };
    }
    case 'preflight': {
      const message = tell(error, 'Preflight: no token; `modal setup` makes one');
      return { ...plain, ok: false, message, preflight: { ok: false, checks: [{ name: 'token', ok: false, message, fix: 'modal setup' }] } };
    }
    default:
      return { ...plain, message: tell(info, `${name} of ${operation.app ?? operation.uri}`) };
  }
}

function lenses(uri) {
  const lens = (line, title, command, argument) => ({ range: place(uri, line).range, command: { title, command, arguments: [argument] } });
  if (!uri.endsWith('/shop/catalog/app.py')) return [];
  return [lens(10, 'Deploy', 'modal-lsp.deploy', { uri, app: 'shop-catalog' }), lens(52, '▶ Run', 'modal-lsp.run', { uri, function: 'list_products' })];
}

function fromClient(message) {
  record(message);
  const { id, method, params } = message;
  if (String(id).startsWith('stand-in-') && method === undefined) return;
  if (method === 'initialize') {
    root = params.workspaceFolders?.[0]?.uri ?? '';
    asked.set(id, (result) => {
      const { capabilities } = result;
      capabilities.codeLensProvider ??= { resolveProvider: false };
      const own = capabilities.executeCommandProvider?.commands ?? [];
      capabilities.executeCommandProvider = { commands: [...new Set([...own, ...commands])] };
    });
  }
  if (method === 'textDocument/codeLens') return answer(id, lenses(params.textDocument.uri));
  if (method === 'workspace/executeCommand' && commands.includes(params.command))
    return answer(id, operate(params.command.slice('modal-lsp.'.length), params.arguments?.[0]));
  write(child.stdin, message);
}

function fromServer(message) {
  const change = message.method === undefined ? asked.get(message.id) : undefined;
  if (change && message.result) change(message.result);
  if (change) asked.delete(message.id);
  write(process.stdout, message);
}

read(process.stdin, fromClient);
read(child.stdout, fromServer);
process.stdin.on('end', () => child.stdin.end());
child.on('exit', (code) => process.exit(code ?? 1));
