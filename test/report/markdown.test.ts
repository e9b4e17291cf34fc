import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { AuditReport } from '../../src/audit/report.ts';
import { problem } from '../../src/problem.ts';
import { COMMENT_MARKER, commentBody } from '../../src/report/comment.ts';
import { byteLength, LIMITS } from '../../src/report/limits.ts';
import { permalinks } from '../../src/report/links.ts';
import { checkMarkdown, checkRunOutput, diffMarkdown } from '../../src/report/markdown.ts';
import { settingsCheckReport } from '../../src/report/settings-report.ts';
import {
  area,
  BASE_SHA,
  CONTRACT,
  drift,
  exceededReport,
  HEAD_SHA,
  harmless,
  largeReport,
  report,
  risky,
  use,
  verdict,
} from './make.ts';

const markdown = new MarkdownIt({ html: true });
const LINKS = permalinks({
  serverUrl: 'https://github.com/',
  owner: 'acme',
  repo: 'shop',
  baseSha: BASE_SHA,
  headSha: HEAD_SHA,
});
const HOSTILE = '@everyone fixes #1 <!-- holdfast:verdict --> | `x` </details>\n\n# [a](b) \u202e';
const BROKEN = problem('syntax-error', 'A quote is not closed', {
  file: 'openapi.yaml',
  line: 3,
  column: 1,
  side: 'head',
});

/** The cells of every table row of rendered Markdown, without tags. */
function rows(source: string): string[][] {
  return [...markdown.render(source).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) =>
      (cell ?? '').replace(/<br>/g, ' ').replace(/<[^>]*>/g, ''),
    ),
  );
}

function hostileReport(): AuditReport {
  const changes = [
    drift(`POST /${HOSTILE}`, {
      rule: HOSTILE,
      message: HOSTILE,
      why: HOSTILE,
      remedy: HOSTILE,
      before: HOSTILE,
      after: HOSTILE,
      base: { file: HOSTILE, line: 1, column: 1 },
      head: { file: HOSTILE, line: 2, column: 1 },
    }),
  ];
  const source = {
    level: 'tag' as const,
    name: HOSTILE,
    origin: { kind: 'api' as const, id: HOSTILE },
    location: null,
  };
  const limits = [{ ...use('max_breaking_changes', 1, 0), source }];
  return report(
    area(changes, [problem('syntax-error', HOSTILE, { file: HOSTILE, line: 1 })], [HOSTILE]),
    [
      verdict(changes, limits, {
        promoted: [{ fingerprint: changes[0]?.fingerprint ?? '', reason: HOSTILE }],
      }),
    ],
    { settings_files: [HOSTILE], base_revision: HOSTILE, head_revision: HOSTILE },
  );
}

