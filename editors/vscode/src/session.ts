// One running server, or none: starting, stopping, and what it can do.
import * as vscode from 'vscode';
import { ExecuteCommandRequest, State, type LanguageClient } from 'vscode-languageclient/node';
import { createClient, type Channels, type CommandHandler } from './client';
import { terminalRequest } from './protocol';
import { findServer, NoServer, type Server } from './server';
import { runInTerminal } from './terminal';
import { atLeast } from './version';

/** The oldest server whose answers this extension understands. */
export const oldestServer = '0.1.0';

/** The server does not know a command: it is older than the extension, or there is none. */
export class NotOffered extends Error {}

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private current: Server | undefined;
  private problem = '';
  /** Starts and stops wait for one another. */
  private queue: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<void>();
  /** The server was started, was stopped, or could not be started. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly extensionPath: string,
    readonly channels: Channels,
    private readonly handleCommand: CommandHandler,
  ) {}

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  get server(): Server | undefined {
    return this.current;
  }

  /** Why no server runs; empty when one does or none should. */
  get trouble(): string {
    return this.problem;
  }

  offers(command: string): boolean {
    const commands = this.client?.initializeResult?.capabilities.executeCommandProvider?.commands ?? [];
    return this.running && commands.includes(command);
  }

  /** Throws NotOffered with a sentence for people. */
  async execute(command: string, ...args: unknown[]): Promise<unknown> {
    if (this.client?.state !== State.Running)
      throw new NotOffered(vscode.l10n.t('the Modal language server is not running'));
    if (!this.offers(command))
      throw new NotOffered(
        vscode.l10n.t(
          'modal-lsp {0} does not offer "{1}"; a newer one does',
          this.current?.version ?? '?',
          command,
        ),
      );
    return this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }

  /** Tells the server to ask for its settings again. */
  async settingsChanged(): Promise<void> {
    if (this.running)
      await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  private async startNow(): Promise<void> {
    if (this.client || !vscode.workspace.getConfiguration('modal-lsp').get<boolean>('enable', true)) return;
    this.problem = '';
    try {
      this.current = await findServer(this.extensionPath);
      const { path, version, origin } = this.current;
      this.channels.log.info(`starting modal-lsp ${version} (${origin}): ${path}`);
      if (!atLeast(version, oldestServer)) this.warnOfAge(version);
      this.client = createClient(this.current, this.channels, this.handleCommand);
      this.client.onDidChangeState(() => this.changed.fire());
      this.client.onRequest('modal-lsp/runInTerminal', async (request: unknown) => {
        const wanted = terminalRequest(request);
        if (wanted) await runInTerminal(wanted);
        return null;
      });
      await this.client.start();
    } catch (error) {
      this.failed(error);
    }
    this.changed.fire();
  }

  private failed(error: unknown): void {
    this.client = undefined;
    this.problem = error instanceof Error ? error.message : String(error);
    this.channels.log.error(this.problem);
    const settings = vscode.l10n.t('Open Settings');
    const log = vscode.l10n.t('Show Log');
    void vscode.window
      .showErrorMessage(
        vscode.l10n.t('The Modal language server did not start: {0}', this.problem),
        settings,
        log,
      )
      .then((choice) => {
        if (choice === settings)
          void vscode.commands.executeCommand('workbench.action.openSettings', 'modal-lsp.server');
        if (choice === log) this.channels.log.show();
      });
    if (!(error instanceof NoServer)) this.channels.log.error(error instanceof Error ? error : String(error));
  }

  private warnOfAge(version: string): void {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'modal-lsp {0} is older than {1}, which this extension is made for',
        version,
        oldestServer,
      ),
    );
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client && (client.state === State.Running || client.state === State.Starting)) await client.dispose();
    this.changed.fire();
  }
}
