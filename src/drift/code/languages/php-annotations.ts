import type { Argument, CallExpr, Expr, MapEntry, Place } from '../facts.ts';
import { placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { qualified } from './php-names.ts';

/**
 * The annotations in doc comments (Doctrine Annotations: `@Name(…)` with a name that begins with a capital), by where
 * what they belong to begins in the text.
 */
export function annotationsOf(
  root: Node,
  docs: readonly Node[],
): ReadonlyMap<number, readonly CallExpr[]> {
  const found = new Map<number, readonly CallExpr[]>();
  if (docs.length === 0) return found;
  const { text, startIndex } = root;
  for (const doc of docs) {
    const after = /\S/g;
    after.lastIndex = doc.endIndex - startIndex;
    const next = after.exec(text);
    if (next !== null) found.set(next.index + startIndex, new AnnotationReader(doc).all());
  }
  return found;
}

/** Reads the annotations of one comment. What does not read as one is passed over. */
class AnnotationReader {
  readonly #text: string;
  readonly #at: Place;
  #from = 0;

  constructor(doc: Node) {
    // Stars at the beginning of lines are no part of what is written; keeping their room keeps the lines.
    this.#text = doc.text.replace(/^([ \t]*)\*/gm, '$1 ');
    this.#at = placeOf(doc);
  }

  all(): readonly CallExpr[] {
    const found: CallExpr[] = [];
    for (;;) {
      const start = /(?<=^|\s)@(?=\\?[A-Z])/g;
      start.lastIndex = this.#from;
      const next = start.exec(this.#text);
      if (next === null) return found;
      this.#from = next.index;
      const call = this.#annotation();
      if (call !== null) found.push(call);
    }
  }

  /** Where the reader stands. */
  #place(): Place {
    const before = this.#text.slice(0, this.#from).split('\n');
    const last = before.at(-1) ?? '';
    return before.length === 1
      ? { line: this.#at.line, column: this.#at.column + last.length }
      : { line: this.#at.line + before.length - 1, column: last.length + 1 };
  }

  #annotation(): CallExpr | null {
    const at = this.#place();
    const name = this.#take(/@([\\\w]+)/y);
    if (name === null) return null;
    const callee = qualified(name.startsWith('\\') ? name.replace(/^.*\\/, '') : name, at);
    const args: Argument[] = this.#take(/(\()/y) === null ? [] : this.#parts(/\s*\)/y);
    return { kind: 'call', callee, args, line: at.line, column: at.column };
  }

  /** Values and `name = value`, with commas between, up to the end that is named. */
  #parts(end: RegExp): Argument[] {
    const parts: Argument[] = [];
    while (this.#from < this.#text.length) {
      this.#take(/([\s,]*)/y);
      if (this.#take(end) !== null) break;
      const name = this.#take(/([\w-]+)\s*=(?!=)\s*/y);
      const before = this.#from;
      parts.push({ name, value: this.#value(), spread: false });
      if (this.#from === before) break;
    }
    return parts;
  }

  #value(): Expr {
    const at = this.#place();
    const text = this.#take(/"((?:[^"]|"")*)"/y) ?? this.#take(/'([^']*)'/y);
    if (text !== null)
      return { kind: 'text', value: text.replace(/""/g, '"'), line: at.line, column: at.column };
    if (this.#take(/(\{)/y) !== null) return this.#braces(at);
    if (/@/y.test(this.#text[this.#from] ?? ''))
      return this.#annotation() ?? { kind: 'unknown', text: '@', line: at.line, column: at.column };
    const number = this.#take(/(-?\d+(?:\.\d+)?)/y);
    if (number !== null)
      return { kind: 'literal', type: 'number', text: number, line: at.line, column: at.column };
    const word = this.#take(/([\\\w]+(?:::\w+)?)/y);
    if (word === null) return { kind: 'unknown', text: '', line: at.line, column: at.column };
    if (/^(?:true|false)$/i.test(word))
      return { kind: 'literal', type: 'boolean', text: word, line: at.line, column: at.column };
    if (/^null$/i.test(word))
      return { kind: 'literal', type: 'null', text: word, line: at.line, column: at.column };
    const [object = '', member] = word.replace(/^[^:]*\\/, '').split('::');
    const name: Expr = { kind: 'name', name: object, line: at.line, column: at.column };
    return member === undefined
      ? name
      : { kind: 'member', object: name, name: member, line: at.line, column: at.column };
  }

  /** `{"a", "b"}` and `{"a": "b", c = "d"}`. */
  #braces(at: Place): Expr {
    const entries: MapEntry[] = [];
    let isMap = false;
    while (this.#from < this.#text.length) {
      this.#take(/([\s,]*)/y);
      if (this.#take(/(\})/y) !== null) break;
      const before = this.#from;
      const first = this.#value();
      if (this.#take(/(\s*[:=]\s*)/y) === null) entries.push({ key: null, value: first });
      else {
        isMap = true;
        const key: Expr =
          first.kind === 'name' ? { ...first, kind: 'text', value: first.name } : first;
        entries.push({ key, value: this.#value() });
      }
      if (this.#from === before) break;
    }
    return isMap
      ? { kind: 'map', entries, line: at.line, column: at.column }
      : {
          kind: 'list',
          items: entries.map(({ value }) => value),
          line: at.line,
          column: at.column,
        };
  }

  /** What a pattern (a sticky one) finds here: its first group; null when it finds nothing. */
  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#from;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#from = pattern.lastIndex;
    return match[1] ?? '';
  }
}
