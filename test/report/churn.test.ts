import { describe, expect, test } from '@jest/globals';
import type { AuditReport } from '../../src/audit/report.ts';
import { commentBody } from '../../src/report/comment.ts';
import { checkMarkdown, checkRunOutput } from '../../src/report/markdown.ts';
import { checkText } from '../../src/report/text.ts';
import { verdictTitle } from '../../src/report/title.ts';
import {
  area,
  churn,
  drift,
  exceededChurn,
  exceededReport,
  report,
  unjudgedChurn,
  verdict,
} from './make.ts';

const TAG = { level: 'tag', name: 'users' } as const;

/** A report in which nothing changed but what budgets over time say. */
function overTime(verdicts: AuditReport['churn'], outcome?: AuditReport['outcome']): AuditReport {
  return report(area([]), [], { churn: verdicts, ...(outcome === undefined ? {} : { outcome }) });
}

const text = (made: AuditReport) => checkText(made, { colour: false });
const summary = (made: AuditReport) => checkRunOutput(made).summary;

describe('a budget over time', () => {
  test('is shown as used and left', () => {
    const words =
      '4 % of 10 % used, 6 % left: 4 fields added, removed or changed in 30 days, of 100 at the start';
    expect(text(overTime([churn()]))).toContain(
      `Budgets over time\n  fields of the whole repository: ${words}\n      most changed: GET /users (4)\n`,
    );
    expect(summary(overTime([churn(TAG)]))).toContain(
      `| tag \`users\` | 🟢 within | ${words} | \`GET /users\` (4) |`,
    );
    expect(checkMarkdown(overTime([churn()]))).toContain('### Budgets over time');
  });

  test('says since when, where records do not reach back as far', () => {
    expect(text(overTime([churn({ is_shortened: true })]))).toContain(
      'changed since 2025-12-01, when records begin, of 100 at the start',
    );
  });

  test('that is exceeded is named in the title, the table and the comment', () => {
    const made = overTime([exceededChurn(TAG)], 'exceeded');
    const title = '12.5 % field churn exceeds the budget of tag users';
    expect(verdictTitle(made)).toBe(title);
    expect(text(made)).toContain(`✗ ${title}`);
    const words = '12.5 % changed, 10 % allowed: 1,250 fields added, removed or changed in 30 days';
    expect(text(made)).toContain(words);
    expect(summary(made)).toContain(`🔴 exceeded | **${words}`);
    expect(commentBody(made)).toContain(`- Fields of tag \`users\`: **${words}`);
    const many = overTime([exceededChurn(), exceededChurn(TAG)], 'exceeded');
    expect(verdictTitle(many)).toBe('Field churn exceeds 2 budgets over time');
  });

  test('is named after the changes that exceed another budget', () => {
    const both: AuditReport = { ...exceededReport(), churn: [exceededChurn()] };
    expect(verdictTitle(both)).toBe(
      `${verdictTitle(exceededReport())}; 1 budget over time is exceeded too`,
    );
  });

  test('that others have used up is shown, and does not speak in the title or a comment', () => {
    const used = exceededChurn({ fields_changed_by_head: 0 });
    const made = overTime([used], 'within');
    expect(verdictTitle(made)).toBe('No contract changes');
    expect(commentBody(made)).toBeNull();
    expect(summary(made)).toContain('none of them by this change**');
    const exceeded = report(area([drift('GET /a')]), [verdict([drift('GET /a')], [])], {
      churn: [used],
      outcome: 'exceeded',
    });
    expect(commentBody(exceeded)).not.toContain('Fields of');
  });

  test('says why it was not judged', () => {
    const of = (...reasons: Parameters<typeof unjudgedChurn>[0][]) =>
      text(overTime([churn(), ...reasons.map((reason) => unjudgedChurn(reason, TAG))]));
    expect(of('switched_off')).toContain(
      'fields of tag users: not judged: switched off by the default budget',
    );
    expect(of('no_operations')).toContain('not judged: no operation belongs to it');
    expect(of('no_fields_at_start')).toContain('not judged: there was no field 30 days ago');
  });

  test('says once that nothing is recorded', () => {
    const made = overTime([unjudgedChurn('no_history'), unjudgedChurn('no_history', TAG)]);
    for (const shown of [text(made), summary(made)]) {
      expect(
        shown.match(/Budgets over time are not judged here: nothing is recorded/g),
      ).toHaveLength(1);
      expect(shown).not.toContain('users');
    }
  });

  test('is not spoken of where none is set', () => {
    for (const shown of [text(overTime([])), checkMarkdown(overTime([]))])
      expect(shown).not.toMatch(/over time|[Ff]ields of/);
  });

  test('is escaped', () => {
    const made = overTime([
      churn({
        level: 'tag',
        name: 'a|`b`<!-- x -->',
        most_changed: [{ method: 'GET', path: '/<b>|', service: null, fields_changed: 1 }],
      }),
    ]);
    const row = summary(made)
      .split('\n')
      .find((line) => line.includes('🟢 within'));
    expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });
});
