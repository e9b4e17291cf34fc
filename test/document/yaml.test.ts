import { describe, expect, test } from '@jest/globals';
import { guardYaml } from '../../src/document/yaml-guard.ts';
import { allPaths, offsetOf, parsed, refused } from './support.ts';

const lines = (...text: string[]) => text.join('\n');

describe('YAML documents', () => {
  test('keys and values stand where they are written', () => {
    const text = lines(
      '# comment',
      '---',
      'openapi: 3.1.0',
      'paths:',
      '  /users:',
      '    get:',
      '      tags: [a, "b"]',
      '      responses:',
      '        200:',
      '          description: >-',
      '            Fine, and',
      '            folded',
      '        "404": {description: no}',
      'servers:',
      '- url: x',
      '- url: y # second',
      '  empty:',
    );
    const document = parsed('a.yaml', text);
    expect(document.format).toBe('yaml');
    expect(document.value).toEqual({
      openapi: '3.1.0',
      paths: {
        '/users': {
          get: {
            tags: ['a', 'b'],
            responses: { '200': { description: 'Fine, and folded' }, '404': { description: 'no' } },
          },
        },
      },
      servers: [{ url: 'x' }, { url: 'y', empty: null }],
    });
    const at = (...path: (string | number)[]) => {
      const { line, column } = document.locate(path);
      return `${line}:${column}`;
    };
    expect(at()).toBe('3:1');
    expect(at('openapi')).toBe('3:1');
    expect(at('paths', '/users', 'get', 'tags', 1)).toBe('7:17');
    expect(at('paths', '/users', 'get', 'responses', '200')).toBe('9:9');
    expect(at('paths', '/users', 'get', 'responses', 200)).toBe('9:9');
    expect(at('paths', '/users', 'get', 'responses', '404', 'description')).toBe('13:17');
    expect(at('servers', 1)).toBe('16:3');
    expect(at('servers', 1, 'url')).toBe('16:3');
    expect(at('servers', 1, 'nothing')).toBe('16:3');
    expect(document.locateValue(['openapi'])).toMatchObject({ line: 3, column: 10 });
    expect(document.locateValue(['servers', 1, 'empty'])).toMatchObject({ line: 17, column: 9 });
    const range = document.range(['paths', '/users', 'get', 'responses', '200']);
    expect(text.slice(range?.start, range?.end)).toMatch(/^description: >-\n.*\n +folded\n$/);
  });

  test('scalars follow the core schema; what JSON cannot hold stays text', () => {
    const text = lines(
      'yes: yes',
      'true: TRUE',
      'null: ~',
      'none:',
      'int: 012',
      'hex: 0xFF',
      'oct: 0o17',
      'float: -1.5e3',
      'point: 1.',
      'date: 2024-01-31',
      'inf: -.inf',
      'nan: .NaN',
      'huge: 1e999',
      'quoted: "1"',
      'tagged: !!str 1',
      'version: 1.2.3',
      'plus: +',
    );
    expect(parsed('a.yaml', text).value).toEqual({
      yes: 'yes',
      true: true,
      null: null,
      none: null,
      int: 12,
      hex: 255,
      oct: 15,
      float: -1500,
      point: 1,
      date: '2024-01-31',
      inf: '-.inf',
      nan: '.NaN',
      huge: '1e999',
      quoted: '1',
      tagged: '1',
      version: '1.2.3',
      plus: '+',
    });
  });

  test('keys are the text that is written', () => {
    expect(parsed('a.yaml', '200: a\n1.0: b\n0x1: c\n~: d\n__proto__: {e: 1}').value).toEqual(
      JSON.parse('{"200": "a", "1.0": "b", "0x1": "c", "~": "d", "__proto__": {"e": 1}}'),
    );
  });

  test('an empty file, and one with comments only, is null', () => {
    for (const text of ['', '\n\n', '# nothing\n', '---\n']) {
      expect(parsed('a.yaml', text).value).toBeNull();
      expect(parsed('a.yaml', text).locate(['a'])).toMatchObject({ line: expect.any(Number) });
    }
  });

  test('CRLF and a byte order mark do not move anything', () => {
    const document = parsed(
      'a.yaml',
      '\uFEFFa: 1\r\nb:\r\n  - "x\r\n    y"\r\n  - z: |\r\n      t\r\n',
    );
    expect(document.value).toEqual({ a: 1, b: ['x y', { z: 't\n' }] });
    expect(document.locate(['a'])).toMatchObject({ line: 1, column: 1 });
    expect(document.locate(['b', 1, 'z'])).toMatchObject({ line: 5, column: 5 });
  });

  test('rare features: explicit keys, tags, anchors on keys, documents that end', () => {
    const text = '%YAML 1.2\n---\n? a\n: !!int "1"\n&k b: 2\nc: !!map {d: 1}\n...\n';
    const document = parsed('a.yaml', text.replace('&k ', ''));
    expect(document.value).toEqual({ a: 1, b: 2, c: { d: 1 } });
    expect(document.locate(['a'])).toMatchObject({ line: 3, column: 3 });
    expect(document.locate(['c', 'd'])).toMatchObject({ line: 6, column: 11 });
    expect(parsed('a.yaml', 'a:\t1\n').value).toEqual({ a: 1 });
  });
});

