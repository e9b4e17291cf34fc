/** What a grammar calls the types of nodes and the parts of its rules, which trees have as numbers. */
export class GrammarNames {
  readonly #fields: ReadonlyMap<string | null, number>;

  constructor(
    readonly grammar: string,
    readonly types: readonly (string | undefined)[],
    fields: readonly (string | null)[],
  ) {
    this.#fields = new Map(fields.map((field, number) => [field, number]));
  }

  /** The numbers under which the grammar has a type of this name; none where it has not. */
  numbersOf(type: string): readonly number[] {
    return this.types.flatMap((name, number) => (name === type ? [number] : []));
  }

  /** The number of a field; 0 for one that the grammar does not have. */
  field(name: string): number {
    return this.#fields.get(name) ?? 0;
  }
}

/** The type of a node that stands for a mistake, as a number; it has no name of the grammar. */
export const ERROR_TYPE = 0xffff;

/** What is told of a node by a bit each. */
export const NodeFlag = { named: 1, missing: 2, broken: 4 } as const;

/**
 * The nodes of a syntax tree by their number, in the order of the text and parents first: a column for each property.
 * A tree of a file has some ten thousand nodes, of which few are looked at; so no object is made for one before.
 */
export class NodeTable {
  #capacity = 0;
  /** How many nodes there are. */
  size = 0;
  /** Number of the type. */
  type = new Uint16Array(0);
  flags = new Uint8Array(0);
  /** Where a node begins and ends in the text, in UTF-16 code units. */
  start = new Uint32Array(0);
  end = new Uint32Array(0);
  /** The line and the column of the start and the line of the end, from 0. */
  row = new Uint32Array(0);
  column = new Uint32Array(0);
  endRow = new Uint32Array(0);
  /** The parent's number; the root is its own. */
  parent = new Uint32Array(0);
  /** The number behind the last node within this one. */
  next = new Uint32Array(0);
  /** The number of its field in the parent in the lower half, and of a second one in the upper; 0 for none. */
  field = new Uint32Array(0);
  /** How many nodes it stands in. */
  depth = new Uint32Array(0);

