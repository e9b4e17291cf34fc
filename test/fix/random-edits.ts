// Random changes of documents, and what has to hold of every one of them.
import {
  isObject,
  type JsonValue,
  type NodePath,
  type SourceDocument,
} from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { CannotEdit } from '../../src/fix/cannot-edit.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { editDocument } from '../../src/fix/edit-document.ts';
import { changed, equalValues, isList } from '../../src/fix/values.ts';

/** Numbers from 0 up to a limit, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const SCALARS: readonly JsonValue[] = [
  'plain',
  'two words',
  '',
  'yes',
  '2020-01-01',
  '007',
  '1e3',
  '# no comment',
  'a: b',
  '- x',
  "it's",
  'say "so"',
  'line one\nline two\n',
  '  leading',
  'trailing ',
  'ünï ☂ 𝒳',
  '{brace',
  '[list',
  '&a',
  '*a',
  '!t',
  '%p',
  '@at',
  'a,b',
  'a#b',
  'a #b',
  '\ttab',
  'null',
  '~',
  'x\u2028y',
  '\\d+',
  'a\r\nb',
  '<<',
  0,
  -1,
  1.5,
  1e21,
  true,
  false,
  null,
];

function randomValue(random: (limit: number) => number, depth = 0): JsonValue {
  const kind = random(depth > 2 ? 3 : 6);
  if (kind === 3) return {};
  if (kind === 4) return Array.from({ length: random(4) }, () => randomValue(random, depth + 1));
  if (kind === 5) {
    return Object.fromEntries(
      Array.from({ length: 1 + random(3) }, () => [
        randomKey(random),
        randomValue(random, depth + 1),
      ]),
    );
  }
  return SCALARS[random(SCALARS.length)] ?? null;
}

const KEYS = [
  'name',
  'x-new',
  '200',
  '/users/{id}',
  'a b',
  'yes',
  '$ref',
  'key: odd',
  '#hash',
  '__proto__',
  '~',
  'application/json',
  "it's",
];

function randomKey(random: (limit: number) => number): string {
  const key = KEYS[random(KEYS.length)] ?? 'k';
  return random(3) === 0 ? `${key}${random(100)}` : key;
}

/** A change of a node that a walk from the root comes to by chance; undefined where there is none. */
export function randomChange(
  document: SourceDocument,
  random: (limit: number) => number,
): ValueChange | undefined {
  const path: (string | number)[] = [];
  let at: JsonValue = document.value;
  const depth = 1 + random(9);
  for (let step = 0; step < depth; step += 1) {
    const keys: readonly (string | number)[] = isList(at)
      ? at.map((_, index) => index)
      : isObject(at)
        ? Object.keys(at)
        : [];
    const key = keys[random(Math.max(1, keys.length))];
    if (key === undefined) break;
    path.push(key);
    at = (isList(at) ? at[Number(key)] : isObject(at) ? at[key] : null) ?? null;
  }
  if (path.length === 0) return undefined;
  const value = randomValue(random);
  const kind = random(4);
  if (kind === 0) return { kind: 'remove', path };
  if (kind === 1 || (!isList(at) && !isObject(at))) return { kind: 'replace', path, value };
  if (isList(at)) return { kind: 'insert', path: [...path, random(at.length + 1)], value };
  if (!isObject(at)) return undefined;
  const key = randomKey(random);
  if (Object.hasOwn(at, key)) return undefined;
  const after = Object.keys(at)[random(Object.keys(at).length + 1)];
  return { kind: 'add', path: [...path, key], value, ...(after === undefined ? {} : { after }) };
}

/** What became of a change: it was made, refused with a reason, or it broke something, which no edit may. */
export type Outcome =
  | { readonly kind: 'made' }
  | { readonly kind: 'refused' | 'broken'; readonly reason: string };

/** Makes a change and holds the text against the text before and the value against the one that was meant. */
export function tryChange(document: SourceDocument, change: ValueChange): Outcome {
  let edited: SourceDocument;
  try {
    edited = editDocument(document, change);
  } catch (error) {
    if (error instanceof CannotEdit) return { kind: 'refused', reason: error.message };
    throw error;
  }
  const again = parseDocument(document.file, edited.text);
  if (!again.ok) return { kind: 'broken', reason: again.problem.message };
  if (!equalValues(again.value.value, changed(document.value, change))) {
    return { kind: 'broken', reason: 'another value' };
  }
  const fault = otherLines(document, change, edited.text);
  return fault === undefined ? { kind: 'made' } : { kind: 'broken', reason: fault };
}

/** Says which lines changed that should not have; undefined where there are none. */
function otherLines(
  document: SourceDocument,
  change: ValueChange,
  text: string,
): string | undefined {
  if (text === document.text) return undefined;
  const before = document.text.split('\n');
  const after = text.split('\n');
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start])
    start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const first = start + 1;
  const last = before.length - tail;
  if (change.kind === 'add' || change.kind === 'insert') {
    // Only the line after which it comes may change: for a comma, or where an empty collection opens.
    return last - first > 0 ? `lines ${first} to ${last} changed` : undefined;
  }
  const own = linesOf(document, change.path);
  const parent = linesOf(document, change.path.slice(0, -1));
  const isWithin =
    first >= Math.max(parent.first, own.first - 1) - 1 &&
    last <= Math.max(own.last, Math.min(own.last + 1, parent.last));
  return isWithin
    ? undefined
    : `lines ${first} to ${last} changed, not ${own.first} to ${own.last}`;
}

function linesOf(
  document: SourceDocument,
  path: NodePath,
): { readonly first: number; readonly last: number } {
  const place = document.place(path);
  const lineAt = (offset: number) => document.text.slice(0, offset).split('\n').length;
  if (place === undefined) return { first: 0, last: 0 };
  const { start, end, key } = place;
  return { first: lineAt(key ?? start), last: lineAt(Math.max(start, end)) };
}
