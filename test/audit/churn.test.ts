import { describe, expect, test } from '@jest/globals';
import { type AuditInput, audit, auditWithSnapshot } from '../../src/audit/audit.ts';
import { isDecidingChurn } from '../../src/audit/outcome.ts';
import type { HistoryPoint } from '../../src/budget/field-history.ts';
import { snapshotContracts } from '../../src/drift/contract/snapshot.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { SettingsOutcome } from '../../src/settings/settings.ts';
import { type Files, openFiles } from '../../src/tree/memory.ts';
import type { Tree } from '../../src/tree/tree.ts';
import { settingsOf } from '../budget/examples.ts';

/** A contract with an operation that has so many query parameters. */
function api(path: string, count: number): string {
  const parameters = Array.from({ length: count }, (_, at) => ({
    name: `p${at}`,
    in: 'query',
    schema: { type: 'string' },
  }));
  const responses = { 204: { description: 'Done.' } };
  const paths = { [path]: { get: { parameters, responses } } };
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'Shop', version: '1.0.0' }, paths });
}

const SETTINGS: SettingsOutcome = {
  ok: true,
  settings: settingsOf('drift_budget:\n  default_budget: { max_field_churn_percent: 10 }\n'),
  problems: [],
};

/** What was recorded of the default branch. */
async function recorded(files: Files, at = '2026-01-01T00:00:00.000Z'): Promise<HistoryPoint> {
  const { operations } = await snapshotContracts(openFiles(files), defaultSettings('acme/shop'));
  return { at, commit: 'recorded', operations };
}

function input(base: Files, head: Files, more: Partial<AuditInput> = {}): AuditInput {
  return {
    repository: 'acme/shop',
    trigger: 'pull_request',
    base: openFiles(base, 'base'),
    head: openFiles(head, 'head'),
    settings: SETTINGS,
    date: '2026-01-31',
    ...more,
  };
}

