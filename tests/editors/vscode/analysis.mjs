// What a person sees while reading and writing: findings, hover, completion, fixes, navigation, the graph.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { skip, test } from './report.mjs';
import { probed } from './probed.mjs';
import { eventually, quickInput, Workbench } from './workbench.mjs';

const broken = 'shop/search/broken_lookup.py';
const search = 'shop/search/app.py';
const squiggles = '.editor-group-container.active :is(.squiggly-error, .squiggly-warning, .squiggly-info)';

/** The findings that the command line reports, by file. */
function checked(server, workspace) {
  let text;
  try {
    text = execFileSync(server, ['check', '--output-format', 'json', '.'], { cwd: workspace, encoding: 'utf8' });
  } catch (error) {
    text = error.stdout; // exit code 1: there are findings
  }
  return JSON.parse(text).findings;
}

/** The servers that run with this suite's log file: process and program. */
function servers(out) {
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (args.includes(`--log-file=${join(out, 'server.log')}`)) found.push({ pid, program });
    } catch {
      // It has ended meanwhile.
    }
  return found;
}

async function starts(bench, { out }) {
  const { page } = bench;
  await test(bench, 'a file with mistakes is underlined', async () => {
    await bench.openFile(broken);
    return eventually(async () => (await bench.count(squiggles)) >= 4);
  });
  await test(bench, 'the server in the extension is the one that runs', async () => {
    const [running] = (await eventually(() => servers(out).length > 0)) ? servers(out) : [];
    return [running?.program.includes('/extensions/modal-lsp.modal-lsp-'), running];
  });
  await test(bench, 'the view "Modal" stands in the activity bar', () =>
    page.locator('.activitybar .action-label[aria-label="Modal"]').waitFor().then(() => true),
  );
}

async function problems(bench, { server, workspace }) {
  const rows = '.markers-panel .marker-message-details-container';
  await test(bench, 'the list of problems holds what the command line reports, once', async () => {
    const expected = checked(server, workspace).map(({ message }) => message.split('\n')[0]);
    await bench.press('Control+Shift+M');
    await bench.page.locator('.markers-panel').first().waitFor();
    let shown = [];
    const same = await eventually(async () => {
      shown = await bench.texts(rows);
      return expected.every((message) => shown.filter((row) => row.includes(message.slice(0, 60))).length === 1);
    });
    return [same, { expected, shown }];
  });
  await bench.screenshot('problems');
}

/** The number beside "Problems": how many there are in the workspace. */
async function problemCount(bench) {
  const [badge] = await bench.texts('.panel .composite-bar .badge .badge-content');
  return Number(badge ?? 0);
}

async function checkTask(bench) {
  await test(bench, 'the task "check" finds the same problems and doubles none', async () => {
    const before = await problemCount(bench);
    await bench.command('Modal: Check Workspace');
    const done = await bench.sees('.panel .xterm-rows', /\d+ checked/);
    const after = await eventually(async () => (await problemCount(bench)) === before);
    return [done && before > 0 && after, { before, now: await problemCount(bench), done }];
  });
  await bench.command('View: Toggle Panel Visibility');
}

async function hover(bench) {
  await test(bench, 'hover over a name in a string tells of the class', async () => {
    await bench.openFile(search);
    // Lenses that appear push the line away from under the mouse; what the link says is there before what the server says.
    const text = await eventually(async () => {
      await bench.hover('Embedder', '"Embedder"');
      return bench.sees('.monaco-hover:visible', /class Embedder[^]*gpu/, 5000);
    });
    return [text?.includes('shop/catalog/app.py'), text ?? (await bench.texts('.monaco-hover:visible'))];
  });
  await bench.screenshot('hover');
  await bench.press('Escape');
}

async function completion(bench, { workspace }) {
  const start = 'Again = modal.Cls.from_name("shop-catalog", "';
  await test(bench, 'completion between the quotes offers exactly the class', async () => {
    await bench.openFile(search);
    const line = readFileSync(join(workspace, search), 'utf8').split('\n').findIndex((text) => text.startsWith('Embedder ='));
    await bench.goTo(line + 1, 1);
    await bench.press('End');
    await bench.press('Enter');
    await bench.type(`${start}")`);
    await bench.press('ArrowLeft');
    await bench.press('ArrowLeft');
    await bench.press('Control+Space');
    const rows = '.suggest-widget.visible .monaco-list-row';
    await bench.sees(rows, 'Embedder');
    const offered = await bench.texts(rows);
    return [offered.length > 0 && offered[0].includes('Embedder') && !offered.some((row) => row.includes('list_products')), offered];
  });
  await bench.screenshot('completion');
  await test(bench, 'the completion that is taken replaces the content of the string', async () => {
    await bench.press('Enter');
    const line = await bench.seesLine('Again');
    return [Boolean(await bench.seesLine(`${start}Embedder")`, 5000)), line];
  });
  await bench.command('File: Revert File');
}

