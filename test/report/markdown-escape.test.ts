import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { code, escapeText, link } from '../../src/report/markdown-escape.ts';
import { visible } from '../../src/visible.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees of rendered Markdown, without the breaks that renders as nothing. */
function seen(source: string): string {
  return textOf(markdown.render(source));
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '')
    .replace(/\n$/, '');
}

/** The text GitHub would look at for mentions and references: all that is not code. */
function outsideCode(source: string): string {
  return markdown.render(source).replace(/<code>.*?<\/code>/gs, '');
}

const HOSTILE = [
  '@everyone fixes #1 <!-- holdfast:verdict -->',
  '@acme/owners closes GH-12',
  'resolves https://github.com/acme/shop/issues/1',
  'see www.example.com, mail me@example.com',
  '_www.example.com _GH-12',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '<details><summary>x</summary>',
  '[click](javascript:alert(1)) ![x](https://evil.example/pixel.png)',
  '`code` ``more`` ```fence',
  '| a | b | \\| c',
  'a\\|b \\\\| c',
  '**bold** _it_ ~~gone~~ $x$ :tada: [^1]',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '12) item',
  '=====',
  '---',
  '> quote',
  '&lt;b&gt; &#64;everyone &commat;everyone',
  'tail\\',
];

describe('text from a repository', () => {
  test.each(HOSTILE)('stays the text it is: %s', (text) => {
    for (const place of [
      `${escapeText(text)}`,
      `- ${escapeText(text)}`,
      `**Why:** ${escapeText(text)}`,
    ]) {
      expect(
        seen(place)
          .replace(/^Why: /, '')
          .trim(),
      ).toBe(text.trim());
      expect(markdown.render(place)).not.toMatch(/<(a|img|script|h\d|ol|em|del|details|!--)\b/);
    }
  });

  test.each(HOSTILE)('stays in its cell: %s', (text) => {
    const table = `| a | b |\n| :-- | :-- |\n| ${escapeText(text)} | ${code(text)} |`;
    const cells = [...markdown.render(table).matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) =>
      textOf(cell ?? '').trim(),
    );
    expect(cells).toEqual([text, text]);
    expect(markdown.render(table).match(/<tr>/g)).toHaveLength(2);
  });

  test('mentions nobody, refers to nothing and closes nothing', () => {
    for (const text of HOSTILE) {
      const rendered = outsideCode(escapeText(text));
      expect(rendered).not.toMatch(/@\w/);
      expect(rendered).not.toMatch(/#\d/);
      expect(rendered).not.toMatch(/GH-\d/i);
      expect(rendered).not.toMatch(/:\/\//);
      expect(rendered).not.toMatch(/www\./i);
      expect(rendered).not.toContain('<!--');
      expect(outsideCode(`x ${code(text)} y`)).toBe('<p>x  y</p>\n');
    }
  });

  test('any text renders as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (text) => {
        const shown = visible(text).trim().replace(/ {2,}/g, ' ');
        fc.pre(shown !== '');
        expect(seen(`x ${escapeText(text)} y`).replace(/\s+/g, ' ')).toBe(
          `x ${shown} y`.replace(/\s+/g, ' '),
        );
      }),
    );
  });

  test('any name is one piece of code', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('`', '|', '\\', ' ', '@', '#', '1', '<', '>', '*', '_', '\n', 'a'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(hostile, (name) => {
        const table = `| a | b |\n| - | - |\n| ${code(name)} | end |`;
        const cells = [...markdown.render(table).matchAll(/<td>(.*?)<\/td>/gs)].map(([, c]) => c);
        expect(cells).toHaveLength(2);
        expect(cells[0]).toMatch(/^<code>.*<\/code>$/s);
        expect(textOf(cells[0] ?? '').trim()).toBe(visible(name).trim());
      }),
    );
  });
});

describe('invisible characters', () => {
  test('are shown', () => {
    expect(visible('a\u202eb\u2066c\u200bd\u0000e\u001b[31mf\ng\u{e0041}h\ufeff\ufff9\ud800')).toBe(
      'a\\u{202e}b\\u{2066}c\\u{200b}d\\u{0}e\\u{1b}[31mf\\ng\\u{e0041}h\\u{feff}\\u{fff9}\\u{d800}',
    );
  });

  test('ordinary text of any language stays', () => {
    for (const text of ['Grüße, 世界! 🎉', 'emails’ – “quoted” €', 'שלום', 'नमस्ते']) {
      expect(visible(text)).toBe(text);
    }
  });
});

test('no text has a hidden marker in it, in code or out of it', () => {
  for (const text of HOSTILE) {
    expect(escapeText(text)).not.toContain('<!--');
    expect(code(text)).not.toContain('<!--');
  }
});

test('very long names are cut in the middle, with their ends kept', () => {
  const name = `/start/${'x'.repeat(5_000_000)}/end`;
  expect(code(name)).toMatch(/^`\/start\/x+…x+\/end`$/);
  expect(code(name).length).toBeLessThan(200);
  expect(code('🎉'.repeat(500))).not.toMatch(/u\{d[89a-f]/);
});

test('a link cannot leave its address', () => {
  expect(markdown.render(link(code('a'), 'https://x.example/a>b<c'))).toContain(
    'href="https://x.example/a%3Eb%3Cc"',
  );
});
