/**
 * Reads GraphQL queries as the stand-in's callers write them, after the specification (October 2021), sections 2.1
 * to 2.12. What it does not know, it refuses: named fragments, directives, block strings.
 */

/** A value in a query: a variable's name or a constant. */
export type Value =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value> };

export interface Field {
  readonly kind: 'field';
  /** What the answer calls it. */
  readonly key: string;
  readonly name: string;
  readonly args: ReadonlyMap<string, Value>;
  /** Null where nothing is selected below it. */
  readonly selections: readonly Selection[] | null;
}

export interface InlineFragment {
  readonly kind: 'fragment';
  readonly on: string;
  readonly selections: readonly Selection[];
}

export type Selection = Field | InlineFragment;

export interface Query {
  readonly operation: 'query' | 'mutation';
  /** Variables by name, with their types as written: `Int!`. */
  readonly variables: ReadonlyMap<string, string>;
  readonly selections: readonly Selection[];
}

/** A query that cannot be read or does not fit the schema. */
export class GraphqlSyntaxError extends Error {
  override readonly name = 'GraphqlSyntaxError';
}

const TOKEN =
  /[\s,\uFEFF]+|#[^\n\r]*|(\.\.\.|[!$():=@[\]{|}&])|([_A-Za-z]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"\\\n\r]|\\.)*")/y;

/** The tokens of a text; blanks, commas and comments are none. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null || text.startsWith('"""', from)) {
      throw new GraphqlSyntaxError(`Parse error on "${text.slice(from, from + 10)}"`);
    }
    const token = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

/** Goes through the tokens of one text. */
export class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  /** The next token; empty at the end. */
  peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  next(): string {
    const token = this.peek();
    if (token === '') throw new GraphqlSyntaxError('Unexpected end of document');
    this.#at += 1;
    return token;
  }

  /** Takes a token if it is the next one. */
  takes(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  expect(token: string): void {
    const got = this.next();
    if (got !== token) throw new GraphqlSyntaxError(`Expected "${token}", actual: "${got}"`);
  }

  name(): string {
    const token = this.next();
    if (!/^[_A-Za-z]/.test(token)) {
      throw new GraphqlSyntaxError(`Expected a name, actual: "${token}"`);
    }
    return token;
  }

  /** A type as written, without blanks: `[String!]!`. */
  type(): string {
    const inner = this.takes('[') ? `[${this.#closed()}]` : this.name();
    return this.takes('!') ? `${inner}!` : inner;
  }

  #closed(): string {
    const type = this.type();
    this.expect(']');
    return type;
  }
}

/** Reads a document with one query or mutation. Throws a `GraphqlSyntaxError` for anything else. */
export function parseQuery(text: string): Query {
  const reader = new Reader(text);
  const variables = new Map<string, string>();
  let operation: Query['operation'] = 'query';
  if (reader.peek() !== '{') {
    const name = reader.name();
    if (name !== 'query' && name !== 'mutation')
      throw new GraphqlSyntaxError(`A ${name} is not understood here`);
    operation = name;
    if (/^[_A-Za-z]/.test(reader.peek())) reader.name();
    if (reader.takes('(')) {
      while (!reader.takes(')')) {
        reader.expect('$');
        const name = reader.name();
        reader.expect(':');
        variables.set(name, reader.type());
      }
    }
  }
  const selections = selectionsOf(reader);
  if (reader.peek() !== '') throw new GraphqlSyntaxError(`Unexpected "${reader.peek()}"`);
  return { operation, variables, selections };
}

function selectionsOf(reader: Reader): readonly Selection[] {
  reader.expect('{');
  const selections: Selection[] = [];
  while (!reader.takes('}')) selections.push(selectionOf(reader));
  if (selections.length === 0) throw new GraphqlSyntaxError('A selection is empty');
  return selections;
}

function selectionOf(reader: Reader): Selection {
  if (reader.takes('...')) {
    reader.expect('on');
    return { kind: 'fragment', on: reader.name(), selections: selectionsOf(reader) };
  }
  const key = reader.name();
  const name = reader.takes(':') ? reader.name() : key;
  const args = reader.takes('(') ? membersOf(reader, ')') : new Map<string, Value>();
  const selections = reader.peek() === '{' ? selectionsOf(reader) : null;
  return { kind: 'field', key, name, args, selections };
}

/** `name: value` up to a closing token. */
function membersOf(reader: Reader, end: string): Map<string, Value> {
  const members = new Map<string, Value>();
  while (!reader.takes(end)) {
    const name = reader.name();
    reader.expect(':');
    members.set(name, readValue(reader));
  }
  return members;
}

function readValue(reader: Reader): Value {
  const token = reader.next();
  if (token === '$') return { kind: 'variable', name: reader.name() };
  if (token === '{') return { kind: 'object', fields: membersOf(reader, '}') };
  if (token === '[') {
    const items: Value[] = [];
    while (!reader.takes(']')) items.push(readValue(reader));
    return { kind: 'list', items };
  }
  if (token === 'true' || token === 'false') return { kind: 'constant', value: token === 'true' };
  if (token === 'null') return { kind: 'constant', value: null };
  if (token.startsWith('"')) return { kind: 'constant', value: stringOf(token) };
  if (/^[-\d]/.test(token)) return { kind: 'constant', value: Number(token) };
  if (/^[_A-Za-z]/.test(token)) return { kind: 'enum', name: token };
  throw new GraphqlSyntaxError(`Unexpected "${token}"`);
}

/** GraphQL's strings in one line are JSON's. */
function stringOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    throw new GraphqlSyntaxError(`${token} is not a string`);
  }
}
