import {
  type Alternative,
  isOpen,
  type SchemeUse,
  type Security,
  securityOf,
} from '../model/security.ts';
import type { Comparison } from './comparison.ts';
import type { OperationCase } from './operation.ts';
import { enterScheme } from './security-scheme.ts';
import type { Unit } from './unit.ts';

/**
 * Compares what callers have to show. Any alternative is enough, so a further one harms nobody;
 * each caller of base must find one in head that asks for nothing more.
 */
export function compareSecurity({ comparison, unit, pair }: OperationCase): void {
  const base = securityOf(comparison.base.contract, pair.base);
  const head = securityOf(comparison.head.contract, pair.head);
  if (base === undefined || head === undefined) return;
  if (isOpen(base) || isOpen(head)) {
    compareOpen(unit, base, head);
    return;
  }
  const free = new Set(head.alternatives);
  for (const before of base.alternatives) {
    const same = head.alternatives.filter((after) => sameSchemes(before, after));
    const renamed = [...free].find(
      (after) =>
        sameNames(before, after) && !base.alternatives.some((other) => sameSchemes(other, after)),
    );
    const exact = same.find((after) => asksNoMore(before, after));
    const match = exact ?? same[0] ?? renamed;
    if (match !== undefined) {
      free.delete(match);
      compareSchemes(comparison, unit, before, match);
      compareScopes(unit, before, match);
      continue;
    }
    const weaker = head.alternatives.find((after) => asksNoMore(before, after));
    if (weaker !== undefined) continue;
    reportAlternative(unit, 'removed', before, head);
  }
  for (const after of free) {
    if (base.alternatives.some((before) => sameSchemes(before, after))) continue;
    reportAlternative(unit, 'added', after, base);
  }
}

/** Compares what the schemes of an alternative are; the definition is the cause, whoever asks for it. */
function compareSchemes(
  comparison: Comparison,
  unit: Unit,
  before: Alternative,
  after: Alternative,
): void {
  for (const [identity, use] of before.schemes) {
    const own = after.schemes.get(identity) ?? byName(after, use.name);
    if (use.scheme === undefined || own?.scheme === undefined) continue;
    const pair = { base: use.scheme, head: own.scheme, name: own.name };
    enterScheme(comparison, unit, pair, true);
  }
}

function byName({ schemes }: Alternative, name: string): SchemeUse | undefined {
  return [...schemes.values()].find((scheme) => scheme.name === name);
}

function sameNames(left: Alternative, right: Alternative): boolean {
  const names = ({ schemes }: Alternative) =>
    JSON.stringify([...schemes.values()].map(({ name }) => name).sort());
  return names(left) === names(right);
}

function compareOpen(unit: Unit, base: Security, head: Security): void {
  if (isOpen(base) === isOpen(head)) return;
  const closes = isOpen(base);
  const names = (closes ? head : base).alternatives.map(nameOf).join(' or ');
  unit.report({
    rule: closes ? 'api-security-added' : 'api-security-removed',
    action: closes ? 'add' : 'remove',
    base: closes && base.alternatives.length === 0 ? null : base.node,
    head: closes ? head.node : null,
    near: head.node,
    message: () =>
      closes
        ? `Callers must now authenticate (${names}).`
        : `Callers no longer have to authenticate (${names}).`,
  });
}

function nameOf(alternative: Alternative): string {
  return (
    [...alternative.schemes.values()].map((scheme) => scheme.name).join(' together with ') ||
    'nothing'
  );
}

function sameSchemes(left: Alternative, right: Alternative): boolean {
  return (
    left.schemes.size === right.schemes.size &&
    [...left.schemes.keys()].every((scheme) => right.schemes.has(scheme))
  );
}

/** Whether who satisfies `before` satisfies `after`. */
function asksNoMore(before: Alternative, after: Alternative): boolean {
  return [...after.schemes].every(([scheme, { scopes }]) => {
    const own = before.schemes.get(scheme);
    return own !== undefined && scopes.every((scope) => own.scopes.includes(scope));
  });
}

function compareScopes(unit: Unit, before: Alternative, after: Alternative): void {
  for (const [scheme, { name, scopes }] of after.schemes) {
    const own = before.schemes.get(scheme) ?? byName(before, name);
    const old = own?.scopes ?? [];
    for (const scope of [...scopes].sort()) {
      if (old.includes(scope)) continue;
      unit.report({
        rule: 'api-security-scope-added',
        detail: `${scheme} ${scope}`,
        action: 'add',
        base: null,
        head: after.node,
        near: null,
        message: () => `Scope '${scope}' of '${name}' is now asked for.`,
      });
    }
    for (const scope of [...old].sort()) {
      if (scopes.includes(scope)) continue;
      unit.report({
        rule: 'api-security-scope-removed',
        detail: `${scheme} ${scope}`,
        action: 'remove',
        base: before.node,
        head: null,
        near: after.node,
        message: () => `Scope '${scope}' of '${name}' is no longer asked for.`,
      });
    }
  }
}

function reportAlternative(
  unit: Unit,
  what: 'added' | 'removed',
  alternative: Alternative,
  other: Security,
): void {
  unit.report({
    rule: `api-security-alternative-${what}`,
    detail: [...alternative.schemes.keys()].sort().join(' '),
    action: what === 'added' ? 'add' : 'remove',
    base: what === 'removed' ? alternative.node : null,
    head: what === 'added' ? alternative.node : null,
    near: what === 'removed' ? other.node : null,
    message: () =>
      what === 'added'
        ? `Callers can now also authenticate with ${nameOf(alternative)}.`
        : `Callers can no longer authenticate with ${nameOf(alternative)}.`,
  });
}
