// Beginning a file with an app and one construct of Modal's.
import * as vscode from 'vscode';
import { fileKinds } from '../protocol';
import type { Session } from '../session';

/** The folder that the command was called on in the explorer. */
function folderOf(given: unknown): string | undefined {
  return given instanceof vscode.Uri ? given.toString() : undefined;
}

/** A name that the server takes; undefined when the person gave up. */
function askName(kind: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the app'),
    value: `my-${kind}`,
    validateInput: (name) =>
      /^[\w.-]{1,64}$/.test(name) ? undefined : vscode.l10n.t('Letters, digits, ".", "_" and "-" only'),
  });
}

/** Lets the person choose what to begin with and name it; the server creates the file, and it is opened. */
export async function newFile(session: Session, given: unknown): Promise<void> {
  const kinds = fileKinds(await session.execute('modal-lsp.newFile'));
  const items = kinds.map(({ kind, summary }) => ({ label: kind, description: summary }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What does the app begin with?'),
    matchOnDescription: true,
  });
  const name = chosen && (await askName(chosen.label));
  if (name === undefined) return;
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder = folderOf(given);
  await session.execute('modal-lsp.newFile', {
    kind: chosen?.label,
    name,
    ...(folder === undefined ? { uri: uri?.scheme === 'file' ? uri.toString() : undefined } : { folder }),
  });
}
