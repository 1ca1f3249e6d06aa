// A workbench in Simplified Chinese: what the extension and the server say in it.
import { fileURLToPath } from 'node:url';
import { test } from './report.mjs';
import { eventually, Workbench } from './workbench.mjs';

const broken = 'shop/search/broken_lookup.py';
const problems = '.markers-panel .marker-message-details-container';

async function workbench(bench) {
  await test(bench, 'the workbench itself is Chinese', async () => {
    const titles = () => bench.page.locator('.activitybar .action-label').evaluateAll((all) => all.map((each) => each.ariaLabel));
    const chinese = await eventually(async () => (await titles()).some((title) => title?.startsWith('资源管理器')));
    return [chinese, await titles()];
  });
}

async function findings(bench) {
  await test(bench, 'the server tells its findings in the language of the workbench', async () => {
    await bench.openFile(broken);
    await bench.press('Control+Shift+M');
    return [await bench.sees(problems, '应用 "shop-catalog" 中没有类 "Embeder"'), await bench.texts(problems)];
  });
  await bench.screenshot('problems');
  await bench.command('View: Toggle Panel Visibility');
}

async function palette(bench) {
  // What is offered depends on the editor that is looked at, and the panel has just been.
  await bench.openFile(broken);
  await test(bench, 'the palette names the commands in Chinese', async () => [
    (await bench.offers('Modal: 部署')) && (await bench.offers('Modal: 显示应用关系图')),
    bench.lastOffered,
  ]);
}

async function view(bench) {
  await test(bench, 'the view of apps has a Chinese title, and their names stay', async () => {
    await bench.page.locator('.activitybar .action-label[aria-label="Modal"]').click();
    const title = await bench.sees('.sidebar .composite.title, .sidebar .pane-header', '应用');
    return [title && (await bench.sees('.pane-body .monaco-list-row', 'shop-catalog')), await bench.texts('.sidebar')];
  });
}

async function menu(bench) {
  await test(bench, 'what the extension itself says comes from its own translations', async () => {
    await bench.command('Modal: 菜单…');
    const rows = await eventually(async () => {
      const labels = (await bench.rows()).map(([label]) => label);
      return labels.some((label) => label.includes('重启服务器')) && labels;
    });
    await bench.screenshot('menu');
    await bench.press('Escape');
    return [rows && rows.some((label) => label.includes('显示关系图')), rows ?? (await bench.rows())];
  });
}

export async function run({ program, out, vsix, workspace }) {
  // No registry that this suite may ask has Microsoft's language pack. A few words make the workbench Chinese as well.
  const words = fileURLToPath(new URL('chinese.i18n.json', import.meta.url));
  const bench = await Workbench.start({ program, out, vsix: [vsix], language: { locale: 'zh-cn', words } });
  try {
    await bench.open(workspace);
    for (const part of [workbench, findings, palette, view, menu]) await part(bench);
  } finally {
    await bench.stop();
  }
}
