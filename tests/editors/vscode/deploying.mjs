// The whole way of a command, nothing of it played: the editor, the server, Modal's own command line, and a control plane of
// ours in place of Modal's.
import { ControlPlane } from './control_plane.mjs';
import { skip, test } from './report.mjs';
import { quickInput, Workbench } from './workbench.mjs';

const catalog = 'shop/catalog/app.py';
const toasts = '.notification-toast-container';
const environment = 'dev';

async function dismiss(bench) {
  await bench.command('Notifications: Clear All Notifications');
}

async function choosing(bench) {
  await test(bench, 'without an environment nothing is deployed, and the reason is told', async () => {
    await bench.openFile(catalog);
    await bench.command('Modal: Deploy');
    return [await bench.sees(toasts, 'no environment is chosen'), await bench.texts(toasts)];
  });
  await dismiss(bench);
  await test(bench, 'the status bar shows the environment that is chosen', async () => {
    await bench.command('Modal: Select Environment…');
    await bench.page.locator(quickInput).first().fill(environment);
    await bench.press('Enter');
    return [await bench.sees('.statusbar-item', ` / ${environment}`), await bench.texts('.statusbar-item')];
  });
}

async function preflight(bench) {
  await test(bench, 'the check before deploying asks the real command line, and finds all well', async () => {
    await bench.openFile(catalog);
    await bench.command('Modal: Check What Deploying Needs');
    return [await bench.sees(toasts, 'Preflight: all is well.'), await bench.texts(toasts)];
  });
  await bench.screenshot('preflight');
  await dismiss(bench);
}

async function deploy(bench, plane) {
  await test(bench, 'the app is deployed, and the person is told', async () => {
    const before = plane.apps(environment);
    await bench.command('Modal: Deploy');
    const told = await bench.sees(toasts, `"shop-catalog" is deployed in ${environment}`);
    await bench.screenshot('deployed');
    const after = plane.apps(environment);
    return [told && !('shop-catalog' in before) && after['shop-catalog'] === 'deployed', { told, before, after }];
  });
  await dismiss(bench);
}

export async function run({ program, out, vsix, workspace }) {
  let plane;
  try {
    plane = await ControlPlane.start(out);
  } catch (error) {
    return skip('deploying with the real command line', error.message);
  }
  let bench;
  try {
    // The extension host has the path of a login shell: the command line is named instead.
    const settings = { 'modal-lsp.modalCommand': plane.program };
    bench = await Workbench.start({ program, out, vsix: [vsix], settings, env: plane.environment });
    await bench.open(workspace);
    for (const part of [choosing, preflight, deploy]) await part(bench, plane);
  } finally {
    await bench?.stop();
    plane.stop();
  }
}
