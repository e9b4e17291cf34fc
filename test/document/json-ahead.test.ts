import { describe, expect, test } from '@jest/globals';
import {
  type PlainScan,
  plainScan,
  readAhead,
  type ScanElsewhere,
} from '../../src/document/json-ahead.ts';
import { parseDocument } from '../../src/document/parse.ts';

/** As a thread would: what it answers is copied. */
const copied: ScanElsewhere = async (texts) =>
  texts.map((text): PlainScan | null => structuredClone(plainScan(text)));

/** A JSON text that is large enough to be read ahead, with a `$ref`, characters of other scripts and escapes. */
function large(name: string): Buffer {
  const members = Array.from({ length: 60_000 }, (_, index) => [
    `${name}${index}`,
    { note: 'grüße ☂ \u{1f30a}', at: index },
  ]);
  return Buffer.from(
    JSON.stringify({ first: { $ref: '#/last' }, ...Object.fromEntries(members), last: 1 }, null, 1),
  );
}

describe('reading ahead', () => {
  test('gives the same document as reading alone', async () => {
    const [bytes, other] = [large('key'), large('schlüssel')];
    const [first, second] = await readAhead([bytes, other], copied);
    for (const [text, ahead] of [
      [bytes, first],
      [other, second],
    ] as const) {
      expect(ahead).toBeDefined();
      const source = { bytes: text, text: text.toString('utf8') };
      const alone = parseDocument('a.json', source);
      const helped = parseDocument('a.json', source, ahead === undefined ? {} : { ahead });
      if (!alone.ok || !helped.ok) throw new Error('The text was not read.');
      expect(helped.value.value).toEqual(alone.value.value);
      expect([...(helped.value.textsOf('$ref') ?? [])]).toEqual(['#/last']);
      for (const path of [['last'], ['key59999', 'at'], ['schlüssel31', 'note'], ['not there']]) {
        expect(helped.value.locate(path)).toEqual(alone.value.locate(path));
        expect(helped.value.range(path)).toEqual(alone.value.range(path));
      }
    }
  });

  test('leaves a text with a fault to whoever reads it', async () => {
    const twice = Buffer.from(large('key').toString('utf8').replace('"key7"', '"key8"'));
    const cut = large('key').subarray(0, -10);
    const [first, second, third] = await readAhead([twice, cut, large('key')], copied);
    expect(first).toBeUndefined();
    expect(second).toBeUndefined();
    expect(third).toBeDefined();
  });

  test('reads nothing ahead where nothing can be scanned elsewhere, or little is to be read', async () => {
    const failed = await readAhead([large('key'), large('key')], () =>
      Promise.reject(new Error('no thread')),
    );
    expect(failed).toEqual([undefined, undefined]);
    const small = Buffer.from('{}');
    expect(await readAhead([small, small], copied)).toEqual([]);
    expect(await readAhead([large('key'), Buffer.from('openapi: 3.1.0')], copied)).toEqual([]);
  });
});
