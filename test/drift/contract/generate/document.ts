// One API in many words: the same operations written as Swagger 2.0 and as OpenAPI 3.0, 3.1 and 3.2, and arranged otherwise.
import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

/** A schema by what it means, as far as every version can say it. */
type Meaning =
  | { readonly kind: 'text'; readonly nullable: boolean; readonly values: readonly string[] | null }
  | { readonly kind: 'number'; readonly nullable: boolean; readonly above: number | null }
  | { readonly kind: 'list'; readonly items: Meaning }
  | {
      readonly kind: 'object';
      readonly properties: Readonly<Record<string, Meaning>>;
      readonly required: readonly string[];
    }
  | { readonly kind: 'component' };

interface Input {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required: boolean;
  readonly isList: boolean;
}

interface Endpoint {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly inputs: readonly Input[];
  readonly body: Meaning | null;
  readonly answer: Meaning;
  readonly isSecured: boolean;
}

/** What an API promises, in no words yet. */
export interface Api {
  readonly paths: Readonly<Record<string, readonly Endpoint[]>>;
  readonly component: Meaning;
}

/** How an API is written. */
export interface Style {
  readonly version: '2.0' | '3.0.3' | '3.1.1' | '3.2.0';
  /** Whether the prefix of all addresses stands in the server rather than in the paths. */
  readonly prefixInServer: boolean;
  /** Whether what all operations of a path take is said once for the path. */
  readonly inputsAtPath: boolean;
  /** Whether parameters, bodies, responses and headers are components. */
  readonly extracted: boolean;
  /** What the parameter in paths is called. */
  readonly pathName: string;
  /** What the component of schemas and the scheme are called. */
  readonly componentName: string;
}

const { meaning } = fc.letrec<{ meaning: Meaning }>((tie) => ({
  meaning: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      kind: fc.constant('text' as const),
      nullable: fc.boolean(),
      values: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })),
    }),
    fc.record({
      kind: fc.constant('number' as const),
      nullable: fc.boolean(),
      above: fc.option(fc.nat(9)),
    }),
    fc.constant({ kind: 'component' as const }),
    fc.record({ kind: fc.constant('list' as const), items: tie('meaning') }),
    fc.record({
      kind: fc.constant('object' as const),
      properties: fc.dictionary(fc.constantFrom('id', 'name', 'tags'), tie('meaning')),
      required: fc.uniqueArray(fc.constantFrom('id', 'name'), { maxLength: 2 }),
    }),
  ),
}));

const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  method: fc.constantFrom('get', 'put', 'post', 'delete'),
  inputs: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('limit', 'sort', 'X-Trace'),
      in: fc.constantFrom('query', 'header'),
      required: fc.boolean(),
      isList: fc.boolean(),
    }),
    { maxLength: 2, selector: ({ name }) => name },
  ),
  body: fc.option(meaning),
  answer: meaning,
  isSecured: fc.boolean(),
});

export const apis: fc.Arbitrary<Api> = fc.record({
  paths: fc.dictionary(
    fc.constantFrom('/users', '/users/{}', '/orders/{}/lines'),
    fc.uniqueArray(endpoint, { minLength: 1, maxLength: 2, selector: ({ method }) => method }),
    { minKeys: 1 },
  ),
  component: fc.record({
    kind: fc.constant('object' as const),
    properties: fc.dictionary(fc.constantFrom('id', 'next'), meaning),
    required: fc.constant([]),
  }),
});

export const styles: fc.Arbitrary<Style> = fc.record({
  version: fc.constantFrom('2.0', '3.0.3', '3.1.1', '3.2.0'),
  prefixInServer: fc.boolean(),
  inputsAtPath: fc.boolean(),
  extracted: fc.boolean(),
  pathName: fc.constantFrom('id', 'key'),
  componentName: fc.constantFrom('Thing', 'Item'),
});

/** An API as a document. */
export function written(api: Api, style: Style): Json {
  return new Writer(api, style).document();
}

class Writer {
  private readonly isSwagger: boolean;
  /** Components that were extracted, by kind and name. */
  private readonly components = new Map<string, Record<string, Json>>();

  constructor(
    private readonly api: Api,
    private readonly style: Style,
  ) {
    this.isSwagger = style.version === '2.0';
  }

  document(): Json {
    const { componentName, version, prefixInServer } = this.style;
    const prefix = prefixInServer ? '' : '/v1';
    const paths = Object.fromEntries(
      Object.entries(this.api.paths).map(([path, endpoints]) => [
        prefix + path.replace('{}', `{${this.style.pathName}}`),
        this.pathItem(path, endpoints),
      ]),
    );
    const info = { title: 'Shop', version: '1.0.0' };
    const base = prefixInServer ? '/v1' : '';
    const schemas = { [componentName]: this.schema(this.api.component) };
    if (this.isSwagger) {
      const kinds = Object.fromEntries(this.components);
      return {
        swagger: version,
        info,
        host: 'api.example.com',
        schemes: ['https'],
        ...(base === '' ? {} : { basePath: base }),
        consumes: ['application/json'],
        produces: ['application/json'],
        paths,
        definitions: schemas,
        securityDefinitions: { [componentName]: { type: 'basic' } },
        ...kinds,
      };
    }
    return {
      openapi: version,
      info,
      servers: [{ url: `https://api.example.com${base}` }],
      paths,
      components: {
        schemas,
        securitySchemes: { [componentName]: { type: 'http', scheme: 'basic' } },
        ...Object.fromEntries(this.components),
      },
    };
  }