async function quickFix(bench) {
  await test(bench, 'the quick fix mends the name, and the underline goes', async () => {
    await bench.openFile(broken);
    await eventually(async () => (await bench.count(squiggles)) >= 4);
    await bench.clickText('Embeder', '"Embeder"');
    await bench.pressUntil('Control+.', '.action-widget .monaco-list-row');
    const action = bench.page.locator('.action-widget .monaco-list-row', { hasText: 'Change to "Embedder"' }).first();
    await action.waitFor();
    await bench.screenshot('quickfix');
    await action.click();
    const mended = await bench.seesLine('from_name("shop-catalog", "Embedder")');
    const gone = await eventually(async () => (await bench.count(squiggles)) === 3);
    return [mended && gone, { mended, now: await bench.count(squiggles) }];
  });
  await bench.command('File: Revert File');
}

async function navigation(bench) {
  await test(bench, 'F12 leads from the name in a string to the class in another file', async () => {
    await bench.openFile(search);
    await bench.clickText('Embedder', '"Embedder"');
    await bench.press('F12');
    return [await bench.seesLine('class Embedder:'), await bench.lines()];
  });
}

async function lenses(bench, { seen }) {
  const lens = '.codelens-decoration a';
  await bench.openFile('shop/catalog/app.py');
  await test(bench, 'the lens that counts callers opens them in a window', async () => {
    await bench.goTo(26, 1);
    await bench.page.locator(lens, { hasText: /callers? through/ }).first().click();
    const title = await bench.sees('.peekview-widget .peekview-title', /\(\d+\)/);
    return [title, await bench.texts('.peekview-widget')];
  });
  await bench.screenshot('callers');
  await bench.press('Escape');
  const name = 'a lens above a function offers to run it';
  if (!seen.lenses.includes('modal-lsp.run')) return skip(name, 'this server has no such lens');
  await test(bench, name, () => bench.sees(lens, 'Run'));
}

async function quietBesideOthers(bench, { seen }) {
  await test(bench, 'plain Python gets neither hover, signature, completion nor formatting from us', () => {
    const { plainHover, plainSignature, plainCompletions, formatting } = seen;
    return [plainHover + plainSignature + plainCompletions.length + formatting === 0, seen];
  });
  await test(bench, 'every finding says that it is ours', () => [seen.sources.join() === 'modal-lsp', seen.sources]);
}

async function graph(bench) {
  await test(bench, 'the graph shows the apps', async () => {
    await bench.command('Modal: Show Graph of Apps');
    const frame = await bench.webview('#graph > *');
    const text = await frame?.locator('#graph').innerText();
    const apps = ['shop-catalog', 'shop-search', 'shop-orders', 'shop-web', 'shop-nightly'];
    return [apps.every((app) => text?.includes(app)), text];
  });
  await test(bench, 'the graph follows the width of its window', async () => {
    await bench.page.locator('.tab', { hasText: 'Modal: Graph' }).first().click();
    const frame = await bench.webview('#graph svg');
    const fits = () =>
      frame.evaluate(() => {
        const { left, right, width } = document.querySelector('#graph svg').getBoundingClientRect();
        return left >= 0 && right <= document.documentElement.clientWidth && width;
      });
    const narrow = await eventually(fits);
    await bench.command('View: Toggle Maximize Editor Group');
    const wide = await eventually(async () => {
      const now = await fits();
      return now > narrow && now;
    });
    return [narrow && wide, { narrow, wide }];
  });
  await bench.screenshot('graph');
  await bench.command('View: Toggle Maximize Editor Group');
  await bench.closeTab('Modal: Graph');
}

