import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../src/budget/judge.ts';
import {
  COMPATIBILITIES,
  type ContractDrift,
  MISMATCH_TYPES,
  SEVERITIES,
  subjectName,
} from '../../src/drift/drift.ts';
import { drift, operation, settingsOf } from './examples.ts';

const breaking = { compatibility: 'definitely_breaking', severity: 'high' } as const;
const harmless = { compatibility: 'non_breaking', severity: 'info' } as const;

describe('a verdict', () => {
  const settings = settingsOf(`drift_budget:
  default_budget:
    max_non_breaking_changes: 2
  per_endpoint_budgets:
    "GET /a":
      max_breaking_changes: 1
`);

  test('is given only to subjects with drifts', () => {
    expect(judge([], settings)).toEqual([]);
  });

  test('says what was counted, which limits there are and who set them', () => {
    const verdicts = judge(
      [drift('2', breaking), drift('1', harmless), drift('3', { severity: 'critical' })],
      settings,
    );
    expect(verdicts).toEqual([
      {
        subject: operation('GET /a'),
        status: 'exceeded',
        counts: { definitely_breaking: 2, potentially_breaking: 0, non_breaking: 1 },
        limits: [
          {
            key: 'max_breaking_changes',
            limit: 1,
            used: 2,
            left: 0,
            exceeded: true,
            source: {
              level: 'endpoint',
              name: 'GET /a',
              origin: { kind: 'file', location: { file: 'holdfast.yml', line: 5, column: 5 } },
              location: { file: 'holdfast.yml', line: 6, column: 7 },
            },
          },
          {
            key: 'max_non_breaking_changes',
            limit: 2,
            used: 1,
            left: 1,
            exceeded: false,
            source: {
              level: 'default',
              name: '',
              origin: { kind: 'file', location: { file: 'holdfast.yml', line: 2, column: 3 } },
              location: { file: 'holdfast.yml', line: 3, column: 5 },
            },
          },
        ],
        judged_by: expect.objectContaining({ level: 'endpoint', name: 'GET /a' }),
        drifts: ['1', '2', '3'],
        promoted: [
          { fingerprint: '3', reason: 'its severity critical reaches the severity_threshold high' },
        ],
      },
    ]);
  });

  test('is within when exactly as much is used as is allowed', () => {
    const [verdict] = judge([drift('1', breaking)], settings);
    expect(verdict).toMatchObject({
      status: 'within',
      limits: [{ used: 1, left: 0 }, { left: 2 }],
    });
    expect(verdict?.judged_by).toMatchObject({ level: 'endpoint' });
  });

  test('names the budget whose limit is exceeded, not the most specific one', () => {
    const [verdict] = judge(
      [drift('1', harmless), drift('2', harmless), drift('3', harmless)],
      settings,
    );
    expect(verdict).toMatchObject({
      status: 'exceeded',
      judged_by: { level: 'default', location: { line: 3 } },
    });
  });

  test('without any file nothing may break, and Holdfast itself said so', () => {
    const [verdict] = judge([drift('1', breaking)], settingsOf(''));
    expect(verdict).toMatchObject({
      status: 'exceeded',
      judged_by: { level: 'default', origin: { kind: 'built_in' }, location: null },
    });
  });
});

describe('subjects', () => {
  const settings = settingsOf('');
  const users = operation('GET /users', { tags: ['people'] });
  const orders = operation('GET /orders');

  test('a drift counts for every operation it reaches, once each', () => {
    const verdicts = judge(
      [drift('1', { ...breaking, subject: orders, operations: [orders, users, { ...users }] })],
      settings,
    );
    expect(verdicts.map(({ subject, counts }) => [subjectName(subject), counts])).toEqual([
      ['GET /orders', { definitely_breaking: 1, potentially_breaking: 0, non_breaking: 0 }],
      ['GET /users', { definitely_breaking: 1, potentially_breaking: 0, non_breaking: 0 }],
    ]);
  });

  test('a drift about the contract counts for the contract', () => {
    const subject = { kind: 'contract', file: 'api.yaml', service: null } as const;
    expect(judge([drift('1', { subject })], settings)).toMatchObject([{ subject }]);
  });

  test('exceeded ones come first, then by name', () => {
    const verdicts = judge(
      [
        drift('1', { subject: operation('GET /c') }),
        drift('2', { ...breaking, subject: operation('GET /d') }),
        drift('3', { ...breaking, subject: operation('GET /b') }),
        drift('4', { subject: operation('GET /a') }),
      ],
      settings,
    );
    expect(verdicts.map(({ subject }) => subjectName(subject))).toEqual([
      'GET /b',
      'GET /d',
      'GET /a',
      'GET /c',
    ]);
  });

  test('the same operation in two services is two subjects', () => {
    const drifts = ['a', 'b'].map((service) =>
      drift(service, { subject: operation('GET /x', { service }) }),
    );
    expect(judge(drifts, settings)).toHaveLength(2);
  });

  test('an operation mentioned with different tags has all of them', () => {
    const verdicts = judge(
      [
        drift('1', { subject: operation('GET /x', { tags: ['b'] }) }),
        drift('2', { subject: operation('GET /x', { tags: ['a'] }) }),
      ],
      settings,
    );
    expect(verdicts).toMatchObject([{ subject: { tags: ['a', 'b'] }, drifts: ['1', '2'] }]);
  });
});