describe('anchors, aliases and merges', () => {
  const text = lines(
    'base: &base',
    '  type: object',
    '  nested: {x: 1}',
    'other: &other {type: string, y: 2}',
    'same: *base',
    'merged:',
    '  <<: *base',
    '  type: array',
    'both:',
    '  <<: [*other, *base]',
  );

  test('an alias is the value it names, found where that stands', () => {
    const document = parsed('a.yaml', text);
    expect(document.value).toMatchObject({ same: { type: 'object', nested: { x: 1 } } });
    expect(document.locate(['same'])).toMatchObject({ line: 5, column: 1 });
    expect(document.locate(['same', 'nested', 'x'])).toMatchObject({ line: 3, column: 12 });
  });

  test('own members are stronger than merged ones, earlier merges stronger than later', () => {
    const document = parsed('a.yaml', text);
    expect(document.value).toMatchObject({
      merged: { type: 'array', nested: { x: 1 } },
      both: { type: 'string', y: 2, nested: { x: 1 } },
    });
    expect(Object.keys(Object(document.value).merged)).toEqual(['type', 'nested']);
    expect(document.locate(['merged', 'type'])).toMatchObject({ line: 8, column: 3 });
    expect(document.locate(['merged', 'nested'])).toMatchObject({ line: 3, column: 3 });
    expect(document.locate(['both', 'type'])).toMatchObject({ line: 4 });
    expect(document.locate(['both', 'nested', 'x'])).toMatchObject({ line: 3, column: 12 });
  });

  test('both ways of reading agree on them', () => {
    const rare = parsed('a.yaml', `%YAML 1.2\n---\n${text}`);
    const common = parsed('a.yaml', text);
    expect(rare.value).toEqual(common.value);
    for (const path of allPaths(common.value)) {
      expect(rare.locate(path).line).toBe(common.locate(path).line + 2);
      expect(rare.locateValue(path).column).toBe(common.locateValue(path).column);
    }
  });

  test('a quoted or unfitting << is an ordinary key', () => {
    expect(parsed('a.yaml', '"<<": {a: 1}\nb: 2').value).toEqual({ '<<': { a: 1 }, b: 2 });
    expect(parsed('a.yaml', '<<: text').value).toEqual({ '<<': 'text' });
  });

  test.each(['', '%YAML 1.2\n---\n'])('aliases that go wrong, after %j', (start) => {
    const first = start.split('\n').length;
    expect(refused('a.yaml', `${start}a: *x\n`)).toMatchObject({
      code: 'syntax-error',
      line: first,
      column: 4,
    });
    expect(refused('a.yaml', `${start}a: &x\n  b: [*x]\n`)).toMatchObject({
      code: 'cyclic-reference',
      line: first + 1,
      column: 7,
    });
    const bomb = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++) bomb.push(`l${i}: &l${i} [${`*l${i - 1}, `.repeat(10)}]`);
    expect(refused('a.yaml', start + bomb.join('\n'))).toMatchObject({ code: 'too-many-aliases' });
  });
});

