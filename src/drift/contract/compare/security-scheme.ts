import type { Contract } from '../model/contract.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { textField } from '../model/fields.ts';
import { childOf, childrenOf, type Node, nearest, type ObjectNode } from '../model/node.ts';
import {
  flowsOf,
  type OAuthFlow,
  schemeIdentity,
  schemesField,
  schemesOf,
} from '../model/security.ts';
import type { RuleId } from '../rules/index.ts';
import { sameValue } from '../schema/sameness.ts';
import type { Comparison } from './comparison.ts';
import { type Finding, Unit } from './unit.ts';
import { quote } from './where.ts';

/** The definitions of one security scheme. */
interface SchemePair {
  readonly base: ObjectNode;
  readonly head: ObjectNode;
  readonly name: string;
}

/** The pair with the unit that is reported to. Nothing breaks by a scheme that no operation asks for. */
interface SchemeCase extends SchemePair {
  readonly unit: Unit;
  readonly isUsed: boolean;
}

/** Goes from an operation, or the contract, to a pair of definitions; each pair is compared once. */
export function enterScheme(
  comparison: Comparison,
  parent: Unit,
  pair: SchemePair,
  isUsed: boolean,
): void {
  if (sameValue(pair.base.value, pair.head.value)) return;
  const places = { base: pair.base.value, head: pair.head.value };
  comparison.enter(parent, {}, 'request', places, (unit) => {
    const scheme: SchemeCase = { ...pair, unit, isUsed };
    compareKind(scheme);
    compareTexts(scheme);
    compareFlows(scheme, comparison.base.contract, comparison.head.contract);
  });
}

/**
 * Compares the definitions that no operation led to, and says which are new or gone. What operations ask for
 * is said of the operations. `isPromised` where the definitions are a contract by themselves.
 */
export function compareSchemeList(comparison: Comparison, isPromised: boolean): void {
  const base = schemesOf(comparison.base.contract);
  const head = schemesOf(comparison.head.contract);
  if (base.size === 0 && head.size === 0) return;
  const unit = new Unit('none');
  comparison.units.push(unit);
  const usedBefore = usedNames(comparison.base);
  const usedAfter = usedNames(comparison.head);
  const gone = [...base].filter(([name]) => !head.has(name) && !usedBefore.has(name));
  const added = [...head].filter(([name]) => !base.has(name) && !usedAfter.has(name));
  for (const [name, scheme] of head) {
    const before = base.get(name);
    if (before !== undefined)
      enterScheme(comparison, unit, { base: before, head: scheme, name }, isPromised);
  }
  const kinds = (schemes: readonly (readonly [string, ObjectNode])[]) =>
    new Set(schemes.map(([name, scheme]) => schemeIdentity(scheme, name)));
  const [goneKinds, addedKinds] = [kinds(gone), kinds(added)];
  // A scheme of the same kind under another name is a renamed one, which no caller sees.
  for (const [name, scheme] of added) {
    if (goneKinds.has(schemeIdentity(scheme, name))) continue;
    unit.report({
      rule: 'api-security-component-added',
      detail: name,
      action: 'add',
      base: null,
      head: scheme,
      near: null,
      message: () => `Security scheme ${quote(name)} was defined.`,
    });
  }
  const near = schemesField(comparison.head.contract);
  for (const [name, scheme] of gone) {
    if (addedKinds.has(schemeIdentity(scheme, name))) continue;
    unit.report({
      rule: 'api-security-component-removed',
      detail: name,
      action: 'remove',
      base: scheme,
      head: null,
      near: near ?? nearest(comparison.head.contract.root, 'components'),
      message: () => `The definition of security scheme ${quote(name)} was removed.`,
    });
  }
}

/** Names of schemes that the contract or an operation asks for. */
function usedNames({ contract, operations }: ContractModel): ReadonlySet<string> {
  const used = new Set<string>();
  for (const holder of [contract.root, ...operations.map(({ node }) => node)]) {
    const security = childOf(holder, 'security');
    for (const alternative of security === null ? [] : childrenOf(security))
      for (const { key } of childrenOf(alternative)) used.add(String(key));
  }
  return used;
}

