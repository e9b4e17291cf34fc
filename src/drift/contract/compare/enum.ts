import { valueLifecycles } from '../model/enum-lifecycle.ts';
import { lifecycleRuleId } from '../rules/lifecycle.ts';
import { factOf } from '../rules/schema.ts';
import { preview } from '../schema/canonical.ts';
import type { SchemaView } from '../schema/view.ts';
import { EXPECTED_UNKNOWN, isExtensible } from './extensible-enum.ts';
import { compareLifecycle, type PlannedRemoval, plannedRemoval } from './lifecycle.ts';
import type { SchemaPair } from './schema.ts';
import { describe } from './where.ts';

/** Which values are allowed, where they are listed. Null is a matter of types. */
export function compareEnum(pair: SchemaPair): void {
  const { unit, base, head } = pair;
  if (base.values === null && head.values === null) return;
  const expected = pair.flow === 'response' && isExtensible(base) ? EXPECTED_UNKNOWN : {};
  const shared = { near: null, base: base.valuesNode, head: head.valuesNode } as const;
  if (isConst(base) && isConst(head)) {
    if (only(base) === only(head)) return;
    unit.report({
      ...shared,
      rule: { fact: 'const-changed' },
      action: 'change',
      message: (where) =>
        `The only value of ${describe(where)} changed from ${only(base)} to ${only(head)}.`,
      before: base.valuesNode.value,
      after: head.valuesNode.value,
    });
    return;
  }
  if (base.values === null) {
    unit.report({
      ...shared,
      rule: { fact: isConst(head) ? 'const-added' : 'became-enum' },
      action: 'change',
      message: (where) => `${describe(where)} now allows only listed values.`,
      after: head.valuesNode.value,
    });
    return;
  }
  if (head.values === null) {
    unit.report({
      ...shared,
      rule: { fact: isConst(base) ? 'const-removed' : 'became-not-enum' },
      action: 'change',
      message: (where) => `${describe(where)} is no longer restricted to listed values.`,
      before: base.valuesNode.value,
      ...expected,
    });
    return;
  }
  for (const [text, node] of sorted(head.values)) {
    if (text === 'null' || base.values.has(text)) continue;
    unit.report({
      rule: { fact: 'enum-value-added' },
      detail: text,
      action: 'add',
      base: null,
      head: node,
      near: null,
      message: (where) => `Value ${preview(node.value, 80)} was added to ${describe(where)}.`,
      after: node.value,
      ...expected,
    });
  }
  for (const [text, node] of sorted(base.values)) {
    if (text === 'null' || head.values.has(text)) continue;
    const planned = plannedValue(pair, text);
    unit.report({
      rule: planned?.rule ?? { fact: 'enum-value-removed' },
      topic: 'enum-value-removed',
      detail: text,
      action: 'remove',
      base: node,
      head: null,
      near: head.valuesNode,
      message: (where) =>
        `Value ${preview(node.value, 80)} was removed from ${describe(where)}${planned?.when ?? ''}.`,
      ...(planned === null ? {} : { compatibility: planned.compatibility }),
      before: node.value,
    });
  }
}

/** How the removal of a value is judged that was announced; null where it was not. */
function plannedValue({ comparison, flow, base }: SchemaPair, text: string): PlannedRemoval | null {
  const lifecycle = valueLifecycles(base).get(text);
  if (lifecycle === undefined) return null;
  const { compatibility } = factOf('enum-value-removed')[flow];
  return plannedRemoval(comparison, lifecycle, `${flow}-enum-value`, compatibility);
}

/** Compares what is announced about the values that both sides list. */
export function compareValueLifecycles({ comparison, unit, flow, base, head }: SchemaPair): void {
  if (base.values === null || head.values === null) return;
  const before = valueLifecycles(base);
  const after = valueLifecycles(head);
  if (before.size === 0 && after.size === 0) return;
  for (const [text, node] of sorted(head.values)) {
    const baseNode = base.values.get(text);
    if (baseNode === undefined) continue;
    compareLifecycle({
      unit,
      base: before.get(text) ?? { ...UNANNOUNCED, node: baseNode },
      head: after.get(text) ?? { ...UNANNOUNCED, node },
      date: comparison.date,
      ruleOf: (event) => lifecycleRuleId(`${flow}-enum-value`, event),
      nameOf: (where) => `value ${preview(node.value, 80)} of ${describe(where)}`,
      detail: text,
    });
  }
}

const UNANNOUNCED = { deprecated: null, sunset: null, stability: null } as const;

/** Whether a schema allows one value by `const`; `enum` with one value is about to have more. */
function isConst({ values, valuesNode }: SchemaView): boolean {
  return valuesNode.key === 'const' && values !== null && !isEmptyButNull(values);
}

function isEmptyButNull(values: ReadonlyMap<string, unknown>): boolean {
  return [...values.keys()].every((text) => text === 'null');
}

function only({ values }: SchemaView): string {
  return preview([...(values?.values() ?? [])][0]?.value ?? null, 80);
}

function sorted<T>(values: ReadonlyMap<string, T>): [string, T][] {
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1));
}
