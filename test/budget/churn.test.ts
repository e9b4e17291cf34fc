import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasChurnBudget, judgeChurn } from '../../src/budget/churn.ts';
import type { HistoryPoint } from '../../src/budget/field-history.ts';
import { contentOf, type OperationSnapshot } from '../../src/drift/contract/snapshot.ts';
import { settingsOf } from './examples.ts';

const DATE = '2026-03-31';

/** `field: promise` pairs by endpoint. */
type State = Readonly<Record<string, Readonly<Record<string, string>>>>;

function snapshotOf(
  endpoint: string,
  fields: Readonly<Record<string, string>>,
  { tags = [], file = 'openapi.yaml' }: { tags?: readonly string[]; file?: string } = {},
): OperationSnapshot {
  const [method = '', path = ''] = endpoint.split(' ');
  const content = contentOf(fields);
  return { file, service: null, method, path, tags, operation_id: null, content, fields };
}

/** A recorded state: endpoints that start with `GET /admin` have the tag `admin`. */
function point(day: string, state: State, file = 'openapi.yaml'): HistoryPoint {
  const operations = Object.entries(state).map(([endpoint, fields]) =>
    snapshotOf(endpoint, fields, { file, tags: endpoint.includes('/admin') ? ['admin'] : [] }),
  );
  return { at: `${day}T12:00:00.000Z`, commit: day, operations };
}

/** So many fields that say the same. */
function many(count: number, promise = 'text'): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`query.f${at}`, promise]));
}

const settings = settingsOf(`drift_budget:
  default_budget: { max_field_churn_percent: 10 }
`);

function judgeOf(history: readonly HistoryPoint[], using = settings) {
  return judgeChurn({ history, settings: using, date: DATE });
}

describe('the share of fields that changed in the window', () => {
  test('counts what was added, removed and changed', () => {
    const [verdict] = judgeOf([
      point('2026-01-01', { 'GET /users': many(20) }),
      point('2026-03-20', {
        'GET /users': { ...many(19), 'query.f0': 'number', 'query.new': 'x' },
      }),
    ]);
    expect(verdict).toEqual({
      level: 'default',
      name: '',
      status: 'exceeded',
      reason: null,
      limit: 10,
      used: 15,
      left: 0,
      fields_changed: 3,
      fields_changed_by_head: 3,
      fields_at_start: 20,
      window_days: 30,
      since: '2026-01-01T12:00:00.000Z',
      is_shortened: false,
      source: {
        level: 'default',
        name: '',
        origin: { kind: 'file', location: { file: 'holdfast.yml', line: 2, column: 3 } },
        location: { file: 'holdfast.yml', line: 2, column: 21 },
      },
      most_changed: [{ method: 'GET', path: '/users', service: null, fields_changed: 3 }],
    });
  });

  test('counts a field once that was changed and changed back', () => {
    const [verdict] = judgeOf([
      point('2026-01-01', { 'GET /users': many(20) }),
      point('2026-03-10', { 'GET /users': { ...many(20), 'query.f0': 'number' } }),
      point('2026-03-20', { 'GET /users': many(20) }),
    ]);
    expect(verdict).toMatchObject({ status: 'within', used: 5, left: 5, fields_changed: 1 });
    expect(verdict).toMatchObject({ fields_changed_by_head: 0 });
  });

  test('is measured from the newest state that is as old as the window', () => {
    const [verdict] = judgeOf([
      point('2026-01-01', { 'GET /users': many(10) }),
      point('2026-02-20', { 'GET /users': many(20) }),
      point('2026-03-20', { 'GET /users': many(21) }),
    ]);
    expect(verdict).toMatchObject({ fields_at_start: 20, fields_changed: 1, used: 5 });
    expect(verdict).toMatchObject({ since: '2026-02-20T12:00:00.000Z', is_shortened: false });
  });

  test('says so where what is recorded does not reach back as far', () => {
    const [verdict] = judgeOf([
      point('2026-03-20', { 'GET /users': many(20) }),
      point('2026-03-21', { 'GET /users': many(21) }),
    ]);
    expect(verdict).toMatchObject({ since: '2026-03-20T12:00:00.000Z', is_shortened: true });
    expect(verdict).toMatchObject({ status: 'within', fields_changed: 1 });
  });

  test('is compared as it is and shown in tenths on the right side of the limit', () => {
    const changed = (count: number, of: number, limit: number) =>
      judgeOf(
        [
          point('2026-01-01', { 'GET /users': many(of) }),
          point('2026-03-20', { 'GET /users': { ...many(of), ...many(count, 'other') } }),
        ],
        settingsOf(`drift_budget:\n  default_budget: { max_field_churn_percent: ${limit} }\n`),
      )[0];
    expect(changed(7, 100, 7)).toMatchObject({ status: 'within', used: 7, left: 0 });
    expect(changed(1001, 10_000, 10)).toMatchObject({ status: 'exceeded', used: 10.1, left: 0 });
    expect(changed(9999, 100_000, 10)).toMatchObject({ status: 'within', used: 10, left: 0 });
    expect(changed(1, 3, 50)).toMatchObject({ used: 33.3, left: 16.7 });
  });

  test('of nothing at the start cannot be given', () => {
    const [verdict] = judgeOf([
      point('2026-01-01', { 'GET /users': {} }),
      point('2026-03-20', { 'GET /users': many(3) }),
    ]);
    expect(verdict).toMatchObject({ status: 'not_judged', reason: 'no_fields_at_start' });
    expect(verdict).toMatchObject({ used: null, left: null, fields_changed: 3 });
  });

  test('of a file or a path parameter with another name is none', () => {
    const [verdict] = judgeOf([
      point('2026-01-01', { 'GET /users/{id}': many(9) }, 'a.yaml'),
      point('2026-03-20', { 'GET /users/{user}': many(9) }, 'b.yaml'),
    ]);
    expect(verdict).toMatchObject({ status: 'within', used: 0, fields_at_start: 9 });
  });

  test('counts a field once where two contracts declare its operation', () => {
    const both = (fields: Record<string, string>, day: string): HistoryPoint => ({
      at: `${day}T00:00:00Z`,
      commit: day,
      operations: ['a.yaml', 'b.yaml'].map((file) => snapshotOf('GET /users', fields, { file })),
    });
    const [verdict] = judgeOf([both(many(20), '2026-01-01'), both(many(21), '2026-03-20')]);
    expect(verdict).toMatchObject({ fields_at_start: 20, fields_changed: 1 });
  });
});

