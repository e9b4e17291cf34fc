import type { Place } from './facts.ts';
import type { Node } from './grammar.ts';

/** Where a node stands. */
export function placeOf(node: Node): Place {
  const { row, column } = node.startPosition;
  return { line: row + 1, column: column + 1 };
}

/** The line of a node's start, from 1. */
export function lineOf({ startPosition }: Node): number {
  return startPosition.row + 1;
}

/** The column of a node's start, from 1. */
export function columnOf({ startPosition }: Node): number {
  return startPosition.column + 1;
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