  private pathItem(path: string, endpoints: readonly Endpoint[]): Json {
    const { inputsAtPath, pathName } = this.style;
    const inPath = path.includes('{}')
      ? [this.parameter({ name: pathName, in: 'path', required: true, isList: false })]
      : [];
    const operations = endpoints.map((one) => [
      one.method,
      this.operation(one, inputsAtPath ? [] : inPath),
    ]);
    return {
      ...(inputsAtPath && inPath.length > 0 ? { parameters: inPath } : {}),
      ...Object.fromEntries(operations),
    };
  }

  private operation({ inputs, body, answer, isSecured }: Endpoint, inPath: readonly Json[]): Json {
    const parameters = [...inPath, ...inputs.map((input) => this.parameter(input))];
    const schema = body === null ? null : this.schema(body);
    const inBody =
      schema !== null && this.isSwagger
        ? [this.extract('parameters', { name: 'body', in: 'body', required: true, schema })]
        : [];
    const content = schema === null ? null : { 'application/json': { schema } };
    return {
      ...(parameters.length + inBody.length > 0 ? { parameters: [...parameters, ...inBody] } : {}),
      ...(content === null || this.isSwagger
        ? {}
        : { requestBody: this.extract('requestBodies', { required: true, content }) }),
      ...(isSecured ? { security: [{ [this.style.componentName]: [] }] } : {}),
      responses: { 200: this.response(this.schema(answer)) },
    };
  }

  private response(schema: Json): Json {
    const description = 'Done';
    if (this.isSwagger) {
      const headers = { 'X-Total': { type: 'integer' } };
      return this.extract('responses', { description, schema, headers });
    }
    const headers = { 'X-Total': this.extract('headers', { schema: { type: 'integer' } }) };
    const content = { 'application/json': { schema } };
    return this.extract('responses', { description, content, headers });
  }

  /** Headers have commas between the values of a list in every version; so have queries here. */
  private parameter({ isList, ...rest }: Omit<Input, 'in'> & { readonly in: string }): Json {
    const type = { type: 'string' };
    const schema = isList ? { type: 'array', items: type } : type;
    if (this.isSwagger)
      return this.extract('parameters', {
        ...rest,
        ...schema,
        ...(isList ? { collectionFormat: 'csv' } : {}),
      });
    const isQueryList = isList && rest.in === 'query';
    return this.extract('parameters', {
      ...rest,
      schema,
      ...(isQueryList ? { style: 'form', explode: false } : {}),
    });
  }

  private extract(kind: string, held: Json): Json {
    if (!this.style.extracted) return held;
    const known = this.components.get(kind) ?? {};
    this.components.set(kind, known);
    const name = `C${Object.keys(known).length}`;
    known[name] = held;
    // Swagger 2.0 has no components of bodies and headers: those are parameters, and stand where they are.
    return { $ref: this.isSwagger ? `#/${kind}/${name}` : `#/components/${kind}/${name}` };
  }

  private schema(of: Meaning): Json {
    switch (of.kind) {
      case 'text':
        return {
          ...this.typed('string', of.nullable),
          ...(of.values === null ? {} : { enum: of.nullable ? [...of.values, null] : of.values }),
        };
      case 'number':
        return { ...this.typed('integer', of.nullable), ...this.above(of.above) };
      case 'list':
        return { type: 'array', items: this.schema(of.items) };
      case 'object':
        return {
          type: 'object',
          ...(of.required.length === 0 ? {} : { required: of.required }),
          properties: Object.fromEntries(
            Object.entries(of.properties).map(([name, held]) => [name, this.schema(held)]),
          ),
        };
      default: {
        const place = this.isSwagger ? 'definitions' : 'components/schemas';
        return { $ref: `#/${place}/${this.style.componentName}` };
      }
    }
  }

  private typed(type: string, nullable: boolean): Json {
    if (!nullable) return { type };
    if (this.isSwagger) return { type, 'x-nullable': true };
    return this.style.version === '3.0.3' ? { type, nullable } : { type: [type, 'null'] };
  }

  private above(least: number | null): Json {
    if (least === null) return {};
    const isOld = this.isSwagger || this.style.version === '3.0.3';
    return isOld ? { minimum: least, exclusiveMinimum: true } : { exclusiveMinimum: least };
  }
}