describe('a budget', () => {
  const layered = `drift_budget:
  default_budget: { max_field_churn_percent: 50, time_window_days: 60 }
  per_workspace_budgets:
    acme/shop: { max_field_churn_percent: 40 }
    acme/other: { max_field_churn_percent: 1 }
  per_service_budgets:
    users: { max_field_churn_percent: 30, time_window_days: 10 }
  per_tag_budgets:
    admin: { max_field_churn_percent: 20 }
  per_endpoint_budgets:
    "GET /users/{id}": { max_field_churn_percent: 10 }
services:
  users: { contracts: [users.yaml] }
`;
  const history = [
    point('2026-01-01', { 'GET /users/{id}': many(10), 'GET /admin': many(10) }),
    point('2026-03-20', { 'GET /users/{id}': many(10, 'other'), 'GET /admin': many(10) }),
  ];

  test('of each level has the operations that it names, and the window that it inherits', () => {
    const verdicts = judgeOf(history, settingsOf(layered));
    expect(
      verdicts.map(
        ({ level, name, status, reason, fields_at_start, fields_changed, window_days }) => [
          [level, name, status, reason].join(' '),
          [fields_changed, fields_at_start, window_days],
        ],
      ),
    ).toEqual([
      ['endpoint GET /users/{id} exceeded ', [10, 10, 60]],
      ['workspace acme/shop exceeded ', [10, 20, 60]],
      ['tag admin within ', [0, 10, 60]],
      ['default  within ', [10, 20, 60]],
      ['service users not_judged no_operations', [0, 0, 10]],
    ]);
  });

  test('of a level that precedence does not list is not considered', () => {
    const using = settingsOf(
      `${layered}`.replace('drift_budget:\n', 'drift_budget:\n  precedence: [tag]\n'),
    );
    expect(judgeOf(history, using).map(({ level }) => level)).toEqual(['tag', 'default']);
  });

  test('that is switched off is not judged, nor are its operations counted in wider ones', () => {
    const using = settingsOf(
      layered.replace(
        'max_field_churn_percent: 10 }',
        'max_field_churn_percent: 10, enabled: false }',
      ),
    );
    const verdicts = judgeOf(history, using);
    expect(verdicts.find(({ level }) => level === 'endpoint')).toMatchObject({
      status: 'not_judged',
      reason: 'switched_off',
      source: { level: 'endpoint', name: 'GET /users/{id}' },
    });
    expect(verdicts.find(({ level }) => level === 'workspace')).toMatchObject({
      fields_at_start: 10,
      fields_changed: 0,
    });
  });

  test('is not judged where all budgets are switched off', () => {
    const using = settingsOf(
      layered.replace('drift_budget:\n', 'drift_budget:\n  enabled: false\n'),
    );
    expect(new Set(judgeOf(history, using).map(({ reason }) => reason))).toEqual(
      new Set(['switched_off']),
    );
  });

  test('is not judged where nothing is recorded', () => {
    expect(judgeOf([])).toMatchObject([{ status: 'not_judged', reason: 'no_history', used: null }]);
  });

  test('is there only where the settings say so', () => {
    expect(hasChurnBudget(settings)).toBe(true);
    expect(hasChurnBudget(settingsOf('drift_budget: {}\n'))).toBe(false);
    expect(judgeOf(history, settingsOf('drift_budget: {}\n'))).toEqual([]);
  });

  test('keeps an operation that gets its tag later', () => {
    const tagged = (day: string, tags: readonly string[]): HistoryPoint => ({
      at: `${day}T00:00:00Z`,
      commit: day,
      operations: [snapshotOf('GET /users', many(5), { tags })],
    });
    const using = settingsOf(
      'drift_budget:\n  per_tag_budgets:\n    admin: { max_field_churn_percent: 20 }\n',
    );
    expect(
      judgeOf([tagged('2026-01-01', []), tagged('2026-03-20', ['admin'])], using),
    ).toMatchObject([{ status: 'within', fields_changed: 0, fields_at_start: 5 }]);
  });
});

