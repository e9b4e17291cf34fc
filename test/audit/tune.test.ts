import { describe, expect, test } from '@jest/globals';
import { settingOf, tuneDrifts } from '../../src/audit/tune.ts';
import { contractRules } from '../../src/drift/contract/rules/index.ts';
import { pathMatcher, ruleMatcher } from '../../src/settings/rule-match.ts';
import { drift, harmless, operation, risky } from '../report/make.ts';

const USERS = operation('GET /users/{id}', { tags: ['users'] });
const ORDERS = operation('GET /orders', { tags: ['orders', 'internal'] });

const shared = drift('GET /orders', { subject: ORDERS, operations: [ORDERS, USERS] });

describe('rules of the settings', () => {
  test('none leave everything as it is', () => {
    const drifts = [shared, harmless('GET /a')];
    expect(tuneDrifts(drifts, [])).toEqual({ drifts, left_out: 0 });
  });

  test('change compatibility and severity, and nothing else', () => {
    const tune = (more: object) =>
      tuneDrifts([shared], [{ rules: shared.rule, ...more }]).drifts[0];
    expect(tune({ severity: 'low' })).toEqual({ ...shared, severity: 'low' });
    expect(tune({ compatibility: 'non_breaking' })).toEqual({
      ...shared,
      compatibility: 'non_breaking',
      severity: 'info',
    });
    expect(tune({ compatibility: 'non_breaking', severity: 'critical' })).toMatchObject({
      compatibility: 'non_breaking',
      severity: 'critical',
      fingerprint: shared.fingerprint,
    });
    // A rule's own severity may not be the usual one; saying its compatibility again keeps it.
    const critical = drift('GET /a', { severity: 'critical' });
    const same = { rules: critical.rule, compatibility: critical.compatibility };
    expect(tuneDrifts([critical], [same]).drifts).toEqual([critical]);
  });

  test('put what became worse first', () => {
    const drifts = [drift('GET /a'), harmless('GET /b')];
    const worse = { rules: 'response-property-added', severity: 'critical' as const };
    const all = [{ ...worse, compatibility: 'definitely_breaking' as const }];
    expect(tuneDrifts(drifts, all).drifts.map(({ rule }) => rule)).toEqual([
      'response-property-added',
      'response-property-removed',
    ]);
  });

  test('switch rules off, and say how many changes that leaves out', () => {
    const drifts = [shared, harmless('GET /a'), harmless('GET /b'), risky('GET /c')];
    const tuned = tuneDrifts(drifts, [{ rules: 'response-property-added', enabled: false }]);
    expect(tuned.left_out).toBe(2);
    expect(tuned.drifts.map(({ rule }) => rule).sort()).toEqual([
      'response-enum-value-added',
      'response-property-removed',
    ]);
  });

  test.each([
    [{ paths: ['/users/*'] }, ['GET /users/{id}']],
    [{ paths: ['/users/{name}'] }, ['GET /users/{id}']],
    [{ paths: ['/**'] }, ['GET /orders', 'GET /users/{id}']],
    [{ tags: ['internal'] }, ['GET /orders']],
    [{ tags: ['internal'], paths: ['/users/**'] }, []],
    [{ tags: ['users', 'orders'] }, ['GET /orders', 'GET /users/{id}']],
  ])('%j keeps a shared change to the operations that match', (setting, expected) => {
    const { drifts, left_out } = tuneDrifts([shared], [{ rules: shared.rule, ...setting }]);
    const [kept] = drifts;
    const names = kept?.operations.map(({ method, path }) => `${method} ${path}`) ?? [];
    expect(names).toEqual(expected);
    expect(left_out).toBe(expected.length === 0 ? 1 : 0);
    if (kept !== undefined) expect(kept.subject).toEqual(kept.operations[0]);
  });

  test('the id is stronger than a pattern, a longer pattern than a shorter, a file than weaker files', () => {
    const settings = [
      { rules: 'response-*', severity: 'low' as const },
      { rules: '*', severity: 'info' as const, enabled: false },
      { rules: 'response-property-removed', enabled: true },
      { rules: 'response-*', severity: 'critical' as const, tags: ['weaker file'] },
    ];
    expect(settingOf('response-property-removed', settings)).toEqual({
      severity: 'low',
      enabled: true,
      tags: ['weaker file'],
    });
    expect(settingOf('endpoint-added', settings)).toEqual({ severity: 'info', enabled: false });
  });
});

test('patterns of ids match whole ids', () => {
  const ids = contractRules.map(({ id }) => id);
  expect(ids.filter(ruleMatcher('endpoint-added'))).toEqual(['endpoint-added']);
  expect(ids.filter(ruleMatcher('endpoint-*')).every((id) => id.startsWith('endpoint-'))).toBe(
    true,
  );
  expect(ids.filter(ruleMatcher('*')).length).toBe(ids.length);
  expect(ids.filter(ruleMatcher('ndpoint-*'))).toEqual([]);
});

test('patterns of paths match alternatives and parameters, not parts of parts', () => {
  const matches = pathMatcher(['/{a,b}/{x}', '/deep/**']);
  expect(['/a/{id}', '/b/{other}', '/deep/er/{id}/still'].map(matches)).toEqual([true, true, true]);
  expect(['/c/{id}', '/a/id', '/a/{id}/more', '/x/deep/a'].map(matches)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
