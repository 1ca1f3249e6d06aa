// Workspace Trust: what a workspace that nobody trusts can make the extension do, and what changes with trust.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from './report.mjs';
import { eventually, Workbench } from './workbench.mjs';

const broken = 'shop/search/broken_lookup.py';
const squiggles = '.editor-group-container.active :is(.squiggly-error, .squiggly-warning, .squiggly-info)';

/** A workspace whose own settings name a program: it leaves a mark, and then is the server. */
function settingsWithProgram(workspace, server, mark) {
  const program = join(workspace, 'tool.sh');
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${mark}'\nexec '${server}' "$@"\n`);
  chmodSync(program, 0o755);
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'modal-lsp.server.path': program }));
}

async function untrusted(bench, mark) {
  await test(bench, 'an untrusted workspace is checked', async () => {
    await bench.openFile(broken);
    return eventually(async () => (await bench.count(squiggles)) >= 4);
  });
  await test(bench, 'a program that an untrusted workspace names is not started', () => !existsSync(mark));
  await test(bench, 'the palette of an untrusted workspace offers no running', async () => {
    const shows = await bench.offers('Modal: Show Graph of Apps');
    return shows && !(await bench.offers('Modal: Deploy', 5000));
  });
}

async function trusted(bench, mark, log) {
  await test(bench, 'with trust the program that the workspace names is used', async () => {
    await bench.command('Workspaces: Manage Workspace Trust');
    await bench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
    return eventually(() => existsSync(mark) && readFileSync(mark, 'utf8').includes('--log-level'));
  });
  await test(bench, 'the server is told of the trust', () =>
    eventually(() => existsSync(log) && /"trusted":\s*true/.test(readFileSync(log, 'utf8'))),
  );
  await bench.command('View: Close All Editors');
  await test(bench, 'with trust the palette offers to deploy', async () => {
    await bench.openFile(broken);
    return bench.offers('Modal: Deploy');
  });
}

export async function run({ program, out, vsix, standIn, workspace, server }) {
  const mark = join(out, 'started-by-workspace.txt');
  const log = join(out, 'messages.jsonl');
  settingsWithProgram(workspace, standIn, mark);
  const bench = await Workbench.start({
    program,
    out,
    vsix: [vsix],
    env: { STAND_IN_SERVER: server, STAND_IN_LOG: log },
    trustEverything: false,
  });
  try {
    await bench.open(workspace);
    await untrusted(bench, mark);
    await trusted(bench, mark, log);
  } finally {
    await bench.stop();
  }
}
