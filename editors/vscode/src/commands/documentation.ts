// Searching Modal's documentation, with a list that follows what is typed.
import * as vscode from 'vscode';
import { pages, type Page } from '../protocol';
import type { Session } from '../session';

type PageItem = vscode.QuickPickItem & { page: Page };

function item(page: Page): PageItem {
  // The server has searched already; without this VS Code would search once more, in the titles only.
  return {
    label: page.title,
    detail: page.text,
    description: new URL(page.url).pathname,
    alwaysShow: true,
    page,
  };
}

/** Lets the person type words, and opens the page that is chosen. */
export async function searchDocumentation(session: Session): Promise<void> {
  const pick = vscode.window.createQuickPick<PageItem>();
  pick.title = vscode.l10n.t("Search Modal's documentation");
  pick.placeholder = vscode.l10n.t('Words, or a name such as Image.pip_install');
  let latest = 0;
  pick.onDidChangeValue(async (words) => {
    const mine = ++latest;
    pick.busy = true;
    const found =
      words.trim() === '' ? [] : pages(await session.execute('modal-lsp.searchDocumentation', words.trim()));
    if (mine !== latest) return;
    pick.items = found.filter((page) => URL.canParse(page.url)).map(item);
    pick.busy = false;
  });
  pick.onDidAccept(() => {
    const chosen = pick.selectedItems[0];
    pick.hide();
    if (chosen) void vscode.env.openExternal(vscode.Uri.parse(chosen.page.url));
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
  return Promise.resolve();
}
