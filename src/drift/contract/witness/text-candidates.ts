import { findText } from '../pattern/automaton.ts';
import { countOf, textsOf } from '../schema/bounds.ts';
import type { SchemaView } from '../schema/view.ts';
import { edgeSizes, MAX_SIZE } from './sizes.ts';

/** Texts by format, at the bounds of length, and such that match the patterns of one side and not of the other. */
export function* textCandidates(view: SchemaView, edge: SchemaView | undefined): Generator<string> {
  const inside = textsOf(view, 'pattern');
  const outside = edge === undefined ? [] : textsOf(edge, 'pattern');
  const least = countOf(view, 'minLength');
  const most = countOf(view, 'maxLength');
  // What is of the format comes first: it is what stands for the text in values that hold it.
  const format = view.format?.value;
  const ofFormat = typeof format === 'string' ? FORMAT_SAMPLES.get(format) : undefined;
  if (ofFormat !== undefined) yield ofFormat;
  for (const pattern of outside) {
    if (!inside.includes(pattern)) yield* matching(inside, [pattern], [least, most]);
  }
  const lengths = edgeSizes([edge, view], ['minLength', 'maxLength']);
  for (const size of lengths) {
    if (size < least || size > most) continue;
    yield 'a'.repeat(size);
    if (inside.length > 0) yield* matching(inside, [], [size, size]);
  }
  if (inside.length > 0) yield* matching(inside, [], [least, most]);
  yield* SAMPLES;
}

function* matching(
  inside: readonly string[],
  outside: readonly string[],
  [least, most]: readonly [number, number],
): Generator<string> {
  if (least > MAX_SIZE || least > most) return;
  const text = findText(inside, outside, [least, most])?.text ?? null;
  if (text !== null) yield text;
}

const FORMAT_SAMPLES: ReadonlyMap<string, string> = new Map([
  ['date', '2024-01-31'],
  ['date-time', '2024-01-31T12:00:00Z'],
  ['time', '12:00:00Z'],
  ['duration', 'P1D'],
  ['email', 'user@example.com'],
  ['idn-email', 'user@example.com'],
  ['hostname', 'example.com'],
  ['idn-hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.com/a'],
  ['url', 'https://example.com/a'],
  ['iri', 'https://example.com/a'],
  ['uri-reference', '/a'],
  ['iri-reference', '/a'],
  ['uri-template', '/a/{b}'],
  ['json-pointer', '/a'],
  ['relative-json-pointer', '1'],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000'],
  ['byte', 'YQ=='],
  ['regex', 'a'],
]);

/** A text of each format, and some that are of none. */
const SAMPLES = [
  'a',
  '',
  '2024-01-31',
  '2024-01-31T12:00:00Z',
  '12:00:00Z',
  'P1D',
  'user@example.com',
  'example.com',
  '192.0.2.1',
  '2001:db8::1',
  'https://example.com/a',
  '/a',
  '123e4567-e89b-12d3-a456-426614174000',
  'YQ==',
  '1',
  'not a value of any format: %{',
];
