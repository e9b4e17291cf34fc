/** A schema without a union as the alternatives it stands for, so that it can be compared with a union. */
import type { JsonObject } from '../../../document/document.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from '../model/node.ts';
import { isWithin, NULL, NUMBER, typesOf } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';

/** The alternatives of a schema and whether null is accepted beside them. */
export interface Alternatives {
  readonly members: readonly Node[];
  readonly orNull: boolean;
}

/**
 * What a schema without a union allows, one alternative for each of its types where it says nothing but its types;
 * else the schema itself is the one alternative. Null stands beside them, as it does in a union.
 */
export function plainAlternatives(view: SchemaView): Alternatives {
  const [part] = view.parts;
  const orNull = (view.effectiveTypes & NULL) !== 0;
  if (part === undefined || !isObjectNode(part)) return { members: view.parts, orNull };
  if (isOneType(view)) {
    return { members: (view.types & NULL) === 0 ? [part] : [withoutNull(part, view)], orNull };
  }
  const members = saysOnlyTypes(view) ? (unionMembers(part) ?? typeMembers(part)) : null;
  return members === null ? { members: [part], orNull } : { members, orNull };
}

function isOneType({ types }: SchemaView): boolean {
  const rest = types & ~NULL;
  return isWithin(rest, NUMBER) || (rest & (rest - 1)) === 0;
}

function saysOnlyTypes(view: SchemaView): boolean {
  return (
    view.values === null &&
    view.format === null &&
    view.properties.size === 0 &&
    view.required.size === 0 &&
    view.items.length === 0 &&
    view.additional.length === 0 &&
    view.closed === null &&
    view.constraints.size === 0
  );
}

/** The members of the union that lists the types, written as schemas. */
function unionMembers(part: Node): readonly Node[] | null {
  const union = childOf(part, 'anyOf') ?? childOf(part, 'oneOf');
  if (union === null || !isList(union.value) || childOf(part, 'type') !== null) return null;
  return childrenOf(union).filter((member) => typeOf(member) !== 'null');
}

/** A schema for each entry of a list of types, standing where the entry stands. */
function typeMembers(part: Node): readonly Node[] | null {
  const types = childOf(part, 'type');
  if (types === null || !isList(types.value)) return null;
  return childrenOf(types)
    .filter(({ value }) => value !== 'null')
    .map((entry) => ({ ...entry, value: { type: entry.value } }));
}

function typeOf(node: Node): unknown {
  return childOf(node, 'type')?.value;
}

/** The same schema for values that are not null. */
function withoutNull(part: Node<JsonObject>, view: SchemaView): Node {
  const type = childOf(part, 'type')?.value;
  const own = isList(type)
    ? type.filter((name) => name !== 'null')
    : type === undefined
      ? []
      : [type];
  const [only] = own;
  if (only === undefined || own.length > 1 || typesOf(only) !== (view.types & ~NULL)) return part;
  const { nullable: _nullable, 'x-nullable': _extension, ...rest } = part.value;
  return { ...part, value: { ...rest, type: only } };
}
