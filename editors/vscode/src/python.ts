// The environment that the Python extension has selected, when that extension is there.
import * as path from 'node:path';
import * as vscode from 'vscode';

/** The part of the Python extension's interface that is used here. */
interface Environments {
  getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
  onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
}

async function environments(): Promise<Environments | undefined> {
  const extension = vscode.extensions.getExtension<{ environments?: Environments }>('ms-python.python');
  if (!extension || !vscode.workspace.isTrusted) return undefined;
  try {
    return (await extension.activate()).environments;
  } catch {
    return undefined;
  }
}

/** Its interpreter or folder; undefined when nothing is selected that has a path. */
export async function activePython(resource?: vscode.Uri): Promise<string | undefined> {
  const selected = (await environments())?.getActiveEnvironmentPath(resource).path;
  return selected !== undefined && path.isAbsolute(selected) ? selected : undefined;
}

export async function onPythonChanged(changed: () => void): Promise<vscode.Disposable | undefined> {
  return (await environments())?.onDidChangeActiveEnvironmentPath(changed);
}
