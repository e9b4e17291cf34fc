import { toPointer } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { isForm, isRequiredHeader, partEncoding } from '../model/encoding.ts';
import { type MediaType, mediaTypeSchema } from '../model/media-type.ts';
import type { Node } from '../model/node.ts';
import { type Operation, readCallbacks } from '../model/operation.ts';
import { type Parameter, readParameters } from '../model/parameter.ts';
import { requestBodyOf } from '../model/request-body.ts';
import { type Header, responsesOf } from '../model/response.ts';
import { type DataFlow, propertyShape } from '../schema/shape.ts';
import { ANY, OBJECT, STRUCTURED } from '../schema/types.ts';
import { Digests, FieldCollector } from './expand.ts';
import { namePart } from './field-name.ts';
import { Shapes } from './shape.ts';

export interface OperationFields {
  readonly fields: Readonly<Record<string, string>>;
  /** Whether some were left out. */
  readonly isCut: boolean;
  /** How many fields they count as: those with long names count as more than one. */
  readonly cost: number;
}

/** Reads the fields of the operations of one contract. */
export class FieldReader {
  private readonly digests = new Digests();
  private readonly shapes: Readonly<Record<DataFlow, Shapes>>;

  constructor(private readonly model: ContractModel) {
    this.shapes = {
      request: new Shapes(model, 'request'),
      response: new Shapes(model, 'response'),
    };
  }

  /**
   * Each field by name, and a digest of what is promised of it alone: `most` of them, the deepest left out.
   */
  fieldsOf(operation: Operation, most: number): OperationFields {
    const fields = new FieldCollector(most);
    this.addOperation(fields, '', operation);
    for (const [name, callbacks] of readCallbacks(this.model.contract, operation)) {
      for (const callback of callbacks) {
        const { method, template } = callback;
        this.addOperation(
          fields,
          `${namePart(`callback ${name} ${method} ${template}`)} `,
          callback,
        );
      }
    }
    return { fields: fields.collect(this.digests), isCut: fields.isCut, cost: fields.cost };
  }

  /** What callers send flows to the server; with webhooks and callbacks it is the other way round. */
  private addOperation(fields: FieldCollector, prefix: string, operation: Operation): void {
    const isOwn = operation.kind === 'operation';
    const sent = isOwn ? this.shapes.request : this.shapes.response;
    const received = isOwn ? this.shapes.response : this.shapes.request;
    for (const [key, { parameter }] of readParameters(this.model, operation) ?? [])
      this.addParameter(fields, `${prefix}${namePart(parameterName(key))}`, parameter, sent);
    const body = requestBodyOf(this.model, operation);
    if (body !== null && body !== undefined) {
      const name = `${prefix}request.body`;
      fields.add(name, presence(body.required));
      this.addContent(fields, name, body.content, sent);
    }
    for (const [status, found] of responsesOf(this.model, operation) ?? []) {
      if (found === undefined) continue;
      const name = `${prefix}${namePart(`response ${status}`)}`;
      fields.add(name, '');
      this.addContent(fields, name, found.response.content, received);
      for (const [header, declared] of found.response.headers ?? [])
        this.addHeader(fields, `${name} ${namePart(`header.${header}`)}`, declared, received);
    }
  }

  private addParameter(
    fields: FieldCollector,
    name: string,
    parameter: Parameter,
    shapes: Shapes,
  ): void {
    const { schema, content, style, emptyValue, reserved } = parameter;
    const isRequired = parameter.in === 'path' || parameter.required;
    const written = content ? '' : this.written(schema, style);
    const says = `${presence(isRequired)} ${written} ${emptyValue} ${reserved}`;
    this.addDeclared(fields, name, says, schema, content, shapes);
  }

  private addHeader(fields: FieldCollector, name: string, header: Header, shapes: Shapes): void {
    const { required, schema, content, style } = header;
    const written = content !== null ? '' : this.written(schema, style);
    this.addDeclared(fields, name, `${presence(required)} ${written}`, schema, content, shapes);
  }

  /** A parameter or header: its value has a schema, or else media types. */
  private addDeclared(
    fields: FieldCollector,
    name: string,
    says: string,
    schema: Node | null,
    content: ReadonlyMap<string, MediaType> | null | undefined,
    shapes: Shapes,
  ): void {
    if (schema !== null && !content) fields.addValue(name, says, shapes, shapes.ofNode(schema));
    else fields.add(name, says);
    if (content) this.addContent(fields, name, content, shapes);
  }

  private addContent(
    fields: FieldCollector,
    name: string,
    content: ReadonlyMap<string, MediaType> | undefined,
    shapes: Shapes,
  ): void {
    for (const [written, declared] of content ?? []) {
      const type = namePart(written);
      const schema = mediaTypeSchema(this.model, declared);
      const shape = schema === undefined ? null : shapes.of([schema]);
      fields.addValue(`${name} ${type}`, '', shapes, shape);
      if (isForm(declared)) this.addParts(fields, `${name} ${type}`, declared, shapes);
      if (declared.itemSchema === null) continue;
      const item = shapes.ofNode(declared.itemSchema);
      fields.addValue(`${name} ${type} /~itemSchema`, '', shapes, item);
    }
  }

  /** How the parts of a form are written, which is promised of the property of the same name. */
  private addParts(fields: FieldCollector, name: string, form: MediaType, shapes: Shapes): void {
    const view = mediaTypeSchema(this.model, form)?.view();
    for (const part of view?.properties.keys() ?? []) {
      const isHidden = view && propertyShape(this.model, view, part, shapes.flow).hidden;
      const encoding = isHidden ? undefined : partEncoding(this.model, form, part);
      if (encoding === undefined) continue;
      const { isStructured, style, contentTypes, reserved, headers } = encoding;
      const demands = [...headers].map(([header, node]) => [
        header,
        isRequiredHeader(this.model, node),
      ]);
      const written = [isStructured ? style : null, contentTypes, reserved, demands.sort()];
      fields.add(name, JSON.stringify(written), namePart(toPointer([part])));
    }
  }

  /** A style as far as it shows in values of the schema's types (OpenAPI 3.1, section 4.8.12.3). */
  private written(schema: Node | null, style: string): string {
    const view = schema === null ? undefined : this.model.schemas.of([schema])?.view();
    const types = view?.effectiveTypes ?? ANY;
    const [plain = style] = style.split(', ');
    const hasPrefix = plain === 'label' || plain === 'matrix';
    if ((types & STRUCTURED) === 0) return hasPrefix ? plain : '';
    const isSimple = plain === 'simple' || plain === 'exploded';
    return isSimple && (types & OBJECT) === 0 ? '' : style;
  }
}

function presence(isRequired: boolean): string {
  return isRequired ? 'required' : 'optional';
}

/** `query:sort` as `query.sort`; path parameters are named by their place, counted from 1. */
function parameterName(key: string): string {
  const colon = key.indexOf(':');
  const [place, name] = [key.slice(0, colon), key.slice(colon + 1)];
  return place === 'path' ? `path.${Number(name) + 1}` : `${place}.${name}`;
}
