import type { JsonValue } from '../../../document/document.ts';
import type { Contract } from '../model/contract.ts';
import { objectField } from '../model/fields.ts';
import { childrenOf, type Node, nearest } from '../model/node.ts';
import type { Comparison } from './comparison.ts';
import { Unit } from './unit.ts';
import { quote } from './where.ts';

/**
 * Compares the named schemas that no operation leads to, for contracts that are shared for the sake of them.
 * Nobody says which way such data flows, so that it is judged both ways.
 */
export function compareComponents(comparison: Comparison): void {
  const base = schemasOf(comparison.base.contract);
  const head = schemasOf(comparison.head.contract);
  const unit = new Unit('none');
  comparison.units.push(unit);
  const gone: (readonly [string, Node])[] = [];
  for (const [name, before] of base.unreached) {
    const after = head.all.get(name);
    if (after === undefined) {
      gone.push([name, before]);
      continue;
    }
    const phrase = () => `schema ${quote(name)}`;
    const [request, response] = [{ site: 'request-body' }, { site: 'response-body' }] as const;
    comparison.schemas(unit, { part: { ...request, phrase } }, 'request', [before], [after]);
    comparison.schemas(unit, { part: { ...response, phrase } }, 'response', [before], [after]);
  }
  const added = [...head.unreached].filter(([name]) => !base.all.has(name));
  const taken = new Set<string>();
  for (const [name, before] of gone) {
    const twin = added.find(
      ([other, after]) => !taken.has(other) && comparison.sameness.same(before, after),
    );
    if (twin !== undefined) taken.add(twin[0]);
    reportGone(comparison, unit, name, before, twin);
  }
  for (const [name, after] of added) {
    if (taken.has(name)) continue;
    unit.report({
      rule: 'api-schema-added',
      detail: name,
      action: 'add',
      base: null,
      head: after,
      near: null,
      message: () => `Schema ${quote(name)} was added.`,
      after: after.value,
    });
  }
}

function reportGone(
  { head }: Comparison,
  unit: Unit,
  name: string,
  before: Node,
  twin: readonly [string, Node] | undefined,
): void {
  if (twin !== undefined) {
    unit.report({
      rule: 'api-schema-renamed',
      detail: name,
      action: 'change',
      base: before,
      head: twin[1],
      near: null,
      message: () => `Schema ${quote(name)} was likely renamed to ${quote(twin[0])} (100 % alike).`,
      before: name,
      after: twin[0],
    });
    return;
  }
  unit.report({
    rule: 'api-schema-removed',
    detail: name,
    action: 'remove',
    base: before,
    head: null,
    near: nearest(head.contract.root, 'components'),
    message: () => `Schema ${quote(name)} was removed.`,
    before: before.value,
  });
}

interface NamedSchemas {
  readonly all: ReadonlyMap<string, Node>;
  /** Those that nothing outside the components leads to. */
  readonly unreached: ReadonlyMap<string, Node>;
}

function schemasOf(contract: Contract): NamedSchemas {
  const isSwagger = contract.dialect.family === 'swagger';
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, 'components');
  const schemas = holder
    ? objectField(contract, holder, isSwagger ? 'definitions' : 'schemas')
    : null;
  const all = new Map((schemas ? childrenOf(schemas) : []).map((node) => [String(node.key), node]));
  const reached = reachedValues(contract, isSwagger ? 'definitions' : 'components');
  const unreached = new Map([...all].filter(([, node]) => !reached.has(node.value)));
  return { all, unreached };
}

/** Every object that the contract leads to, references included, without entering its components by itself. */
function reachedValues(contract: Contract, components: string): ReadonlySet<JsonValue> {
  const reached = new Set<JsonValue>();
  const waiting = childrenOf(contract.root).filter(({ key }) => key !== components);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { value } = node;
    if (typeof value !== 'object' || value === null || reached.has(value)) continue;
    reached.add(value);
    for (const child of childrenOf(node)) waiting.push(child);
    const reference = contract.referenceOf(node);
    const target = reference === undefined ? undefined : contract.lookUp(node.document, reference);
    if (target !== undefined) waiting.push(target);
  }
  return reached;
}
