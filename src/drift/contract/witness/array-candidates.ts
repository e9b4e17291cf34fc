import type { JsonValue } from '../../../document/document.ts';
import { childrenOf } from '../model/node.ts';
import { countOf } from '../schema/bounds.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Sampler } from './sampler.ts';
import { edgeSizes, MAX_SIZE } from './sizes.ts';

/** Lists at the bounds of length, of items that probe what the other schema says of items. */
export function* arrayCandidates(
  sampler: Sampler,
  view: SchemaView,
  edge: SchemaView | undefined,
  depth: number,
): Generator<JsonValue> {
  const sizes = edgeSizes([edge, view], SIZE_KEYWORDS);
  if (sizes.length === 0 && !view.constraints.has('contains')) yield [];
  const positions = (view.constraints.get('prefixItems') ?? []).flatMap(childrenOf);
  const prefix = positions.map((position) => sampler.sample([position], depth) ?? null);
  const kept = view.constraints.has('uniqueItems') || edge?.constraints.has('uniqueItems');
  const items = [...sampler.values(view.items, edge?.items ?? [], depth, kept ? 24 : 8)];
  const contained = [view, edge].flatMap((side) =>
    (side?.constraints.get('contains') ?? []).flatMap((node) => [
      ...(side === view
        ? sampler.values([node], [], depth, 2)
        : sampler.otherValues([node], depth, 2)),
    ]),
  );
  const fill = (size: number, value: JsonValue): JsonValue[] => {
    const list = prefix.slice(0, size);
    while (list.length < size) list.push(value);
    return list;
  };
  const needed = countOf(view, 'minItems');
  const usual = [Math.max(1, needed), positions.length, positions.length + 1, 2, needed, 0];
  for (const size of new Set([...sizes, ...usual])) {
    if (size > MAX_SIZE) continue;
    for (const value of [...contained, ...items.slice(0, 8), null]) yield fill(size, value);
    for (const value of contained) {
      for (const other of items.slice(0, 2)) {
        // One item that is looked for among others that are not.
        if (size > prefix.length + 1) yield [...fill(size - 1, other), value];
        if (size > prefix.length + 2) yield [...fill(size - 2, other), value, value];
      }
    }
    yield [...prefix.slice(0, size), ...distinct(items, size - prefix.length)];
  }
}

const SIZE_KEYWORDS = ['minItems', 'maxItems', 'minContains', 'maxContains'];

function distinct(known: readonly JsonValue[], count: number): JsonValue[] {
  const values: JsonValue[] = [...known];
  for (let index = 0; values.length < count && index < MAX_SIZE; index += 1) values.push(index);
  return values.slice(0, Math.max(0, count));
}
