/**
 * The part of tree-sitter's query language that is used here (https://tree-sitter.github.io/tree-sitter/using-parsers/queries):
 * nodes, fields, signs, alternatives, captures, the anchor before a first child, and conditions on texts.
 */

/** What a node is to be. */
export type Pattern = NodePattern | ChoicePattern;

/** Of a type, with such children in this order; others may stand between them. */
export interface NodePattern {
  readonly kind: 'node';
  readonly type: string;
  /** Whether the grammar has a rule for it; false for a sign or a keyword, as `"=="`. */
  readonly isNamed: boolean;
  readonly children: readonly ChildPattern[];
  readonly capture: string | null;
}

/** One of several. */
export interface ChoicePattern {
  readonly kind: 'choice';
  readonly options: readonly Pattern[];
  readonly capture: string | null;
}

export interface ChildPattern {
  /** The name that the rule gives the child; null for any. */
  readonly field: string | null;
  /** Whether it is the first of the named children. */
  readonly isFirst: boolean;
  readonly pattern: Pattern;
}

/** What the text of a captured node is to be. */
export interface Condition {
  readonly capture: string;
  holds(text: string): boolean;
}

/** A pattern with the conditions that stand beside it. */
export interface QueryPattern {
  readonly pattern: Pattern;
  readonly conditions: readonly Condition[];
}

const TOKEN = /\s*(?:([()[\].])|(@[\w.-]+)|(#[\w-]+[?!])|(\w+):|(\w+)|("(?:[^"\\]|\\.)*"))/y;

interface Token {
  readonly kind: 'sign' | 'capture' | 'condition' | 'field' | 'name' | 'text';
  readonly text: string;
}

/** Reads a query. Throws for what it does not know, which is a fault in Holdfast. */
export function parseQuery(source: string): readonly QueryPattern[] {
  const reader = new QueryReader(tokens(source.trim()));
  const found: QueryPattern[] = [];
  while (!reader.isAtEnd) found.push(reader.queryPattern());
  return found;
}

function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null) throw new Error(`This is no query: ${source.slice(from, from + 40)}`);
    const [, sign, capture, condition, field, name, text] = match;
    if (sign !== undefined) found.push({ kind: 'sign', text: sign });
    else if (capture !== undefined) found.push({ kind: 'capture', text: capture.slice(1) });
    else if (condition !== undefined) found.push({ kind: 'condition', text: condition });
    else if (field !== undefined) found.push({ kind: 'field', text: field });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else if (text !== undefined) found.push({ kind: 'text', text: unquoted(text) });
  }
  return found;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

class QueryReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** `(a) @b`, or a pattern and its conditions within brackets of their own. */
  queryPattern(): QueryPattern {
    const isGroup = this.isSign('(') && this.tokens[this.at + 1]?.kind === 'sign';
    if (!isGroup) return { pattern: this.pattern(), conditions: [] };
    this.take('sign');
    const pattern = this.pattern();
    const conditions = this.conditions();
    this.take('sign');
    return { pattern, conditions };
  }

  private pattern(): Pattern {
    if (this.tokens[this.at]?.kind === 'text')
      return this.captured({ kind: 'node', type: this.take('text'), isNamed: false, children: [] });
    const sign = this.take('sign');
    if (sign === '[') {
      const options: Pattern[] = [];
      while (!this.isSign(']')) options.push(this.pattern());
      this.take('sign');
      return this.captured({ kind: 'choice', options });
    }
    if (sign !== '(') throw new Error(`A query has "${sign}" where a node is expected.`);
    const type = this.take('name');
    const children: ChildPattern[] = [];
    while (!this.isSign(')')) children.push(this.child());
    this.take('sign');
    return this.captured({ kind: 'node', type, isNamed: true, children });
  }

  private child(): ChildPattern {
    const isFirst = this.isSign('.');
    if (isFirst) this.take('sign');
    const field = this.tokens[this.at]?.kind === 'field' ? this.take('field') : null;
    return { field, isFirst, pattern: this.pattern() };
  }

  private captured(
    pattern: Omit<NodePattern, 'capture'> | Omit<ChoicePattern, 'capture'>,
  ): Pattern {
    const capture = this.tokens[this.at]?.kind === 'capture' ? this.take('capture') : null;
    return { ...pattern, capture };
  }

  private conditions(): readonly Condition[] {
    const found: Condition[] = [];
    while (this.isSign('(')) {
      this.take('sign');
      const kind = this.take('condition');
      const capture = this.take('capture');
      const texts: string[] = [];
      while (!this.isSign(')')) texts.push(this.take('text'));
      this.take('sign');
      found.push(conditionOf(kind, capture, texts));
    }
    return found;
  }

  private isSign(text: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'sign' && token.text === text;
  }

  private take(kind: Token['kind']): string {
    const token = this.tokens[this.at];
    if (token?.kind !== kind)
      throw new Error(`A query has "${token?.text ?? 'its end'}" where a ${kind} is expected.`);
    this.at += 1;
    return token.text;
  }
}

function conditionOf(kind: string, capture: string, texts: readonly string[]): Condition {
  if (kind === '#eq?' || kind === '#any-of?')
    return { capture, holds: (text) => texts.includes(text) };
  if (kind !== '#match?') throw new Error(`A query has a condition that is not known: ${kind}`);
  const pattern = new RegExp(texts[0] ?? '');
  return { capture, holds: (text) => pattern.test(text) };
}
