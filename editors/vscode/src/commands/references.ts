// The lens "3 callers through from_name": VS Code has a window for places, which the server cannot open by itself.
import * as vscode from 'vscode';
import { locations, position } from '../protocol';

const at = ({ line, character }: { line: number; character: number }) => new vscode.Position(line, character);

/** `args`: a document, a position in it, and places. What is not so is left to the server, as is a single place. */
export async function showReferences(args: unknown[], next: () => Thenable<unknown>): Promise<unknown> {
  const [uri, start, places] = args;
  const found = locations(places);
  if (typeof uri !== 'string' || found.length < 2) return next();
  return vscode.commands.executeCommand(
    'editor.action.showReferences',
    vscode.Uri.parse(uri),
    at(position(start)),
    found.map((each) => {
      const range = new vscode.Range(at(each.range.start), at(each.range.end));
      return new vscode.Location(vscode.Uri.parse(each.uri), range);
    }),
  );
}
