import type { Node } from '../model/node.ts';
import { ANY } from './types.ts';
import type { SchemaView } from './view.ts';

/** A schema that accepts every value, said to stand at a node. */
export function anything(node: Node): SchemaView {
  return {
    node,
    parts: [],
    types: ANY,
    typeNode: node,
    effectiveTypes: ANY,
    values: null,
    valuesNode: node,
    format: null,
    properties: new Map(),
    propertiesNode: node,
    required: new Map(),
    requiredNode: node,
    items: [],
    additional: [],
    closed: null,
    opened: new Set(),
    unions: [],
    constraints: new Map(),
    readOnly: false,
    writeOnly: false,
    hasDefault: false,
    annotations: new Map(),
    mixed: false,
    mixedItems: false,
    rests: [],
    broken: new Set(),
  };
}

/** Whether a schema accepts every value. */
export function saysNothing(view: SchemaView): boolean {
  return (
    view.types === ANY &&
    view.values === null &&
    view.format === null &&
    view.properties.size === 0 &&
    view.required.size === 0 &&
    view.items.length === 0 &&
    view.additional.length === 0 &&
    view.closed === null &&
    view.unions.length === 0 &&
    view.constraints.size === 0
  );
}
