import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import { isList } from '../model/node.ts';

/**
 * What comparing names may cost in all, in pairs of letters, so that a contract made to be slow is not.
 * When it is used up, only equal names are alike.
 */
export class Effort {
  private left = 30_000_000;

  /** Whether there is enough left for this; takes it. */
  spend(cost: number): boolean {
    this.left -= cost;
    return this.left >= 0;
  }
}

/** How alike two names are, from 0 to 1: case and separators do not count, then shared letters do. */
export function nameLikeness(left: string, right: string, effort: Effort): number {
  if (!effort.spend(left.length + right.length)) return left === right ? 1 : 0;
  const [a, b] = [plain(left), plain(right)];
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || !effort.spend(a.length * b.length)) return 0;
  if (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a))
    return Math.max(0.6, Math.min(a.length, b.length) / longest);
  return 1 - editDistance(a, b) / longest;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters to add, remove or replace to make one text of the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How alike two paths are, from 0 to 1, segment by segment; paths with other parameters are not. */
export function pathLikeness(left: string, right: string, effort: Effort): number {
  const a = left.split('/').slice(1);
  const b = right.split('/').slice(1);
  const parameters = (segments: readonly string[]) =>
    segments.filter((segment) => segment.includes('{}')).length;
  if (parameters(a) !== parameters(b) || a.length > 30 || b.length > 30) return 0;
  // The best way to lay one over the other in order (longest common subsequence, weighted).
  let row = new Array<number>(b.length + 1).fill(0);
  for (const segment of a) {
    const next = [0];
    b.forEach((other, index) => {
      const both = (row[index] ?? 0) + segmentLikeness(segment, other, effort);
      next.push(Math.max(both, row[index + 1] ?? 0, next[index] ?? 0));
    });
    row = next;
  }
  return (2 * (row[b.length] ?? 0)) / (a.length + b.length);
}

const VERSION = /^v\d+(?:\.\d+)?$/i;

function segmentLikeness(left: string, right: string, effort: Effort): number {
  if (left === right) return 1;
  if (left.includes('{}') || right.includes('{}')) return 0;
  // Another version is the usual way to rename all paths at once.
  if (VERSION.test(left) && VERSION.test(right)) return 0.9;
  const likeness = nameLikeness(left, right, effort);
  return likeness >= 0.7 ? likeness : 0;
}

/** Texts for people, which do not make an operation another one. */
const PROSE: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'operationId',
  'tags',
  'example',
  'examples',
  'externalDocs',
]);

/** Leaves of a value that are read at most. */
const MAX_LEAVES = 2000;

/** What a declaration says, as a set of its leaves with the way to each. */
export function leavesOf(value: JsonObject): ReadonlySet<string> {
  const leaves = new Set<string>();
  const visit = (item: JsonValue, way: string): void => {
    if (leaves.size >= MAX_LEAVES) return;
    if (isList(item)) for (const element of item) visit(element, `${way}/-`);
    else if (isObject(item)) {
      for (const [key, member] of Object.entries(item))
        if (!PROSE.has(key)) visit(member, `${way}/${key}`);
    } else leaves.add(`${way}=${String(item).slice(0, 200)}`);
  };
  visit(value, '');
  return leaves;
}

/** The share of leaves that two declarations have in common, of all that either has. */
export function shareOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let common = 0;
  for (const leaf of left) if (right.has(leaf)) common += 1;
  const all = left.size + right.size - common;
  return all === 0 ? 1 : common / all;
}
