// The language client: what it says of itself to the server, and what passes through our hands on the way.
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, type Middleware } from 'vscode-languageclient/node';
import { activePython } from './python';
import { isObject } from './protocol';
import type { Server } from './server';

export interface Channels {
  log: vscode.LogOutputChannel;
  trace: vscode.LogOutputChannel;
}

/** Runs a server command that was clicked: a code lens, a code action. */
export type CommandHandler = (
  command: string,
  args: unknown[],
  next: () => Thenable<unknown>,
) => Thenable<unknown>;

/** Fills in the Python environment that the Python extension has selected, where the person set none. */
async function withPython(settings: unknown, scope: string | undefined): Promise<unknown> {
  if (!isObject(settings) || (settings['python'] ?? 'auto') !== 'auto') return settings;
  const python = await activePython(scope === undefined ? undefined : vscode.Uri.parse(scope));
  return python === undefined ? settings : { ...settings, python };
}

function middleware(handle: CommandHandler): Middleware {
  return {
    executeCommand: (command, args: unknown[], next) =>
      handle(command, args, () => Promise.resolve(next(command, args) as unknown)),
    workspace: {
      configuration: async (params, token, next) => {
        const answers: unknown = await next(params, token);
        if (!Array.isArray(answers)) return [];
        return Promise.all(
          answers.map((answer: unknown, at) =>
            params.items[at]?.section === 'modal-lsp'
              ? withPython(answer, params.items[at].scopeUri)
              : answer,
          ),
        );
      },
    },
  };
}

/** Files in which command lines stand; the server reads them from the disk while they are not open. */
const commandFiles = [
  '**/*.{sh,bash,zsh,mk,just,md}',
  '**/{Makefile,GNUmakefile,justfile,.justfile,mise.toml,.mise.toml,package.json}',
  '**/{Dockerfile,Dockerfile.*,*.dockerfile,.gitlab-ci.yml,Taskfile.yml,action.yml}',
  '**/.github/workflows/*.{yml,yaml}',
].map((pattern) => ({ scheme: 'file', pattern }));

export function createClient(server: Server, channels: Channels, handle: CommandHandler): LanguageClient {
  const settings = vscode.workspace.getConfiguration('modal-lsp');
  const args = [
    '--log-level',
    settings.get<string>('server.logLevel', 'info'),
    ...settings.get<string[]>('server.arguments', []),
  ];
  return new LanguageClient(
    'modal-lsp',
    'Modal Language Server',
    { command: server.path, args },
    {
      documentSelector: [{ scheme: 'file', language: 'python' }, ...commandFiles],
      // The server may ask for terminals, and may start programs only where the person trusts the workspace.
      initializationOptions: { modalLsp: { terminal: true, trusted: vscode.workspace.isTrusted } },
      outputChannel: channels.log,
      traceOutputChannel: channels.trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: middleware(handle),
    },
  );
}
