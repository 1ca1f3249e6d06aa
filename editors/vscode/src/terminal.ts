// Programs that run until somebody stops them, in a terminal of their own.
import * as vscode from 'vscode';
import type { TerminalRequest } from './protocol';

export const taskType = 'modal-lsp';

/**
 * A task that starts `argv` as it is, through no shell, and whose terminal stays readable after the program's end.
 * An empty `cwd` is the workspace folder.
 */
export function programTask(
  title: string,
  argv: string[],
  cwd: string,
  env: Record<string, string>,
): vscode.Task {
  const [program = '', ...args] = argv;
  const execution = new vscode.ProcessExecution(program, args, cwd === '' ? { env } : { cwd, env });
  const scope = vscode.workspace.workspaceFolders?.[0] ?? vscode.TaskScope.Workspace;
  return new vscode.Task({ type: taskType, command: 'terminal' }, scope, title, 'Modal', execution, []);
}

/** Starts it and returns once it has started. */
export async function runInTerminal(request: TerminalRequest): Promise<void> {
  const task = programTask(request.title, request.argv, request.cwd, request.env);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
  };
  await vscode.tasks.executeTask(task);
}
