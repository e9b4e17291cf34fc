import type { ContractModel } from './contract-model.ts';
import { flagField, listField, textField, textsField } from './fields.ts';
import { type MediaType, mediaTypeName, readContent } from './media-type.ts';
import { childOf, type Node, type ObjectNode } from './node.ts';
import type { Operation } from './operation.ts';
import { parameterDefinition } from './parameter.ts';

/** What a request may carry. */
export interface RequestBody {
  readonly node: Node;
  readonly required: boolean;
  /** Undefined where it is broken. */
  readonly content: ReadonlyMap<string, MediaType> | undefined;
}

/** Reads the declaration of a request body of OpenAPI 3. */
export function readRequestBody(model: ContractModel, node: ObjectNode): RequestBody {
  const content = readContent(model, node);
  return {
    node,
    required: flagField(node, 'required'),
    content: content === null ? new Map() : content,
  };
}

/**
 * The request body of an operation; null where it has none, undefined where it is broken.
 * Swagger 2.0 has it among the parameters: one in `body`, or form fields.
 */
export function requestBodyOf(
  model: ContractModel,
  operation: Operation,
): RequestBody | null | undefined {
  if (model.contract.dialect.family === 'swagger') return swaggerBody(model, operation);
  const use = childOf(operation.node, 'requestBody');
  return use === null ? null : model.requestBody(use);
}

function swaggerBody(model: ContractModel, operation: Operation): RequestBody | null | undefined {
  const form = new Map<string, ObjectNode>();
  let body: ObjectNode | null = null;
  for (const holder of [operation.item, operation.node]) {
    const listed = listField(model.contract, holder, 'parameters');
    if (listed === undefined) return undefined;
    for (const use of listed ?? []) {
      const parameter = parameterDefinition(model, use);
      if (parameter === undefined) continue;
      const place = textField(parameter, 'in');
      if (place === 'body') body = parameter;
      if (place === 'formData') form.set(textField(parameter, 'name') ?? '', parameter);
    }
  }
  const consumes =
    textsField(operation.node, 'consumes') ?? textsField(model.contract.root, 'consumes');
  if (body !== null) {
    const schema = childOf(body, 'schema');
    const content = mediaTypes(consumes ?? ['application/json'], body, schema);
    return { node: body, required: flagField(body, 'required'), content };
  }
  const [first] = form.values();
  if (first === undefined) return null;
  const required = [...form.values()].some((field) => flagField(field, 'required'));
  const hasFile = [...form.values()].some((field) => textField(field, 'type') === 'file');
  const usual = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const types = (consumes ?? []).filter((type) => /form/i.test(type));
  const content = mediaTypes(types.length > 0 ? types : [usual], first, null, form);
  return { node: first, required, content };
}

/** One media type for each name, all with the same schema or form. */
export function mediaTypes(
  names: readonly string[],
  node: Node,
  schema: Node | null,
  form?: ReadonlyMap<string, ObjectNode>,
): ReadonlyMap<string, MediaType> {
  const fields = form === undefined ? {} : { form };
  return new Map(
    [...new Set(names.map(mediaTypeName))]
      .sort()
      .map((name) => [name, { name, node, schema, itemSchema: null, ...fields }]),
  );
}
