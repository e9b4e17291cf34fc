import { isRecord } from '../http/body.ts';
import { fieldType, fits, isA, isComposite, validateQuery } from './schema.ts';
import {
  type Field,
  GraphqlSyntaxError,
  parseQuery,
  type Query,
  type Selection,
  type Value,
} from './syntax.ts';

/** The arguments of a field, with variables put in. */
export type Args = Readonly<Record<string, unknown>>;

/** The members of an argument that is an object. */
export function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

/** A value with fields: each a value of its own, or a function of the field's arguments that gives one. */
export interface Resolved {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** Why a field has no value, as GitHub writes it. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

interface GraphqlError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly message: string;
}

/** The body of an answer; GitHub sends it with status 200 whatever it says. */
export interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly GraphqlError[];
}

/** Answers a query or mutation from its root's fields on. The fields of a mutation are done one after another. */
export async function executeQuery(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  roots: Readonly<Record<Query['operation'], Resolved>>,
): Promise<GraphqlAnswer> {
  try {
    const query = parseQuery(text);
    validateQuery(query);
    checkVariables(query, variables);
    const execution = new Execution(variables);
    const data = await execution.select(query.selections, roots[query.operation], []);
    return execution.errors.length === 0 ? { data } : { data, errors: execution.errors };
  } catch (error) {
    if (!(error instanceof GraphqlSyntaxError)) throw error;
    return { errors: [{ message: error.message }] };
  }
}

function checkVariables(query: Query, variables: Readonly<Record<string, unknown>>): void {
  for (const [name, type] of query.variables) {
    if (!fits(variables[name], type)) {
      throw new GraphqlSyntaxError(`Variable $${name} of type ${type} was provided invalid value`);
    }
  }
  for (const name of Object.keys(variables)) {
    if (!query.variables.has(name))
      throw new GraphqlSyntaxError(`Variable $${name} is not declared`);
  }
}

function isResolved(value: unknown): value is Resolved {
  return isRecord(value) && typeof value['__typename'] === 'string';
}

class Execution {
  readonly errors: GraphqlError[] = [];

  constructor(readonly variables: Readonly<Record<string, unknown>>) {}

  async select(
    selections: readonly Selection[],
    source: Resolved,
    path: readonly (string | number)[],
  ): Promise<Record<string, unknown>> {
    const result: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === 'field') {
        result[selection.key] = await this.#field(selection, source, [...path, selection.key]);
      } else if (isA(source.__typename, selection.on)) {
        Object.assign(result, await this.select(selection.selections, source, path));
      }
    }
    return result;
  }

  async #field(field: Field, source: Resolved, path: readonly (string | number)[]) {
    try {
      const member = source[field.name];
      const value: unknown =
        typeof member === 'function' ? await member(this.#args(field.args)) : member;
      const type = fieldType(source.__typename, field.name);
      return isComposite(type) ? await this.#complete(field, value, path) : (value ?? null);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.errors.push({ type: error.type, path, message: error.message });
      return null;
    }
  }

  async #complete(
    field: Field,
    value: unknown,
    path: readonly (string | number)[],
  ): Promise<unknown> {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) {
        items.push(await this.#complete(field, item, [...path, index]));
      }
      return items;
    }
    if (!isResolved(value))
      throw new Error(`${path.join('.')} was resolved to something without fields`);
    return this.select(field.selections ?? [], value, path);
  }

  #args(args: ReadonlyMap<string, Value>): Args {
    return Object.fromEntries([...args].map(([name, value]) => [name, this.#value(value)]));
  }

  #value(value: Value): unknown {
    switch (value.kind) {
      case 'variable':
        return this.variables[value.name] ?? null;
      case 'constant':
        return value.value;
      case 'enum':
        return value.name;
      case 'list':
        return value.items.map((item) => this.#value(item));
      case 'object':
        return this.#args(value.fields);
    }
  }
}
