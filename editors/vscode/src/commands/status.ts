// What the server knows, as a text to read and to put into a report.
import * as vscode from 'vscode';
import type { Session } from '../session';

/** Opens it as an unsaved JSON document. */
export async function showStatus(session: Session, extensionVersion: string): Promise<void> {
  const status = {
    extension: extensionVersion,
    editor: `${vscode.env.appName} ${vscode.version}`,
    trusted: vscode.workspace.isTrusted,
    binary: session.server ?? null,
    problem: session.trouble === '' ? undefined : session.trouble,
    server: session.running ? await session.execute('modal-lsp.status') : null,
  };
  const document = await vscode.workspace.openTextDocument({
    language: 'json',
    content: `${JSON.stringify(status, null, 2)}\n`,
  });
  await vscode.window.showTextDocument(document, { preview: true });
}
