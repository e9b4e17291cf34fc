// Random changes of documents.
import { isObject, type JsonValue, type SourceDocument } from '../../src/document/document.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { isList } from '../../src/fix/values.ts';

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
  const keys = Object.keys(at);
  const after = [null, ...keys][random(keys.length + 2)];
  return { kind: 'add', path: [...path, key], value, ...(after === undefined ? {} : { after }) };
}
