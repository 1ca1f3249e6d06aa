// Asks a person for what a function takes.
import * as vscode from 'vscode';
import { isBoolean, isRequired, toArguments, valueIn } from './parameters';
import type { Parameter } from './protocol';

/** `value` is offered; Enter takes it. Undefined when the person changed their mind. */
async function askOne(title: string, parameter: Parameter, value: string): Promise<string | undefined> {
  const type = parameter.type === '' ? '' : `: ${parameter.type}`;
  if (isBoolean(parameter)) {
    const words = [...new Set([value, 'True', 'False'])].filter((word) => word !== '');
    return vscode.window.showQuickPick(words, { title, placeHolder: `${parameter.name}${type}` });
  }
  return vscode.window.showInputBox({
    title,
    prompt: isRequired(parameter)
      ? `${parameter.name}${type}`
      : vscode.l10n.t(
          '{0} (Enter for the default)',
          `${parameter.name}${type} = ${parameter.defaultText ?? ''}`,
        ),
    value,
    ignoreFocusOut: true,
  });
}

/** The arguments for the command line, beginning with those of `last` time; undefined as above. */
export async function askArguments(
  name: string,
  parameters: Parameter[],
  last: string[],
): Promise<string[] | undefined> {
  const all: string[] = [];
  for (const [at, parameter] of parameters.entries()) {
    const title = `${name} (${at + 1}/${parameters.length})`;
    const value = await askOne(title, parameter, valueIn(last, parameter));
    if (value === undefined) return undefined;
    all.push(...toArguments(parameter, value));
  }
  return all;
}
