import type { JsonValue } from './document.ts';
import type { ParsedText } from './parsed-text.ts';
import { NO_KEY } from './position-table.ts';
import { Refusal } from './refusal.ts';
import { YamlAnchors } from './yaml-anchors.ts';
import { YamlCursor } from './yaml-cursor.ts';
import { setMember, YamlNodes } from './yaml-nodes.ts';
import {
  blockScalarText,
  endsWithinLine,
  flowScalarText,
  resolvePlainScalar,
} from './yaml-scalar.ts';

/** A key on the same line as its colon may be this long; YAML 1.2.2 section 7.4.2 allows 1,024. */
const MAX_KEY_LENGTH = 1000;

/**
 * Reads the common forms of YAML in one pass over the lexer's tokens, several times faster than
 * `yaml`'s parser and without its trees: block and flow collections, all scalars, comments, anchors and aliases.
 * Everything else, and everything that may be an error, throws `RareYaml`;
 * what is beyond the limits, or a key that is there twice, throws a `Refusal`.
 */
export function readCommonYaml(text: string): ParsedText {
  return new OnePass(text).run();
}

/** A key and where it stands; `NO_KEY` for items and the root. */
interface Key {
  readonly text: string;
  readonly offset: number;
}

const ROOT: Key = { text: '', offset: NO_KEY };

/** A mapping or sequence while it is read. */
interface OpenBlock {
  /** Column of its keys or dashes. */
  readonly column: number;
  readonly isMapping: boolean;
}

class OnePass {
  private readonly tokens: YamlCursor;
  private readonly nodes = new YamlNodes();
  private readonly anchors = new YamlAnchors();
  /** Offset after the last value: where the collections around it end. */
  private lastEnd = 0;

  constructor(private readonly text: string) {
    this.tokens = new YamlCursor(text);
  }

  run(): ParsedText {
    const { tokens } = this;
    tokens.skipToLine();
    tokens.expect('document');
    if (tokens.kind === 'document-start') {
      tokens.advance();
      tokens.skipSpace();
      if (!tokens.isLineEnd()) throw tokens.rare();
    }
    tokens.skipToLine();
    const value = this.block(ROOT, { column: -1, isMapping: false });
    tokens.skipToLine();
    if (tokens.kind === 'document-end') {
      tokens.advance();
      tokens.skipToLine();
    }
    if (tokens.kind !== 'end') throw tokens.rare();
    return this.nodes.finish(value, this.text);
  }

  /** A value whose first token stands first on its line. */
  private block(key: Key, parent: OpenBlock): JsonValue {
    const { tokens } = this;
    const { column } = tokens;
    if (tokens.kind === 'item') return this.sequence(key, column);
    return this.inline(key, parent, column);
  }

  /** A value that starts at the token: a mapping only where one may start, at `mappingColumn`. */
  private inline(key: Key, parent: OpenBlock, mappingColumn: number | null): JsonValue {
    const { tokens } = this;
    switch (tokens.kind) {
      case 'plain':
      case 'quoted':
        return this.scalarOrMapping(key, mappingColumn);
      case 'open':
        return this.closed(this.flow(key));
      case 'alias':
        return this.closed(this.alias(key));
      case 'block-header':
        return this.blockScalar(key, parent);
      default:
        throw tokens.rare();
    }
  }

