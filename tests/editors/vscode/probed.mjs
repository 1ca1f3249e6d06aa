import { existsSync, readFileSync } from 'node:fs';
import { eventually } from './workbench.mjs';

/** What the probe wrote, once it has. */
export async function probed(file) {
  if (!(await eventually(() => existsSync(file), 60_000))) throw new Error('the probe in the extension host wrote nothing');
  return JSON.parse(readFileSync(file, 'utf8'));
}