  /** Empties the table and makes room for so many nodes. */
  reset(capacity: number): void {
    this.size = 0;
    if (capacity <= this.#capacity) return;
    this.#capacity = Math.max(capacity, Math.min(2 * this.#capacity, 1 << 16));
    this.type = new Uint16Array(this.#capacity);
    this.flags = new Uint8Array(this.#capacity);
    this.start = new Uint32Array(this.#capacity);
    this.end = new Uint32Array(this.#capacity);
    this.row = new Uint32Array(this.#capacity);
    this.column = new Uint32Array(this.#capacity);
    this.endRow = new Uint32Array(this.#capacity);
    this.parent = new Uint32Array(this.#capacity);
    this.next = new Uint32Array(this.#capacity);
    this.field = new Uint32Array(this.#capacity);
    this.depth = new Uint32Array(this.#capacity);
  }

  /** Whether the grammar has a rule for a node. */
  isNamed(at: number): boolean {
    return ((this.flags[at] ?? 0) & NodeFlag.named) !== 0;
  }

  /** Whether a node has this field in its parent. */
  hasField(at: number, field: number): boolean {
    const fields = this.field[at] ?? 0;
    return (fields & 0xffff) === field || fields >>> 16 === field;
  }
}

/** A syntax tree that is out of the parser's hands: its nodes, the text and the names of its grammar. */
export class SyntaxTree {
  constructor(
    readonly nodes: NodeTable,
    readonly text: string,
    readonly names: GrammarNames,
  ) {}

  get root(): Node {
    return new Node(this, 0);
  }
}

/** A node of a syntax tree. Only `languages/` see one, and only while the file is read. */
export class Node {
  constructor(
    readonly tree: SyntaxTree,
    /** Its number in the tree; the same node of the same tree has the same. */
    readonly id: number,
  ) {}

  /** The name of its type in the grammar, `ERROR` for a mistake. */
  get type(): string {
    const { nodes, names } = this.tree;
    return names.types[nodes.type[this.id] ?? ERROR_TYPE] ?? 'ERROR';
  }

  /** The name of the grammar. */
  get grammar(): string {
    return this.tree.names.grammar;
  }

  get text(): string {
    return this.tree.text.slice(this.startIndex, this.endIndex);
  }

  /** Where it begins and ends in the text, in UTF-16 code units. */
  get startIndex(): number {
    return this.tree.nodes.start[this.id] ?? 0;
  }

  get endIndex(): number {
    return this.tree.nodes.end[this.id] ?? 0;
  }

  /** The line and the column of its start, and the line of its end, from 1. */
  get line(): number {
    return (this.tree.nodes.row[this.id] ?? 0) + 1;
  }

  get column(): number {
    return (this.tree.nodes.column[this.id] ?? 0) + 1;
  }

  get endLine(): number {
    return (this.tree.nodes.endRow[this.id] ?? 0) + 1;
  }

  /** Whether the grammar has a rule for it; false for a sign or a keyword. */
  get isNamed(): boolean {
    return this.tree.nodes.isNamed(this.id);
  }

  /** Whether it stands for a mistake. */
  get isError(): boolean {
    return this.tree.nodes.type[this.id] === ERROR_TYPE;
  }

  /** Whether the parser put it in because the text lacks it. */
  get isMissing(): boolean {
    return this.#has(NodeFlag.missing);
  }

  /** Whether there is a mistake in it. */
  get hasError(): boolean {
    return this.#has(NodeFlag.broken);
  }

  get parent(): Node | null {
    return this.id === 0 ? null : new Node(this.tree, this.tree.nodes.parent[this.id] ?? 0);
  }

  get children(): Node[] {
    const found: Node[] = [];
    for (let at = this.#first; at !== 0; at = this.#after(at)) found.push(new Node(this.tree, at));
    return found;
  }

  get namedChildren(): Node[] {
    const found: Node[] = [];
    for (let at = this.#first; at !== 0; at = this.#after(at))
      if (this.tree.nodes.isNamed(at)) found.push(new Node(this.tree, at));
    return found;
  }

  get firstChild(): Node | null {
    return this.#node(this.#first);
  }

  get lastChild(): Node | null {
    let last = 0;
    for (let at = this.#first; at !== 0; at = this.#after(at)) last = at;
    return this.#node(last);
  }

  get firstNamedChild(): Node | null {
    let at = this.#first;
    while (at !== 0 && !this.tree.nodes.isNamed(at)) at = this.#after(at);
    return this.#node(at);
  }

  get lastNamedChild(): Node | null {
    let last = 0;
    for (let at = this.#first; at !== 0; at = this.#after(at))
      if (this.tree.nodes.isNamed(at)) last = at;
    return this.#node(last);
  }

  get nextSibling(): Node | null {
    const { parent } = this;
    return parent === null ? null : this.#node(parent.#after(this.id));
  }

  get previousSibling(): Node | null {
    return this.#before(() => true);
  }

  get previousNamedSibling(): Node | null {
    return this.#before((at) => this.tree.nodes.isNamed(at));
  }

  /** The first child that has this name in the grammar's rule; a mistake has no rule. */
  childForFieldName(name: string): Node | null {
    const number = this.tree.names.field(name);
    if (number === 0 || this.isError) return null;
    for (let at = this.#first; at !== 0; at = this.#after(at))
      if (this.tree.nodes.hasField(at, number)) return new Node(this.tree, at);
    return null;
  }

  /** All children that have this name in the grammar's rule. */
  childrenForFieldName(name: string): Node[] {
    const number = this.tree.names.field(name);
    return number === 0
      ? []
      : this.children.filter(({ id }) => this.tree.nodes.hasField(id, number));
  }

  /** The innermost node that holds the character at this place of the text. */
  descendantForIndex(index: number): Node {
    let found = this.id;
    for (let at = this.#first; at !== 0; ) {
      const { start, end, next } = this.tree.nodes;
      const isWithin = (start[at] ?? 0) <= index && index < (end[at] ?? 0);
      if (isWithin) found = at;
      const inner = at + 1 < (next[at] ?? 0) ? at + 1 : 0;
      at = isWithin ? inner : this.#afterIn(found, at);
    }
    return new Node(this.tree, found);
  }

  #has(flag: number): boolean {
    return ((this.tree.nodes.flags[this.id] ?? 0) & flag) !== 0;
  }

  #node(at: number): Node | null {
    return at === 0 ? null : new Node(this.tree, at);
  }

  /** The first child's number; 0 for none. */
  get #first(): number {
    return this.id + 1 < (this.tree.nodes.next[this.id] ?? 0) ? this.id + 1 : 0;
  }

  /** The number of the child behind this one; 0 for none. */
  #after(at: number): number {
    return this.#afterIn(this.id, at);
  }

  #afterIn(parent: number, at: number): number {
    const { next } = this.tree.nodes;
    const after = next[at] ?? 0;
    return after < (next[parent] ?? 0) ? after : 0;
  }

  /**
   * The nearest child of the same parent before this one that is wanted. What stands before a node is the last within
   * the child before it.
   */
  #before(isWanted: (at: number) => boolean): Node | null {
    const { parent } = this.tree.nodes;
    const own = parent[this.id];
    for (let child = this.id; child !== 0; ) {
      let before = child - 1;
      if (before === own) return null;
      while (before > 0 && parent[before] !== own) before = parent[before] ?? 0;
      if (isWanted(before)) return this.#node(before);
      child = before;
    }
    return null;
  }
}
