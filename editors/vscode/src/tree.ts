// The view "Modal: Apps".
import * as vscode from 'vscode';
import { apps, type Operation } from './protocol';
import type { Session } from './session';
import { appNodes, type Node } from './treeModel';

const icons: Record<string, string> = {
  app: 'package',
  function: 'symbol-method',
  class: 'symbol-class',
  method: 'symbol-method',
  web: 'globe',
  schedule: 'clock',
  local_entrypoint: 'play-circle',
  resource: 'database',
};
const resourceIcons: Record<string, string> = {
  secret: 'key',
  queue: 'list-ordered',
  dict: 'symbol-object',
  volume: 'database',
};

function iconOf(node: Node): string {
  const own = node.kind === 'resource' ? resourceIcons[node.description.toLowerCase()] : undefined;
  return own ?? icons[node.kind] ?? 'symbol-misc';
}

/** What an operating command is told about a node. */
export function operationFor(node: Node): Operation {
  return { uri: node.uri, app: node.app, ...(node.runs === '' ? {} : { function: node.runs }) };
}

export async function goTo(node: Node): Promise<void> {
  if (!node.range) return;
  const { start } = node.range;
  const selection = new vscode.Range(start.line, start.character, start.line, start.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(node.uri), { selection });
}

export class AppTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private nodes: Node[] = [];
  /** What the view shows, to tell whether anything is new: each drawing anew costs, and races with unfolding. */
  private shown = '';
  private latest = 0;

  constructor(private readonly session: Session) {
    this.view = vscode.window.createTreeView('modalLsp.apps', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.view.onDidChangeVisibility(() => void this.refresh());
  }

  /** Asks the server, if the view is to be seen. Of two that overlap the later one counts. */
  async refresh(): Promise<void> {
    if (!this.view.visible) return;
    const mine = ++this.latest;
    const offered = this.session.offers('modal-lsp.apps');
    // Decides which text stands in the empty view.
    void vscode.commands.executeCommand('setContext', 'modalLsp.listsApps', offered);
    const nodes = offered ? await this.ask() : [];
    const shown = JSON.stringify(nodes);
    if (!nodes || mine !== this.latest || shown === this.shown) return;
    this.shown = shown;
    this.nodes = nodes;
    this.changed.fire();
  }

  /** Undefined when the server has gone meanwhile; then what was shown stays. */
  private async ask(): Promise<Node[] | undefined> {
    try {
      return appNodes(apps(await this.session.execute('modal-lsp.apps')));
    } catch {
      return undefined;
    }
  }

  getChildren(node?: Node): Node[] {
    return node ? node.children : this.nodes;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const state = vscode.TreeItemCollapsibleState;
    const open = node.kind === 'app' ? state.Expanded : state.Collapsed;
    const item = new vscode.TreeItem(node.label, node.children.length === 0 ? state.None : open);
    item.id = [node.app, node.kind, node.runs, node.label, node.description].join('\n');
    item.description = node.description;
    item.iconPath = new vscode.ThemeIcon(iconOf(node));
    item.contextValue = node.runs !== '' && node.kind !== 'web' ? `${node.kind}.runnable` : node.kind;
    if (node.range) {
      item.command = {
        command: 'modalLsp.tree.goTo',
        title: vscode.l10n.t('Go to Definition'),
        arguments: [node],
      };
      item.tooltip = vscode.workspace.asRelativePath(vscode.Uri.parse(node.uri));
    }
    return item;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}
