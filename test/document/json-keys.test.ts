import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/document/parse.ts';

function problemOf(text: string) {
  const outcome = parseDocument('a.json', text);
  return outcome.ok ? null : [outcome.problem.code, outcome.problem.line, outcome.problem.column];
}

/** A JSON object with one key a line. */
function object(keys: readonly string[]): string {
  return `{\n${keys.map((key) => `${key}: 1`).join(',\n')}\n}`;
}

const many = Array.from({ length: 50 }, (_, index) => `"key${index}"`);

/** Keys whose hashes, by 31 and a code unit, are all the same. */
function colliding(bits: number): string[] {
  let words = [''];
  for (let bit = 0; bit < bits; bit += 1)
    words = words.flatMap((word) => [`${word}Aa`, `${word}BB`]);
  return words.map((word) => `"${word}"`);
}

describe('a key that an object has twice', () => {
  test.each([
    ['few keys', ['"a"', '"b"', '"a"'], 4],
    ['many keys', [...many, '"key7"'], 52],
    ['written with an escape', ['"a"', '"\\u0061"'], 3],
    ['written with an escape among many', [...many, '"\\u006bey7"'], 52],
    ['among keys with the same hash', [...colliding(4), '"AaAaAaBB"'], 18],
    [
      'among very many keys with the same hash',
      [...colliding(12), '"BBAaAaAaAaAaAaAaAaAaAaBB"'],
      4098,
    ],
  ])('is found: %s', (_, keys, line) => {
    expect(problemOf(object(keys))).toEqual(['duplicate-key', line, 1]);
  });

  test.each([
    ['many', many],
    ['with the same hash', colliding(3)],
    ['very many with the same hash', colliding(12)],
    ['that differ in an escape', ['"a"', '"\\u0062"', '"\\\\"', '"\\""']],
    ['named like what objects inherit', ['"__proto__"', '"constructor"', '"toString"']],
  ])('is not seen in keys that differ: %s', (_, keys) => {
    expect(problemOf(object(keys))).toBeNull();
  });

  test('may be in another object', () => {
    expect(problemOf('{"a": {"a": [{"a": 1}, {"a": 1}]}, "b": {"a": 1}}')).toBeNull();
  });
});

test('values are those of JSON.parse, read late', () => {
  const text = '{"a": [1, {"b": "\\u00e9"}], "__proto__": 1}';
  const outcome = parseDocument('a.json', text);
  expect(outcome.ok && outcome.value.value).toEqual(JSON.parse(text));
  expect(outcome.ok && outcome.value.value).toBe(outcome.ok && outcome.value.value);
});
