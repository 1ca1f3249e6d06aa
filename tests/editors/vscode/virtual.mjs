// A workspace that is on no disk: the extension says that it does not work there, and VS Code leaves it off.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { probed } from './probed.mjs';
import { test } from './report.mjs';
import { Workbench } from './workbench.mjs';

export async function run({ program, out, vsix, probe }) {
  const bench = await Workbench.start({ program, out, vsix: [vsix, probe], env: { PROBE_OUT: join(out, 'probe.json') } });
  try {
    const workspace = join(bench.folder, 'virtual.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ uri: 'probe:/', name: 'virtual' }] }));
    await bench.open(workspace);
    await test(bench, 'in a virtual workspace the extension is off', async () => {
      const { present, folders, commands } = await probed(join(out, 'probe.json'));
      return [!present && commands.length === 0 && folders?.[0] === 'probe:/', { present, folders, commands }];
    });
  } finally {
    await bench.stop();
  }
}
