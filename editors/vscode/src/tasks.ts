// Tasks that run `modal-lsp check`; the problem matcher for what it prints is in package.json.
import * as vscode from 'vscode';
import { taskType } from './terminal';

interface CheckDefinition extends vscode.TaskDefinition {
  paths?: string[];
  arguments?: string[];
}

/** The binary to run; undefined while there is none. */
export type Binary = () => string | undefined;

function checkTask(
  binary: string,
  definition: CheckDefinition,
  scope: vscode.Task['scope'],
  name: string,
): vscode.Task {
  // Findings are no failure of the task, which VS Code would report on top of them.
  const args = [
    'check',
    '--exit-zero',
    '--output-format',
    'concise',
    ...(definition.arguments ?? []),
    ...(definition.paths ?? ['.']),
  ];
  const cwd = typeof scope === 'object' ? { cwd: scope.uri.fsPath } : {};
  const task = new vscode.Task(
    definition,
    scope ?? vscode.TaskScope.Workspace,
    name,
    'modal-lsp',
    new vscode.ProcessExecution(binary, args, cwd),
    '$modal-lsp',
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, panel: vscode.TaskPanelKind.Dedicated };
  return task;
}

export class CheckTasks implements vscode.TaskProvider {
  constructor(private readonly binary: Binary) {}

  provideTasks(): vscode.Task[] {
    const binary = this.binary();
    if (binary === undefined) return [];
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.map((folder) => checkTask(binary, { type: taskType, command: 'check' }, folder, 'check'));
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const binary = this.binary();
    const definition = task.definition as CheckDefinition;
    if (binary === undefined || definition['command'] !== 'check') return undefined;
    // VS Code wants the very definition object back that it handed in.
    return checkTask(binary, definition, task.scope, task.name);
  }
}

/** Runs the check of the first workspace folder. */
export async function checkWorkspace(binary: Binary): Promise<void> {
  const [task] = new CheckTasks(binary).provideTasks();
  if (task) await vscode.tasks.executeTask(task);
  else
    void vscode.window.showErrorMessage(
      vscode.l10n.t('There is no folder to check, or no modal-lsp to check it with'),
    );
}
