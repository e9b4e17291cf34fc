import { isObject } from '../../../document/document.ts';
import type { Node } from '../model/node.ts';
import { canonical } from './canonical.ts';
import { rewordedContent } from './content-words.ts';
import { sameImpliedNames } from './discriminator.ts';
import type { SchemaView } from './view.ts';

function sameImplied({ parent: inner }: Node, { parent: outer }: Node): boolean {
  if (!isObject(inner?.value) || !isObject(outer?.value)) return true;
  return sameImpliedNames(inner.value, outer.value);
}

/** The annotations of a schema, without what another one says by its format. */
function meant(view: SchemaView, other: SchemaView): ReadonlyMap<string, Node> {
  const reworded = rewordedContent(view, other);
  if (reworded === null) return view.annotations;
  return new Map([...view.annotations].filter(([keyword]) => keyword !== reworded));
}

/** Whether what two schemas announce is the same, which says nothing of the values they accept. */
export function sameAnnotations(inner: SchemaView, outer: SchemaView): boolean {
  const { readOnly, writeOnly } = inner;
  const left = meant(inner, outer);
  const right = meant(outer, inner);
  if (left.size !== right.size || readOnly !== outer.readOnly || writeOnly !== outer.writeOnly)
    return false;
  return [...left].every(([keyword, node]) => {
    const other = right.get(keyword);
    return (
      other !== undefined &&
      canonical(node.value) === canonical(other.value) &&
      (keyword !== 'discriminator' || sameImplied(node, other))
    );
  });
}