describe('switched off', () => {
  const drifts = [drift('1', breaking)];

  test('for the whole repository', () => {
    expect(judge(drifts, settingsOf('drift_budget:\n  enabled: false\n'))).toMatchObject([
      {
        status: 'not_judged',
        judged_by: { level: 'default', location: { file: 'holdfast.yml', line: 2 } },
        counts: { definitely_breaking: 1 },
      },
    ]);
  });

  test('for one endpoint', () => {
    const settings = settingsOf(`drift_budget:
  per_endpoint_budgets:
    "GET /a": { enabled: false }
`);
    const verdicts = judge(
      [...drifts, drift('2', { ...breaking, subject: operation('GET /b') })],
      settings,
    );
    expect(verdicts).toMatchObject([
      { status: 'exceeded', subject: { path: '/b' } },
      { status: 'not_judged', judged_by: { level: 'endpoint', location: { line: 3 } } },
    ]);
  });

  test('by default, and on again for one tag', () => {
    const settings = settingsOf(`drift_budget:
  default_budget: { enabled: false }
  per_tag_budgets: { careful: { enabled: true } }
`);
    const careful = drift('2', {
      ...breaking,
      subject: operation('GET /b', { tags: ['careful'] }),
    });
    expect(judge([...drifts, careful], settings).map(({ status }) => status)).toEqual([
      'exceeded',
      'not_judged',
    ]);
  });
});

describe('for any drifts', () => {
  const endpoints = ['GET /a', 'POST /a', 'GET /b/{id}', 'DELETE /b/{id}'];
  const subject = fc.constantFrom(
    ...endpoints.map((endpoint) => operation(endpoint, { tags: [endpoint.slice(0, 1)] })),
  );
  const arbitraryDrift: fc.Arbitrary<ContractDrift> = fc
    .record({
      fingerprint: fc.uuid(),
      compatibility: fc.constantFrom(...COMPATIBILITIES),
      severity: fc.constantFrom(...SEVERITIES),
      mismatch_type: fc.constantFrom(...MISMATCH_TYPES),
      subject,
      operations: fc.uniqueArray(subject, { maxLength: 4 }),
    })
    .map((more) => drift(more.fingerprint, more));
  const drifts = fc.array(arbitraryDrift, { maxLength: 12 });
  const limit = fc.record(
    {
      max_breaking_changes: fc.nat({ max: 4 }),
      max_potentially_breaking_changes: fc.nat({ max: 4 }),
      max_non_breaking_changes: fc.nat({ max: 4 }),
      severity_threshold: fc.constantFrom(...SEVERITIES),
      enabled: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const settings = fc
    .record({
      default_budget: limit,
      per_tag_budgets: fc.record({ G: limit, P: limit }, { requiredKeys: [] }),
      per_endpoint_budgets: fc.record({ 'GET /b/{x}': limit }, { requiredKeys: [] }),
    })
    .map((drift_budget) => settingsOf(JSON.stringify({ drift_budget })));

  test('every drift is counted once for each operation, whatever it is counted as', () => {
    fc.assert(
      fc.property(drifts, settings, (found, judging) => {
        const total = judge(found, judging)
          .flatMap(({ counts }) => Object.values(counts))
          .reduce((sum, count) => sum + count, 0);
        const expected = found.reduce((sum, one) => sum + Math.max(1, one.operations.length), 0);
        expect(total).toBe(expected);
      }),
    );
  });

  test('one more drift never turns an exceeded budget into one that is kept', () => {
    fc.assert(
      fc.property(drifts, arbitraryDrift, settings, (found, more, judging) => {
        const exceeded = (list: readonly ContractDrift[]) =>
          judge(list, judging).flatMap((verdict) =>
            verdict.status === 'exceeded' ? [subjectName(verdict.subject)] : [],
          );
        expect(exceeded([...found, more])).toEqual(expect.arrayContaining(exceeded(found)));
      }),
    );
  });

  test('the order of the drifts does not matter', () => {
    fc.assert(
      fc.property(drifts, settings, fc.infiniteStream(fc.nat()), (found, judging, keys) => {
        const shuffled = found
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(JSON.stringify(judge(shuffled, judging))).toBe(
          JSON.stringify(judge(found, judging)),
        );
      }),
    );
  });

  test('exceeded means that a limit is, and left never goes below zero', () => {
    fc.assert(
      fc.property(drifts, settings, (found, judging) => {
        for (const { status, limits, counts } of judge(found, judging)) {
          if (status !== 'not_judged') {
            expect(status === 'exceeded').toBe(limits.some(({ exceeded }) => exceeded));
          }
          for (const { key, used, left, limit: allowed, exceeded } of limits) {
            expect(left).toBe(Math.max(0, allowed - used));
            expect(exceeded).toBe(used > allowed);
            if (key === 'max_breaking_changes') expect(used).toBe(counts.definitely_breaking);
          }
        }
      }),
    );
  });
});

test('thousands of drifts that reach hundreds of operations each are judged', () => {
  const operations = Array.from({ length: 700 }, (_, index) =>
    operation(`GET /resource-${index}/{id}`, { tags: [`tag-${index % 20}`] }),
  );
  const drifts = Array.from({ length: 3000 }, (_, index) => drift(`${index}`, { operations }));
  const verdicts = judge(drifts, settingsOf(''));
  expect(verdicts).toHaveLength(700);
  expect(verdicts.every(({ drifts: counted }) => counted.length === 3000)).toBe(true);
});
