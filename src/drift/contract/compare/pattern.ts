import { arePatternsSpent, findText } from '../pattern/automaton.ts';
import { textsOf } from '../schema/bounds.ts';
import type { SchemaPair } from './schema.ts';
import { describe, quote } from './where.ts';

/** Whether the patterns changed: to ones that match more, less, or other texts. Ones that match the same are silent. */
export function comparePatterns({ unit, base, head }: SchemaPair): void {
  const before = textsOf(base, 'pattern');
  const after = textsOf(head, 'pattern');
  if (before.join('\0') === after.join('\0')) return;
  const narrower = after.every((pattern) => isImplied(before, pattern));
  const wider = before.every((pattern) => isImplied(after, pattern));
  if (narrower && wider) return;
  const fact =
    before.length === 0
      ? 'pattern-added'
      : after.length === 0
        ? 'pattern-removed'
        : narrower
          ? 'pattern-generalized'
          : wider
            ? 'pattern-specialized'
            : 'pattern-changed';
  unit.report({
    ...(fact === 'pattern-changed' && arePatternsSpent() ? { isCutShort: true } : {}),
    rule: { fact },
    topic: 'pattern',
    action: before.length === 0 ? 'add' : after.length === 0 ? 'remove' : 'change',
    base: base.constraints.get('pattern')?.[0] ?? null,
    head: head.constraints.get('pattern')?.[0] ?? null,
    near: head.node,
    message: (where) => {
      const [old, now] = [before.map(quote).join(' and '), after.map(quote).join(' and ')];
      if (fact === 'pattern-added') return `Pattern ${now} was added to ${describe(where)}.`;
      if (fact === 'pattern-removed') return `Pattern ${old} was removed from ${describe(where)}.`;
      const effect = EFFECTS[fact];
      return `The pattern of ${describe(where)} changed from ${old} to ${now}${effect}.`;
    },
    before: before.join(' '),
    after: after.join(' '),
  });
}

const EFFECTS = {
  'pattern-generalized': ', which matches more',
  'pattern-specialized': ', which matches less',
  'pattern-changed': '',
} as const;

/** Whether every text that matches all of `patterns` matches the other one. */
function isImplied(patterns: readonly string[], other: string): boolean {
  return patterns.includes(other) || findText(patterns, [other])?.text === null;
}
