// Turns a change of a value in a YAML file into a splice of its text: nothing else of the file is touched.
import type { JsonValue, NodePath, SourceDocument } from '../document/document.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { AddValue, InsertValue, ReplaceValue, ValueChange } from './edit.ts';
import { isFirstOnLine, lineEndOf, lineStart, restOfLine, type Splice } from './splice.ts';
import { valueAt } from './values.ts';
import {
  aboveOwnComments,
  type Child,
  type Collection,
  collectionAt,
  columnOf,
  endOfLines,
  ownPlace,
  pastOwnComments,
  refuseComments,
} from './yaml-place.ts';
import {
  blockLines,
  flowMember,
  flowText,
  quoted,
  type YamlStyle,
  yamlStyleOf,
} from './yaml-write.ts';

/** The splice that makes a change. Throws `CannotEdit` where there is none that leaves everything else as it is. */
export function spliceYaml(document: SourceDocument, change: ValueChange): Splice {
  return new YamlEditor(document).splice(change);
}

class YamlEditor {
  private readonly text: string;
  private readonly style: YamlStyle;
  private readonly lineEnd: string;

  constructor(private readonly document: SourceDocument) {
    this.text = document.text;
    this.style = yamlStyleOf(document.text);
    this.lineEnd = lineEndOf(document.text);
  }

  splice(change: ValueChange): Splice {
    const parent = collectionAt(this.document, change.path.slice(0, -1));
    switch (change.kind) {
      case 'add':
        return this.add(parent, change);
      case 'insert':
        return this.insert(parent, change);
      case 'replace':
        return this.replace(parent, this.child(parent, change.path), change);
      case 'remove':
        return this.remove(parent, this.child(parent, change.path));
    }
  }

  private child(parent: Collection, path: NodePath): Child {
    const key = path.at(-1);
    const found = parent.children.find((child) => String(child.key) === String(key));
    if (found !== undefined) return found;
    ownPlace(this.document, path);
    throw new CannotEdit('There is nothing to change.');
  }

  private add(parent: Collection, { path, value, after, written }: AddValue): Splice {
    const key = String(path.at(-1));
    const isFirst = after === null && this.isOpenAbove(parent);
    const before = isFirst
      ? undefined
      : (parent.children.findLast((child) => child.key === after) ?? parent.children.at(-1));
    if (parent.isFlow) {
      const whole = this.inBlock(parent, { [key]: value }, written?.lines);
      return whole ?? this.intoFlow(parent, before, flowMember(key, value, this.style));
    }
    const lines = written?.lines ?? blockLines({ [key]: value }, this.style);
    if (before !== undefined) return this.linesAfter(before, lines);
    const [first] = parent.children;
    if (first === undefined) throw new CannotEdit('The object has no members of its own.');
    return this.linesBefore(first, lines);
  }

  /**
   * Whether something can be put before the first member of an object: not above the first line of a document, where a
   * license or a mark for editors may stand, and not where a `?` marks a key.
   */
  private isOpenAbove({ path, isFlow, children }: Collection): boolean {
    const [first] = children;
    if (path.length === 0 || first === undefined) return false;
    const lead = this.text.slice(lineStart(this.text, first.start), first.start);
    return isFlow || /^[ -]*$/.test(lead);
  }

  private insert(parent: Collection, { path, value }: InsertValue): Splice {
    const index = Number(path.at(-1));
    const before = parent.children[index - 1];
    if (parent.isFlow) {
      const whole = this.inBlock(parent, [value]);
      return whole ?? this.intoFlow(parent, before, flowText(value, this.style));
    }
    const lines = blockLines([value], this.style);
    if (before !== undefined) return this.linesAfter(before, lines);
    const first = parent.children[0];
    if (first === undefined) throw new CannotEdit('The list has no items of its own.');
    return this.linesBefore(first, lines);
  }

  private linesBefore(first: Child, lines: readonly string[]): Splice {
    const column = columnOf(this.text, first.start);
    if (!isFirstOnLine(this.text, first.start)) {
      // What is an item of a list itself: its first line stands behind the dash of the item.
      const before = this.indented(lines, column, 0) + this.lineEnd + ' '.repeat(column);
      return { start: first.start, end: first.start, text: before };
    }
    const start = aboveOwnComments(this.text, lineStart(this.text, first.start), column);
    return { start, end: start, text: this.indented(lines, column) + this.lineEnd };
  }

  private linesAfter(before: Child, lines: readonly string[]): Splice {
    const { text } = this;
    const column = columnOf(text, before.start);
    const at = pastOwnComments(text, endOfLines(text, before), column);
    const block = this.indented(lines, column);
    const isOpenEnd = at === text.length && !text.endsWith('\n');
    return { start: at, end: at, text: isOpenEnd ? this.lineEnd + block : block + this.lineEnd };
  }

  private indented(lines: readonly string[], column: number, first = column): string {
    const blanks = ' '.repeat(column);
    return lines
      .map((line, index) =>
        line === '' ? '' : index === 0 ? ' '.repeat(first) + line : blanks + line,
      )
      .join(this.lineEnd);
  }