describe('broken YAML', () => {
  test.each([
    ['a: 1\n\tb: 2\n', 'syntax-error', 2, 1],
    ['a:\n\tb: 2\n', 'syntax-error', 2, 1],
    ['a: b: c\n', 'syntax-error', 1, 4],
    ['a: 1\n b: 2\n', 'syntax-error', 1, 4],
    ['a:\n    b: 1\n  c: 2\n', 'syntax-error', 3, 1],
    ['a: "x\n', 'syntax-error', 2, 1],
    ['    a: "x\n     "b: 1\n', 'syntax-error', 1, 8],
    ['a: [1, 2\nb: 3\n', 'syntax-error', 2, 1],
    ['a: @x\n', 'syntax-error', 1, 4],
    ['a: !ref x\n', 'syntax-error', 1, 4],
    ['? [a]\n: b\n', 'syntax-error', 1, 3],
    ['- a\nb: 1\n', 'syntax-error', 2, 1],
    ['a: 1\n---\nb: 2\n', 'multiple-documents', 2, 1],
    ['a: 1\nb:\n  c: 1\n"a": 2\n', 'duplicate-key', 4, 1],
    ['%YAML 1.2\n---\na: 1\nb:\n  c: 1\n"a": 2\n', 'duplicate-key', 6, 1],
    ['- - |-\n  \t   \n  - |-\n    a\n', 'syntax-error', 3, 3],
    ['- !!seq\n  - |-\n  \t   \n  - |-\n    a\n', 'syntax-error', 4, 3],
    ['x: {a: 1, b: 2, a: 3}\n', 'duplicate-key', 1, 17],
  ])('%j is refused at the right place', (text, code, line, column) => {
    const problem = refused('a.yaml', text);
    expect(problem).toMatchObject({ code, line, column, file: 'a.yaml', side: 'head' });
    expect(problem.message).toMatch(/^.*[.].*[.]$/s);
  });

  test('a tab and a nested mapping are explained in plain words', () => {
    expect(refused('a.yaml', 'a:\n\tb: 2\n').message).toBe('Tabs cannot indent YAML. Use spaces.');
    expect(refused('a.yaml', 'a: b: c\n').message).toContain('in quotes');
    expect(refused('a.yaml', 'a: 1\na: 2\n').message).toContain('It stood first on line 1.');
  });

  test.each(['[', '{a: ', '- ', '? ', ': ', 'a: ', '[? ', '- ? ', '[a: ', '&a [', '!t [', '{? '])(
    '1,800 bytes and a megabyte of %j do not end the process',
    (unit) => {
      for (const size of [1_800, 1_000_000]) {
        for (const start of ['', 'x: !!str 1\ny: ']) {
          const text = start + unit.repeat(size / unit.length);
          expect(['too-deep', 'syntax-error', 'limit-reached']).toContain(
            refused('a.yaml', text).code,
          );
          expect(() => guardYaml(text, 0)).toThrow('levels deep');
        }
      }
    },
  );

  test('a deep nest by indentation', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(refused('a.yaml', steps)).toMatchObject({ code: 'too-deep', line: 257 });
    expect(refused('a.yaml', `!!map\n${steps}`)).toMatchObject({ code: 'too-deep' });
  });

  test('as deep as it may be is read, also with rare features', () => {
    const nest = (levels: number) => `${'['.repeat(levels)}x${']'.repeat(levels)}`;
    expect(parsed('a.yaml', `a: ${nest(255)}`).value).toBeTruthy();
    expect(parsed('a.yaml', `a: !!seq ${nest(200)}`).value).toBeTruthy();
  });

  test('40,000 keys that are the same, and 40,000 pairs', () => {
    const same = 'key: 1\n'.repeat(40_000);
    expect(refused('a.yaml', same)).toMatchObject({ code: 'duplicate-key', line: 2 });
    const keys = Array.from({ length: 40_000 }, (_, i) => `key${i}: 1\n`).join('');
    expect(refused('a.yaml', keys + keys)).toMatchObject({ code: 'duplicate-key', line: 40_001 });
    expect(refused('a.yaml', `!!map\n${keys}${keys}`)).toMatchObject({
      code: 'duplicate-key',
      line: 40_002,
    });
  });

  test('a large file with a rare feature is refused at that feature', () => {
    const text = `a: 1\nb: !!str 2\n${Array.from({ length: 300_000 }, (_, i) => `k${i}: 1\n`).join('')}`;
    expect(refused('a.yaml', text)).toMatchObject({ code: 'limit-reached', line: 2, column: 4 });
  });

  test('a long gap in a file with a rare feature is refused, in any other read', () => {
    const gap = '# comment\n'.repeat(20_000);
    expect(parsed('a.yaml', `a:\n${gap}  b: 1\n`).value).toEqual({ a: { b: 1 } });
    expect(refused('a.yaml', `a: !!map\n${gap}  b: 1\n`)).toMatchObject({ code: 'limit-reached' });
  });
});

test('offsets of places are those of the text', () => {
  expect(offsetOf('a\nbc', { line: 2, column: 2 })).toBe(3);
});
