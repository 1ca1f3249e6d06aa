// The environment of Modal that commands of this window name; none means the profile's own.
import * as vscode from 'vscode';

const key = 'modal-lsp.environment';

export class Environment {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly state: vscode.Memento) {}

  /** Empty when none was chosen. */
  get chosen(): string {
    return this.state.get<string>(key, '');
  }

  async choose(name: string): Promise<void> {
    await this.state.update(key, name === '' ? undefined : name);
    this.changed.fire();
  }

  /** Asks for one; an empty answer goes back to the profile's. */
  async ask(): Promise<void> {
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Modal environment'),
      prompt: vscode.l10n.t(
        'Run, deploy and look up in this environment; leave it empty for the one of your profile',
      ),
      value: this.chosen,
      validateInput: (value) =>
        /^[A-Za-z0-9._-]*$/.test(value.trim())
          ? undefined
          : vscode.l10n.t('Letters, digits, ".", "_" and "-" only'),
    });
    if (name !== undefined) await this.choose(name.trim());
  }
}
