import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../src/document/parse.ts';
import { allPaths } from './support.ts';

/** A text as the bytes of a file; `text` is what decoding gives, and may be forbidden to be asked for. */
function file(text: string, isDecoded = true) {
  const bytes = Buffer.from(text);
  return {
    bytes,
    get text(): string {
      if (!isDecoded) throw new Error('was decoded');
      return bytes.toString('utf8');
    },
  };
}

const wide = fc.string({ unit: fc.constantFrom('a', '"', '\\', 'é', '’', '漢', '😀', '\n', ' ') });

describe('JSON read as bytes', () => {
  test('says what the text says: values, places, ranges', () => {
    const values = fc.jsonValue({ stringUnit: 'grapheme' });
    const anything = fc.oneof(values, fc.dictionary(wide, fc.array(wide)));
    fc.assert(
      fc.property(anything, fc.boolean(), fc.nat(2), (value, isMarked, indent) => {
        const text = (isMarked ? '\uFEFF' : '') + JSON.stringify(value, null, indent);
        const [read, expected] = [file(text), text].map((source) =>
          parseDocument('a.json', source),
        );
        if (!read?.ok || !expected?.ok) throw new Error(`refused: ${text}`);
        expect(read.value.value).toEqual(expected.value.value);
        for (const path of allPaths(expected.value.value)) {
          expect(read.value.locate(path)).toEqual(expected.value.locate(path));
          expect(read.value.range(path)).toEqual(expected.value.range(path));
        }
      }),
    );
  });

  test('is not decoded for a few characters that are not ASCII', () => {
    const read = parseDocument('a.json', file('{"a’": ["😀", 1],\n"b": 2}', false));
    expect(read.ok && read.value.value).toEqual({ 'a’': ['😀', 1], b: 2 });
    expect(read.ok && read.value.locateValue(['a’'])).toMatchObject({ line: 1, column: 8 });
  });

  test('may hold more characters that are not ASCII than are noted', () => {
    const items = Array.from({ length: 12_000 }, (_, index) => `é${index}`);
    const read = parseDocument('a.json', file(JSON.stringify(items)));
    expect(read.ok && read.value.value).toEqual(items);
    const last = JSON.stringify(items.slice(0, -1)).length + 1;
    expect(read.ok && read.value.locate([11_999])).toMatchObject({ line: 1, column: last });
  });

  test('has its faults where they stand in the text', () => {
    const read = parseDocument('a.json', file('{"é": "漢😀", "é": 1}'));
    expect(read.ok ? null : read.problem).toMatchObject({ code: 'duplicate-key', column: 14 });
    const broken = parseDocument('a.json', file('["漢😀" é]'));
    expect(broken.ok ? null : broken.problem).toMatchObject({ code: 'syntax-error', column: 8 });
  });
});
