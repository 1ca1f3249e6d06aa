// Drives the workbench in all the situations there are.
//   node suite.mjs --program CODE_SERVER --server BINARY --vsix FILE --probe FILE --neighbours FILE --stand-in PROGRAM --workspaces DIR --out DIR
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as analysis from './analysis.mjs';
import * as beside from './beside.mjs';
import * as chinese from './chinese.mjs';
import * as deploying from './deploying.mjs';
import * as operating from './operating.mjs';
import { failures, test } from './report.mjs';
import * as restricted from './restricted.mjs';
import * as virtual from './virtual.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: { program: text, server: text, vsix: text, probe: text, neighbours: text, 'stand-in': text, workspaces: text, out: text, only: text },
});
const sample = fileURLToPath(new URL('../../workspaces/shop', import.meta.url));
const version = JSON.parse(execFileSync(values.server, ['version', '--output-format', 'json'], { encoding: 'utf8' })).version;

for (const [name, situation] of Object.entries({ analysis, operating, deploying, beside, chinese, restricted, virtual })) {
  if (values.only && values.only !== name) continue;
  const out = join(values.out, name);
  const workspace = join(values.workspaces, name, 'shop');
  mkdirSync(out, { recursive: true });
  cpSync(sample, workspace, { recursive: true });
  await test(undefined, `the workbench starts and ends (${name})`, async () => {
    await situation.run({ ...values, standIn: values['stand-in'], version, out, workspace });
    return true;
  });
}
process.exit(failures() === 0 ? 0 : 1);
