// Run, deploy and their like: from a click or the palette to the server's command, and its answer to the person.
import * as vscode from 'vscode';
import { askArguments } from '../ask';
import type { Environment } from '../environment';
import { apps, isObject, operationAnswer, type Operation, type OperationAnswer } from '../protocol';
import { NotOffered, type Session } from '../session';

/** Every operating command: `modal-lsp.NAME` of the server, `modalLsp.NAME` of ours. */
export const operations = [
  'run',
  'serve',
  'deploy',
  'shell',
  'logs',
  'stop',
  'verify',
  'diagnose',
  'preflight',
  'e2e',
] as const;

export type OperationName = (typeof operations)[number];

/** Those whose output is what the person waits for. */
const printing: readonly OperationName[] = ['run', 'e2e'];

/** Those about an app that runs, which may be another file's. */
const aboutApps: readonly OperationName[] = ['logs', 'stop', 'verify', 'diagnose'];

export function operationOf(command: string): OperationName | undefined {
  return operations.find((name) => command === `modal-lsp.${name}`);
}

function activeFile(): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'python' && document.uri.scheme === 'file'
    ? document.uri.toString()
    : undefined;
}

export class Operate {
  constructor(
    private readonly session: Session,
    private readonly environment: Environment,
  ) {}

  /** `given` is the argument of a code lens or of the tree; what it lacks is taken from the editor, or asked. */
  async perform(name: OperationName, given: unknown): Promise<OperationAnswer | undefined> {
    const command = `modal-lsp.${name}`;
    try {
      if (!vscode.workspace.isTrusted) throw new NotOffered(this.untrusted());
      if (!this.session.offers(command)) await this.session.execute(command); // says why not
      const operation = await this.complete(name, isObject(given) ? { ...given } : {});
      if (!operation) return undefined;
      const ready = name === 'run' && !operation.arguments ? await this.withArguments(operation) : operation;
      if (!ready) return undefined;
      // What it prints comes to the log line by line.
      if (printing.includes(name)) this.session.channels.log.show(true);
      const answer = operationAnswer(await this.session.execute(command, ready));
      this.write(name, answer);
      return answer;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  private untrusted(): string {
    return vscode.l10n.t('this needs a trusted workspace: it runs programs and the code of this folder');
  }

  private async complete(name: OperationName, operation: Operation): Promise<Operation | undefined> {
    if (this.environment.chosen !== '') operation.environment ??= this.environment.chosen;
    const file = operation.uri ?? activeFile();
    if (file !== undefined) operation.uri = file;
    if (
      operation.app === undefined &&
      operation.function === undefined &&
      aboutApps.includes(name) &&
      !file
    ) {
      const app = await this.pickApp();
      if (!app) return undefined;
      Object.assign(operation, app);
    }
    if (operation.uri === undefined)
      throw new NotOffered(
        vscode.l10n.t('open the Python file that this is about, or use the view "Modal: Apps"'),
      );
    return this.chooseFunction(name, operation);
  }

  private async pickApp(): Promise<Operation | undefined> {
    const all = apps(await this.session.execute('modal-lsp.apps'));
    const items = all.map((app) => ({
      label: app.name,
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(app.uri)),
      app,
    }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which app?') });
    return chosen && { app: chosen.app.name, uri: chosen.app.uri };
  }

  /** From the palette, `run` asks which of the file's functions is meant, when there are several. */
  private async chooseFunction(name: OperationName, operation: Operation): Promise<Operation | undefined> {
    if (
      (name !== 'run' && name !== 'shell') ||
      operation.function !== undefined ||
      !this.session.offers('modal-lsp.apps')
    )
      return operation;
    const members = apps(await this.session.execute('modal-lsp.apps'))
      .flatMap((app) => app.functions)
      .filter((member) => member.uri === operation.uri && member.kind !== 'class');
    if (members.length < 2) return operation;
    const items = members.map((member) => ({ label: member.name, description: member.kind }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which function?') });
    return chosen && { ...operation, function: chosen.label };
  }

  /** Asks the server what the function takes, then the person. */
  private async withArguments(operation: Operation): Promise<Operation | undefined> {
    const plan = operationAnswer(await this.session.execute('modal-lsp.run', { ...operation, dryRun: true }));
    // What cannot begin is refused by the server, with the reason; nobody has to answer questions for that.
    if (plan.parameters.length === 0 || plan.preflight?.ok === false) return operation;
    const answers = await askArguments(
      operation.function ?? vscode.l10n.t('Run'),
      plan.parameters,
      plan.arguments,
    );
    return answers && { ...operation, arguments: answers };
  }

  /** The server itself shows how it went; here is what the log says more. */
  private write(name: OperationName, answer: OperationAnswer): void {
    const { log } = this.session.channels;
    for (const check of answer.preflight?.checks ?? []) {
      const cure = check.ok || check.fix === '' ? '' : ` → ${check.fix}`;
      log.info(`${name}: ${check.ok ? '✓' : '✗'} ${check.name}: ${check.message}${cure}`);
    }
    if (answer.message !== '') log.info(`${name}: ${answer.message}`);
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.session.channels.log.error(message);
    void vscode.window.showErrorMessage(`Modal: ${message}`);
  }
}