function compareKind(scheme: SchemeCase): void {
  const { base, head, name } = scheme;
  if (schemeIdentity(base, name) === schemeIdentity(head, name)) return;
  const keyword = ['type', 'in', 'name', 'scheme'].find(
    (key) => !sameValue(base.value[key] ?? null, head.value[key] ?? null),
  );
  const text = `now asks for ${kindOf(head)} instead of ${kindOf(base)}`;
  report(scheme, 'api-security-component-type-changed', keyword ?? 'type', text);
}

function kindOf(scheme: ObjectNode): string {
  const words = ['type', 'scheme', 'in', 'name'].flatMap((key) => textField(scheme, key) ?? []);
  return quote(words.join(' '));
}

const TEXTS = [
  ['bearerFormat', 'api-security-component-bearer-format-changed', 'has another bearer format'],
  [
    'openIdConnectUrl',
    'api-security-component-openid-url-changed',
    'has another discovery address',
  ],
] as const;

function compareTexts(scheme: SchemeCase): void {
  for (const [key, rule, text] of TEXTS) {
    if (textField(scheme.base, key) !== textField(scheme.head, key))
      report(scheme, rule, key, text);
  }
}

function compareFlows(scheme: SchemeCase, base: Contract, head: Contract): void {
  const before = flowsOf(base, scheme.base);
  const after = flowsOf(head, scheme.head);
  if (schemeIdentity(scheme.base, '') !== schemeIdentity(scheme.head, '')) return;
  for (const flow of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(flow);
    const own = after.get(flow);
    if (old !== undefined && own !== undefined) compareFlow(scheme, flow, old, own);
    else if (own !== undefined)
      reportPart(scheme, 'api-security-component-oauth-flow-added', flow, null, own.node);
    else if (old !== undefined)
      reportPart(scheme, 'api-security-component-oauth-flow-removed', flow, old.node, null);
  }
}

const URLS = [
  ['authorizationUrl', 'api-security-component-oauth-url-changed'],
  ['tokenUrl', 'api-security-component-oauth-token-url-changed'],
  ['refreshUrl', 'api-security-component-oauth-token-url-changed'],
] as const;

function compareFlow(scheme: SchemeCase, flow: string, base: OAuthFlow, head: OAuthFlow): void {
  for (const [key, rule] of URLS) {
    if (base[key] === head[key]) continue;
    const flowCase = { ...scheme, base: base.node, head: head.node };
    report(flowCase, rule, key, `has another ${key} in flow ${quote(flow)}`);
  }
  for (const scope of [...new Set([...base.scopes.keys(), ...head.scopes.keys()])].sort()) {
    const before = base.scopes.get(scope) ?? null;
    const after = head.scopes.get(scope) ?? null;
    if (before === null)
      reportPart(scheme, 'api-security-component-oauth-scope-added', scope, null, after);
    else if (after === null)
      reportPart(scheme, 'api-security-component-oauth-scope-removed', scope, before, null);
  }
}

function report(
  { unit, base, head, name, isUsed }: SchemeCase,
  rule: RuleId,
  key: string,
  text: string,
): void {
  unit.report({
    rule,
    detail: key,
    action: 'change',
    base: nearest(base, key),
    head: nearest(head, key),
    near: null,
    message: () => `Security scheme ${quote(name)} ${text}.`,
    ...(textField(base, key) === null ? {} : { before: textField(base, key) }),
    ...(textField(head, key) === null ? {} : { after: textField(head, key) }),
    ...(isUsed ? {} : UNUSED),
  });
}

/** A flow or a scope that one side has. */
function reportPart(
  { unit, head: scheme, name, isUsed }: SchemeCase,
  rule: RuleId,
  part: string,
  base: Node | null,
  head: Node | null,
): void {
  const kind = rule.includes('-flow-') ? 'Flow' : 'Scope';
  unit.report({
    rule,
    detail: part,
    action: head === null ? 'remove' : 'add',
    base,
    head,
    near: head === null ? scheme : null,
    message: () =>
      `${kind} ${quote(part)} was ${head === null ? 'removed from' : 'added to'} security scheme ${quote(name)}.`,
    ...(isUsed ? {} : UNUSED),
  });
}

/** What no operation asks for. */
const UNUSED: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'No operation asks for the security scheme.',
};
