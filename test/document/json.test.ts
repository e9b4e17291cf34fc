import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scanJson } from '../../src/document/json-scan.ts';
import { JsonSource } from '../../src/document/json-source.ts';
import { allPaths, offsetOf, parsed, refused, valueAt } from './support.ts';

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r\n'), maxLength: 4 });

/** JSON texts with random blanks everywhere, and the offset at which each node stands, by path. */
interface Written {
  text: string;
  places: Map<string, { key: number | null; value: number; end: number }>;
}

function write(value: unknown, blank: () => string): Written {
  const places: Written['places'] = new Map();
  let text = '';
  const put = (piece: string) => {
    const start = text.length;
    text += piece;
    return start;
  };
  const node = (current: unknown, path: (string | number)[], key: number | null) => {
    const start = text.length;
    if (Array.isArray(current)) {
      put(`[${blank()}`);
      current.forEach((item, index) => {
        if (index > 0) put(`,${blank()}`);
        node(item, [...path, index], null);
        put(blank());
      });
      put(']');
    } else if (typeof current === 'object' && current !== null) {
      put(`{${blank()}`);
      Object.entries(current).forEach(([name, member], index) => {
        if (index > 0) put(`,${blank()}`);
        const at = put(JSON.stringify(name));
        put(`${blank()}:${blank()}`);
        node(member, [...path, name], at);
        put(blank());
      });
      put('}');
    } else put(JSON.stringify(current));
    places.set(JSON.stringify(path), { key, value: start, end: text.length });
  };
  put(blank());
  node(value, [], null);
  put(blank());
  return { text, places };
}

describe('JSON documents', () => {
  test('every node of any value is found exactly where it stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.infiniteStream(space), (value, blanks) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        const { text, places } = write(json, () => String(blanks.next().value));
        const document = parsed('a.json', text);
        expect(document.value).toEqual(json);
        for (const path of allPaths(document.value)) {
          const place = places.get(JSON.stringify(path));
          expect(offsetOf(text, document.locate(path))).toBe(place?.key ?? place?.value);
          expect(offsetOf(text, document.locateValue(path))).toBe(place?.value);
          expect(document.range(path)).toEqual({ start: place?.value, end: place?.end });
        }
      }),
    );
  });

  test('accepts exactly the texts that JSON.parse accepts', () => {
    const fragment = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"b"',
        '1',
        '-',
        '0',
        '1.5',
        '01',
        '1e5',
        '.5',
        '1.',
      ],
      ...['true', 'nul', 'null', ' ', '\n', '"\\n"', '"\\q"', '"\\u12"', '"\t"', '"', '\u00a0'],
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (fragments) => {
        const text = fragments.join('');
        // What JSON.parse takes and we refuse: keys that are there twice, numbers beyond a double.
        const isRefused = /"a"[^}]*"a"|"b"[^}]*"b"|e\d{3}/.test(text);
        fc.pre(!isRefused);
        expect(accepts(() => scanJson(new JsonSource(text)))).toBe(accepts(() => JSON.parse(text)));
      }),
      { numRuns: 3000 },
    );
  });

  test('a path that is not there leads to its nearest ancestor', () => {
    const document = parsed('a.json', '{\n  "a": {\n    "b": [1]\n  }\n}');
    expect(document.locate(['a', 'x', 'y'])).toEqual({ file: 'a.json', line: 2, column: 3 });
    expect(document.locate(['a', 'b', 7])).toEqual({ file: 'a.json', line: 3, column: 5 });
    expect(document.locate(['a', 'b', 'length'])).toMatchObject({ line: 3, column: 5 });
    expect(document.locate(['a', 'b', '0'])).toMatchObject({ line: 3, column: 11 });
    expect(document.range(['a', 'x'])).toBeUndefined();
  });

  test('keys that objects have by birth are keys like any other', () => {
    const text = '{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}';
    const document = parsed('a.json', text);
    expect(Object.keys(document.value ?? {})).toEqual(['__proto__', 'constructor', 'toString']);
    expect(document.locate(['__proto__', 'x'])).toMatchObject({ column: 16 });
    expect(document.locate(['valueOf'])).toMatchObject({ column: 1 });
    expect(valueAt(document.value, ['__proto__', 'x'])).toBe(1);
  });

  test('keys written with escapes are found by what they mean', () => {
    const document = parsed('a.json', '{"a\\u002fb": 1,\n "q\\"": 2}');
    expect(document.locate(['a/b'])).toMatchObject({ line: 1, column: 2 });
    expect(document.locate(['q"'])).toMatchObject({ line: 2, column: 2 });
  });

  test('columns count UTF-16 units, lines end with LF or CRLF, a byte order mark counts nothing', () => {
    const document = parsed('a.json', '\uFEFF{"😀": 1,\r\n"b": 2}');
    expect(document.locateValue(['😀'])).toMatchObject({ line: 1, column: 8 });
    expect(document.locate(['b'])).toMatchObject({ line: 2, column: 1 });
  });
});

