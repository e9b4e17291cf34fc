import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { budgetResolver, resolveBudget } from '../../src/budget/resolve.ts';
import type { ContractSubject } from '../../src/drift/drift.ts';
import { BUDGET_KEYS, BUDGET_LEVELS } from '../../src/settings/settings.ts';
import { operation, settingsOf } from './examples.ts';

const layered = `drift_budget:
  default_budget: { max_breaking_changes: 9, max_potentially_breaking_changes: 9, max_non_breaking_changes: 9 }
  per_workspace_budgets:
    acme/shop: { max_breaking_changes: 4 }
    acme/other: { max_breaking_changes: 100 }
  per_service_budgets:
    users: { max_breaking_changes: 3, max_non_breaking_changes: 30 }
  per_tag_budgets:
    people: { max_breaking_changes: 2 }
  per_endpoint_budgets:
    "POST /api/users/{id}": { max_breaking_changes: 1 }
`;

describe('the most specific level wins, key by key', () => {
  const settings = settingsOf(layered);

  test.each([
    ['endpoint', operation('POST /api/users/{id}', { tags: ['people'], service: 'users' }), 1, 30],
    ['endpoint, other parameter name', operation('post /api/users/{name}/'), 1, 9],
    ['tag', operation('GET /api/users', { tags: ['people'], service: 'users' }), 2, 30],
    ['service', operation('GET /api/users', { tags: ['x'], service: 'users' }), 3, 30],
    ['workspace', operation('GET /api/users', { service: 'billing' }), 4, 9],
  ])('%s', (_level, subject, breaking, nonBreaking) => {
    expect(resolveBudget(settings, subject).values).toMatchObject({
      max_breaking_changes: breaking,
      max_potentially_breaking_changes: 9,
      max_non_breaking_changes: nonBreaking,
      severity_threshold: 'high',
      enabled: true,
    });
  });

  test('a contract as a whole has a service and a workspace', () => {
    const subject: ContractSubject = { kind: 'contract', file: 'api.yaml', service: 'users' };
    expect(resolveBudget(settings, subject).values.max_breaking_changes).toBe(3);
    expect(resolveBudget(settings, { ...subject, service: null }).values.max_breaking_changes).toBe(
      4,
    );
  });

  test('each key says who gave it and what it shadows', () => {
    const { keys } = resolveBudget(settings, operation('GET /a', { service: 'users' }));
    const breaking = keys.find(({ key }) => key === 'max_breaking_changes');
    expect(breaking).toMatchObject({
      value: 3,
      source: {
        level: 'service',
        name: 'users',
        location: { file: 'holdfast.yml', line: 7, column: 14 },
      },
    });
    expect(breaking?.shadowed.map(({ value, source }) => [source.level, value])).toEqual([
      ['workspace', 4],
      ['default', 9],
      ['default', 0],
    ]);
    expect(breaking?.shadowed.at(-1)?.source.origin).toEqual({ kind: 'built_in' });
  });

  test('levels that were looked at are listed, also when they have nothing to say', () => {
    const { levels } = resolveBudget(settings, operation('GET /a', { tags: ['people'] }));
    expect(levels.map(({ level, budgets }) => [level, budgets.map(({ name }) => name)])).toEqual([
      ['endpoint', []],
      ['tag', ['people']],
      ['service', []],
      ['workspace', ['acme/shop']],
      ['default', ['', '']],
    ]);
  });
});

describe('without budgets', () => {
  test('the built-in default applies and nothing else is limited', () => {
    expect(resolveBudget(settingsOf(''), operation('GET /a')).values).toEqual({
      max_breaking_changes: 0,
      time_window_days: 30,
      severity_threshold: 'high',
      enabled: true,
    });
  });
});

