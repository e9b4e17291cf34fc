import { isObject } from '../../../document/document.ts';
import { canonical } from '../schema/canonical.ts';
import { DEPRECATED_VALUES } from '../schema/keywords.ts';
import type { SchemaView } from '../schema/view.ts';
import { type Lifecycle, lifecycleOf } from './lifecycle.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from './node.ts';

/**
 * What is announced about the values that a schema lists, by their canonical text. Either each value is a member of
 * a union, which may say so like any schema, or an extension beside `enum` names the values: in a list, or as the
 * keys of an object that may hold the date. JSON Schema has no keyword for it.
 */
export function valueLifecycles(view: SchemaView): ReadonlyMap<string, Lifecycle> {
  const found = new Map<string, Lifecycle>();
  if (view.values === null) return found;
  if (view.valuesNode.key === 'oneOf' || view.valuesNode.key === 'anyOf') {
    for (const [text, node] of view.values) {
      const member = node.key === 'const' ? node.parent : (node.parent?.parent ?? null);
      if (member !== null) found.set(text, lifecycleOf(member));
    }
  }
  for (const keyword of DEPRECATED_VALUES) {
    const node = view.annotations.get(keyword);
    if (node !== undefined) readAnnounced(view, node, found);
  }
  return found;
}

function readAnnounced(view: SchemaView, holder: Node, found: Map<string, Lifecycle>): void {
  for (const entry of childrenOf(holder)) {
    const text = isList(holder.value) ? listedText(entry) : keyText(view, String(entry.key));
    if (entry.value === false || entry.value === null) continue;
    found.set(text, { node: entry, deprecated: entry, sunset: sunsetOf(entry), stability: null });
  }
}

/** A value in a list, or an object that names it. */
function listedText({ value }: Node): string {
  const named = isObject(value) && Object.hasOwn(value, 'value') ? value['value'] : undefined;
  return canonical(named ?? value);
}

/** The value that a key stands for: keys are text, whatever the type of the values. */
function keyText({ values }: SchemaView, key: string): string {
  return values?.has(canonical(key)) === true ? canonical(key) : key;
}

function sunsetOf(entry: Node): Node | null {
  // `b: 2025-01-01` is a date, but the same text in a list is a value.
  if (typeof entry.value === 'string') return typeof entry.key === 'string' ? entry : null;
  return isObjectNode(entry) ? (childOf(entry, 'x-sunset') ?? childOf(entry, 'sunset')) : null;
}
