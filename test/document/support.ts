import type { JsonValue, NodePath, SourceDocument } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import type { Problem } from '../../src/problem.ts';

/** The document of a text that must parse. */
export function parsed(file: string, text: string): SourceDocument {
  const outcome = parseDocument(file, text);
  if (!outcome.ok) throw new Error(`unexpected problem: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}

/** The problem of a text that must not parse. */
export function refused(file: string, text: string): Problem {
  const outcome = parseDocument(file, text, { side: 'head' });
  if (outcome.ok) throw new Error(`unexpected document: ${JSON.stringify(outcome.value.value)}`);
  return outcome.problem;
}

/** Every path of a value, the root's first. */
export function* allPaths(value: JsonValue, path: NodePath = []): Iterable<NodePath> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* allPaths(item, [...path, index]);
    return;
  }
  for (const [key, member] of Object.entries(value)) yield* allPaths(member, [...path, key]);
}

/** The value at a path. */
export function valueAt(value: unknown, path: NodePath): unknown {
  return path.reduce<unknown>(
    (parent, key) =>
      typeof parent === 'object' && parent !== null
        ? Object.getOwnPropertyDescriptor(parent, key)?.value
        : undefined,
    value,
  );
}

/** The offset of a line and column, both from 1. */
export function offsetOf(text: string, place: { line: number; column: number }): number {
  let start = 0;
  for (let line = 1; line < place.line; line++) start = text.indexOf('\n', start) + 1;
  return start + place.column - 1;
}
