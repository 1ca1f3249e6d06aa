import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatOf, graphPage } from '../src/graphPage';

test('an SVG is known by its beginning; all else is text', () => {
  assert.equal(formatOf('<svg xmlns="…"></svg>'), 'svg');
  assert.equal(formatOf('<?xml version="1.0"?>\n<!-- made by us -->\n<svg>'), 'svg');
  assert.equal(formatOf('flowchart LR\n  a --> b'), 'text');
  assert.equal(formatOf('text that mentions <svg>'), 'text');
});

test('the page allows its own script and nothing else', () => {
  const page = graphPage({
    nonce: 'abc',
    cspSource: 'vscode-resource:',
    script: 's.js',
    style: 's.css',
    title: '<b>"graph"</b>',
    language: 'en',
    buttons: [{ id: 'fit', label: 'Fit & more' }],
  });
  assert.match(page, /default-src 'none'; style-src vscode-resource: 'nonce-abc'; script-src 'nonce-abc'"/);
  assert.doesNotMatch(page, /unsafe|https?:/);
  assert.equal(page.match(/<script/g)?.length, page.match(/<script nonce="abc" src="s.js">/g)?.length);
  assert.ok(
    page.includes('&lt;b&gt;&quot;graph&quot;&lt;/b&gt;') &&
      page.includes('Fit &amp; more') &&
      !page.includes('<b>'),
  );
});
