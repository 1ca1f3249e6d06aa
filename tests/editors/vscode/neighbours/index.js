// A type checker and a linter for Python files: $NEIGHBOURS is the folder of their programs.
const { join } = require('node:path');
const { LanguageClient } = require('vscode-languageclient/node');

const documentSelector = [{ scheme: 'file', language: 'python' }];
const clients = [
  ['pyright', 'pyright-langserver', ['--stdio']],
  ['ruff', 'ruff', ['server']],
].map(([name, program, args]) => new LanguageClient(name, { command: join(process.env.NEIGHBOURS, program), args }, { documentSelector }));

exports.activate = () => Promise.all(clients.map((client) => client.start()));
exports.deactivate = () => Promise.all(clients.map((client) => client.stop()));
