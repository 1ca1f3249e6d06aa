// The status bar: which profile and environment the next command uses, production in red.
import * as vscode from 'vscode';
import type { Environment } from './environment';
import { describeIdentity } from './identityText';
import { identity, type Identity } from './protocol';
import type { Session } from './session';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'modal-lsp.identity',
    vscode.StatusBarAlignment.Left,
    10,
  );
  private latest = 0;

  constructor(
    private readonly session: Session,
    private readonly environment: Environment,
  ) {
    this.item.name = 'Modal';
  }

  /** Asks the server again. Of two that overlap the later one counts. */
  async refresh(): Promise<void> {
    const mine = ++this.latest;
    if (!this.session.running) {
      this.showTrouble();
      return;
    }
    const known = await this.ask();
    if (mine === this.latest) this.show(known);
  }

  private async ask(): Promise<Identity | undefined> {
    if (!this.session.offers('modal-lsp.identity') || !vscode.workspace.isTrusted) return undefined;
    const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    const chosen = this.environment.chosen;
    try {
      return identity(
        await this.session.execute('modal-lsp.identity', {
          ...(uri?.scheme === 'file' ? { uri: uri.toString() } : {}),
          ...(chosen === '' ? {} : { environment: chosen }),
        }),
      );
    } catch {
      return undefined;
    }
  }

  private show(known: Identity | undefined): void {
    const { text, lines } = describeIdentity(known, this.environment.chosen, vscode.l10n);
    const version = vscode.l10n.t('modal-lsp {0}', this.session.server?.version ?? '');
    this.item.text = `$(cloud) ${text}`;
    this.item.tooltip = [...lines, version].join('\n');
    this.item.command = 'modalLsp.menu';
    this.item.backgroundColor = known?.production
      ? new vscode.ThemeColor('statusBarItem.errorBackground')
      : undefined;
    this.item.show();
  }

  private showTrouble(): void {
    if (this.session.trouble === '') {
      this.item.hide();
      return;
    }
    this.item.text = '$(warning) Modal';
    this.item.tooltip = this.session.trouble;
    this.item.command = 'modalLsp.menu';
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}
