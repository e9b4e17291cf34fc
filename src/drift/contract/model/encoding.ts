import { ARRAY, isWithin, NULL, OBJECT, STRING, STRUCTURED } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { ContractModel } from './contract-model.ts';
import { asObject, flagField, textField } from './fields.ts';
import { type MediaType, mediaTypeName, mediaTypeSchema } from './media-type.ts';
import { childOf, childrenOf, isObjectNode, type Node, type ObjectNode } from './node.ts';
import { openapiStyle, swaggerStyle } from './parameter.ts';

/** How one part of a form is written, with what holds where nothing is said. */
export interface PartEncoding {
  /** The declaration; null where nothing is said. */
  readonly node: ObjectNode | null;
  /** Whether its value is a list or an object, which is all that style shows in. */
  readonly isStructured: boolean;
  /** Style and explode; null where the part is written in its media type instead. */
  readonly style: string | null;
  /** Media types in one form, sorted; null where there is no saying. */
  readonly contentTypes: readonly string[] | null;
  readonly reserved: boolean;
  /** Headers of the part by lower-case name; they only count in multipart bodies. */
  readonly headers: ReadonlyMap<string, Node>;
}

const URL_ENCODED = 'application/x-www-form-urlencoded';

/** Whether encodings count in bodies of a media type: elsewhere they are ignored (OpenAPI 3.1, section 4.8.14). */
export function isForm({ name }: MediaType): boolean {
  return name.startsWith('multipart/') || name.split(';')[0] === URL_ENCODED;
}

/** The parts that a form says something special about; a form of Swagger 2.0 may do so in each of its fields. */
export function encodedParts(type: MediaType): readonly string[] {
  const encoding = childOf(type.node, 'encoding');
  const named = encoding === null ? [] : childrenOf(encoding).map(({ key }) => String(key));
  return [...named, ...(type.form?.keys() ?? [])];
}

/**
 * How a part of a form is written (OpenAPI 3.1, section 4.8.15; 3.0.3, section 4.7.15). Style counts in url-encoded
 * forms, and from 3.1 on in `multipart/form-data` where it is said; else the media type does.
 * Undefined for a name that is no property of the form: then its encoding is ignored.
 */
export function partEncoding(
  model: ContractModel,
  type: MediaType,
  name: string,
): PartEncoding | undefined {
  const properties = mediaTypeSchema(model, type)?.view().properties.get(name);
  const view = properties === undefined ? undefined : model.schemas.of(properties)?.view();
  if (view === undefined) return undefined;
  const encoding = childOf(type.node, 'encoding');
  const entry = encoding === null || type.form !== undefined ? null : childOf(encoding, name);
  const node = entry === null ? null : (asObject(model.contract, entry, 'an encoding') ?? null);
  const isMultipart = type.name.startsWith('multipart/');
  const headers = node === null || !isMultipart ? null : childOf(node, 'headers');
  return {
    node,
    isStructured: (view.types & STRUCTURED) !== 0,
    style: styleOf(model, type, name, node),
    contentTypes: isMultipart ? contentTypesOf(model, node, view) : null,
    reserved: !isMultipart && node !== null && flagField(node, 'allowReserved'),
    headers: new Map(
      (headers === null ? [] : childrenOf(headers))
        .map((header) => [String(header.key).toLowerCase(), header] as const)
        .filter(([header]) => header !== 'content-type'),
    ),
  };
}

function styleOf(
  { contract }: ContractModel,
  type: MediaType,
  name: string,
  node: ObjectNode | null,
): string | null {
  const field = type.form?.get(name);
  if (field !== undefined) return swaggerStyle(field).style;
  if (!type.name.startsWith('multipart/')) {
    return node === null ? 'form, exploded' : openapiStyle(node, 'query').style;
  }
  if (node === null || !contract.dialect.referenceSiblings) return null;
  const isSaid = ['style', 'explode', 'allowReserved'].some((key) => key in node.value);
  return isSaid ? openapiStyle(node, 'query').style : null;
}

function contentTypesOf(
  model: ContractModel,
  node: ObjectNode | null,
  view: SchemaView,
): readonly string[] | null {
  const said = node === null ? null : textField(node, 'contentType');
  if (said === null) {
    const usual = usualType(model, view);
    return usual === null ? null : [usual];
  }
  return [...new Set(said.split(',').map(mediaTypeName))].sort();
}

/** The media type of a part that names none: by its type, for a list by that of its items. */
function usualType(model: ContractModel, view: SchemaView): string | null {
  const types = view.types & ~NULL;
  if (types === 0 || view.unions.length > 0) return null;
  if (isWithin(types, ARRAY)) {
    const items = view.items.length === 0 ? undefined : model.schemas.of(view.items)?.view();
    return items === undefined || (items.types & ARRAY) !== 0 ? null : usualType(model, items);
  }
  if (isWithin(types, OBJECT)) return 'application/json';
  if ((types & STRUCTURED) !== 0) return null;
  const isBytes = ['binary', 'base64', 'byte'].includes(String(view.format?.value));
  const isEncoded = view.annotations.has('contentEncoding');
  const isTyped = view.annotations.has('contentMediaType');
  if (isTyped) return null;
  return isWithin(types, STRING) && (isBytes || isEncoded)
    ? 'application/octet-stream'
    : 'text/plain';
}

/** Whether a header of a part has to be there. */
export function isRequiredHeader(model: ContractModel, header: Node): boolean {
  const node = model.contract.follow(header);
  return node !== undefined && isObjectNode(node) && flagField(node, 'required');
}
