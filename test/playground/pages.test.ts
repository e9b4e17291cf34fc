import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PlaygroundClient } from '../../src/playground/client.ts';
import { createCheckRun } from '../../src/playground/model/checks.ts';
import type { Annotation, CheckRun } from '../../src/playground/model/records.ts';
import { renderMarkdown } from '../../src/playground/pages/markdown.ts';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';

describe('Markdown', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['text <b onclick="x">bold</b>', '<p>text &lt;b onclick=&quot;x&quot;&gt;bold</b></p>\n'],
    ['<!-- holdfast:comment -->\nhello', 'hello'],
    ['a <!-- hidden --> b', '<p>a  b</p>\n'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
    [
      '<details><summary>More</summary>\n\ntext\n\n</details>',
      '<details><summary>More</summary>\n<p>text</p>\n</details>',
    ],
  ])('%s', (source, expected) => {
    expect(renderMarkdown(source)).toContain(expected);
  });

  test('no markup but that of the list comes through, whatever is written', () => {
    const hostile = [
      '<svg/onload=alert(1)>',
      '<a href="javascript:x">x</a>',
      '<details ontoggle=x open>',
      '<iframe srcdoc="<script>">',
      '<!--><img src=x onerror=alert(1)>-->',
      '`<script>`',
      '```\n</code></pre><script>\n```',
      '| <script> |\n|---|\n| <style> |',
    ].join('\n\n');
    const tags = [...renderMarkdown(hostile).matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
    const seen = tags.map(([, name, rest]) => `${name}${rest}`).filter((tag) => !/^\w+$/.test(tag));
    expect(seen).toEqual(['div class="table"']);
    expect(tags.some(([, name]) => /script|svg|iframe|style|img/.test(name ?? ''))).toBe(false);
  });
});

describe('pages', () => {
  let playground: Playground;
  let client: PlaygroundClient;
  let number: number;
  let run: CheckRun;

  beforeEach(async () => {
    playground = await startPlayground({ app: { webhookUrl: 'http://127.0.0.1:9/' } });
    client = new PlaygroundClient(playground.url);
    await client.createRepository({
      owner: 'acme',
      name: 'shop',
      files: { 'openapi.yaml': 'one: 1\ntwo: 2\nthree: 3\n' },
      collaborators: { dana: 'admin' },
    });
    const { sha } = await client.commit({
      repository: 'acme/shop',
      branch: 'feature/x',
      message: 'Change',
      author: 'dana',
      files: { 'openapi.yaml': 'one: 1\ntwo: <b>\nthree: 3\n' },
    });
    ({ number } = await client.openPull({
      repository: 'acme/shop',
      head: 'feature/x',
      title: 'Change <the> shop',
      author: 'dana',
    }));
    const annotation: Annotation = {
      path: 'openapi.yaml',
      start_line: 2,
      end_line: 2,
      start_column: null,
      end_column: null,
      annotation_level: 'failure',
      message: 'Callers break',
      title: 'Type changed',
      raw_details: null,
    };
    const repository = playground.site.state.repository('acme', 'shop');
    if (repository === undefined) throw new Error('no repository');
    run = await createCheckRun(playground.site, repository, sha, {
      name: 'Holdfast',
      conclusion: 'failure',
      output: {
        title: '1 breaking change, budget 0',
        summary: '| endpoint |\n|---|\n| POST /users |',
        annotations: [annotation],
      },
      actions: [{ label: 'Check again', description: 'Again', identifier: 'again' }],
    });
  });

  afterEach(async () => {
    await playground.close();
  });

  async function get(path: string): Promise<{ status: number; html: string; headers: Headers }> {
    const response = await fetch(playground.url + path);
    return { status: response.status, html: await response.text(), headers: response.headers };
  }

  test('a pull request shows its verdict, the annotation below its line, and the comment', async () => {
    await client.comment({
      repository: 'acme/shop',
      number,
      body: 'A **comment**',
      user: 'holdfast[bot]',
    });
    const { html, headers } = await get(`/acme/shop/pull/${number}`);
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('Change &lt;the&gt; shop');
    expect(html).toContain('1 breaking change, budget 0');
    expect(html).toContain('<td>POST /users</td>');
    expect(html).toContain('<strong>comment</strong>');
    const [line, note, next] = ['two: &lt;b&gt;', 'Callers break', 'three: 3'].map((text) =>
      html.indexOf(text),
    );
    expect(line).toBeGreaterThan(0);
    expect(note).toBeGreaterThan(line ?? 0);
    expect(next).toBeGreaterThan(note ?? 0);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toContain('<script');
  });

  test('everything else has a page', async () => {
    await client.openIssue({ repository: 'acme/shop', title: 'An issue', user: 'dana' });
    const statuses = [];
    for (const path of [
      '/',
      '/acme/shop',
      '/acme/shop/issues/2',
      '/_deliveries',
      `/acme/shop/runs/${run.id}`,
      '/acme/shop/blob/feature/x/openapi.yaml',
      '/acme/shop/raw/main/openapi.yaml',
      '/_assets/style.css',
      '/_avatar/dana',
      '/acme/nothing',
      '/acme/shop/pull/99',
      '/acme/shop/blob/main/../../etc/passwd',
    ]) {
      statuses.push((await get(path)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404]);
  });

  test('the buttons send what they say, for the page’s own forms only', async () => {
    const press = (origin: string) =>
      fetch(`${playground.url}/acme/shop/runs/${run.id}/actions/again`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect((await press('http://elsewhere.test')).status).toBe(403);
    expect((await press(playground.url)).status).toBe(303);
    const events = playground.site.webhooks.deliveries.filter(
      ({ action }) => action === 'requested_action',
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.payload).toMatchObject({
      requested_action: { identifier: 'again' },
      sender: { login: 'dana' },
    });
  });
});
