// Runs inside the extension host beside our extension and writes to $PROBE_OUT what VS Code's own interface says:
// whether ours is there and active, the commands there are, and what its providers answer about $PROBE_FILE.
// It also is a file system, "probe:", so that a workspace can be virtual.
const fs = require('node:fs');
const vscode = require('vscode');

const ours = 'modal-lsp.modal-lsp';
const text = Buffer.from('import modal\n\napp = modal.App("virtual")\nmodal.Cls.from_name("virtual", "Nobody")\n');

class FileSystem {
  onDidChangeFile = new vscode.EventEmitter().event;
  watch = () => new vscode.Disposable(() => undefined);
  stat = (uri) => {
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    if (uri.path === '/app.py') return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length };
    throw vscode.FileSystemError.FileNotFound(uri);
  };
  readDirectory = () => [['app.py', vscode.FileType.File]];
  readFile = () => text;
  createDirectory = () => undefined;
  writeFile = () => undefined;
  delete = () => undefined;
  rename = () => undefined;
}

async function until(check) {
  for (;;) {
    const value = await check();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What our extension's providers say at a place in plain Python, and of the whole file. */
async function answers(file) {
  const uri = vscode.Uri.file(file);
  const document = await vscode.workspace.openTextDocument(uri);
  const run = (name, ...args) => vscode.commands.executeCommand(name, uri, ...args);
  const at = (words) => document.positionAt(document.getText().indexOf(words) + 1);
  const ready = at('"Embedder"');
  await until(async () => (await run('vscode.executeHoverProvider', ready)).length > 0);
  const list = await run('vscode.executeCompletionItemProvider', at('scores ='));
  return {
    plainHover: (await run('vscode.executeHoverProvider', at('argsort'))).length,
    plainSignature: (await run('vscode.executeSignatureHelpProvider', at('array(vectors[1:]')))?.signatures.length ?? 0,
    plainCompletions: list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text).map(({ label }) => label.label ?? label),
    formatting: (await run('vscode.executeFormatDocumentProvider', { tabSize: 4, insertSpaces: true }))?.length ?? 0,
    tokens: (await run('vscode.provideDocumentSemanticTokens'))?.data.length ?? 0,
    lenses: (await run('vscode.executeCodeLensProvider', 100)).map(({ command }) => command?.command),
    sources: [...new Set(vscode.languages.getDiagnostics().flatMap(([, all]) => all.map(({ source }) => source)))],
  };
}

exports.activate = async (context) => {
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('probe', new FileSystem()));
  const out = process.env.PROBE_OUT;
  if (!out) return;
  const extension = vscode.extensions.getExtension(ours);
  const result = { present: extension !== undefined, folders: vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()) };
  if (extension && process.env.PROBE_FILE) {
    await vscode.workspace.openTextDocument(process.env.PROBE_FILE);
    await until(() => extension.isActive);
    Object.assign(result, await answers(process.env.PROBE_FILE));
  }
  result.commands = (await vscode.commands.getCommands()).filter((name) => /^modal-?lsp\./i.test(name));
  fs.writeFileSync(`${out}.new`, JSON.stringify(result, null, 2));
  fs.renameSync(`${out}.new`, out);
};