async function views(bench, { seen }) {
  const name = 'the view lists apps and their members';
  await bench.command('View: Show Modal');
  if (!seen.commands.includes('modal-lsp.apps')) {
    await test(bench, 'the view says that the server is too old to list apps', () =>
      bench.sees('.pane-body', 'too old to list apps'),
    );
    skip(name, 'this server has no modal-lsp.apps');
  } else
    await test(bench, name, async () => {
      const rows = '.pane-body .monaco-list-row';
      return [(await bench.sees(rows, 'shop-catalog')) && (await bench.sees(rows, 'Embedder')), await bench.texts(rows)];
    });
  await test(bench, 'a class in the view opens to its methods, and leads to its definition', async () => {
    const rows = '.pane-body .monaco-list-row';
    await bench.page.locator(`${rows}:has-text("Embedder") .monaco-tl-twistie`).first().click();
    const methods = (await bench.sees(rows, 'similarity')) && (await bench.sees(rows, 'embed'));
    await bench.page.locator(rows, { hasText: 'Embedder' }).first().click();
    return [methods && (await bench.seesLine('class Embedder:')), await bench.texts(rows)];
  });
  await bench.screenshot('apps', { x: 0, y: 28, width: 1180, height: 576 });
  await test(bench, 'the status bar has an entry', () => bench.sees('.statusbar-item', 'Modal'));
}

async function commands(bench, { version, out }) {
  await test(bench, 'the status of the server is shown', async () => {
    await bench.command('Modal: Show Server Status');
    const ours = await bench.seesLine('"origin": "bundled"');
    return [ours && (await bench.lines()).some((line) => line.includes(`"version": "${version}"`)), await bench.lines()];
  });
  await bench.command('View: Revert and Close Editor');
  await test(bench, 'the documentation is searched while words are typed', async () => {
    await bench.command('Modal: Search Documentation…');
    await bench.page.locator('.quick-input-widget:visible input[placeholder*="Image.pip_install"]').fill('uv_pip_install');
    return bench.sees('.quick-input-widget .monaco-list-row', 'uv_pip_install');
  });
  await bench.press('Escape');
  await test(bench, 'a restart starts another server, which finds the same', async () => {
    await bench.openFile(broken);
    const [before] = servers(out);
    await bench.command('Modal: Restart Language Server');
    const another = await eventually(() => servers(out).length === 1 && servers(out)[0].pid !== before?.pid);
    const same = another && (await eventually(async () => (await bench.count(squiggles)) >= 4));
    return [before && same, { before, now: servers(out) }];
  });
}

async function beginning(bench) {
  await test(bench, 'a file is begun from the palette, and opened', async () => {
    await bench.command('Modal: New File with an App…');
    await bench.choose('cron');
    await bench.sees('.quick-input-widget:visible', 'Name of the app');
    await bench.page.locator(quickInput).fill('nightly-report');
    await bench.press('Enter');
    await bench.page.locator('.tab.active', { hasText: 'nightly_report.py' }).waitFor();
    return bench.sees('.editor-group-container.active .view-lines', 'modal.App("nightly-report")');
  });
}

async function walkthrough(bench) {
  await test(bench, 'the walkthrough opens with its pages', async () => {
    await bench.quickInput('F1', '>Welcome: Open Walkthrough');
    await bench.choose('Welcome: Open Walkthrough...');
    await bench.page.locator('.quick-input-widget:visible input[placeholder*="alkthrough"]').fill('Get started with Modal');
    await bench.choose('Get started with Modal for Python');
    return bench.sees('.gettingStarted', 'Names that lead somewhere');
  });
  await test(bench, 'the settings are described', async () => {
    await bench.command('Preferences: Open Settings (UI)');
    await bench.page.locator('.settings-editor .suggest-input-container').first().waitFor();
    await bench.type('@ext:modal-lsp.modal-lsp max-files maxFiles');
    return bench.sees('.settings-editor', 'Python files of a workspace folder are read');
  });
}

export async function run(options) {
  const { program, out, vsix, probe, workspace } = options;
  const log = join(out, 'server.log');
  const bench = await Workbench.start({
    program,
    out,
    vsix: [vsix, probe],
    settings: { 'modal-lsp.server.logLevel': 'debug', 'modal-lsp.server.arguments': [`--log-file=${log}`] },
    env: { PROBE_OUT: join(out, 'probe.json'), PROBE_FILE: join(workspace, search) },
  });
  try {
    await bench.open(workspace);
    await starts(bench, options);
    const seen = await probed(join(out, 'probe.json'));
    Object.assign(options, { seen });
    for (const part of [quietBesideOthers, problems, checkTask, hover, completion, quickFix, navigation]) await part(bench, options);
    for (const part of [lenses, graph, views, commands, beginning, walkthrough]) await part(bench, options);
  } finally {
    await bench.stop();
  }
}
