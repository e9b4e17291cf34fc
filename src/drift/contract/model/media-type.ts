import { viewForm } from '../schema/build-view.ts';
import { SchemaNode } from '../schema/schema-node.ts';
import type { ContractModel } from './contract-model.ts';
import { asObject, objectField } from './fields.ts';
import { childOf, childrenOf, type Node, type ObjectNode } from './node.ts';

/** One media type of a body: its name in one form, and the schema of what is sent. */
export interface MediaType {
  readonly name: string;
  readonly node: Node;
  /** Null where anything may be sent. */
  readonly schema: Node | null;
  /** What each item of a stream has to be (OpenAPI 3.2, section 4.14.3); null where that is not said. */
  readonly itemSchema: Node | null;
  /** The fields of a Swagger 2.0 form by name, which stand instead of a schema. */
  readonly form?: ReadonlyMap<string, ObjectNode>;
}

/** What a media type's values have to be; undefined where that cannot be read. */
export function mediaTypeSchema(model: ContractModel, type: MediaType): SchemaNode | undefined {
  const { contract, schemas } = model;
  if (type.form !== undefined) {
    return new SchemaNode(contract, [], type.node, viewForm(contract, type.node, type.form));
  }
  return schemas.of([valueNode(type)]);
}

/** The schema as a node; without one every value goes. */
export function valueNode(type: MediaType): Node {
  return type.schema ?? { ...type.node, value: true };
}

/** Media types of one `content` at most: each may cover each of the other side. */
const MAX_TYPES = 200;

/** The media types of a `content` field by name; null where there is none, undefined where it is broken. */
export function readContent(
  model: ContractModel,
  holder: ObjectNode,
): ReadonlyMap<string, MediaType> | null | undefined {
  const content = objectField(model.contract, holder, 'content');
  if (content === null || content === undefined) return content;
  const entries = childrenOf(content);
  if (entries.length > MAX_TYPES) {
    model.contract.report(
      content,
      'limit-reached',
      `There are more than ${MAX_TYPES} media types, which were not compared. Name fewer of them, or a range such as application/*.`,
    );
    return undefined;
  }
  const types = new Map<string, MediaType>();
  for (const entry of entries) {
    const name = mediaTypeName(String(entry.key));
    const node = asObject(model.contract, entry, 'a media type object');
    types.set(name, {
      name,
      node: entry,
      schema: node === undefined ? null : childOf(node, 'schema'),
      itemSchema: node === undefined ? null : childOf(node, 'itemSchema'),
    });
  }
  return types;
}

/** A media type in one form: lower case, parameters sorted and not quoted (RFC 9110, sections 8.3.1 and 8.3.2). */
export function mediaTypeName(text: string): string {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const rest = parameters
    .filter((part) => part !== '')
    .map((part) => part.replace(/^[^=]+/, (name) => name.toLowerCase()))
    .map((part) => part.replace(/="([\w.+-]*)"$/, '=$1'))
    .map((part) => (part.startsWith('charset=') ? part.toLowerCase() : part));
  return [type.toLowerCase(), ...rest.sort()].join(';');
}

/** Whether everything that fits `type` fits `range` (`application/*`, a suffix wildcard such as `application/*+json`). */
export function mediaTypeCovers(range: string, type: string): boolean {
  if (range === type) return true;
  const [rangeType = '', ...rangeParameters] = range.split(';');
  const [plainType = '', ...typeParameters] = type.split(';');
  if (!rangeParameters.every((parameter) => typeParameters.includes(parameter))) return false;
  if (rangeType === plainType || rangeType === '*/*' || rangeType === '*') return true;
  const [main, sub = ''] = rangeType.split('/');
  const [plainMain, plainSub = ''] = plainType.split('/');
  if (main !== plainMain) return false;
  return sub === '*' || (sub.startsWith('*+') && plainSub.endsWith(sub.slice(1)));
}