describe('the check run', () => {
  test('shows endpoint, change, compatibility and budget, worst first', () => {
    const { title, summary } = checkRunOutput(exceededReport(), { links: LINKS });
    expect(title).toBe('1 breaking change exceeds the budget of POST /api/users');
    expect(rows(summary)).toEqual([
      ['Endpoint', 'Change', 'Compatibility', 'Budget'],
      [
        'POST /api/users',
        `The property email was removed from the response with status 200 ${CONTRACT}:18 (was line 20)`,
        '🔴 breaking',
        '1 of 0 used, 1 too many',
      ],
      [
        'POST /api/users',
        `The value paused was added to the enum of status ${CONTRACT}:18 (was line 20)`,
        '🟡 potentially breaking',
        '1 of 5 used, 4 left',
      ],
      ['Endpoint', 'Change', 'Compatibility', 'Budget'],
      [
        'POST /api/users',
        `The property nickname was added to the response with status 200 ${CONTRACT}:18 (was line 20)`,
        '🟢 harmless',
        'no limit',
      ],
    ]);
    expect(summary).toContain(
      `https://github.com/acme/shop/blob/${HEAD_SHA}/specs/openapi.yaml#L18`,
    );
    expect(summary).toContain(
      `https://github.com/acme/shop/blob/${BASE_SHA}/specs/openapi.yaml#L20`,
    );
  });

  test('says why each change breaks, what to do instead, and which budget decided', () => {
    const { summary, text } = checkRunOutput(exceededReport());
    expect(text).toContain('**Why:** Consumers that read email find nothing there.');
    expect(text).toContain('**Instead:** Keep email, mark it as deprecated');
    expect(text).toContain('before `{"type":"string"}`, now *not there*');
    expect(text).not.toContain('Consumers ignore what they do not know');
    for (const shown of [summary, text]) {
      expect(shown).toContain('the default budget (`.github/holdfast.yml:4`)');
    }
  });

  test('explains changes of a kind once', () => {
    const changes = ['a', 'b', 'c'].map((path) => drift(`GET /${path}`));
    const { text } = checkRunOutput(report(area(changes)));
    expect(text.match(/\*\*Why:\*\*/g)).toHaveLength(1);
    for (const path of ['a', 'b', 'c']) expect(text).toContain(`- \`GET /${path}\``);
    expect(text).toContain('(breaking, 3 changes)');
  });

  test('always shows what could not be checked, and that this is not a pass', () => {
    const { title, summary } = checkRunOutput(report(area([], [BROKEN])), { links: LINKS });
    expect(title).toBe('Could not check openapi.yaml');
    expect(summary).toContain('Could not check');
    expect(summary).toContain('A quote is not closed');
    expect(summary).toContain('This is not a pass');
    expect(summary).toContain(`blob/${HEAD_SHA}/openapi.yaml#L3`);
    expect(checkRunOutput(largeReport(3_000)).summary).not.toContain('Could not check');
    const large = largeReport(3_000);
    const both = report(area(large.areas.contract.changes, [BROKEN]), large.verdicts);
    expect(checkRunOutput(both).summary).toContain('A quote is not closed');
  });

  test('names the same problem at base and head once', () => {
    const { summary } = checkRunOutput(
      report(area([], [{ ...BROKEN, side: 'base', line: 2 }, BROKEN])),
    );
    expect(summary.match(/A quote is not closed/g)).toHaveLength(1);
    expect(summary).toContain('(the same at base)');
    expect(summary).toContain('openapi.yaml:3');
  });

  test('says why a change counted as breaking although its rule does not', () => {
    const change = risky('GET /a');
    const { summary, text } = checkRunOutput(
      report(area([change]), [
        verdict([change], [use('max_breaking_changes', 1, 0)], {
          promoted: [{ fingerprint: change.fingerprint, reason: 'severity medium or above' }],
        }),
      ]),
    );
    expect(rows(summary)[1]?.[2]).toBe('🔴 breaking (counted as breaking)');
    expect(text).toContain('**Counted as breaking:** severity medium or above.');
  });

  test('says when there is nothing', () => {
    expect(checkRunOutput(report(area([])))).toEqual({
      title: 'No contract changes',
      summary: `Holdfast compared \`${CONTRACT}\` between \`aaaaaaa\` and \`bbbbbbb\`: nothing changed.`,
      text: '',
    });
  });
});

describe('thousands of changes', () => {
  const large = largeReport(5_000);
  const { summary, text } = checkRunOutput(large, { links: LINKS });

  test('stay within the limits, cut between rows, and say how many are left out', () => {
    for (const shown of [summary, text]) {
      expect(byteLength(shown)).toBeLessThanOrEqual(LIMITS.checkRunTextBytes);
      expect(shown.length).toBeGreaterThan(10_000);
      for (const row of rows(shown)) expect(row.length).toBeGreaterThanOrEqual(4);
    }
    const left = /… and ([\d,]+) more changes: full list with `holdfast check`/.exec(summary);
    const listed = rows(summary).filter(([endpoint]) => endpoint?.startsWith('GET ')).length;
    expect(Number(left?.[1]?.replace(',', '')) + listed).toBe(5_000);
    expect(text).toContain('full list with `holdfast check`');
    expect(text).toContain('### Budgets');
    expect(summary).toContain(
      'The worst 500 places are annotated in the files, 4,500 more are not.',
    );
  });

  test('are shown from afar first: by area and by rule', () => {
    const table = rows(summary);
    expect(table[0]).toEqual(['Paths', 'Breaking', 'Potentially', 'Harmless']);
    expect(table[1]).toEqual(['/api/area0', '715', '0', '0']);
    expect(table.filter(([rule]) => rule?.startsWith('rule-'))).toHaveLength(40);
  });

  test('count multi-byte text as bytes', () => {
    const changes = Array.from({ length: 2_000 }, (_, index) =>
      drift(`GET /${index}`, { message: '世界🎉'.repeat(50), why: `${index}${'é'.repeat(300)}` }),
    );
    const shown = checkRunOutput(report(area(changes)));
    expect(Buffer.byteLength(shown.summary)).toBeLessThanOrEqual(LIMITS.checkRunTextBytes);
    expect(Buffer.byteLength(shown.text)).toBeLessThanOrEqual(LIMITS.checkRunTextBytes);
    expect(shown.text).toMatch(/… and [\d,]+ more kinds of change: full list/);
  });

  test('leave no empty table where there is no room for harmless ones', () => {
    const breaking = Array.from({ length: 150 }, (_, index) => drift(`GET /${index}`));
    const rest = Array.from({ length: 20 }, (_, index) => harmless(`GET /more/${index}`));
    const shown = checkRunOutput(report(area([...breaking, ...rest])));
    expect(shown.summary).toContain('… and 20 harmless changes: full list with `holdfast check`');
    expect(shown.summary).not.toContain('<details>');
  });

  test('are all there in the whole document', () => {
    const whole = checkMarkdown(large);
    expect(rows(whole).filter(([endpoint]) => endpoint?.startsWith('GET ')).length).toBeGreaterThan(
      5_000,
    );
    expect(whole).not.toContain('more changes: full list');
  });
});

