// Beside a type checker and a linter: nothing is said twice, and each server says what it knows.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWithSdk } from './control_plane.mjs';
import { skip, test } from './report.mjs';
import { eventually, Workbench } from './workbench.mjs';

const file = 'shop/beside.py';
// A mistake for each of the three.
const text = `import os

import modal

app = modal.App("shop-beside")
Wrong = modal.Cls.from_name("shop-catalog", "Embeder")
Right = modal.Cls.from_name("shop-catalog", "Embedder")
image = modal.Image.debian_slim().pip_instal("numpy")
`;
const problems = '.markers-panel .marker-message-details-container';

function neighbours() {
  const tests = fileURLToPath(new URL('..', import.meta.url));
  const said = execFileSync(join(tests, 'get-neighbours.sh'), [join(tests, '../../.deps/editors')], { encoding: 'utf8' });
  return said.trim().split('\n').at(-1);
}

async function findings(bench) {
  await test(bench, 'three servers report, each its own and once', async () => {
    await bench.openFile(file);
    await bench.press('Control+Shift+M');
    // The list draws only what there is room for.
    await bench.page.locator('.viewpane-filter input').first().fill('**/beside.py');
    const wanted = ['has no class "Embeder"', '"pip_instal"', '`os` imported but unused'];
    for (const words of wanted)
      if (!(await bench.sees(problems, words))) return [false, { words, rows: await bench.texts(problems) }];
    const rows = await bench.texts(problems);
    const ours = rows.filter((row) => /^modal-lsp$/m.test(row));
    const once = wanted.every((words) => rows.filter((row) => row.includes(words)).length === 1);
    const apart = rows.filter((row) => row.includes('[Ln 6,')).length === 1 && rows.filter((row) => row.includes('[Ln 8,')).length === 1;
    return [once && apart && ours.length === 1, rows];
  });
  await bench.screenshot('problems');
  await bench.command('View: Toggle Panel Visibility');
}

async function completion(bench) {
  await test(bench, 'between the quotes of a lookup ours alone proposes', async () => {
    await bench.goTo(7, 46);
    const rows = '.suggest-widget.visible .monaco-list-row';
    const shown = await eventually(async () => {
      await bench.press('Control+Space');
      return bench.sees(rows, 'Embedder', 5000);
    });
    const offered = await bench.texts(rows);
    await bench.screenshot('completion');
    await bench.press('Escape');
    return [shown && offered.length === 1, offered];
  });
}

async function hover(bench) {
  await test(bench, 'a name in a string is explained by ours, a variable by the type checker', async () => {
    const explained = async (word, line, wanted) =>
      eventually(async () => {
        await bench.hover(word, line);
        const seen = await bench.sees('.monaco-hover:visible', wanted, 5000);
        await bench.press('Escape');
        return seen;
      });
    const name = await explained('Embedder', '"Embedder"', /class Embedder[^]*gpu/);
    const variable = await explained('Right', 'Right =', '(variable) Right');
    return [name && !name.includes('(variable)') && variable && !variable.includes('app `'), { name, variable }];
  });
}

export async function run({ program, out, vsix, neighbours: extension, workspace }) {
  let settings, env;
  try {
    settings = { 'python.pythonPath': pythonWithSdk() };
    env = { NEIGHBOURS: neighbours() };
  } catch (error) {
    return skip('a type checker and a linter beside ours', error.message);
  }
  writeFileSync(join(workspace, file), text);
  const bench = await Workbench.start({ program, out, vsix: [vsix, extension], settings, env });
  try {
    await bench.open(workspace);
    for (const part of [findings, completion, hover]) await part(bench);
  } finally {
    await bench.stop();
  }
}
