import { describe, expect, test } from '@jest/globals';
import { type ApiBudget, forceOf, withApiBudgets } from '../../src/budget/api-budgets.ts';
import { resolveBudget } from '../../src/budget/resolve.ts';
import type { OperationSubject } from '../../src/drift/drift.ts';
import { parseSettings } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';

const FILE = `drift_budget:
  per_endpoint_budgets:
    'POST /api/users/{id}':
      max_breaking_changes: 1
  default_budget:
    max_non_breaking_changes: 9
`;

function settingsOf(text: string): Settings {
  const outcome = parseSettings([{ file: '.github/holdfast.yml', text }], {
    repository: 'acme/shop',
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.settings;
}

const users: OperationSubject = {
  kind: 'operation',
  method: 'POST',
  path: '/api/users/{userId}',
  tags: ['users'],
  operation_id: null,
  service: 'users',
};

const budget: ApiBudget = {
  id: 'b1',
  workspace: 'acme/shop',
  level: 'endpoint',
  name: 'post /api/users/{name}/',
  values: { max_breaking_changes: 5, max_non_breaking_changes: 3 },
};

describe('settings with budgets of the API', () => {
  test('take each key from the file first, then from the API, then from weaker levels', () => {
    const settings = withApiBudgets(settingsOf(FILE), [budget]);
    const { keys } = resolveBudget(settings, users);
    expect(keys.map(({ key, value, source }) => [key, value, source.origin.kind])).toEqual([
      ['max_breaking_changes', 1, 'file'],
      ['max_non_breaking_changes', 3, 'api'],
      ['time_window_days', 30, 'built_in'],
      ['severity_threshold', 'high', 'built_in'],
      ['enabled', true, 'built_in'],
    ]);
    expect(keys[0]?.shadowed[0]?.source.origin).toEqual({ kind: 'api', id: 'b1' });
  });

  test.each([
    ['service', 'users'],
    ['tag', 'users'],
    ['workspace', 'acme/shop'],
    ['default', ''],
  ] as const)('know the level %s', (level, name) => {
    const values = { max_potentially_breaking_changes: 7 };
    const settings = withApiBudgets(settingsOf(''), [{ ...budget, level, name, values }]);
    expect(resolveBudget(settings, users).values.max_potentially_breaking_changes).toBe(7);
  });

  test('leave the budgets of other workspaces out, and the settings they began with alone', () => {
    const settings = settingsOf(FILE);
    const before = structuredClone(settings);
    const result = withApiBudgets(settings, [{ ...budget, workspace: 'acme/other' }]);
    expect(result).toEqual(before);
    withApiBudgets(settings, [budget]);
    expect(settings).toEqual(before);
  });

  test('of two API budgets for the same endpoint, take the first', () => {
    const second = { ...budget, id: 'b2', values: { max_non_breaking_changes: 4 } };
    const settings = withApiBudgets(settingsOf(FILE), [budget, second]);
    expect(resolveBudget(settings, users).values.max_non_breaking_changes).toBe(3);
  });
});

describe('a budget of the API', () => {
  test('says which of its keys a file sets, and where', () => {
    expect(forceOf(budget, settingsOf(FILE))).toEqual({
      effective: true,
      shadowed_by: expect.objectContaining({ file: '.github/holdfast.yml', line: 3 }),
      shadowed_keys: [
        {
          key: 'max_breaking_changes',
          location: expect.objectContaining({ file: '.github/holdfast.yml', line: 4 }),
        },
      ],
      reason: expect.stringContaining('some of its keys'),
    });
  });

  test('has no effect where a file sets all of its keys', () => {
    const values = { max_breaking_changes: 5 };
    expect(forceOf({ ...budget, values }, settingsOf(FILE))).toMatchObject({
      effective: false,
      shadowed_by: { line: 3 },
    });
  });

  test('has its effect where no file speaks of the same thing', () => {
    const other = { ...budget, name: 'GET /api/users/{id}' };
    expect(forceOf(other, settingsOf(FILE))).toEqual({
      effective: true,
      shadowed_by: null,
      shadowed_keys: [],
      reason: null,
    });
  });

  test('has no effect where budgets are switched off or its level is not considered', () => {
    const off = settingsOf('drift_budget:\n  enabled: false\n');
    expect(forceOf(budget, off)).toMatchObject({ effective: false, shadowed_by: { line: 2 } });
    const narrow = settingsOf('drift_budget:\n  precedence: [tag]\n');
    expect(forceOf(budget, narrow)).toMatchObject({
      effective: false,
      shadowed_by: null,
      reason: expect.stringContaining('endpoint'),
    });
  });
});