describe('broken JSON', () => {
  test.each([
    ['{"a": 1,}', 1, 9, 'Expected a key in double quotes, but found "}". JSON allows no comma'],
    ['{"a": 1\n "b": 2}', 2, 2, 'Expected "," or "}" after the value'],
    ['{"a" 1}', 1, 6, 'Expected ":" after the key'],
    ['{"a": }', 1, 7, 'Expected a value, but found "}".'],
    ['[1, 2', 1, 6, 'but the file ends'],
    ['{"a": "x', 1, 7, 'This string is never closed'],
    ['{"a": "x\ny"}', 1, 9, 'The string is not closed on its line'],
    ['{"a": "\\x"}', 1, 8, '"\\x" is not an escape'],
    ['{"a": 01}', 1, 8, 'Expected "," or "}" after the value, but found "1"'],
    ['{"a": 1} x', 1, 10, 'Expected the end of the file'],
    ["{'a': 1}", 1, 2, 'JSON needs double quotes'],
    ['{ // note\n"a": 1}', 1, 3, 'JSON allows no comments'],
    ['{"a": 1e999}', 1, 7, 'too large'],
    ['', 1, 1, 'Expected a value, but the file ends'],
  ])('%j names the place and what was expected', (text, line, column, message) => {
    const problem = refused('a.json', text);
    expect(problem).toMatchObject({
      code: 'syntax-error',
      file: 'a.json',
      line,
      column,
      side: 'head',
    });
    expect(problem.message).toContain(message);
  });

  test('a key that is there twice is refused with both lines, also when written differently', () => {
    expect(refused('a.json', '{"a": 1,\n "b": 2,\n "\\u0061": 3}')).toMatchObject({
      code: 'duplicate-key',
      line: 3,
      column: 2,
      message: expect.stringContaining('It stood first on line 1.'),
    });
    const many = Array.from({ length: 30 }, (_, i) => `"k${i}": 1`).join(',\n');
    expect(refused('a.json', `{${many},\n"k7": 2}`)).toMatchObject({
      code: 'duplicate-key',
      line: 31,
    });
  });

  test('the same key in two objects is no duplicate', () => {
    expect(parsed('a.json', '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}').value).toBeTruthy();
  });

  test('40,000 keys that are the same', () => {
    const text = `{${Array.from({ length: 40_000 }, () => '"key": 1').join(',\n')}}`;
    expect(refused('a.json', text)).toMatchObject({ code: 'duplicate-key', line: 2 });
  });

  test('40,000 pairs of keys', () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `"key${i}": 1`);
    expect(refused('a.json', `{${[...keys, ...keys].join(',\n')}}`)).toMatchObject({
      code: 'duplicate-key',
      line: 40_001,
    });
  });

  test.each(['[', '{"a":'])('a deep nest of %j', (opening) => {
    const deep = opening.repeat(100_000);
    expect(refused('a.json', deep)).toMatchObject({ code: 'too-deep', line: 1 });
    expect(refused('a.yaml', deep)).toMatchObject({ code: 'too-deep', line: 1 });
  });

  test('more values than are read', () => {
    expect(refused('a.json', `[${'1,'.repeat(4_000_000)}1]`)).toMatchObject({
      code: 'too-many-nodes',
    });
  });
});

describe('the format is what the text is', () => {
  test('JSON in a .yaml file, YAML in a .json file', () => {
    expect(parsed('a.yaml', '{"a": 1}')).toMatchObject({ format: 'json', value: { a: 1 } });
    expect(parsed('a.json', 'a: 1\n')).toMatchObject({ format: 'yaml', value: { a: 1 } });
    expect(parsed('a.yaml', '{a: 1,}')).toMatchObject({ format: 'yaml', value: { a: 1 } });
    expect(parsed('noextension', '[1]')).toMatchObject({ format: 'json', value: [1] });
  });

  test('a broken file is judged by its name', () => {
    expect(refused('a.json', '{a: 1}').message).toContain('a key in double quotes');
    expect(refused('a.json', 'just text').message).toContain('Expected a value');
    expect(refused('a.yaml', '{a: 1').message).toContain('must end with a }');
  });
});

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