  /** An empty flow collection among block ones is written as a block, with what comes into it. */
  private inBlock(
    empty: Collection,
    value: JsonValue,
    written?: readonly string[],
  ): Splice | undefined {
    if (empty.children.length > 0 || empty.path.length === 0) return undefined;
    const parent = collectionAt(this.document, empty.path.slice(0, -1));
    if (parent.isFlow) return undefined;
    const child = this.child(parent, empty.path);
    const splice = this.replace(parent, child, { kind: 'replace', path: empty.path, value });
    if (written === undefined) return splice;
    const column = columnOf(this.text, child.start) + this.style.indent;
    return { ...splice, text: this.lineEnd + this.indented(written, column) };
  }

  private intoFlow(parent: Collection, before: Child | undefined, text: string): Splice {
    const [first] = parent.children;
    if (before !== undefined) {
      return { start: before.place.end, end: before.place.end, text: `, ${text}` };
    }
    const at = first?.start ?? parent.place.start + 1;
    return { start: at, end: at, text: first === undefined ? text : `${text}, ` };
  }

  private replace(parent: Collection, child: Child, { value }: ReplaceValue): Splice {
    const { start, end } = child.place;
    refuseComments(this.document, child.path, child.start, end);
    if (parent.isFlow) {
      const text = flowText(value, this.style);
      return parent.isMapping && start === end ? this.behindKey(child, text) : { start, end, text };
    }
    const from = this.afterMark(parent, child);
    let to = this.withoutLineEnds(from, end);
    const lines = this.valueLines(parent, child, value);
    if (lines.length > 1) {
      const rest = restOfLine(this.text, to);
      if (rest.trim() !== '')
        throw new CannotEdit('A comment stands behind the value, on a line that would be split.');
      // Blanks behind the value would become part of a text that takes its place.
      to += rest.length;
    }
    const column = columnOf(this.text, child.start);
    const [first = '', ...others] = lines;
    const rest = others.length === 0 ? '' : this.lineEnd + this.indented(others, column);
    return { start: from, end: to, text: (first === '' ? '' : ` ${first}`) + rest };
  }

  /** A value for a key of a flow mapping that has none: `{a, b: }`. */
  private behindKey({ start, place }: Child, value: string): Splice {
    const key = this.text.slice(start, place.start).trimEnd();
    const at = start + key.length;
    if (!key.endsWith(':')) return { start: at, end: at, text: `: ${value}` };
    const [blanks = ''] = /^[ \t]*(?=,)/.exec(this.text.slice(at)) ?? [];
    return { start: at, end: at + blanks.length, text: ` ${value}` };
  }

  /** The offset after the colon or dash of a child. */
  private afterMark(parent: Collection, child: Child): number {
    if (!parent.isMapping) return child.start + 1;
    const { start } = child.place;
    const before = this.text.slice(child.start, start);
    const at = child.start + before.trimEnd().length;
    if (this.text.charAt(at - 1) === ':') return at;
    throw new CannotEdit('An anchor or a tag stands before the value.');
  }

  private withoutLineEnds(from: number, end: number): number {
    let to = end;
    while (to > from && /[\r\n]/.test(this.text.charAt(to - 1))) to -= 1;
    return to;
  }

  /** What is written after the mark of a child: the first line, and those below in the columns of a block. */
  private valueLines(parent: Collection, child: Child, value: JsonValue): readonly string[] {
    const mark = this.text.charAt(child.place.start);
    const isQuoted = (mark === "'" || mark === '"') && child.place.end > child.place.start;
    if (typeof value === 'string' && isQuoted && !value.includes('\n'))
      return [quoted(value, mark)];
    if (!parent.isMapping) {
      const [first = '', ...others] = blockLines([value], this.style);
      return [first.replace(/^- ?/, ''), ...others];
    }
    const [first = '', ...others] = blockLines({ x: value }, this.style);
    return [first.replace(/^x: ?/, ''), ...others];
  }

  private remove(parent: Collection, child: Child): Splice {
    const { text } = this;
    const siblings = parent.children;
    const index = siblings.indexOf(child);
    const next = siblings[index + 1];
    const previous = siblings[index - 1];
    if (parent.isFlow) return this.removeFromFlow(child, previous, next);
    if (siblings.length === 1) return this.emptied(parent);
    if (!isFirstOnLine(text, child.start)) {
      if (next === undefined) throw new CannotEdit('It stands on the line of something else.');
      refuseComments(this.document, child.path, child.start, next.start);
      return { start: child.start, end: next.start, text: '' };
    }
    const end = endOfLines(text, child);
    refuseComments(this.document, child.path, child.start, end);
    const start = lineStart(text, child.start);
    const isOpenEnd = end === text.length && !text.endsWith('\n');
    return { start: isOpenEnd ? this.withoutLineEnd(start) : start, end, text: '' };
  }

  private withoutLineEnd(start: number): number {
    return start - (this.text.slice(0, start).endsWith('\r\n') ? 2 : Math.min(1, start));
  }

  private removeFromFlow(
    child: Child,
    previous: Child | undefined,
    next: Child | undefined,
  ): Splice {
    const start = previous === undefined ? child.start : previous.place.end;
    const end = previous === undefined && next !== undefined ? next.start : child.place.end;
    refuseComments(this.document, child.path, start, end);
    return { start, end, text: '' };
  }

  /** A block collection of which the last member goes. */
  private emptied(collection: Collection): Splice {
    const { path } = collection;
    if (path.length === 0) throw new CannotEdit('The document would be empty.');
    const parent = collectionAt(this.document, path.slice(0, -1));
    const value = Array.isArray(valueAt(this.document.value, path)) ? [] : {};
    return this.replace(parent, this.child(parent, path), { kind: 'replace', path, value });
  }
}
