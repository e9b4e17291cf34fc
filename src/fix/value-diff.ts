// What has to change in one value so that it says what another one says, as pointwise as it can be told.
import { isObject, type JsonObject, type JsonValue, type NodePath } from '../document/document.ts';
import type { ValueChange } from './edit.ts';
import { equalValues, isList } from './values.ts';

/** One change, and where what it is about stands in the value that is to be reached; null where it is not there. */
export interface Difference {
  readonly change: ValueChange;
  readonly target: NodePath | null;
}

/** Lists of more items than this on both sides, of which few are alike, are replaced as a whole. */
const MOST_PAIRS = 4_000_000;

/**
 * The changes that turn `from` into `to`. Paths are those of `from` as it is; none of them is within another.
 * Members are paired by name, items of lists by what they are: parameters by place and name, texts by themselves.
 */
export function differences(from: JsonValue, to: JsonValue): readonly Difference[] {
  const found: Difference[] = [];
  compare(from, to, [], [], found);
  return found;
}

function compare(
  from: JsonValue,
  to: JsonValue,
  path: NodePath,
  target: NodePath,
  found: Difference[],
): void {
  if (equalValues(from, to)) return;
  if (isObject(from) && isObject(to) && shareKeys(from, to)) {
    compareObjects(from, to, path, target, found);
  } else if (isList(from) && isList(to) && from.length > 0 && to.length > 0) {
    compareLists(from, to, path, target, found);
  } else if (path.length > 0) {
    found.push({ change: { kind: 'replace', path, value: to }, target });
  } else if (isObject(from) && isObject(to)) compareObjects(from, to, path, target, found);
}

/** Whether one object can become the other member by member; those with nothing in common are two things. */
function shareKeys(a: JsonObject, b: JsonObject): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === 0 || Object.keys(b).length === 0 || keys.some((key) => Object.hasOwn(b, key))
  );
}

function compareObjects(
  from: JsonObject,
  to: JsonObject,
  path: NodePath,
  target: NodePath,
  found: Difference[],
): void {
  let after: string | null = null;
  for (const [key, value] of Object.entries(to)) {
    const own = Object.hasOwn(from, key) ? from[key] : undefined;
    if (own !== undefined) compare(own, value, [...path, key], [...target, key], found);
    else {
      const change: ValueChange = { kind: 'add', path: [...path, key], value, after };
      found.push({ change, target: [...target, key] });
    }
    after = key;
  }
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key))
      found.push({ change: { kind: 'remove', path: [...path, key] }, target: null });
  }
}

function compareLists(
  from: readonly JsonValue[],
  to: readonly JsonValue[],
  path: NodePath,
  target: NodePath,
  found: Difference[],
): void {
  const pairs = pairItems(from.map(identityOf), to.map(identityOf));
  if (pairs === undefined) {
    found.push({ change: { kind: 'replace', path, value: to }, target });
    return;
  }
  let i = 0;
  let j = 0;
  for (const [a, b] of [...pairs, [from.length, to.length] as const]) {
    compareGap(from.slice(i, a), to.slice(j, b), { path, target, i, j, a }, found);
    const [own, meant] = [from[a], to[b]];
    if (own !== undefined && meant !== undefined)
      compare(own, meant, [...path, a], [...target, b], found);
    [i, j] = [a + 1, b + 1];
  }
}

/** Items between two that are the same on both sides: those without a name are paired in their order. */
function compareGap(
  from: readonly JsonValue[],
  to: readonly JsonValue[],
  at: {
    readonly path: NodePath;
    readonly target: NodePath;
    readonly i: number;
    readonly j: number;
    readonly a: number;
  },
  found: Difference[],
): void {
  const { path, target, i, j, a } = at;
  const isPaired = from.length === to.length && [...from, ...to].every(isNameless);
  if (isPaired) {
    from.forEach((item, index) => {
      const meant = to[index];
      if (meant !== undefined)
        compare(item, meant, [...path, i + index], [...target, j + index], found);
    });
    return;
  }
  to.forEach((value, index) => {
    const change: ValueChange = { kind: 'insert', path: [...path, a], value };
    found.push({ change, target: [...target, j + index] });
  });
  from.forEach((_, index) => {
    found.push({ change: { kind: 'remove', path: [...path, i + index] }, target: null });
  });
}

function isNameless(value: JsonValue): boolean {
  return (isObject(value) && nameOf(value) === undefined) || isList(value);
}

/** What an item of a list is, whatever else it says. */
function identityOf(value: JsonValue): string {
  return (isObject(value) ? nameOf(value) : undefined) ?? JSON.stringify(value);
}

function nameOf(value: JsonObject): string | undefined {
  const { $ref, in: place, name, url, title } = value;
  if (typeof $ref === 'string') return `$ref ${$ref}`;
  if (typeof name === 'string') return `name ${typeof place === 'string' ? place : ''} ${name}`;
  if (typeof url === 'string') return `url ${url}`;
  return typeof title === 'string' ? `title ${title}` : undefined;
}

/**
 * The longest common subsequence of two lists of names, as pairs of indexes; undefined where that takes too much.
 * What both start and end with is paired first.
 */
function pairItems(
  from: readonly string[],
  to: readonly string[],
): readonly (readonly [number, number])[] | undefined {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let tail = 0;
  while (
    tail < Math.min(from.length, to.length) - start &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  const rows = from.length - tail - start;
  const columns = to.length - tail - start;
  if (rows * columns > MOST_PAIRS) return undefined;
  const pairs: (readonly [number, number])[] = [];
  for (let index = 0; index < start; index += 1) pairs.push([index, index]);
  pairs.push(
    ...longest(from.slice(start, start + rows), to.slice(start, start + columns)).map(
      ([a, b]) => [a + start, b + start] as const,
    ),
  );
  for (let index = tail; index > 0; index -= 1)
    pairs.push([from.length - index, to.length - index]);
  return pairs;
}

function longest(
  from: readonly string[],
  to: readonly string[],
): readonly (readonly [number, number])[] {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i -= 1) {
    for (let j = to.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    if (from[i] === to[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
