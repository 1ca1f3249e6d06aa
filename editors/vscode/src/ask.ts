// Asks a person for what a function takes.
import * as vscode from 'vscode';
import { isBoolean, isRequired, toArguments } from './parameters';
import type { Parameter } from './protocol';

async function askOne(title: string, parameter: Parameter): Promise<string | undefined> {
  if (isBoolean(parameter)) {
    const initial = parameter.defaultText ?? 'False';
    const words = [initial, initial === 'True' ? 'False' : 'True'];
    return vscode.window.showQuickPick(words, { title, placeHolder: `${parameter.name}: ${parameter.type}` });
  }
  const type = parameter.type === '' ? '' : `: ${parameter.type}`;
  return vscode.window.showInputBox({
    title,
    prompt: isRequired(parameter)
      ? `${parameter.name}${type}`
      : vscode.l10n.t(
          '{0} (Enter for the default)',
          `${parameter.name}${type} = ${parameter.defaultText ?? ''}`,
        ),
    value: parameter.defaultText ?? '',
    ignoreFocusOut: true,
  });
}

/** The arguments for the command line; undefined when the person changed their mind. */
export async function askArguments(name: string, parameters: Parameter[]): Promise<string[] | undefined> {
  const all: string[] = [];
  for (const [at, parameter] of parameters.entries()) {
    const title = `${name} (${at + 1}/${parameters.length})`;
    const value = await askOne(title, parameter);
    if (value === undefined) return undefined;
    all.push(...toArguments(parameter, value));
  }
  return all;
}