describe('for any history', () => {
  const fields = fc.dictionary(
    fc.constantFrom('query.a', 'query.b', 'query.c'),
    fc.constantFrom('x', 'y'),
  );
  const state = fc.dictionary(fc.constantFrom('GET /a', 'GET /b/{id}', 'POST /admin'), fields);
  const states = fc.array(state, { minLength: 1, maxLength: 6 });
  const history = (all: readonly State[]) =>
    all.map((each, at) => point(`2026-03-${String(at + 10)}`, each));
  const counts = (all: readonly State[]) =>
    judgeOf(history(all)).map(({ fields_changed }) => fields_changed);

  test('nothing has changed where nothing did', () => {
    fc.assert(
      fc.property(state, fc.integer({ min: 1, max: 5 }), (each, length) => {
        expect(counts(Array.from({ length }, () => each))).toEqual([0]);
      }),
    );
  });

  test('what comes later never takes back what has changed', () => {
    fc.assert(
      fc.property(states, state, (all, next) => {
        const [before = 0] = counts(all);
        const [after = 0] = counts([...all, next]);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test('a longer window never has fewer changes', () => {
    const within = (all: readonly State[], days: number) =>
      judgeOf(
        history(all),
        settingsOf(
          `drift_budget:\n  default_budget: { max_field_churn_percent: 10, time_window_days: ${days} }\n`,
        ),
      )[0]?.fields_changed ?? 0;
    fc.assert(
      fc.property(states, fc.integer({ min: 1, max: 30 }), (all, days) => {
        expect(within(all, days + 1)).toBeGreaterThanOrEqual(within(all, days));
      }),
    );
  });

  test('the order of operations and fields does not matter', () => {
    const turned = (each: State): State =>
      Object.fromEntries(
        Object.entries(each)
          .reverse()
          .map(([name, own]) => [name, Object.fromEntries(Object.entries(own).reverse())]),
      );
    fc.assert(
      fc.property(states, (all) => {
        expect(judgeOf(history(all.map(turned)))).toEqual(judgeOf(history(all)));
      }),
    );
  });

  test('exceeded means more than the limit, and what is used and left add up', () => {
    fc.assert(
      fc.property(states, (all) => {
        for (const { status, used, left, limit } of judgeOf(history(all))) {
          if (used === null || left === null) continue;
          expect(status === 'exceeded').toBe(used > limit);
          if (status === 'within') expect(used + left).toBeCloseTo(limit, 1);
        }
      }),
    );
  });
});
