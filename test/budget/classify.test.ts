import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classify } from '../../src/budget/classify.ts';
import { COMPATIBILITIES, MISMATCH_TYPES, SEVERITIES } from '../../src/drift/drift.ts';
import type { BreakingChangeRule } from '../../src/settings/settings.ts';
import { drift } from './examples.ts';

const high: BreakingChangeRule = {
  type: 'severity',
  severity: 'high',
  include_higher: false,
  enabled: true,
};
const highAndMore: BreakingChangeRule = { ...high, include_higher: true };
const fields: BreakingChangeRule = {
  type: 'mismatch_type',
  mismatch_type: 'missing_required_field',
  enabled: true,
};

describe('what counts as breaking', () => {
  test('what the rule calls breaking, without a reason', () => {
    const found = classify(drift('1', { compatibility: 'definitely_breaking' }), 'low', [fields]);
    expect(found).toEqual({ counted_as: 'definitely_breaking', reason: null });
  });

  test.each([
    ['below the threshold', 'medium', 'high', false],
    ['at the threshold', 'high', 'high', true],
    ['above the threshold', 'critical', 'high', true],
    ['without a threshold', 'critical', undefined, false],
  ] as const)('%s', (_name, severity, threshold, breaking) => {
    const { counted_as, reason } = classify(drift('1', { severity }), threshold, []);
    expect(counted_as).toBe(breaking ? 'definitely_breaking' : 'potentially_breaking');
    expect(reason).toBe(
      breaking ? `its severity ${severity} reaches the severity_threshold high` : null,
    );
  });

  test.each([
    ['exactly the severity', 'high', high, true],
    ['a higher one, not included', 'critical', high, false],
    ['a higher one, included', 'critical', highAndMore, true],
    ['a lower one', 'medium', highAndMore, false],
    ['the severity, switched off', 'high', { ...highAndMore, enabled: false }, false],
    ['another mismatch type', 'high', fields, false],
  ] as const)('a rule for %s', (_name, severity, rule, breaking) => {
    const { counted_as } = classify(drift('1', { severity }), undefined, [rule]);
    expect(counted_as).toBe(breaking ? 'definitely_breaking' : 'potentially_breaking');
  });

  test('a rule for the mismatch type, even of a harmless change', () => {
    const found = classify(
      drift('1', { compatibility: 'non_breaking', mismatch_type: 'missing_required_field' }),
      undefined,
      [high, fields],
    );
    expect(found).toEqual({
      counted_as: 'definitely_breaking',
      reason: 'breaking_change_rules counts the mismatch type missing_required_field as breaking',
    });
  });
});

describe('for any rules', () => {
  const rule: fc.Arbitrary<BreakingChangeRule> = fc.oneof(
    fc.record({
      type: fc.constant('severity' as const),
      severity: fc.constantFrom(...SEVERITIES),
      include_higher: fc.boolean(),
      enabled: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('mismatch_type' as const),
      mismatch_type: fc.constantFrom(...MISMATCH_TYPES),
      enabled: fc.boolean(),
    }),
  );
  const change = fc.record({
    compatibility: fc.constantFrom(...COMPATIBILITIES),
    severity: fc.constantFrom(...SEVERITIES),
    mismatch_type: fc.constantFrom(...MISMATCH_TYPES),
  });
  const threshold = fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined });

  test('a rule that is switched off is no rule', () => {
    fc.assert(
      fc.property(change, threshold, fc.array(rule), (found, least, rules) => {
        const without = rules.filter(({ enabled }) => enabled);
        expect(classify(found, least, rules)).toEqual(classify(found, least, without));
      }),
    );
  });

  test('rules are ORed: the order does not matter and each alone is enough', () => {
    fc.assert(
      fc.property(change, threshold, fc.array(rule), (found, least, rules) => {
        const all = classify(found, least, rules).counted_as;
        expect(classify(found, least, [...rules].reverse()).counted_as).toBe(all);
        const alone = [
          classify(found, least, []),
          ...rules.map((one) => classify(found, least, [one])),
        ];
        expect(all === 'definitely_breaking').toBe(
          alone.some(({ counted_as }) => counted_as === 'definitely_breaking'),
        );
      }),
    );
  });
});
