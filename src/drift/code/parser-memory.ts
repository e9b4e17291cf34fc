import { ERROR_TYPE, NodeFlag, type NodeTable } from './syntax-tree.ts';

// Asking the parser for one node after the other crosses into WebAssembly some ten million times for a repository, which
// takes longer than parsing it. So a tree is read from the parser's memory at once. The layout is that of tree-sitter
// 0.25 compiled to 32 bits (lib/src/subtree.h, tree.h and parser.h). Its version is pinned, a test holds each node of the
// fixtures against what the parser itself answers, and a tree that turns out to have another number of nodes is a fault.

/** Where the parts of a subtree are that has a place of its own in memory, in bytes. */
const SUBTREE = {
  padding: 4,
  size: 16,
  errorCost: 32,
  childCount: 36,
  symbol: 40,
  flags: 44,
  visibleChildren: 48,
  visibleDescendants: 56,
  production: 66,
} as const;
/** … and those of a language. */
const LANGUAGE = {
  fieldCount: 32,
  aliasLength: 36,
  fieldSlices: 64,
  fieldEntries: 68,
  symbols: 72,
  publicSymbols: 76,
  aliases: 84,
} as const;
/** Bytes of a subtree where its parent lists it: small ones are stored there, of others the address is. */
const ENTRY = 8;
/** Bytes of what is told of a symbol, and of a name that a rule gives a child. */
const SYMBOL = 3;
const FIELD = 4;

/** Bits of a subtree: of one that is stored in its entry, they stand behind the bit that says so. */
const INLINE = 1;
const VISIBLE = 1;
const NAMED = 2;
const EXTRA = 4;
const MISSING = 1 << 9;
const INLINE_MISSING = 1 << 5;

/**
 * Reads the tree with this root, whose address is that of the tree, into a table. Throws where the memory is not laid
 * out as expected, which is a fault in Holdfast.
 */
export function readTree(memory: ArrayBufferLike, root: number, table: NodeTable): void {
  new TreeReader(memory, root, table).read(root);
}

/** A node, or a rule within one that the grammar hides, whose children are being read. */
class Level {
  /** Addresses of the next child's entry, of the first one, and behind the last one. */
  at = 0;
  first = 0;
  end = 0;
  /** The next child's number among those of its rule, without comments and the like. */
  place = 0;
  /** The node that the children belong to, and whether the rule is a hidden one within it. */
  node = 0;
  isHidden = false;
  /** Addresses of the other types that the rule has for its children, and of the names that it gives them; 0 for none. */
  aliases = 0;
  fields = 0;
  fieldsEnd = 0;
  /** The name of a hidden rule itself, and whether none of its children has got it yet. */
  outer = 0;
  isFirst = true;
}

class TreeReader {
  private readonly bytes: Uint8Array;
  private readonly shorts: Uint16Array;
  private readonly words: Uint32Array;
  private readonly language: number;
  private readonly hasFields: boolean;
  private readonly levels: Level[] = [];
  private depth = 0;
  /** How far the text has been gone through: bytes and columns in bytes, both of UTF-16, and lines. */
  private offset = 0;
  private row = 0;
  private column = 0;
  /** The subtree that was looked at last: its address, 0 where it is stored in its entry, and what is told of it. */
  private subtree = 0;
  private bits = 0;
  private symbol = 0;
  private isMissing = false;

  constructor(
    memory: ArrayBufferLike,
    root: number,
    private readonly table: NodeTable,
  ) {
    this.bytes = new Uint8Array(memory);
    this.shorts = new Uint16Array(memory);
    this.words = new Uint32Array(memory);
    this.language = this.word(root + ENTRY);
    this.hasFields = this.word(this.language + LANGUAGE.fieldCount) > 0;
  }

  read(root: number): void {
    this.look(root);
    const within = this.hasVisibleChildren() ? SUBTREE.visibleDescendants : null;
    const expected = 1 + (within === null ? 0 : this.word(this.subtree + within));
    this.table.reset(expected);
    this.pad(root);
    this.addNode(root, 0, 0, 0);
    while (this.depth > 0) {
      const level = this.levels[this.depth - 1];
      if (level === undefined) break;
      if (level.at < level.end) this.visitNext(level);
      else this.leave(level);
    }
    if (this.table.size !== expected)
      throw new Error(
        `The parser tells of ${expected} nodes, but ${this.table.size} were found in its memory.`,
      );
  }

  private visitNext(level: Level): void {
    const entry = level.at;
    level.at += ENTRY;
    this.look(entry);
    if (entry !== level.first) this.pad(entry);
    let alias = 0;
    let field = 0;
    let second = 0;
    if ((this.bits & EXTRA) === 0) {
      const place = level.place;
      level.place += 1;
      if (level.aliases !== 0) alias = this.short(level.aliases + 2 * place);
      const own = this.fieldAt(level, place);
      field = own === 0 ? level.outer : own;
      if (own !== 0 && level.isFirst) second = level.outer;
    }
    if (alias !== 0 || (this.bits & VISIBLE) !== 0) {
      this.addNode(entry, alias, level.node, field | (second << 16));
      level.isFirst = false;
    } else if (this.hasVisibleChildren()) {
      this.enter(level.node, true, field);
      level.isFirst = false;
    } else this.skip(entry);
  }

