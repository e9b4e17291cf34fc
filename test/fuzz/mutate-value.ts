/** Damage to the values of a document: what the text of it can say, right or wrong. */
import {
  define,
  isRecord,
  type Json,
  type JsonRecord,
  removeAt,
  type Slot,
  setAt,
  slotsOf,
  valueAt,
} from './json.ts';
import { wrap, writeKeyword } from './mutate-schema.ts';
import type { Random } from './random.ts';

const JUNK: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1.5,
  1e308,
  '',
  'x',
  '\uD800',
  '\u0000',
  '\u2028\u202e',
  [],
  {},
  [null],
  [[]],
];
const KEYS = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', '~', '~1', '/', '$ref'],
  ...['allOf', '200', '0', '{id}', '/{a}/{a}', 'a'.repeat(5000), '\uD800', '\n', '<<', '*', '&a'],
];
const REFERENCES = [
  ...['#', '', '#/', '#/paths', '#/nope', '#nope', '#/components/schemas/Nope', './other.yaml'],
  ...['../../../etc/passwd', 'https://example.com/a.json#/b', '#/%zz', '#/~2', '%', 'file:///a'],
];
/** Deeper than documents may be, so that the limit is met too. */
const DEPTHS = [20, 200, 250, 300];

/** Damages a document in place, up to `most` times. */
export function damageValue(random: Random, root: JsonRecord, most: number): void {
  const times = 1 + random.below(most);
  for (let time = 0; time < times; time += 1) {
    const slots = slotsOf(root);
    const slot = random.pick(slots);
    if (slot === undefined) return;
    random.oneOf(...EDITS)(random, slot, slots, root);
  }
}

type Edit = (random: Random, slot: Slot, slots: readonly Slot[], root: JsonRecord) => void;

const EDITS: [Edit, ...Edit[]] = [
  (_random, slot) => removeAt(slot),
  (random, slot) => setAt(slot, structuredClone(random.pick(JUNK) ?? null)),
  (random, slot, slots) => {
    const other = random.pick(slots) ?? slot;
    const [value, elsewhere] = [valueAt(slot), valueAt(other)];
    // A value that is put into itself would have no text.
    setAt(slot, structuredClone(elsewhere));
    setAt(other, structuredClone(value));
  },
  (random, slot, slots) => setAt(slot, structuredClone(valueAt(random.pick(slots) ?? slot))),
  (random, slot) => duplicate(random, slot),
  (random, slot) => rename(random, slot),
  (random, slot, slots, root) => retarget(random, slot, slots, root),
  (random, slot, slots, root) => retarget(random, slot, slots, root),
  (random, _slot, slots) => writeKeyword(random, someRecord(random, slots)),
  (random, _slot, slots) => writeKeyword(random, someRecord(random, slots)),
  (random, _slot, slots) => writeKeyword(random, someRecord(random, slots)),
  (random, slot) => setAt(slot, wrap(random, valueAt(slot))),
  (random, slot) => setAt(slot, nested(random, valueAt(slot))),
  (random, slot) => setAt(slot, converted(random, valueAt(slot))),
  (random, slot) => multiply(random, slot),
];

function someRecord(random: Random, slots: readonly Slot[]): JsonRecord {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const slot = random.pick(slots);
    const value = slot === undefined ? undefined : valueAt(slot);
    if (isRecord(value)) return value;
  }
  return {};
}

function duplicate(random: Random, slot: Slot): void {
  const copy = structuredClone(valueAt(slot));
  if (slot.kind === 'item') slot.holder.splice(random.below(slot.holder.length), 0, copy);
  else define(slot.holder, random.chance(0.5) ? `${slot.key}2` : keyOf(random), copy);
}

function rename(random: Random, slot: Slot): void {
  const value = valueAt(slot);
  removeAt(slot);
  if (slot.kind === 'member') define(slot.holder, keyOf(random), value);
  else slot.holder.unshift(value);
}

function keyOf(random: Random): string {
  return random.pick(KEYS) ?? 'a';
}

/** Puts a `$ref` somewhere: to what is there, to itself, to what holds it, or to nothing. */
function retarget(random: Random, slot: Slot, slots: readonly Slot[], root: JsonRecord): void {
  const references = slots.filter(
    ({ kind, ...at }) => kind === 'member' && 'key' in at && at.key === '$ref',
  );
  const target = random.chance(0.3) ? (random.pick(REFERENCES) ?? '#') : pointerInto(random, root);
  const existing = random.pick(references);
  const held = valueAt(slot);
  if (existing !== undefined && random.chance(0.5)) setAt(existing, target);
  else if (isRecord(held) && random.chance(0.3))
    setAt(slot, { ...structuredClone(held), $ref: target });
  else setAt(slot, { $ref: target });
}

/** A pointer to something in the document, schemas first. */
function pointerInto(random: Random, root: JsonRecord): string {
  let value: Json = root;
  let pointer = '#';
  const goal = 2 + random.below(9);
  for (let depth = 0; depth < goal; depth += 1) {
    const components: Json | undefined = depth === 0 ? root['components'] : undefined;
    const keys: string[] =
      components !== undefined && random.chance(0.7)
        ? ['components']
        : typeof value === 'object' && value !== null
          ? Object.keys(value)
          : [];
    const key = random.pick(keys);
    if (key === undefined) break;
    pointer += `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const next: Json | undefined = Array.isArray(value)
      ? value[Number(key)]
      : isRecord(value)
        ? value[key]
        : undefined;
    value = next ?? null;
  }
  return pointer;
}

/** The value at the bottom of many others. */
function nested(random: Random, value: Json): Json {
  const depth = random.pick(DEPTHS) ?? 20;
  const keyword = random.oneOf('properties', 'allOf', 'items', 'oneOf', 'list');
  let made = value;
  for (let level = 0; level < depth; level += 1) {
    if (keyword === 'list') made = [made];
    else if (keyword === 'items') made = { items: made };
    else if (keyword === 'properties') made = { properties: { a: made } };
    else made = { [keyword]: [made, { type: 'object' }] };
  }
  return made;
}

function converted(random: Random, value: Json): Json {
  if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [index, item]));
  if (isRecord(value)) return random.chance(0.5) ? Object.values(value) : Object.keys(value);
  if (typeof value === 'string') return random.oneOf<Json>([value], Number(value) || 0, {});
  return String(value);
}

/** Makes a list or an object much longer. */
function multiply(random: Random, slot: Slot): void {
  const value = valueAt(slot);
  const times = random.oneOf(3, 30, 300);
  if (JSON.stringify(value).length * times > 300_000) return;
  if (slot.kind === 'item') {
    for (let time = 0; time < times; time += 1) slot.holder.push(structuredClone(value));
    return;
  }
  for (let time = 0; time < times; time += 1)
    define(slot.holder, `${slot.key}${time}`, structuredClone(value));
}
