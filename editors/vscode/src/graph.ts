// The panel with the graph of the workspace's apps.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { formatOf, graphPage } from './graphPage';
import { isObject } from './protocol';
import { NotOffered, type Session } from './session';

async function open(uri: string): Promise<void> {
  const place = vscode.Uri.parse(uri);
  // The page shows a text of the server's: it may lead to files of the workspace and nowhere else.
  if (place.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(place.with({ fragment: '' }))) return;
  const line = Number(/^L?(\d+)/.exec(place.fragment)?.[1] ?? 1) - 1;
  const selection = new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(place.with({ fragment: '' }), {
    selection,
    viewColumn: vscode.ViewColumn.One,
  });
}

export class Graph implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly session: Session,
    private readonly extensionUri: vscode.Uri,
  ) {}

  async show(): Promise<void> {
    if (this.panel) {
      this.panel.reveal();
      await this.refresh();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'modalLsp.graph',
      vscode.l10n.t('Modal: Graph'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')] },
    );
    this.panel = panel;
    panel.onDidDispose(() => (this.panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.webview.html = this.page(panel.webview);
  }

  /** Draws it anew if it is to be seen. */
  async refresh(): Promise<void> {
    if (!this.panel?.visible) return;
    try {
      const text = await this.session.execute('modal-lsp.graph', 'svg');
      const graph = typeof text === 'string' ? text : '';
      await this.panel.webview.postMessage({ type: 'graph', format: formatOf(graph), text: graph });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!(error instanceof NotOffered)) this.session.channels.log.error(reason);
      await this.panel.webview.postMessage({ type: 'graph', format: 'text', text: reason });
    }
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private page(webview: vscode.Webview): string {
    const file = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.extensionUri, 'dist', name)).toString();
    return graphPage({
      nonce: randomBytes(16).toString('hex'),
      cspSource: webview.cspSource,
      script: file('graph.js'),
      style: file('graph.css'),
      title: vscode.l10n.t('Modal: Graph'),
      language: vscode.env.language,
      buttons: [
        { id: 'refresh', label: vscode.l10n.t('Refresh') },
        { id: 'smaller', label: '−' },
        { id: 'larger', label: '+' },
        { id: 'fit', label: vscode.l10n.t('Fit') },
      ],
    });
  }

  private async receive(message: unknown): Promise<void> {
    if (!isObject(message)) return;
    if (message['type'] === 'ready' || message['type'] === 'refresh') await this.refresh();
    if (message['type'] === 'open' && typeof message['uri'] === 'string') await open(message['uri']);
  }
}
