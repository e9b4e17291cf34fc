import { pathParameterNames } from './address.ts';
import type { ContractModel } from './contract-model.ts';
import { definition, flagField, listField, textField } from './fields.ts';
import { type MediaType, readContent } from './media-type.ts';
import { childOf, type Node, type ObjectNode } from './node.ts';
import type { Operation } from './operation.ts';

/** A parameter as declared; the same declaration is the same object for all operations that use it. */
export interface Parameter {
  readonly node: ObjectNode;
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly sunset: Node | null;
  /** How lists and objects are written, in one form for all versions. */
  readonly style: string;
  /** Whether it may be sent without a value; only for queries. */
  readonly emptyValue: boolean;
  /** Whether it may hold reserved characters as they are; only for queries. */
  readonly reserved: boolean;
  readonly styleNode: Node;
  readonly schema: Node | null;
  /** Media types where the parameter has `content` instead of a schema. */
  readonly content: ReadonlyMap<string, MediaType> | null | undefined;
}

/** A parameter of one operation: where it is listed, and its declaration. */
export interface ParameterUse {
  readonly use: Node;
  readonly parameter: Parameter;
}

/**
 * The parameters in force for an operation, its own over those of its path, by a key that does not change
 * when a path parameter is renamed. Undefined where a list is broken. Bodies and form fields of Swagger 2.0 are
 * not among them.
 */
export function readParameters(
  model: ContractModel,
  operation: Operation,
): ReadonlyMap<string, ParameterUse> | undefined {
  const uses = new Map<string, ParameterUse>();
  const positions = pathParameterNames(operation.path);
  for (const holder of [operation.item, operation.node]) {
    const listed = listField(model.contract, holder, 'parameters');
    if (listed === undefined) return undefined;
    for (const use of listed ?? []) {
      const parameter = model.parameter(use);
      if (parameter === undefined) continue;
      const key = keyOf(parameter, positions);
      if (key !== undefined) uses.set(key, { use, parameter });
    }
  }
  return uses;
}

/** Header parameters of these names are ignored (OpenAPI 3.1, section 4.8.12.2.1). */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

function keyOf(parameter: Parameter, positions: readonly string[]): string | undefined {
  switch (parameter.in) {
    case 'path': {
      const position = positions.indexOf(parameter.name);
      return position === -1 ? undefined : `path:${position}`;
    }
    case 'header': {
      const name = parameter.name.toLowerCase();
      return IGNORED_HEADERS.has(name) ? undefined : `header:${name}`;
    }
    case 'query':
    case 'querystring':
    case 'cookie':
      return `${parameter.in}:${parameter.name}`;
    default:
      return undefined;
  }
}

/** Reads the declaration of a parameter; undefined, with a problem, where it is none. */
export function readParameter(model: ContractModel, node: ObjectNode): Parameter | undefined {
  const name = textField(node, 'name');
  const place = textField(node, 'in');
  if (name === null || place === null) {
    model.contract.reportInvalid(node, 'a parameter with `name` and `in`');
    return undefined;
  }
  const isSwagger = model.contract.dialect.family === 'swagger';
  const content = isSwagger ? null : readContent(model, node);
  const written = isSwagger ? swaggerStyle(node) : openapiStyle(node, place);
  return {
    node,
    name,
    in: place,
    required: flagField(node, 'required'),
    deprecated: flagField(node, 'deprecated'),
    sunset: childOf(node, 'x-sunset'),
    style: content ? [...content.keys()].sort().join(', ') : written.style,
    styleNode: content ? (childOf(node, 'content') ?? node) : written.node,
    emptyValue: place === 'query' && flagField(node, 'allowEmptyValue'),
    reserved: place === 'query' && flagField(node, 'allowReserved'),
    schema: isSwagger ? node : childOf(node, 'schema'),
    content,
  };
}

/** The definition of an entry of a list of parameters. */
export function parameterDefinition(model: ContractModel, use: Node): ObjectNode | undefined {
  return definition(model.contract, use, 'a parameter');
}

/** Style and explode with their defaults (OpenAPI 3.1, section 4.8.12.2.2). */
export function openapiStyle(node: ObjectNode, place: string): { style: string; node: Node } {
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = textField(node, 'style') ?? usual;
  // There is one way only to write a deep object.
  const explode =
    style !== 'deepObject' &&
    (typeof node.value['explode'] === 'boolean' ? node.value['explode'] : style === 'form');
  return {
    style: `${style}${explode ? ', exploded' : ''}`,
    node: childOf(node, 'style') ?? childOf(node, 'explode') ?? node,
  };
}

/** The styles of OpenAPI 3 that the collection formats of Swagger 2.0 are. */
const COLLECTION_STYLES: ReadonlyMap<string, string> = new Map([
  ['ssv', 'spaceDelimited'],
  ['pipes', 'pipeDelimited'],
  ['tsv', 'tabDelimited'],
  ['multi', 'form, exploded'],
]);

/** The style that the collection format of Swagger 2.0 is (section 4.3.2). */
export function swaggerStyle(node: ObjectNode): { style: string; node: Node } {
  const format = textField(node, 'collectionFormat') ?? 'csv';
  const place = textField(node, 'in');
  const separated = place === 'query' || place === 'formData' ? 'form' : 'simple';
  return {
    style: COLLECTION_STYLES.get(format) ?? separated,
    node: childOf(node, 'collectionFormat') ?? node,
  };
}