describe('several tags of one operation', () => {
  const settings = settingsOf(
    `drift_budget:
  per_tag_budgets:
    a: { max_breaking_changes: 5, severity_threshold: low, enabled: true, time_window_days: 7 }
    b: { max_breaking_changes: 2, severity_threshold: critical, enabled: false, time_window_days: 60 }
    c: { max_field_churn_percent: 10 }
    d: { max_field_churn_percent: 5, max_breaking_changes: 8 }
`,
    `drift_budget:
  per_tag_budgets:
    d: { max_breaking_changes: 1 }
`,
  );

  test('the strictest value of each key wins', () => {
    const subject = operation('GET /x', { tags: ['c', 'b', 'a', 'd', 'unknown'] });
    expect(resolveBudget(settings, subject).values).toMatchObject({
      max_breaking_changes: 2,
      severity_threshold: 'low',
      enabled: true,
      time_window_days: 60,
      max_field_churn_percent: 5,
    });
  });

  test('for each tag the repository speaks before its organisation', () => {
    const { keys } = resolveBudget(settings, operation('GET /x', { tags: ['d', 'a'] }));
    const breaking = keys.find(({ key }) => key === 'max_breaking_changes');
    expect([breaking?.value, ...(breaking?.shadowed.map(({ value }) => value) ?? [])]).toEqual([
      5, 8, 1, 0,
    ]);
  });
});

describe('the organisation', () => {
  test('its endpoint wins over the repository’s default, not over the repository’s endpoint', () => {
    const own = 'drift_budget: { default_budget: { max_breaking_changes: 7 } }\n';
    const shared = `drift_budget:
  per_endpoint_budgets: { "GET /a/{x}": { max_breaking_changes: 5, max_non_breaking_changes: 6 } }
`;
    const subject = operation('GET /a/{id}');
    expect(resolveBudget(settingsOf(own, shared), subject).values.max_breaking_changes).toBe(5);
    const ownEndpoint = `drift_budget:
  per_endpoint_budgets: { "GET /a/{y}": { max_breaking_changes: 2 } }
`;
    expect(resolveBudget(settingsOf(ownEndpoint, shared), subject).values).toMatchObject({
      max_breaking_changes: 2,
      max_non_breaking_changes: 6,
    });
  });
});

describe('precedence', () => {
  const subject = operation('POST /api/users/{id}', { tags: ['people'], service: 'users' });
  const valueAt = { endpoint: 1, tag: 2, service: 3, workspace: 4 };

  test('any order of any levels: the first listed wins, what is not listed is not considered', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...BUDGET_LEVELS]), (precedence) => {
        const settings = settingsOf(`${layered}  precedence: [${precedence.join(', ')}]\n`);
        const budget = resolveBudget(settings, subject);
        const [first] = precedence;
        expect(budget.values.max_breaking_changes).toBe(first ? valueAt[first] : 9);
        expect(budget.levels.map(({ level }) => level)).toEqual([...precedence, 'default']);
      }),
    );
  });

  test('each key is resolved as if it were the only one', () => {
    const key = fc.constantFrom(
      'max_breaking_changes',
      'max_potentially_breaking_changes',
      'max_non_breaking_changes',
    );
    const values = fc.dictionary(key, fc.nat({ max: 20 }), { maxKeys: 3 });
    const file = fc.record({
      default_budget: values,
      per_workspace_budgets: fc.record({ 'acme/shop': values }),
      per_service_budgets: fc.record({ users: values }),
      per_tag_budgets: fc.record({ people: values, others: values }),
      per_endpoint_budgets: fc.record({ 'POST /api/users/{x}': values }),
      precedence: fc.shuffledSubarray([...BUDGET_LEVELS]),
    });
    fc.assert(
      fc.property(file, (content) => {
        const settings = settingsOf(JSON.stringify({ drift_budget: content }));
        const whole = resolveBudget(settings, subject).values;
        for (const kept of BUDGET_KEYS) {
          const alone = budgetResolver({
            ...settings,
            budgets: settings.budgets.map((budget) => ({
              ...budget,
              values: Object.fromEntries(
                Object.entries(budget.values).filter(([name]) => name === kept),
              ),
            })),
          })(subject);
          expect(alone.values[kept]).toEqual(whole[kept]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
