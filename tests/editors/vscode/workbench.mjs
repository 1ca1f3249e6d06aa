// A workbench of VS Code to drive: code-server, a headless Chromium, and what a person does with hands and eyes.
// Every wait is for a condition, with a limit.
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const patience = 45_000;
const startPatience = 90_000;
/** How long one look into the palette takes at most. */
const paletteTime = 5000;
export const quickInput = '.quick-input-widget:visible input[type="text"]';

/** Settings of the editor itself: nothing that asks, moves or calls home. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
  'editor.codeLens': true,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.autoClosingQuotes': 'never',
  'editor.autoClosingBrackets': 'never',
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'remote.autoForwardPorts': false,
  // Drawn as text, which a test can read.
  'terminal.integrated.gpuAcceleration': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

async function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Polls until `check` gives something true, and gives that; undefined when the limit is over. */
export async function eventually(check, limit = patience) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export class Workbench {
  /**
   * `program`: code-server's launcher; `vsix`: the extensions to install; `env`: what the extension host gets;
   * `language`: another than English, as its `locale` and a file of VS Code's own `words` in it.
   */
  static async start({ program, out, vsix, settings = {}, env = {}, trustEverything = true, language }) {
    const self = new Workbench();
    self.home = dirname(program);
    self.out = out;
    self.folder = mkdtempSync(join(tmpdir(), 'modal-lsp-code-'));
    mkdirSync(out, { recursive: true });
    try {
      await self.launch(program, vsix, settings, env, trustEverything, language);
    } catch (error) {
      await self.stop();
      throw error;
    }
    return self;
  }

  async launch(program, vsix, settings, extra, trustEverything, language) {
    const data = join(this.folder, 'data');
    const all = JSON.stringify({ ...quiet, 'security.workspace.trust.enabled': !trustEverything, ...settings });
    // The second is where a remote side looks for what belongs to its machine.
    for (const kind of ['User', 'Machine']) {
      mkdirSync(join(data, kind), { recursive: true });
      writeFileSync(join(data, kind, 'settings.json'), all);
    }
    const config = join(this.folder, 'config.yaml');
    writeFileSync(config, 'auth: none\ncert: false\n');
    const env = { ...process.env, HOME: this.folder, XDG_CONFIG_HOME: join(this.folder, 'config'), ...extra };
    for (const name of Object.keys(env)) if (name.startsWith('VSCODE_')) delete env[name];
    const places = ['--config', config, '--user-data-dir', data, '--extensions-dir', join(this.folder, 'extensions')];
    // Without anything to install it would begin to serve.
    const installing = vsix.flatMap((file) => ['--install-extension', file]);
    if (vsix.length > 0) await promisify(execFile)(program, [...places, ...installing], { env });
    // As an installed language pack is remembered; the command line that installs extensions forgets to.
    const { locale, words } = language ?? {};
    const extensions = [{ extensionIdentifier: { id: 'modal-lsp-tests.words' }, version: '0.0.1' }];
    const pack = { hash: 'tests', extensions, translations: { vscode: words }, label: locale };
    if (language) writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
    const port = await freePort();
    const log = openSync(join(this.out, 'code-server.log'), 'w');
    const trust = trustEverything ? ['--disable-workspace-trust'] : [];
    const options = ['--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--ignore-last-opened'];
    if (language) options.push('--locale', language.locale);
    // A group of its own, so that what it starts can be ended with it.
    this.server = spawn(program, [...places, ...options, ...trust], { env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    this.address = `http://127.0.0.1:${port}`;
    await this.launchBrowser();
    const answers = () => fetch(`${this.address}/healthz`).then((answer) => answer.ok, () => false);
    if (!(await eventually(answers, startPatience))) throw new Error('code-server did not answer');
  }

  async launchBrowser() {
    const { chromium } = createRequire(join(this.home, 'package.json'))('playwright-core');
    this.browser = await chromium.launch({
      executablePath: join(this.home, 'chromium'),
      env: { ...process.env, HOME: this.folder, XDG_CONFIG_HOME: join(this.folder, 'config') },
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 720 } });
    this.page = await context.newPage();
    this.page.setDefaultTimeout(patience);
  }

  /** Opens a folder, or a .code-workspace file, and waits for the workbench. */
  async open(path) {
    const kind = path.endsWith('.code-workspace') ? 'workspace' : 'folder';
    await this.page.goto(`${this.address}/?${kind}=${encodeURIComponent(path)}`, {
      timeout: startPatience,
      waitUntil: 'commit',
    });
    await this.page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: startPatience });
  }

  async stop() {
    await this.browser?.close();
    if (this.server?.pid) await this.stopServer();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends the server and all that it started. */
  async stopServer() {
    const signal = (name) => {
      try {
        return process.kill(-this.server.pid, name);
      } catch {
        return false; // nobody of the group is left
      }
    };
    signal('SIGTERM');
    await eventually(() => !signal(0), 10_000);
    signal('SIGKILL');
  }

  /** `clip`: a part of the window. */
  async screenshot(name, clip) {
    await this.page.screenshot({ path: join(this.out, `${name}.png`), clip });
  }

  // --- eyes ---

  /** Waits until an element matching `selector` shows `text` (a string or a pattern). Gives its text or undefined. */
  async sees(selector, text, limit = patience) {
    return eventually(async () => {
      const texts = await this.texts(selector);
      return texts.find((each) => (text instanceof RegExp ? text.test(each) : each.includes(text)));
    }, limit);
  }

  /** What the elements show, with Monaco's hard spaces as plain ones. */
  async texts(selector) {
    const texts = await this.page.locator(selector).evaluateAll((all) => all.map((each) => each.innerText));
    return texts.map((each) => (each ?? '').replaceAll('\u00a0', ' '));
  }

  async count(selector) {
    return this.page.locator(selector).count();
  }

  /** The lines of the active editor that are on the screen, from the top. */
  async lines() {
    const lines = await this.page
      .locator('.editor-group-container.active .editor-instance .view-lines > .view-line')
      .evaluateAll((all) => all.map((each) => [parseFloat(each.style.top), each.textContent]));
    return lines.sort(([a], [b]) => a - b).map(([, text]) => text.replaceAll('\u00a0', ' '));
  }

  async seesLine(text, limit = patience) {
    return eventually(async () => (await this.lines()).find((line) => line.includes(text)), limit);
  }

  /** The frame of a webview in which `selector` is to be found. */
  async webview(selector) {
    return eventually(async () => {
      for (const frame of this.page.frames())
        if (await frame.locator(selector).count().catch(() => 0)) return frame;
      return undefined;
    });
  }

  // --- hands ---

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Presses keys until `selector` is there: too early, while something is still made, they do nothing. */
  async pressUntil(keys, selector) {
    const element = this.page.locator(selector).first();
    const there = await eventually(async () => {
      await this.press(keys);
      return element.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
    if (!there) throw new Error(`${keys} brought no ${selector}`);
    return element;
  }

  async quickInput(keys, text) {
    await (await this.pressUntil(keys, quickInput)).fill(text);
  }

  /** The rows of the open list, as label and what stands behind it. */
  async rows() {
    return this.page.locator('.quick-input-widget:visible .monaco-list-row').evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('.label-name')?.textContent ?? '',
        row.querySelector('.label-description')?.textContent ?? '',
        row.classList.contains('focused'),
      ]),
    );
  }

  /** Accepts the row with this label, and `behind` it. By keys: a click could meet a list that moves. */
  async choose(label, behind = '', limit = patience) {
    const wanted = ([name, description]) => name === label && description.includes(behind);
    const focused = await eventually(async () => {
      const rows = await this.rows();
      if (rows.some((row) => wanted(row) && row[2])) return true;
      if (rows.some(wanted)) await this.press('ArrowDown');
      return false;
    }, limit);
    if (!focused) throw new Error(`the list has no "${label}": ${JSON.stringify((await this.rows()).slice(0, 3))}`);
    await this.press('Enter');
    await eventually(async () => !(await this.rows()).some(wanted));
  }

  /**
   * Whether the palette comes to offer the command; leaves it closed. What it offers is settled when it opens, and hangs
   * on an editor that may still be finding out its language, so that it is opened again until the limit is over.
   */
  async offers(title, limit = patience) {
    const found = await eventually(async () => {
      await this.quickInput('F1', `>${title}`);
      const there = await eventually(async () => (await this.rows()).some(([label]) => label === title), paletteTime);
      this.lastOffered = await this.rows();
      await this.press('Escape');
      return there;
    }, limit);
    return found ?? false;
  }

  async command(title) {
    const chosen = await eventually(async () => {
      try {
        await this.quickInput('F1', `>${title}`);
        await this.choose(title, '', paletteTime);
        return true;
      } catch {
        await this.press('Escape');
        return false;
      }
    });
    if (!chosen) throw new Error(`the palette has no "${title}"`);
  }

  async openFile(path) {
    const folders = path.split('/');
    const name = folders.pop();
    const tab = this.page.locator('.editor-group-container.active .tab.active', { hasText: name });
    // At first the search for files may find nothing, and a workbench that is still made may forget what was chosen.
    const opened = await eventually(async () => {
      try {
        await this.quickInput('Control+P', path);
        await this.choose(name, folders.join('/'), 5000);
        await tab.waitFor({ timeout: 10_000 });
        return true;
      } catch {
        await this.press('Escape');
        return false;
      }
    }, startPatience);
    if (!opened) throw new Error(`${path} could not be opened`);
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  async closeTab(name) {
    const tab = this.page.locator('.tab', { hasText: name }).first();
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'detached' });
  }

  /** Puts the cursor to line and column, both from 1, and into view. */
  async goTo(line, column) {
    await this.quickInput('Control+G', `:${line}:${column}`);
    await this.press('Enter');
    await eventually(async () => (await this.count('.quick-input-widget:visible')) === 0);
  }

  /** The middle of `text` on the screen, in the first line that holds it. */
  async placeOf(text, inLine = text) {
    return eventually(() =>
      this.page.evaluate(
        ([text, inLine]) => {
          const plain = (each) => each.textContent.replaceAll('\u00a0', ' ');
          const line = [...document.querySelectorAll('.editor-group-container.active .view-line')].find((each) => plain(each).includes(inLine));
          if (!line) return undefined;
          const start = plain(line).indexOf(inLine) + inLine.indexOf(text);
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let passed = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const middle = start + Math.floor(text.length / 2) - passed;
            if (middle < node.length) {
              const range = document.createRange();
              range.setStart(node, middle);
              range.setEnd(node, middle + 1);
              const { x, y, width, height } = range.getBoundingClientRect();
              return { x: x + width / 2, y: y + height / 2 };
            }
            passed += node.length;
          }
          return undefined;
        },
        [text, inLine],
      ),
    );
  }

  async hover(text, inLine) {
    const place = await this.placeOf(text, inLine);
    if (!place) throw new Error(`"${text}" is not on the screen`);
    // Two steps: a hover begins with a movement inside the editor.
    await this.page.mouse.move(place.x, place.y - 2);
    await this.page.mouse.move(place.x, place.y);
  }

  async clickText(text, inLine) {
    const place = await this.placeOf(text, inLine);
    if (!place) throw new Error(`"${text}" is not on the screen`);
    await this.page.mouse.click(place.x, place.y);
  }
}
