// Asking Modal again what is deployed and what there is.
import * as vscode from 'vscode';
import { liveNames } from '../protocol';
import type { Session } from '../session';

export async function refreshLiveNames(session: Session): Promise<void> {
  const { l10n } = vscode;
  const location = vscode.ProgressLocation.Window;
  const answer = await vscode.window.withProgress({ location, title: l10n.t('Asking Modal…') }, () =>
    session.execute('modal-lsp.refreshLiveNames'),
  );
  const { ok, message } = liveNames(answer);
  const show = ok ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(message);
}