describe('hostile text', () => {
  const shown = checkRunOutput(hostileReport(), { links: LINKS });
  const comment = commentBody(hostileReport(), { links: LINKS }) ?? '';

  test.each([
    ['summary', shown.summary],
    ['text', shown.text],
    ['comment', comment.slice(COMMENT_MARKER.length)],
    ['document', checkMarkdown(hostileReport())],
    ['diff', diffMarkdown(hostileReport().areas.contract)],
  ])('mentions, closes and hides nothing in the %s', (_, source) => {
    const rendered = markdown.render(source).replace(/<code>.*?<\/code>/gs, '');
    expect(rendered).toContain('everyone');
    expect(rendered).not.toMatch(/@\w|#\d|<!--|\u202e/);
    expect(rendered).not.toMatch(/<h1|<a href="b"/);
    expect(rendered.match(/<\/details>/g) ?? []).toHaveLength(
      rendered.match(/<details>/g)?.length ?? 0,
    );
  });

  test('cannot make a comment look like two', () => {
    expect(comment.split(COMMENT_MARKER)).toHaveLength(2);
  });
});

describe('the comment', () => {
  test('says the verdict, the exceeded budget and the changes, and where the rest is', () => {
    const body = commentBody(exceededReport(), { detailsUrl: 'https://github.com/x/runs/1' }) ?? '';
    expect(body.startsWith(`${COMMENT_MARKER}\n### 🔴 1 breaking change exceeds`)).toBe(true);
    expect(body).toContain('1 breaking change, 0 allowed: 1 too many');
    expect(body).toContain('https://github.com/x/runs/1');
    expect(body).not.toContain('nickname');
  });

  test('is not there when there is nothing to say', () => {
    const changes = [harmless('GET /a')];
    expect(commentBody(report(area([])))).toBeNull();
    expect(
      commentBody(
        report(area(changes), [verdict(changes, [use('max_non_breaking_changes', 1, 5)])]),
      ),
    ).toBeNull();
    expect(commentBody(report(area([], [BROKEN])))).toContain('Could not check');
    expect(commentBody(report(area([risky('GET /a')])))).toContain('paused');
  });

  test('stays short with thousands of changes', () => {
    const body = commentBody(largeReport(5_000)) ?? '';
    expect(byteLength(body)).toBeLessThan(12_000);
    expect(body).toContain('… and 4,980 more changes in the check run');
  });
});

describe('the settings check', () => {
  const wrong = problem('invalid-settings', 'Unknown key "max_braking_changes"', {
    file: '.github/holdfast.yml',
    line: 5,
    column: 7,
  });

  test('has annotations at the lines when the file is in the head', () => {
    const { output, annotations } = settingsCheckReport('.github/holdfast.yml', [wrong], {
      inHead: true,
    });
    expect(output.title).toBe('1 error in .github/holdfast.yml');
    expect(annotations.annotations).toEqual([
      {
        path: '.github/holdfast.yml',
        start_line: 5,
        end_line: 5,
        annotation_level: 'failure',
        title: 'These settings do not hold',
        message: 'Unknown key "max_braking_changes"',
      },
    ]);
  });

  test('names the lines in the text when the file stands at base', () => {
    const { output, annotations } = settingsCheckReport('.github/holdfast.yml', [wrong], {
      inHead: false,
    });
    expect(annotations.annotations).toEqual([]);
    expect(output.summary).toContain('`.github/holdfast.yml:5`');
    expect(output.summary).toContain('base branch');
  });
});
