// The page of the graph's webview, as text; what runs in it is webview/graph.ts.

export interface PageParts {
  nonce: string;
  /** VS Code's source for files of the extension. */
  cspSource: string;
  script: string;
  style: string;
  title: string;
  language: string;
  buttons: { id: string; label: string }[];
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (each) => entities[each] ?? each);
}

/** Nothing from outside is loaded and no script but ours runs; the graph itself comes later, as a message. */
export function graphPage(parts: PageParts): string {
  const policy = `default-src 'none'; style-src ${parts.cspSource} 'nonce-${parts.nonce}'; script-src 'nonce-${parts.nonce}'`;
  const buttons = parts.buttons
    .map(({ id, label }) => `<button id="${escapeHtml(id)}">${escapeHtml(label)}</button>`)
    .join('\n    ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${escapeHtml(parts.style)}">
  <title>${escapeHtml(parts.title)}</title>
</head>
<body>
  <nav>
    ${buttons}
  </nav>
  <main id="graph" aria-label="${escapeHtml(parts.title)}" data-nonce="${parts.nonce}"></main>
  <script nonce="${parts.nonce}" src="${escapeHtml(parts.script)}"></script>
</body>
</html>
`;
}

/** What kind of text the server gave: an older one answers with Mermaid's notation whatever it is asked for. */
export function formatOf(text: string): 'svg' | 'text' {
  return /^\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(text)
    ? 'svg'
    : 'text';
}
