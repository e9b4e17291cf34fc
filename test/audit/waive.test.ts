import { describe, expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import type { AuditReport } from '../../src/audit/report.ts';
import { withWaivers } from '../../src/audit/waive.ts';
import { commentBody } from '../../src/report/comment.ts';
import { checkJson } from '../../src/report/json.ts';
import { checkMarkdown } from '../../src/report/markdown.ts';
import { checkSarif } from '../../src/report/sarif.ts';
import { checkText } from '../../src/report/text.ts';
import { parseSettings } from '../../src/settings/load.ts';
import type { AcceptedChange, Waiver } from '../../src/settings/settings.ts';
import { openFiles } from '../../src/tree/memory.ts';

function contract(types: readonly string[], extra: object = {}, version = '2'): string {
  const properties = Object.fromEntries(types.map((name) => [name, { type: 'string' }]));
  const schema = { type: 'object', properties, required: types };
  const content = { 'application/json': { schema } };
  const get = { tags: ['users'], responses: { 200: { description: 'ok', content } }, ...extra };
  return JSON.stringify(
    { openapi: '3.0.3', info: { title: 't', version }, paths: { '/users': { get } } },
    null,
    2,
  );
}

function run(
  settings: string,
  head = contract(['a']),
  date = '2026-01-05',
  given: readonly Waiver[] = [],
): Promise<AuditReport> {
  const outcome = parseSettings([{ file: 'holdfast.yml', text: settings }], {
    repository: 'acme/shop',
  });
  return audit({
    repository: 'acme/shop',
    trigger: 'pull_request',
    base: openFiles({ 'openapi.json': contract(['a', 'b'], {}, '1') }),
    head: openFiles({ 'openapi.json': head }),
    settings: outcome.ok ? { ...outcome, settings: withWaivers(outcome.settings, given) } : outcome,
    date,
  });
}

async function fingerprint(): Promise<string> {
  const report = await run('');
  expect(report.outcome).toBe('exceeded');
  const [change] = report.areas.contract.changes;
  if (change === undefined) throw new Error('the change was not found');
  return change.fingerprint;
}

function waiver(of: string, expires = '2026-02-01'): string {
  return `waivers:\n  - fingerprint: "${of}"\n    reason: "one <b>caller</b>"\n    expires: ${expires}\n    by: ann\n`;
}

describe('a waiver', () => {
  test('sets one change apart: shown, counted nowhere', async () => {
    const waived = await run(waiver(await fingerprint()));
    expect(waived.outcome).toBe('within');
    expect(waived.verdicts).toEqual([]);
    expect(waived.areas.contract.changes).toEqual([]);
    expect(waived.areas.contract.summary.definitely_breaking).toBe(0);
    expect(waived.areas.contract.waived).toMatchObject([
      {
        drift: { rule: 'response-required-property-removed' },
        waiver: {
          reason: 'one <b>caller</b>',
          by: 'ann',
          location: { file: 'holdfast.yml', line: 2 },
        },
      },
    ]);
    expect(waived.waivers).toMatchObject([{ status: 'applied', found: true }]);
  });

  test('holds through its last day and not a day longer', async () => {
    const text = waiver(await fingerprint());
    const outcomes = ['2026-02-01', '2026-02-02'].map((date) => run(text, undefined, date));
    expect((await Promise.all(outcomes)).map(({ outcome }) => outcome)).toEqual([
      'within',
      'exceeded',
    ]);
  });

  test('says loudly that it has expired, with its line, in every format', async () => {
    const report = await run(waiver(await fingerprint(), '2026-01-04'));
    expect(report.outcome).toBe('exceeded');
    expect(report.waivers).toMatchObject([
      { status: 'expired', found: true, location: { file: 'holdfast.yml', line: 2 } },
    ]);
    const said = 'expired on 2026-01-04: its change counts again';
    expect(checkText(report, { colour: false })).toContain('Waivers to look at\n  holdfast.yml:2:');
    expect(checkText(report, { colour: false })).toContain(said);
    expect(checkMarkdown(report)).toContain(said);
    expect(commentBody(report)).toContain(said);
    const { invocations } = checkSarif(report, { rules: [], version: '1.0.0' }).runs[0] ?? {};
    expect(invocations?.[0]?.toolConfigurationNotifications).toMatchObject([
      { level: 'warning', descriptor: { id: 'waiver-expired' } },
    ]);
  });

  test('that matches nothing is listed, and decides nothing', async () => {
    const report = await run(waiver('0'.repeat(32)), contract(['a', 'b', 'c']));
    expect(report.waivers).toMatchObject([{ status: 'unused', found: false }]);
    expect(report.outcome).toBe('within');
    expect(checkText(report, { colour: false })).toContain('matches no change here');
    expect(checkMarkdown(report)).toContain('matches no change here');
    expect(commentBody(report)).toBeNull();
  });

  test('is shown with the change it accepts in every format, and escaped', async () => {
    const report = await run(waiver(await fingerprint()));
    expect(checkText(report, { colour: false })).toContain(
      'waived until 2026-02-01 by ann: one <b>caller</b> (holdfast.yml:2:5)',
    );
    expect(checkMarkdown(report)).toContain('waived until 2026-02-01 by ann');
    expect(checkMarkdown(report)).not.toContain('<b>');
    expect(checkJson(report).areas.contract.waived).toMatchObject([
      { change: { rule: 'response-required-property-removed' }, waiver: { expires: '2026-02-01' } },
    ]);
    const [result] = checkSarif(report, { rules: [], version: '1.0.0' }).runs[0]?.results ?? [];
    expect(result).toMatchObject({
      ruleId: 'response-required-property-removed',
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'one <b>caller</b>' }],
    });
  });

  test('does not hold where a rule leaves its change out', async () => {
    const off = 'rules:\n  response-required-property-removed:\n    enabled: false\n';
    const report = await run(`${off}${waiver(await fingerprint())}`);
    expect(report.areas.contract).toMatchObject({ changes: [], waived: [], left_out: 1 });
    expect(report.waivers).toMatchObject([{ status: 'unused' }]);
    expect(checkText(report, { colour: false })).toContain('leave out 1 more change.');
    expect(checkMarkdown(report)).toContain('leave out 1 more change.');
  });
});

