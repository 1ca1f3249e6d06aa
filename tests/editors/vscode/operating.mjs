// Running, serving and deploying from the editor: the editor's half, with a stand-in for what needs an account.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './report.mjs';
import { eventually, quickInput, Workbench } from './workbench.mjs';

const catalog = 'shop/catalog/app.py';
const toasts = '.notification-toast-container';
const rows = '.pane-body .monaco-list-row';

/** What the client asked the server to execute, the latest last. */
function executed(log, command) {
  if (!existsSync(log)) return [];
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ method, params }) => method === 'workspace/executeCommand' && params.command === command)
    .map(({ params }) => params.arguments?.[0]);
}

async function dismiss(bench) {
  await bench.command('Notifications: Clear All Notifications');
}

async function initialization(bench, { log }) {
  await test(bench, 'the client says that it has terminals, and that the workspace is trusted', () =>
    eventually(() => {
      const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
      return text.includes('"modalLsp":{"terminal":true,"trusted":true}');
    }),
  );
}

async function tree(bench) {
  await test(bench, 'the view lists apps, classes with their methods, schedules and resources', async () => {
    await bench.command('View: Show Modal');
    await bench.sees(rows, 'shop-catalog');
    await bench.page.locator(`${rows}:has-text("Embedder") .monaco-tl-twistie`).first().click();
    for (const name of ['Embedder', 'embed', 'list_products', 'shop-products', 'rebuild', '15 2 * * *'])
      if (!(await bench.sees(rows, name))) return [false, { name, rows: await bench.texts(rows) }];
    return true;
  });
  await test(bench, 'a click in the view goes to the definition', async () => {
    await bench.page.locator(rows, { hasText: 'rebuild' }).first().click();
    return bench.seesLine('def rebuild()');
  });
  await bench.screenshot('apps');
}

async function runFromTree(bench, { log }) {
  await test(bench, 'the button beside a function asks for arguments and runs it', async () => {
    const row = bench.page.locator(rows, { hasText: 'list_products' }).first();
    await row.hover();
    await row.locator('.action-label[aria-label^="Run"]').click();
    const input = bench.page.locator(quickInput).first();
    await input.waitFor();
    await input.fill('5');
    await bench.press('Enter');
    const told = await bench.sees(toasts, 'ran list_products --limit=5');
    const last = executed(log, 'modal-lsp.run').at(-1);
    return [told && last?.function === 'list_products' && last.uri.endsWith(catalog) && last.arguments?.[0] === '--limit=5', last];
  });
  await dismiss(bench);
}

async function lenses(bench, { log }) {
  await test(bench, 'a lens runs through the extension, which asks first, and offers what was said last time', async () => {
    await bench.openFile(catalog);
    await bench.goTo(53, 1);
    await bench.page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    await bench.page.locator(quickInput).first().waitFor();
    await bench.screenshot('lens');
    const offered = await bench.page.locator(quickInput).first().inputValue();
    await bench.page.locator(quickInput).first().fill('100'); // the default, which goes without saying
    await bench.press('Enter');
    const told = await bench.sees(toasts, /ran list_products$/m);
    const last = executed(log, 'modal-lsp.run').at(-1);
    return [told && offered === '5' && last?.arguments?.length === 0 && !last.dryRun, { told, offered, last }];
  });
  await dismiss(bench);
}

async function environment(bench, { log }) {
  const entry = '.statusbar-item[id="modal-lsp.modal-lsp.modal-lsp.identity"], .statusbar-item:has-text("acme")';
  const colour = () => bench.page.locator(entry).first().evaluate((each) => getComputedStyle(each).backgroundColor);
  let plain = '';
  await test(bench, 'the status bar shows profile and environment', async () => {
    const text = await bench.sees('.statusbar-item', 'acme / main');
    plain = await colour();
    return text;
  });
  await test(bench, 'production is red in the status bar', async () => {
    await bench.command('Modal: Select Environment…');
    await bench.page.locator(quickInput).first().fill('prod');
    await bench.press('Enter');
    const text = await bench.sees('.statusbar-item', 'acme / prod');
    const [red, green, blue] = (await colour()).match(/\d+/g).map(Number);
    return [text && (await colour()) !== plain && red > 150 && green < 100 && blue < 100, { text, plain, now: await colour() }];
  });
  if (await bench.count('.part.panel:visible')) await bench.command('View: Toggle Panel Visibility');
  await bench.screenshot('production');
  await test(bench, 'the environment that was chosen goes with each command', async () => {
    await bench.openFile(catalog);
    await bench.command('Modal: Deploy');
    await bench.sees(toasts, 'deploy of');
    const last = executed(log, 'modal-lsp.deploy').at(-1);
    return [last?.environment === 'prod' && last.uri.endsWith(catalog), last];
  });
  await dismiss(bench);
}

async function terminal(bench) {
  await test(bench, 'what blocks runs in a terminal, through no shell', async () => {
    await bench.openFile(catalog);
    await bench.command('Modal: Serve');
    return [await bench.sees('.panel .terminal-tab, .panel .title, .panel', 'modal serve'), await bench.texts('.panel')];
  });
  await test(bench, 'the program got its arguments and variables as they are', async () => {
    const text = await bench.sees('.panel .xterm-rows', 'serving hello a b; $HOME');
    return [text, await bench.texts('.panel')];
  });
  await bench.screenshot('terminal');
  await bench.command('Terminal: Kill the Active Terminal Instance');
  await bench.command('View: Toggle Panel Visibility');
}

async function preflight(bench) {
  await test(bench, 'a check that fails is told once', async () => {
    await bench.openFile(catalog);
    await bench.command('Modal: Check What Deploying Needs');
    await bench.sees(toasts, 'no token');
    const told = (await bench.texts(`${toasts} .notification-list-item`)).filter((text) => text.includes('no token'));
    return [told.length === 1, told];
  });
  await dismiss(bench);
}

async function graph(bench) {
  await test(bench, 'the graph is drawn, and nothing in it runs', async () => {
    await bench.command('Modal: Show Graph of Apps');
    const frame = await bench.webview('#graph svg');
    const found = await frame?.evaluate(() => ({
      text: document.querySelector('#graph text')?.textContent,
      fill: getComputedStyle(document.querySelector('#graph rect')).fill,
      stroke: getComputedStyle(document.querySelector('#graph rect')).stroke,
      scripts: document.querySelectorAll('#graph script').length,
      handlers: document.querySelector('#graph svg').hasAttribute('onload'),
      title: document.title,
      policy: document.querySelector('meta[http-equiv]').content,
    }));
    const clean = found && found.scripts === 0 && !found.handlers && found.title !== 'ran' && !found.policy.includes('unsafe');
    return [clean && found.text === 'drawn by the server' && found.fill === 'rgb(34, 221, 102)' && found.stroke === 'rgb(0, 0, 0)', found];
  });
}

export async function run({ program, out, vsix, standIn, workspace, server }) {
  const log = join(out, 'messages.jsonl');
  const bench = await Workbench.start({
    program,
    out,
    vsix: [vsix],
    settings: { 'modal-lsp.server.path': standIn },
    env: { STAND_IN_SERVER: server, STAND_IN_LOG: log },
  });
  try {
    await bench.open(workspace);
    await bench.openFile(catalog);
    for (const part of [initialization, tree, runFromTree, lenses, environment, terminal, preflight, graph]) await part(bench, { log });
  } finally {
    await bench.stop();
  }
}