  private scalarOrMapping(key: Key, mappingColumn: number | null): JsonValue {
    const { tokens } = this;
    const start = tokens.offset;
    const end = tokens.end;
    const isPlain = tokens.kind === 'plain';
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind === 'colon') {
      if (mappingColumn === null) throw tokens.rare();
      return this.mapping(key, mappingColumn, { text, offset: start, end, isPlain });
    }
    this.leaf(key, start, end);
    return this.closed(isPlain ? resolvePlainScalar(text) : text);
  }

  private mapping(
    key: Key,
    column: number,
    first: Key & { readonly end: number; readonly isPlain: boolean },
  ): JsonValue {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, first.offset);
    const members: Record<string, JsonValue> = {};
    const self: OpenBlock = { column, isMapping: true };
    let hasMerge = false;
    let member = first;
    for (;;) {
      this.checkKey(member.offset, member.end);
      nodes.refuseDuplicate(node, members, member.text, member.offset);
      hasMerge ||= member.isPlain && member.text === '<<';
      tokens.advance();
      setMember(members, member.text, this.entry(member, self));
      tokens.skipToLine();
      if (tokens.column !== column || !tokens.isScalar()) break;
      member = this.nextKey();
    }
    this.endBlock(node);
    if (hasMerge) nodes.merge(node, members);
    return members;
  }

  private nextKey(): Key & { readonly end: number; readonly isPlain: boolean } {
    const { tokens } = this;
    const { offset, end } = tokens;
    const isPlain = tokens.kind === 'plain';
    const text = this.scalarText();
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind !== 'colon') throw tokens.rare();
    return { text, offset, end, isPlain };
  }

  private sequence(key: Key, column: number): JsonValue {
    const { tokens, nodes } = this;
    const node = nodes.open(key.offset, key.text, tokens.offset);
    const items: JsonValue[] = [];
    const self: OpenBlock = { column, isMapping: false };
    while (tokens.kind === 'item' && tokens.column === column) {
      tokens.advance();
      items.push(this.entry(ROOT, self));
      tokens.skipToLine();
    }
    this.endBlock(node);
    return items;
  }

  /**
   * Ends a block collection. A next token that belongs to no collection further out ends them all,
   * and is then found where the document should end.
   */
  private endBlock(node: number): void {
    this.nodes.close(node, this.lastEnd);
  }

  /** What follows a colon or dash: a value on the same line, a deeper block, or nothing. */
  private entry(key: Key, parent: OpenBlock): JsonValue {
    const { tokens } = this;
    const after = tokens.offset;
    tokens.skipSpace();
    if (tokens.kind === 'anchor') return this.anchored(key, parent);
    if (!tokens.isLineEnd()) {
      if (parent.isMapping) return this.inline(key, parent, null);
      return this.block(key, parent);
    }
    return this.nextLines(key, parent, after);
  }

  private nextLines(key: Key, parent: OpenBlock, after: number): JsonValue {
    const { tokens } = this;
    tokens.skipToLine();
    const { column } = tokens;
    const isDeeper = column > parent.column && tokens.kind !== 'end';
    const isListOfKey = parent.isMapping && column === parent.column && tokens.kind === 'item';
    if (isDeeper || isListOfKey) return this.block(key, parent);
    this.leaf(key, after, after);
    return null;
  }

  private anchored(key: Key, parent: OpenBlock): JsonValue {
    const { tokens, nodes, anchors } = this;
    const name = tokens.source.slice(1);
    const after = tokens.end;
    if (name === '' || name.endsWith(':')) throw tokens.rare();
    tokens.advance();
    if (tokens.kind !== 'space' && !tokens.isLineEnd()) throw tokens.rare();
    tokens.skipSpace();
    const node = nodes.table.size;
    const opened = anchors.open(name);
    const isOnLine = !tokens.isLineEnd();
    const value = isOnLine ? this.inline(key, parent, null) : this.nextLines(key, parent, after);
    if (value === null && !isOnLine) throw tokens.rare();
    anchors.close(name, opened, { node, value, nodes: nodes.table.size - node });
    return value;
  }

  private alias(key: Key): JsonValue {
    const { tokens } = this;
    const { offset, end } = tokens;
    if (tokens.source.endsWith(':')) throw tokens.rare();
    const target = this.anchors.resolve(tokens.source.slice(1), offset);
    this.nodes.alias(key.offset, key.text, offset, end, target);
    this.lastEnd = end;
    tokens.advance();
    return target.value;
  }

  private flow(key: Key): JsonValue {
    const { tokens, nodes } = this;
    const isMapping = tokens.source === '{';
    const node = nodes.open(key.offset, key.text, tokens.offset);
    tokens.advance();
    const value = isMapping ? this.flowMembers(node) : this.flowItems();
    if (tokens.kind !== 'close' || tokens.source !== (isMapping ? '}' : ']')) throw tokens.rare();
    this.lastEnd = tokens.end;
    nodes.close(node, tokens.end);
    tokens.advance();
    return value;
  }

  private flowMembers(node: number): JsonValue {
    const { tokens, nodes } = this;
    const members: Record<string, JsonValue> = {};
    let hasMerge = false;
    tokens.skipToLine();
    while (tokens.isScalar()) {
      const member = this.nextKey();
      this.checkKey(member.offset, member.end);
      nodes.refuseDuplicate(node, members, member.text, member.offset);
      hasMerge ||= member.isPlain && member.text === '<<';
      tokens.advance();
      tokens.skipToLine();
      setMember(members, member.text, this.flowValue(member));
      if (!this.flowComma()) break;
    }
    if (hasMerge) nodes.merge(node, members);
    return members;
  }

  private flowItems(): JsonValue {
    const items: JsonValue[] = [];
    this.tokens.skipToLine();
    while (this.tokens.kind !== 'close') {
      items.push(this.flowValue(ROOT));
      if (!this.flowComma()) break;
    }
    return items;
  }

  private flowValue(key: Key): JsonValue {
    const { tokens } = this;
    if (tokens.kind === 'open') return this.flow(key);
    if (tokens.kind === 'alias') return this.alias(key);
    if (!tokens.isScalar()) throw tokens.rare();
    const isPlain = tokens.kind === 'plain';
    const text = this.scalarText();
    this.leaf(key, tokens.offset, tokens.end);
    tokens.advance();
    return isPlain ? resolvePlainScalar(text) : text;
  }

  private flowComma(): boolean {
    const { tokens } = this;
    tokens.skipToLine();
    if (tokens.kind !== 'comma') return false;
    tokens.advance();
    tokens.skipToLine();
    return true;
  }

  /** The lines of a block scalar belong to one token after its header. */
  private blockScalar(key: Key, parent: OpenBlock): JsonValue {
    const { tokens } = this;
    const { offset, source: header } = tokens;
    tokens.advance();
    tokens.skipSpace();
    if (tokens.kind === 'comment') tokens.comment();
    tokens.expect('newline');
    if (!tokens.isScalar()) throw tokens.rare();
    if (endsWithinLine(this.text, tokens.offset, tokens.end)) {
      throw Refusal.tabAfterBlockScalar(tokens.end);
    }
    const text = blockScalarText({ header, lines: tokens.source, indent: parent.column, offset });
    this.leaf(key, offset, tokens.end);
    tokens.advance();
    return text;
  }

  /** The text of the scalar at the token. */
  private scalarText(): string {
    const { kind, source, offset } = this.tokens;
    return flowScalarText(source, kind === 'quoted', offset);
  }

  private checkKey(offset: number, end: number): void {
    const isLong = this.tokens.offset - offset > MAX_KEY_LENGTH;
    if (isLong || this.text.slice(offset, end).includes('\n')) throw this.tokens.rare();
  }

  private leaf(key: Key, start: number, end: number): void {
    this.nodes.leaf(key.offset, key.text, start, end);
    this.lastEnd = end;
  }

  /** After a value on a line only a comment may follow. */
  private closed(value: JsonValue): JsonValue {
    this.tokens.skipSpace();
    if (!this.tokens.isLineEnd()) throw this.tokens.rare();
    return value;
  }
}
