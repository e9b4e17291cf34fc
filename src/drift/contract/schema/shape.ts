import { isObject, type JsonObject } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childrenOf, type Node } from '../model/node.ts';
import { automatonOf } from '../pattern/automaton.ts';
import type { SchemaView } from './view.ts';

/** Which way data flows: `readOnly` properties are not part of requests, `writeOnly` ones not of responses. */
export type DataFlow = 'request' | 'response';

/** What holds for a property by name: schemas it has to match; `forbidden` where a closed object does not list it. */
export interface PropertyShape {
  readonly schemas: readonly Node[];
  readonly forbidden: boolean;
  /** Declared, but not for this direction. */
  readonly hidden: boolean;
}

/** What a schema says about the property `name`, `patternProperties` aside. */
export function propertyShape(
  model: ContractModel,
  view: SchemaView,
  name: string,
  flow: DataFlow,
): PropertyShape {
  const schemas = view.properties.get(name);
  if (schemas === undefined) {
    return { schemas: view.additional, forbidden: view.closed !== null, hidden: false };
  }
  const hidden = isHidden(model, schemas, flow);
  return { schemas: hidden ? [] : schemas, forbidden: false, hidden };
}

/** Whether schemas that hold together at one place are not meant for data that flows this way. */
function isHidden(model: ContractModel, schemas: readonly Node[], flow: DataFlow): boolean {
  const keyword = flow === 'request' ? 'readOnly' : 'writeOnly';
  const only = schemas[0];
  if (only !== undefined && schemas.length === 1) {
    const target = model.schemas.follow(only);
    if (target === undefined) return false;
    // Told without the normal form, where no other schema has a say.
    const { value } = target;
    if (isObject(value) && !combines(value)) return value[keyword] === true;
  }
  return model.schemas.of(schemas)?.view()[keyword] === true;
}

/** Whether a schema has a keyword that brings in other schemas at the same place. */
function combines({ $ref, allOf, anyOf, oneOf }: JsonObject): boolean {
  return $ref !== undefined || allOf !== undefined || anyOf !== undefined || oneOf !== undefined;
}

/** The schemas of `patternProperties` that hold for a name; undefined where a pattern is not one that can be run. */
export function patternSchemas(view: SchemaView, name: string): readonly Node[] | undefined {
  const patterns = view.constraints.get('patternProperties');
  if (patterns === undefined) return [];
  const matching: Node[] = [];
  for (const node of patterns.flatMap(childrenOf)) {
    const matches = automatonOf(String(node.key))?.accepts(name);
    if (matches === undefined) return undefined;
    if (matches) matching.push(node);
  }
  return matching;
}

/** Names that have to be there, sorted, for data that flows this way. */
export function requiredNames(
  model: ContractModel,
  view: SchemaView,
  flow: DataFlow,
): readonly string[] {
  const byRequired = known[flow];
  let names = byRequired.get(view.required);
  if (names === undefined) {
    names = [...view.required.keys()]
      .filter((name) => !propertyShape(model, view, name, flow).hidden)
      .sort();
    if (view.required.size > 0) byRequired.set(view.required, names);
  }
  return names;
}

/** The names of each normal form, which are asked for once for each value that is held against it. */
const known: Readonly<Record<DataFlow, WeakMap<SchemaView['required'], readonly string[]>>> = {
  request: new WeakMap(),
  response: new WeakMap(),
};
