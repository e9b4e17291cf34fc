import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { contractFiles } from '../../src/settings/contract-files.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { globMatcher, translateGlob } from '../../src/settings/glob.ts';

describe('a glob', () => {
  test.each([
    [
      '**/*.{json,yaml,yml}',
      ['a.json', 'x/y/a.yml', '.github/.a.yaml'],
      ['a.txt', 'json', 'a.json/b'],
    ],
    [
      '**/node_modules/**',
      ['node_modules/a', 'x/node_modules/y/z'],
      ['node_modules', 'xnode_modules/a'],
    ],
    ['api/**/v?.yaml', ['api/v1.yaml', 'api/x/y/v2.yaml'], ['api/v10.yaml', 'apiv1.yaml']],
    ['api/*.yaml', ['api/a.yaml', 'api/.yaml'], ['api/x/a.yaml', 'x/api/a.yaml']],
    ['v[0-9].[!a-c]', ['v1.d', 'v9.-'], ['v1.a', 'v1./', 'vx.d']],
    ['{a/*,b}/x', ['a/b/x', 'b/x'], ['a/x', 'c/x', 'b/b/x']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['a+b.c$', ['a+b.c$'], ['aab.c$', 'a+bxc$']],
    ['**', ['a', 'a/b/.c'], []],
    ['[a-c-x^]', ['a', 'c', '-', 'x', '^'], ['d', '/']],
    ['a\u00e9\u{1f600}?', ['a\u00e9\u{1f600}x'], ['ae\u{1f600}x']],
  ])('%s', (glob, matched, unmatched) => {
    const matches = globMatcher([glob]);
    expect(matched.filter((path) => !matches(path))).toEqual([]);
    expect(unmatched.filter(matches)).toEqual([]);
  });

  test.each([
    ['vendor/', 'vendor/** for all files below'],
    ['{a,b', 'a { is not closed'],
    ['a}', 'no { before it'],
    ['[a', 'a [ is not closed'],
    ['[a/b]', 'a [ is not closed'],
    ['[z-a]', 'z-a runs backwards'],
    ['[.-0]', 'spans a /'],
    ['v{1..3}', '{1,2,3}'],
  ])('%s is wrong', (glob, said) => {
    const outcome = translateGlob(glob);
    expect(outcome.ok ? '' : outcome.message).toContain(said);
    expect(() => globMatcher([glob])).toThrow(said);
  });

  test('no globs match nothing', () => {
    expect(globMatcher([])('a')).toBe(false);
  });

  test('many wildcards against a long path end', () => {
    const matches = globMatcher([`${'*a'.repeat(90)}*b`, '**/a/'.repeat(30).slice(0, -1)]);
    expect(matches('a'.repeat(4000))).toBe(false);
    expect(matches(`${'x/'.repeat(2000)}b`)).toBe(false);
  });

  test('means what it means to picomatch', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '-'),
      minLength: 1,
      maxLength: 3,
    });
    const ordinary = part.filter((text) => !/^\.+$/.test(text));
    const path = fc.array(ordinary, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const piece = fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[!a]', '{a,b}', '-');
    const globPart = fc.oneof(
      fc.constant('**'),
      fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
    );
    const glob = fc
      .array(globPart, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'))
      // Two neighbouring stars are another glob; a folder itself is never asked for.
      .filter((text) => !/[^/]\*\*|\*\*[^/]|(^|\/)\.+(\/|$)|\/\*\*$/.test(text));
    fc.assert(
      fc.property(glob, path, (pattern, tested) => {
        const expected = picomatch.isMatch(tested, pattern, { dot: true, posix: true });
        expect([pattern, tested, globMatcher([pattern])(tested)]).toEqual([
          pattern,
          tested,
          expected,
        ]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('contract files', () => {
  test('without settings every JSON and YAML file is looked at, but not other people’s', () => {
    const { isCandidate, serviceOf } = contractFiles(defaultSettings('acme/shop'));
    const paths = [
      'openapi.yaml',
      '.api/a.json',
      'test/b.yml',
      'node_modules/x/a.json',
      'go/vendor/a.yml',
      'a.ts',
    ];
    expect(paths.filter(isCandidate)).toEqual(['openapi.yaml', '.api/a.json', 'test/b.yml']);
    expect(serviceOf('openapi.yaml')).toBeNull();
  });

  test('a service’s own are looked at too, unless they are excluded; the first service by name has them', () => {
    const location = { file: 'holdfast.yml', line: 1, column: 1 };
    const { isCandidate, serviceOf } = contractFiles({
      contracts: { include: ['api/**'], exclude: ['**/old/**'], components: false },
      services: [
        { name: 'a', contracts: ['users/*.yaml'], sources: [], location },
        { name: 'b', contracts: ['users/**'], sources: [], location },
      ],
    });
    expect(['users/x.yaml', 'users/old/x.yaml', 'x.yaml'].map(isCandidate)).toEqual([
      true,
      false,
      false,
    ]);
    expect(['users/x.yaml', 'users/y/x.yaml', 'api/x.yaml'].map(serviceOf)).toEqual([
      'a',
      'b',
      null,
    ]);
  });
});
