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

export class AppTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly session: Session) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return node.children;
    const offered = this.session.offers('modal-lsp.apps');
    // Decides which text stands in the empty view.
    void vscode.commands.executeCommand('setContext', 'modalLsp.listsApps', offered);
    return offered ? appNodes(apps(await this.session.execute('modal-lsp.apps'))) : [];
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
}
