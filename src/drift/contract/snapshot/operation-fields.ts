import type { ContractModel } from '../model/contract-model.ts';
import { type MediaType, mediaTypeSchema } from '../model/media-type.ts';
import type { Node } from '../model/node.ts';
import { type Operation, readCallbacks } from '../model/operation.ts';
import { type Parameter, readParameters } from '../model/parameter.ts';
import { requestBodyOf } from '../model/request-body.ts';
import { type Header, responsesOf } from '../model/response.ts';
import type { DataFlow } from '../schema/shape.ts';
import { STRUCTURED } from '../schema/types.ts';
import { Digests, FieldCollector } from './expand.ts';
import { Shapes } from './shape.ts';

export interface OperationFields {
  readonly fields: Readonly<Record<string, string>>;
  /** Whether some were left out. */
  readonly isCut: boolean;
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
        this.addOperation(fields, `callback ${name} ${method} ${template} `, callback);
      }
    }
    return { fields: fields.collect(this.digests), isCut: fields.isCut };
  }

  /** What callers send flows to the server; with webhooks and callbacks it is the other way round. */
  private addOperation(fields: FieldCollector, prefix: string, operation: Operation): void {
    const isOwn = operation.kind === 'operation';
    const sent = isOwn ? this.shapes.request : this.shapes.response;
    const received = isOwn ? this.shapes.response : this.shapes.request;
    for (const [key, { parameter }] of readParameters(this.model, operation) ?? [])
      this.addParameter(fields, `${prefix}${parameterName(key)}`, parameter, sent);
    const body = requestBodyOf(this.model, operation);
    if (body !== null && body !== undefined) {
      const name = `${prefix}request.body`;
      fields.add(name, presence(body.required));
      this.addContent(fields, name, body.content, sent);
    }
    for (const [status, found] of responsesOf(this.model, operation) ?? []) {
      if (found === undefined) continue;
      const name = `${prefix}response ${status}`;
      fields.add(name, '');
      this.addContent(fields, name, found.response.content, received);
      for (const [header, declared] of found.response.headers ?? [])
        this.addHeader(fields, `${name} header.${header}`, declared, received);
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
    const written = content || !this.isStructured(schema) ? '' : style;
    const says = `${presence(isRequired)} ${written} ${emptyValue} ${reserved}`;
    this.addDeclared(fields, name, says, schema, content, shapes);
  }

  private addHeader(fields: FieldCollector, name: string, header: Header, shapes: Shapes): void {
    const { required, schema, content, style } = header;
    const written = content !== null || !this.isStructured(schema) ? '' : style;
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
    for (const [type, declared] of content ?? []) {
      const schema = mediaTypeSchema(this.model, declared);
      const shape = schema === undefined ? null : shapes.of([schema]);
      fields.addValue(`${name} ${type}`, '', shapes, shape);
      if (declared.itemSchema === null) continue;
      const item = shapes.ofNode(declared.itemSchema);
      fields.addValue(`${name} ${type} /~itemSchema`, '', shapes, item);
    }
  }

  /** Whether a value may be a list or an object, which is all that style shows in. */
  private isStructured(schema: Node | null): boolean {
    const view = schema === null ? undefined : this.model.schemas.of([schema])?.view();
    return view === undefined || (view.effectiveTypes & STRUCTURED) !== 0;
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
