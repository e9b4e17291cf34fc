import type { NodePath } from './document.ts';
import { NO_KEY, type PositionTable } from './position-table.ts';

/** What a format must say about its nodes beside their offsets. */
export interface NodeReader {
  /** The key of a node that is a member of an object. */
  keyOf(node: number): string;
  /** The node whose children a node has: itself, unless it is a YAML alias. */
  target(node: number): number;
  /** Nodes whose members an object has too where it has none of its own (YAML's `<<`), strongest first. */
  merged(node: number): readonly number[];
}

type Children = ReadonlyMap<string, number> | readonly number[];

/**
 * Finds the nodes of a document by path. The children of a node are collected when it is first passed,
 * so that thousands of look-ups in a large document cost about one walk over the parts they touch.
 */
export class SourcePositions {
  private readonly children = new Map<number, Children>();

  constructor(
    readonly table: PositionTable,
    private readonly reader: NodeReader,
  ) {}

  /**
   * The node at a path, or its nearest existing ancestor, whether it is the node itself, and whether the way to it
   * leads through an alias or a merge.
   */
  find(path: NodePath): {
    readonly node: number;
    readonly exact: boolean;
    readonly isShared: boolean;
  } {
    let node = 0;
    let isShared = false;
    for (const key of path) {
      const owner = this.reader.target(node);
      const child = this.child(node, key);
      if (child === undefined) return { node, exact: false, isShared };
      // A child of the node itself stands within it; one that a merge brings does not.
      const isOwn = owner === node && child > node && child < this.table.next(node);
      isShared ||= !isOwn;
      node = child;
    }
    return { node, exact: true, isShared };
  }

  private child(parent: number, key: string | number): number | undefined {
    const node = this.reader.target(parent);
    const children = this.childrenOf(node);
    if (children instanceof Map) {
      return children.get(String(key)) ?? this.mergedChild(node, key);
    }
    return Array.isArray(children) && /^(0|[1-9]\d*)$/.test(String(key))
      ? children[Number(key)]
      : undefined;
  }

  private mergedChild(node: number, key: string | number): number | undefined {
    for (const source of this.reader.merged(node)) {
      const child = this.child(source, key);
      if (child !== undefined) return child;
    }
    return undefined;
  }

  private childrenOf(node: number): Children {
    const known = this.children.get(node);
    if (known !== undefined) return known;
    const found = this.collect(node);
    this.children.set(node, found);
    return found;
  }

  private collect(node: number): Children {
    const { table, reader } = this;
    const end = table.next(node);
    const isArray = node + 1 < end && table.key(node + 1) === NO_KEY;
    const items: number[] = [];
    const members = new Map<string, number>();
    for (let child = node + 1; child < end; child = table.next(child)) {
      if (isArray) items.push(child);
      else members.set(reader.keyOf(child), child);
    }
    return isArray ? items : members;
  }
}
