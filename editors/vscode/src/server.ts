// Which modal-lsp to start, and whether it is one that this extension can work with.
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { binaryName, versionOf } from './version';

/** A binary that may be started. `origin` says to people where it comes from. */
export interface Server {
  path: string;
  version: string;
  origin: 'setting' | 'bundled' | 'path';
}

/** Why there is no server, in a sentence for people. */
export class NoServer extends Error {}

const answerLimitMs = 10_000;

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, binaryName(process.platform))).find(isProgram);
}

function expand(setting: string): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  return setting.replace(/^~(?=$|[/\\])/, homedir()).replace('${workspaceFolder}', folder);
}

/** Asks the binary for its version; it is started once for that, with a limit on time. */
async function ask(file: string): Promise<string> {
  const answer = await new Promise<string>((resolve, reject) => {
    execFile(file, ['version', '--output-format', 'json'], { timeout: answerLimitMs }, (error, output) => {
      if (error) reject(new NoServer(vscode.l10n.t('"{0}" cannot be started: {1}', file, error.message)));
      else resolve(output);
    });
  });
  const version = versionOf(answer);
  if (version === undefined) throw new NoServer(vscode.l10n.t('"{0}" is not modal-lsp', file));
  return version;
}

/** Without the extension's trust in the workspace VS Code itself hides what the workspace set. */
function configured(): string | undefined {
  const setting = vscode.workspace.getConfiguration('modal-lsp').get<string>('server.path', '').trim();
  if (setting === '') return undefined;
  const file = expand(setting);
  if (!existsSync(file))
    throw new NoServer(
      vscode.l10n.t('the setting "modal-lsp.server.path" names "{0}", which is not there', file),
    );
  return file;
}

/**
 * The configured binary, else the one in the extension, else the one on the PATH. Throws NoServer; a path that is
 * configured and wrong is reported, not passed over.
 */
export async function findServer(extensionPath: string): Promise<Server> {
  const setting = configured();
  if (setting !== undefined) return { path: setting, version: await ask(setting), origin: 'setting' };
  const bundled = path.join(extensionPath, 'server', binaryName(process.platform));
  if (isProgram(bundled)) return { path: bundled, version: await ask(bundled), origin: 'bundled' };
  const found = onPath();
  if (found !== undefined) return { path: found, version: await ask(found), origin: 'path' };
  throw new NoServer(
    vscode.l10n.t(
      'no modal-lsp was found: not in this extension, not in "modal-lsp.server.path", not on the PATH',
    ),
  );
}