  /** Looks at the subtree of an entry. */
  private look(entry: number): void {
    const word = this.word(entry);
    if ((word & INLINE) !== 0) {
      this.subtree = 0;
      this.bits = word >>> 1;
      this.symbol = (word >>> 8) & 0xff;
      this.isMissing = (word & INLINE_MISSING) !== 0;
    } else {
      this.subtree = word;
      this.bits = this.short(word + SUBTREE.flags);
      this.symbol = this.short(word + SUBTREE.symbol);
      this.isMissing = (this.bits & MISSING) !== 0;
    }
  }

  private hasVisibleChildren(): boolean {
    return (
      this.subtree !== 0 &&
      this.word(this.subtree + SUBTREE.childCount) !== 0 &&
      this.word(this.subtree + SUBTREE.visibleChildren) !== 0
    );
  }

  /** Goes behind the blanks before a subtree … */
  private pad(entry: number): void {
    if (this.subtree !== 0) {
      this.move(this.subtree + SUBTREE.padding);
      return;
    }
    const sizes = this.word(entry + 4);
    const rows = (sizes >>> 8) & 0xf;
    this.offset += (sizes >>> 16) & 0xff;
    this.row += rows;
    this.column = (sizes & 0xff) + (rows === 0 ? this.column : 0);
  }

  /** … and behind the subtree itself. One that is stored in its entry has no line break. */
  private skip(entry: number): void {
    if (this.subtree !== 0) {
      this.move(this.subtree + SUBTREE.size);
      return;
    }
    const size = this.word(entry + 4) >>> 24;
    this.offset += size;
    this.column += size;
  }

  /** Goes on by a length, which is bytes, lines and columns. */
  private move(length: number): void {
    const rows = this.word(length + 4);
    this.offset += this.word(length);
    this.row += rows;
    this.column = this.word(length + 8) + (rows === 0 ? this.column : 0);
  }

  private addNode(entry: number, alias: number, parent: number, field: number): void {
    const { table, subtree } = this;
    const node = table.size;
    const rows = subtree === 0 ? 0 : this.word(subtree + SUBTREE.size + 4);
    const size = subtree === 0 ? this.word(entry + 4) >>> 24 : this.word(subtree + SUBTREE.size);
    table.size = node + 1;
    table.type[node] = this.publicType(alias === 0 ? this.symbol : alias);
    table.flags[node] = this.flagsOf(alias);
    table.start[node] = this.offset >>> 1;
    table.end[node] = (this.offset + size) >>> 1;
    table.row[node] = this.row;
    table.column[node] = this.column >>> 1;
    table.endRow[node] = this.row + rows;
    table.parent[node] = parent;
    table.next[node] = node + 1;
    table.field[node] = field;
    table.depth[node] = node === 0 ? 0 : (table.depth[parent] ?? 0) + 1;
    if (this.hasVisibleChildren()) this.enter(node, false, 0);
    else this.skip(entry);
  }

  /** The number under which the grammar names a type. */
  private publicType(symbol: number): number {
    if (symbol >= ERROR_TYPE - 1) return symbol;
    return this.short(this.word(this.language + LANGUAGE.publicSymbols) + 2 * symbol);
  }

  private flagsOf(alias: number): number {
    const isNamed =
      alias === 0
        ? (this.bits & NAMED) !== 0
        : this.bytes[this.word(this.language + LANGUAGE.symbols) + SYMBOL * alias + 1] !== 0;
    const isBroken =
      this.isMissing || (this.subtree !== 0 && this.word(this.subtree + SUBTREE.errorCost) !== 0);
    return (
      (isNamed ? NodeFlag.named : 0) |
      (this.isMissing ? NodeFlag.missing : 0) |
      (isBroken ? NodeFlag.broken : 0)
    );
  }

  /** Begins with the children of the subtree that was looked at, which stand before it. */
  private enter(node: number, isHidden: boolean, outer: number): void {
    const level = this.levels[this.depth] ?? new Level();
    this.levels[this.depth] = level;
    this.depth += 1;
    const { subtree, language } = this;
    const production = this.short(subtree + SUBTREE.production);
    level.first = subtree - ENTRY * this.word(subtree + SUBTREE.childCount);
    level.at = level.first;
    level.end = subtree;
    level.place = 0;
    level.node = node;
    level.isHidden = isHidden;
    level.aliases =
      production === 0
        ? 0
        : this.word(language + LANGUAGE.aliases) +
          2 * production * this.short(language + LANGUAGE.aliasLength);
    level.outer = outer;
    level.isFirst = true;
    level.fields = 0;
    level.fieldsEnd = 0;
    if (!this.hasFields) return;
    const slice = this.word(language + LANGUAGE.fieldSlices) + 4 * production;
    level.fields = this.word(language + LANGUAGE.fieldEntries) + FIELD * this.short(slice);
    level.fieldsEnd = level.fields + FIELD * this.short(slice + 2);
  }

  private leave(level: Level): void {
    if (!level.isHidden) this.table.next[level.node] = this.table.size;
    this.depth -= 1;
  }

  /** The name that a rule itself gives to the child at a place; 0 for none. */
  private fieldAt(level: Level, place: number): number {
    for (let at = level.fields; at < level.fieldsEnd; at += FIELD)
      if (this.bytes[at + 2] === place && this.bytes[at + 3] === 0) return this.short(at);
    return 0;
  }

  private word(address: number): number {
    return this.words[address >>> 2] ?? 0;
  }

  private short(address: number): number {
    return this.shorts[address >>> 1] ?? 0;
  }
}
