// Runs in the graph's webview: shows the SVG or text that the extension sends, and zooms it.

interface Host {
  postMessage(message: unknown): void;
}
declare function acquireVsCodeApi(): Host;

interface GraphMessage {
  type: 'graph';
  format: 'svg' | 'text';
  text: string;
}

const host = acquireVsCodeApi();
const steps = 1.25;
const main = element('graph');
const nonce = main.dataset['nonce'] ?? '';
let zoom = 1;
/** Follows the panel's width until somebody zooms. */
let fits = true;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** Only a drawing stays: nothing that runs, and no address but of files. */
function clean(svg: Element): void {
  for (const each of svg.querySelectorAll('script, foreignObject, iframe, image, use:not([href^="#"])'))
    each.remove();
  for (const each of [svg, ...svg.querySelectorAll('*')])
    for (const { name, value } of [...each.attributes]) {
      const leads = name === 'href' || name === 'xlink:href';
      if (/^on/i.test(name) || (leads && !/^(#|file:)/.test(value))) each.removeAttribute(name);
    }
}

/** The policy of the page forbids styles in the text; these come from the drawing and are put in by hand. */
function restyle(svg: Element): void {
  for (const each of [svg, ...svg.querySelectorAll<SVGElement>('[style]')]) {
    const style = each.getAttribute('style');
    if (style === null || !(each instanceof SVGElement)) continue;
    each.removeAttribute('style');
    each.style.cssText = style;
  }
  for (const each of svg.querySelectorAll('style')) {
    const allowed = document.createElementNS('http://www.w3.org/2000/svg', 'style');
    allowed.setAttribute('nonce', nonce);
    allowed.textContent = each.textContent;
    each.replaceWith(allowed);
  }
}

function drawing(text: string): Element | undefined {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (parsed.nodeName !== 'svg') return undefined;
  clean(parsed);
  const svg = document.importNode(parsed, true);
  restyle(svg);
  return svg;
}

/** Mermaid's notation, a little easier to read: its entities as the characters that they stand for. */
function readable(text: string): string {
  return text
    .replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replaceAll('<br/>', ' · ');
}

function show(message: GraphMessage): void {
  const svg = message.format === 'svg' ? drawing(message.text) : undefined;
  if (svg) {
    main.replaceChildren(svg);
    main.className = 'drawing';
    if (fits) fit();
    else scale(zoom);
    return;
  }
  const text = document.createElement('pre');
  text.textContent = readable(message.text);
  main.className = 'text';
  main.replaceChildren(text);
  scale(1);
}

function naturalWidth(svg: SVGSVGElement): number {
  const box = svg.viewBox.baseVal;
  return box.width > 0 ? box.width : svg.getBoundingClientRect().width;
}

function scale(factor: number): void {
  zoom = Math.min(8, Math.max(0.1, factor));
  const svg = main.querySelector('svg');
  if (svg) {
    svg.style.width = `${naturalWidth(svg) * zoom}px`;
    svg.style.height = 'auto';
  } else main.style.fontSize = `${zoom}em`;
}

/** As wide as the panel, but not larger than drawn. */
function fit(): void {
  fits = true;
  const svg = main.querySelector('svg');
  const style = getComputedStyle(main);
  const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  scale(svg ? Math.min(1, room / naturalWidth(svg)) : 1);
}

function zoomBy(factor: number): void {
  fits = false;
  scale(zoom * factor);
}

element('refresh').addEventListener('click', () => host.postMessage({ type: 'refresh' }));
element('smaller').addEventListener('click', () => zoomBy(1 / steps));
element('larger').addEventListener('click', () => zoomBy(steps));
element('fit').addEventListener('click', fit);
window.addEventListener('resize', () => {
  if (fits) fit();
});
main.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? steps : 1 / steps);
  },
  { passive: false },
);
main.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const uri = link?.getAttribute('href') ?? link?.getAttribute('xlink:href');
  if (!uri?.startsWith('file:')) return;
  event.preventDefault();
  host.postMessage({ type: 'open', uri });
});
window.addEventListener('message', (event: MessageEvent<GraphMessage>) => show(event.data));
host.postMessage({ type: 'ready' });
