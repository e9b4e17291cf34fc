import type { Finding } from '../compare/unit.ts';
import { anything } from '../schema/anything.ts';
import type { SchemaView } from '../schema/view.ts';

/**
 * The part of the refusing schema that a finding is about, so that its witness shows this break and not another:
 * a keyword alone, the types alone, or that a property has to be there.
 */
export function focusOf(
  { topic, rule, detail, base, head }: Finding,
  view: SchemaView,
): SchemaView {
  const empty = anything(view.node);
  const words = topic?.split(' ') ?? [];
  const keyword = words[0] === 'bound' || words[0] === 'constraint' ? words[1] : topic;
  const held = keyword === undefined ? undefined : view.constraints.get(keyword);
  if (keyword !== undefined && held !== undefined) {
    const together = TOGETHER.find((group) => group.includes(keyword)) ?? [keyword];
    const constraints = new Map([...view.constraints].filter(([name]) => together.includes(name)));
    return { ...empty, constraints };
  }
  if (topic === 'type' || topic === 'nullable')
    return { ...empty, types: view.effectiveTypes, effectiveTypes: view.effectiveTypes };
  if (topic === 'format') return { ...empty, format: view.format };
  if (topic?.startsWith('property')) {
    const name = topic === 'property-required' ? detail : String((head ?? base)?.key);
    const entry = name === undefined ? undefined : view.required.get(name);
    if (name !== undefined && entry !== undefined)
      return { ...empty, required: new Map([[name, entry]]) };
  }
  const fact = typeof rule !== 'string' && 'fact' in rule ? rule.fact : null;
  if (fact === null || !/enum|const(?!raint)/.test(fact)) return view;
  const removed = base === null || fact !== 'enum-value-removed' ? null : detail;
  if (removed === null || removed === undefined || view.values === null) {
    return { ...empty, values: view.values };
  }
  // Everything is fine but the one value that the finding is about.
  return { ...empty, constraints: new Map([['not', [notOf(view, removed)]]]) };
}

/** Keywords that say nothing without each other. */
const TOGETHER = [
  ['if', 'then', 'else'],
  ['contains', 'minContains', 'maxContains'],
];

function notOf(view: SchemaView, text: string) {
  const value: unknown = JSON.parse(text);
  return { ...view.node, value: { enum: [asJson(value)] } };
}

function asJson(value: unknown) {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}
