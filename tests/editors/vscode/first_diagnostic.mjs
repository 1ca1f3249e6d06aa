// Seconds from opening a window of VS Code on a file to the first finding that is underlined there; first_diagnostic.py
// calls it: node first_diagnostic.mjs CODE_SERVER VSIX FOLDER FILE OUT
import { join } from 'node:path';
import { Workbench } from './workbench.mjs';

const [program, vsix, folder, file, out] = process.argv.slice(2);
const bench = await Workbench.start({ program, out, vsix: [vsix] });
try {
  const opening = JSON.stringify([['openFile', `vscode-remote://${new URL(bench.address).host}${join(folder, file)}`]]);
  const begun = performance.now();
  await bench.page.goto(`${bench.address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(opening)}`, {
    waitUntil: 'commit',
  });
  await bench.page.locator('.editor-group-container.active :is(.squiggly-error, .squiggly-warning)').first().waitFor();
  console.log(((performance.now() - begun) / 1000).toFixed(2));
} finally {
  await bench.stop();
}