describe('what was accepted on a pull request', () => {
  const head = contract(['a']);
  async function accepted(more: Partial<AcceptedChange> = {}): Promise<Waiver> {
    const report = await run('', head);
    const [change] = report.areas.contract.changes;
    if (change === undefined) throw new Error('the change was not found');
    const { compatibility, after, fingerprint: of } = change;
    return {
      fingerprint: of,
      reason: 'Accepted as intended by @dana on #12',
      expires: null,
      by: 'dana',
      location: null,
      accepted: { pull_request: 12, compatibility, after, head_sha: 'a'.repeat(40), ...more },
    };
  }

  test('is set apart, without an end, and nobody is called', async () => {
    const report = await run('', head, '2031-01-01', [await accepted()]);
    expect(report.outcome).toBe('within');
    expect(checkText(report, { colour: false })).toContain(
      '  Accepted as intended by @dana on #12 (given with a button, for this pull request and its merge)',
    );
    expect(checkMarkdown(report)).toContain('by @&#8203;dana on \\#&#8203;12');
  });

  test.each([
    ['says another thing at head', { after: '"another"' }],
    ['became worse', { compatibility: 'non_breaking' as const }],
    [
      'was changed further, which it does not show',
      { changed_since: [{ fingerprint: 'hidden', operations: ['GET /users'] }] },
    ],
    ['may have been changed further', { changed_since: null }],
  ])('counts again where it %s, and says so', async (_, was) => {
    const report = await run('', head, '2026-01-05', [await accepted(was)]);
    expect(report.outcome).toBe('exceeded');
    expect(report.waivers).toMatchObject([{ status: 'unused', found: true }]);
    expect(checkMarkdown(report)).toContain('has changed since, so it counts');
  });

  test('does not hide that a waiver of a file has expired', async () => {
    const report = await run(waiver(await fingerprint(), '2026-01-04'), head, '2026-01-05', [
      await accepted(),
    ]);
    expect(report.outcome).toBe('within');
    expect(report.waivers.map(({ status }) => status).sort()).toEqual(['applied', 'expired']);
  });
});

describe('the head', () => {
  test('cannot switch a rule off from inside its contract', async () => {
    const extra = { 'x-holdfast-ignore': true };
    const report = await run('', contract(['a'], extra));
    expect(report.outcome).toBe('exceeded');
    expect(report.areas.contract.changes.map(({ rule }) => rule)).toContain(
      'response-required-property-removed',
    );
  });
});

test('a rule of the settings changes what a budget counts', async () => {
  const softer =
    'rules:\n  response-required-property-removed:\n    compatibility: potentially_breaking\n';
  const report = await run(softer);
  expect(report.outcome).toBe('within');
  expect(report.verdicts[0]?.counts).toMatchObject({
    definitely_breaking: 0,
    potentially_breaking: 1,
  });
});

describe('a waiver that was given in a comment', () => {
  async function runGiven(expires: string, files = ''): Promise<AuditReport> {
    const given = {
      fingerprint: await fingerprint(),
      reason: 'agreed @all',
      expires,
      by: 'dana',
      location: null,
    };
    return run(files, contract(['a']), '2026-01-05', [given]);
  }

  test('counts as one of a file does, and says who gave it and until when', async () => {
    const report = await runGiven('2026-02-01');
    expect(report.outcome).toBe('within');
    const said = 'waived until 2026-02-01 by dana';
    expect(checkMarkdown(report)).toContain(`${said}: agreed @&#8203;all (given in a comment)`);
    expect(checkText(report, { colour: false })).toContain(
      `${said}: agreed @all (given in a comment)`,
    );
    expect(checkJson(report).areas.contract.waived).toMatchObject([{ waiver: { location: null } }]);
    expect(JSON.stringify(checkSarif(report, { rules: [], version: '1.0.0' }))).toContain(
      '"justification":"agreed @all"',
    );
  });

  test('counts no more after its last day, and says that it can be renewed', async () => {
    const report = await runGiven('2026-01-04');
    expect(report.outcome).toBe('exceeded');
    expect(checkText(report, { colour: false })).toContain('or waive it again');
  });

  test('gives way to what a file says of the same change', async () => {
    const report = await runGiven('2026-02-01', waiver(await fingerprint(), '2026-03-01'));
    expect(report.areas.contract.waived).toMatchObject([{ waiver: { by: 'ann' } }]);
  });

  test('of a change that is not here is not spoken of: there is no file to tidy up', async () => {
    const given = { reason: 'x', expires: '2026-01-04', by: 'dana', location: null };
    const report = await run('', contract(['a', 'b']), '2026-01-05', [
      { ...given, fingerprint: '0'.repeat(32) },
    ]);
    expect(checkText(report, { colour: false })).not.toContain('Waivers to look at');
  });
});
