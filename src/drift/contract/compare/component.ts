import { namedIn, reachedValues } from '../model/component.ts';
import { type Node, nearest } from '../model/node.ts';
import type { Comparison } from './comparison.ts';
import { compareParts } from './component-part.ts';
import { Unit } from './unit.ts';
import { quote } from './where.ts';

/**
 * Compares the components that no operation leads to, for contracts that are shared for the sake of them.
 * Nobody says which way such data flows, so that it is judged both ways.
 */
export function compareComponents(comparison: Comparison): void {
  const [reachedBefore, reachedAfter] = [comparison.base, comparison.head].map(({ contract }) =>
    reachedValues(contract),
  );
  if (reachedBefore === undefined || reachedAfter === undefined) return;
  const reached = { base: reachedBefore, head: reachedAfter };
  compareParts(comparison, reached);
  const base = namedIn(comparison.base.contract, 'schemas', reached.base);
  const head = namedIn(comparison.head.contract, 'schemas', reached.head);
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