describe('budgets over time in an audit', () => {
  // 20 and 20 fields: each operation has 19 parameters and a status code.
  const before = { 'a.json': api('/a', 19), 'b.json': api('/b', 19) };

  test('put what head changes upon what was recorded last', async () => {
    const head = { ...before, 'b.json': api('/b', 22) };
    const report = await audit(input(before, head, { history: [await recorded(before)] }));
    expect(report.churn).toMatchObject([
      { status: 'within', used: 7.5, left: 2.5, fields_changed: 3, fields_at_start: 40 },
    ]);
    expect(report.outcome).toBe('within');
  });

  test('make the audit exceeded', async () => {
    const head = { ...before, 'b.json': api('/b', 24) };
    const report = await audit(input(before, head, { history: [await recorded(before)] }));
    expect(report).toMatchObject({ outcome: 'exceeded', churn: [{ used: 12.5, left: 0 }] });
  });

  test('count contracts that came, went, got another name, or are spread over files', async () => {
    const part = (type: string) => JSON.stringify({ Id: { type } });
    const spread = api('/c', 0).replace(
      '"parameters":[]',
      '"parameters":[{"name":"id","in":"query","schema":{"$ref":"part.json#/Id"}}]',
    );
    const base = { ...before, 'c.json': spread, 'part.json': part('string') };
    const head = {
      'renamed.json': before['a.json'],
      'c.json': spread,
      'part.json': part('integer'),
      'new.json': api('/new', 4),
    };
    const report = await audit(input(base, head, { history: [await recorded(base)] }));
    const most_changed = [
      { path: '/b', fields_changed: 20 },
      { path: '/new', fields_changed: 5 },
      { path: '/c', fields_changed: 1 },
    ];
    expect(report.churn).toMatchObject([{ fields_changed: 26, most_changed }]);
  });

  test('do not count what the base branch did since head left it', async () => {
    const newest = { ...before, 'a.json': api('/a', 40) };
    const history = [await recorded(newest)];
    const report = await audit(input(before, { ...before, 'README.md': 'Hi' }, { history }));
    expect(report.churn).toMatchObject([{ fields_changed: 0, fields_at_start: 61 }]);
  });

  test('keep what was recorded of a contract that cannot be read', async () => {
    const head = { ...before, 'b.json': '{"openapi": "3.0.3", oops' };
    const history = [await recorded(before)];
    const { report, snapshot } = await auditWithSnapshot(
      input(before, head, { history, snapshot: true }),
    );
    expect(report).toMatchObject({ outcome: 'unchecked', churn: [{ fields_changed: 0 }] });
    expect(snapshot).toMatchObject({ unreadable: ['b.json'] });
    expect(snapshot?.operations.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('read no file that the comparison does not read', async () => {
    const head = { ...before, 'b.json': api('/b', 22) };
    const readBy = async (more: Partial<AuditInput>) => {
      const paths: string[] = [];
      const counted = (tree: Tree): Tree => ({
        ...tree,
        read: (path) => {
          paths.push(`${tree.revision} ${path}`);
          return tree.read(path);
        },
      });
      const made = input(before, head, more);
      await audit({ ...made, base: counted(made.base), head: counted(made.head) });
      return paths.sort();
    };
    const alone = await readBy({});
    expect(await readBy({ history: [await recorded(before)] })).toEqual(alone);
    expect(alone).toEqual(['base b.json', 'head b.json']);
    expect(await readBy({ snapshot: true })).toEqual([...alone, 'head a.json'].sort());
  });

  test('are not judged without anything recorded, and are not there without such a budget', async () => {
    const report = await audit(input(before, before));
    expect(report).toMatchObject({ outcome: 'within', churn: [{ reason: 'no_history' }] });
    const settings: SettingsOutcome = {
      ok: true,
      settings: defaultSettings('acme/shop'),
      problems: [],
    };
    const history = [await recorded(before)];
    expect((await audit(input(before, before, { settings, history }))).churn).toEqual([]);
    const broken: SettingsOutcome = { ok: false, problems: [] };
    expect((await audit(input(before, before, { settings: broken, history }))).churn).toEqual([]);
  });

  test('that were used up before do not hold up a pull request that adds nothing', async () => {
    const history = [
      await recorded({ ...before, 'b.json': api('/b', 40) }),
      await recorded(before, '2026-01-20T00:00:00.000Z'),
    ];
    const run = (trigger: AuditInput['trigger'], head: Files) =>
      audit(input(before, head, { history, trigger }));
    expect(await run('pull_request', before)).toMatchObject({
      outcome: 'within',
      churn: [{ status: 'exceeded', fields_changed_by_head: 0 }],
    });
    const more = { ...before, 'a.json': api('/a', 20) };
    expect((await run('pull_request', more)).outcome).toBe('exceeded');
    const onBranch = await run('push', before);
    expect(onBranch.outcome).toBe('exceeded');
    expect(onBranch.churn.every((verdict) => isDecidingChurn(verdict, 'push'))).toBe(true);
  });
});

describe('the snapshot of head', () => {
  const files = { 'a.json': api('/a', 2), 'b.json': api('/b', 3) };

  test('is given beside the report, and is the same whatever was compared', async () => {
    const head = { ...files, 'b.json': api('/b', 4) };
    const whole = await snapshotContracts(openFiles(head), defaultSettings('acme/shop'));
    const { report, snapshot } = await auditWithSnapshot(input(files, head, { snapshot: true }));
    expect(snapshot).toEqual(whole);
    expect('snapshot' in report).toBe(false);
    const { snapshot: all } = await auditWithSnapshot(input({}, head, { snapshot: true }));
    expect(all).toEqual(whole);
  });

  test('is not taken unasked', async () => {
    expect((await auditWithSnapshot(input(files, files))).snapshot).toBeNull();
  });

  test('changes nothing of the report', async () => {
    const broken = {
      ...files,
      'b.json': api('/b', 4).replace('{"type":"string"}', '{"$ref":"#/no"}'),
    };
    const { report } = await auditWithSnapshot(input(files, broken, { snapshot: true }));
    expect(report).toEqual(await audit(input(files, broken)));
  });
});
