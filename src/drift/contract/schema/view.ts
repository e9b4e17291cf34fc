import type { Node, ObjectNode } from '../model/node.ts';
import type { Mixed } from './reaches.ts';
import type { TypeSet } from './types.ts';

/** `anyOf` or `oneOf` with at least two members that are not null. */
export interface Union {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly node: Node;
  readonly members: readonly Node[];
  /** Whether null is accepted beside what the members accept. */
  readonly orNull: boolean;
}

/**
 * What a schema says in normal form, whatever way it is written in: references followed, `allOf` merged,
 * `nullable`, type lists and unions with null made one. Each part keeps the node that declared it.
 */
export interface SchemaView {
  readonly node: Node;
  /** The schemas that hold together here. */
  readonly parts: readonly Node[];
  /** Types as declared; every type where none is. */
  readonly types: TypeSet;
  readonly typeNode: Node;
  /** Types that remain when `enum` and `const` have had their say. */
  readonly effectiveTypes: TypeSet;
  /** Values of `enum` and `const` by canonical text; null where any value goes. */
  readonly values: ReadonlyMap<string, Node> | null;
  readonly valuesNode: Node;
  readonly format: Node | null;
  /** Schemas of each property; several when several parts of an `allOf` declare it. */
  readonly properties: ReadonlyMap<string, readonly Node[]>;
  /** The object that lists the properties, to point at. */
  readonly propertiesNode: Node;
  /** Required names and the entry that says so. */
  readonly required: ReadonlyMap<string, Node>;
  readonly requiredNode: Node;
  readonly items: readonly Node[];
  /** Schemas of properties that are not listed. */
  readonly additional: readonly Node[];
  /** The `additionalProperties: false` that forbids properties that are not listed. */
  readonly closed: Node | null;
  /** Keywords that say that anything goes: nothing is refused, but all of it is evaluated (`additionalProperties: true`). */
  readonly opened: ReadonlySet<string>;
  readonly unions: readonly Union[];
  readonly constraints: ReadonlyMap<string, readonly Node[]>;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly hasDefault: boolean;
  /** Keywords that say how values are meant but refuse none: `default`, `discriminator`, `contentEncoding` … */
  readonly annotations: ReadonlyMap<string, Node>;
  /** Whether a part of an `allOf` speaks of the properties that it does not list itself, while other parts list more. */
  readonly mixed: Mixed;
  /** The same for arrays: whether a part speaks of the items after the positions that it lists, while another lists others. */
  readonly mixedItems: Mixed;
  /** Where that is so: the parts that speak of what they do not list. */
  readonly rests: readonly ObjectNode[];
  /** Keywords whose value is not of the right kind: what they say is not known and not compared. */
  readonly broken: ReadonlySet<string>;
}
