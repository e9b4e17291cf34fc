import type { JsonValue } from '../../../document/document.ts';
import type { Node } from '../model/node.ts';
import type { SchemaView } from '../schema/view.ts';

/** What makers of lists and objects ask for the values inside. Values are made when they are asked for. */
export interface Sampler {
  /** One value of schemas that hold together; undefined where none was found. */
  sample(nodes: readonly Node[], depth: number): JsonValue | undefined;
  /** Values of `nodes`, those first that probe what `edges` of the other contract say otherwise. */
  values(
    nodes: readonly Node[],
    edges: readonly Node[],
    depth: number,
    most: number,
  ): Generator<JsonValue>;
  /** Values of schemas of the other contract. */
  otherValues(nodes: readonly Node[], depth: number, most: number): Generator<JsonValue>;
  /** A value of the property `name`; undefined where there may be none. */
  property(view: SchemaView, name: string, depth: number): JsonValue | undefined;
  /** Values of the property `name` that probe what `edge` says of it otherwise; none where both say the same. */
  probes(
    view: SchemaView,
    edge: SchemaView | undefined,
    name: string,
    depth: number,
  ): Iterable<JsonValue>;
  /** Names that have to be there. */
  required(view: SchemaView): readonly string[];
}
