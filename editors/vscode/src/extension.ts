// Where the extension begins and ends; everything is put together here.
import * as vscode from 'vscode';
import { searchDocumentation } from './commands/documentation';
import { newFile } from './commands/newFile';
import { refreshLiveNames } from './commands/liveNames';
import { Operate, operationOf, operations } from './commands/operate';
import { showStatus } from './commands/status';
import { showReferences } from './commands/references';
import { Environment } from './environment';
import { Graph } from './graph';
import { onPythonChanged } from './python';
import { Session } from './session';
import { StatusBar } from './status';
import { CheckTasks, checkWorkspace } from './tasks';
import { taskType } from './terminal';
import { AppTree, goTo, operationFor } from './tree';
import type { Node } from './treeModel';

/** Settings that the server is told when it starts. */
const startSettings = ['enable', 'server.path', 'server.arguments', 'server.logLevel'];
const refreshDelayMs = 500;

interface Parts {
  session: Session;
  environment: Environment;
  operate: Operate;
  tree: AppTree;
  status: StatusBar;
  graph: Graph;
}

let session: Session | undefined;

function assemble(context: vscode.ExtensionContext): Parts {
  const log = vscode.window.createOutputChannel('Modal Language Server', { log: true });
  const trace = vscode.window.createOutputChannel('Modal Language Server Trace', { log: true });
  const environment = new Environment(context.workspaceState);
  // Lenses run through the same door as the palette, so that arguments are asked for and answers are shown.
  const server: Session = new Session(context.extensionPath, { log, trace }, async (command, args, next) => {
    const name = operationOf(command);
    if (name) return operate.perform(name, args[0]);
    if (command === 'modal-lsp.graph' && args.length === 0) return graph.show();
    if (command === 'modal-lsp.showReferences') return showReferences(args, next);
    return next();
  });
  const operate: Operate = new Operate(server, environment);
  const graph: Graph = new Graph(server, context.extensionUri);
  const status = new StatusBar(server, environment);
  const tree = new AppTree(server);
  context.subscriptions.push(log, trace, server, graph, status, tree);
  return { session: server, environment, operate, tree, status, graph };
}

/** Calls `work` once things have been quiet for a moment. */
function debounced(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, refreshDelayMs);
  };
}

async function showMenu(parts: Parts): Promise<void> {
  const { l10n } = vscode;
  const items = [
    {
      label: `$(server-environment) ${l10n.t('Select Environment…')}`,
      command: 'modalLsp.selectEnvironment',
    },
    { label: `$(new-file) ${l10n.t('New File with an App…')}`, command: 'modalLsp.newFile' },
    { label: `$(type-hierarchy) ${l10n.t('Show Graph')}`, command: 'modalLsp.showGraph' },
    { label: `$(search) ${l10n.t('Search Documentation…')}`, command: 'modalLsp.searchDocumentation' },
    { label: `$(output) ${l10n.t('Show Log')}`, command: 'modalLsp.showLog' },
    { label: `$(info) ${l10n.t('Show Server Status')}`, command: 'modalLsp.showStatus' },
    { label: `$(debug-restart) ${l10n.t('Restart Server')}`, command: 'modalLsp.restart' },
  ];
  const title = `modal-lsp ${parts.session.server?.version ?? ''}`;
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'runs' in value && 'app' in value;
}

/** Says to the person what a command could not do. */
function guarded(work: (given: unknown) => unknown): (given: unknown) => Promise<unknown> {
  return async (given) => {
    try {
      return await work(given);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`Modal: ${reason}`);
      return undefined;
    }
  };
}

function registerCommands(
  context: vscode.ExtensionContext,
  parts: Parts,
  binary: () => string | undefined,
): void {
  const own: Record<string, (given: unknown) => unknown> = {
    restart: () => parts.session.restart(),
    reindex: () => parts.session.execute('modal-lsp.reindex'),
    showLog: () => parts.session.channels.log.show(),
    showStatus: () =>
      showStatus(parts.session, (context.extension.packageJSON as { version: string }).version),
    newFile: (given) => newFile(parts.session, given),
    showGraph: () => parts.graph.show(),
    refreshLiveNames: () => refreshLiveNames(parts.session),
    searchDocumentation: () => searchDocumentation(parts.session),
    selectEnvironment: () => parts.environment.ask(),
    check: () => checkWorkspace(binary),
    menu: () => showMenu(parts),
    'tree.refresh': () => parts.tree.refresh(),
    'tree.goTo': (node) => (isNode(node) ? goTo(node) : undefined),
  };
  for (const name of operations)
    own[name] = (given) => parts.operate.perform(name, isNode(given) ? operationFor(given) : given);
  for (const [name, work] of Object.entries(own))
    context.subscriptions.push(vscode.commands.registerCommand(`modalLsp.${name}`, guarded(work)));
}

/** What changes the views: the server's state, files, the environment, the window. */
function follow(context: vscode.ExtensionContext, parts: Parts): void {
  const { session: server, environment, tree, status, graph } = parts;
  const refresh = debounced(() => {
    void tree.refresh();
    void status.refresh();
    void graph.refresh();
  });
  const refreshStatus = debounced(() => void status.refresh());
  // Trust brings settings to light that were hidden; both events together mean one restart.
  const restart = debounced(() => void server.restart());
  const isPython = (document: vscode.TextDocument) => document.languageId === 'python';
  context.subscriptions.push(
    server.onDidChange(refresh),
    environment.onDidChange(refreshStatus),
    vscode.workspace.onDidSaveTextDocument((document) => isPython(document) && refresh()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isPython(document) && refresh()),
    vscode.window.onDidChangeActiveTextEditor(refreshStatus),
    vscode.window.onDidChangeWindowState(refreshStatus),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (startSettings.some((key) => event.affectsConfiguration(`modal-lsp.${key}`))) restart();
    }),
  );
  void onPythonChanged(() => void server.settingsChanged()).then(
    (each) => each && context.subscriptions.push(each),
  );
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const parts = assemble(context);
  session = parts.session;
  const binary = () => parts.session.server?.path;
  registerCommands(context, parts, binary);
  follow(context, parts);
  context.subscriptions.push(vscode.tasks.registerTaskProvider(taskType, new CheckTasks(binary)));
  await parts.session.start();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
