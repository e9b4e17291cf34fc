import type { ContractModel } from './contract-model.ts';
import { asObject, definition, flagField, objectField, textsField } from './fields.ts';
import { type MediaType, readContent } from './media-type.ts';
import { childOf, childrenOf, type Node, type ObjectNode } from './node.ts';
import type { Operation } from './operation.ts';
import { swaggerStyle } from './parameter.ts';
import { mediaTypes } from './request-body.ts';

/** A header of a response. */
export interface Header {
  readonly name: string;
  readonly node: ObjectNode;
  readonly required: boolean;
  /** How it is written: exploded or not, or the media types of its `content`. */
  readonly style: string;
  readonly schema: Node | null;
  /** Media types where the header has `content` instead of a schema; empty where that is broken. */
  readonly content: ReadonlyMap<string, MediaType> | null;
}

/** A response as declared. */
export interface Response {
  readonly node: ObjectNode;
  /** By lower-case name; undefined where they are broken. */
  readonly headers: ReadonlyMap<string, Header> | undefined;
  readonly content: ReadonlyMap<string, MediaType> | undefined;
}

/** A response of one operation: where it is listed, and its declaration. */
export interface ResponseUse {
  readonly use: Node;
  readonly response: Response;
}

/** The responses of an operation by status (`200`, `4XX`, `default`); undefined where they are broken. */
export function responsesOf(
  model: ContractModel,
  operation: Operation,
): ReadonlyMap<string, ResponseUse | undefined> | undefined {
  const responses = objectField(model.contract, operation.node, 'responses');
  if (responses === undefined) return undefined;
  const uses = new Map<string, ResponseUse | undefined>();
  if (responses === null) return uses;
  const produces =
    textsField(operation.node, 'produces') ?? textsField(model.contract.root, 'produces');
  for (const use of childrenOf(responses)) {
    const key = String(use.key);
    if (key.startsWith('x-')) continue;
    const status = /^[1-5]xx$/i.test(key) ? key.toUpperCase() : key;
    const response = model.response(use, produces ?? ['application/json']);
    uses.set(status, response === undefined ? undefined : { use, response });
  }
  return uses;
}

/** Reads the declaration of a response. `produces` are the media types of Swagger 2.0 in force. */
export function readResponse(
  model: ContractModel,
  node: ObjectNode,
  produces: readonly string[],
): Response {
  return { node, headers: readHeaders(model, node), content: contentOf(model, node, produces) };
}

function contentOf(
  model: ContractModel,
  node: ObjectNode,
  produces: readonly string[],
): ReadonlyMap<string, MediaType> | undefined {
  if (model.contract.dialect.family === 'swagger') {
    const schema = childOf(node, 'schema');
    return schema === null ? new Map() : mediaTypes(produces, node, schema);
  }
  const content = readContent(model, node);
  return content === null ? new Map() : content;
}

/** The headers of a response, or of the components, by lower-case name; undefined where they are broken. */
export function readHeaders(
  model: ContractModel,
  node: ObjectNode,
): ReadonlyMap<string, Header> | undefined {
  const { contract } = model;
  const headers = objectField(contract, node, 'headers');
  if (headers === undefined) return undefined;
  const found = new Map<string, Header>();
  for (const use of headers === null ? [] : childrenOf(headers)) {
    const name = String(use.key);
    // The content decides the type, not a header (OpenAPI 3.1, section 4.8.17.1).
    if (name.toLowerCase() === 'content-type') continue;
    const header = definition(contract, use, 'a header');
    if (header === undefined) continue;
    const isSwagger = contract.dialect.family === 'swagger';
    const content = isSwagger ? null : readContent(model, header);
    const isExploded = header.value['explode'] === true;
    found.set(name.toLowerCase(), {
      name,
      style: isSwagger
        ? swaggerStyle(header).style
        : content
          ? [...content.keys()].sort().join(', ')
          : isExploded
            ? 'exploded'
            : 'simple',
      content: content === undefined ? new Map() : content,
      node: header,
      required: flagField(header, 'required'),
      schema: isSwagger
        ? (asObject(contract, header, 'a header') ?? null)
        : childOf(header, 'schema'),
    });
  }
  return found;
}
