import type { Place } from './facts.ts';
import type { Node } from './syntax-tree.ts';

/** Where a node stands. */
export function placeOf(node: Node): Place {
  return { line: node.line, column: node.column };
}

/** The line of a node's start, from 1. */
export function lineOf({ line }: Node): number {
  return line;
}

/** The column of a node's start, from 1. */
export function columnOf({ column }: Node): number {
  return column;
}

/** The named children of a node, without comments; none for no node. */
export function named(node: Node | null | undefined): Node[] {
  const found: Node[] = [];
  for (const child of node?.namedChildren ?? []) {
    if (child !== null && !child.type.endsWith('comment')) found.push(child);
  }
  return found;
}

/** The part of a node that has this name in the grammar. */
export function field(node: Node, name: string): Node | null {
  return node.childForFieldName(name);
}

/** The place of the first mistake: the deepest node that has one. */
export function firstError(root: Node): Place {
  let node = root;
  for (;;) {
    if (node.isError || node.isMissing) return placeOf(node);
    const inner = node.children.find((child) => child?.hasError || child?.isMissing);
    if (inner === undefined || inner === null) return placeOf(node);
    node = inner;
  }
}
