import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { regexTemplates } from '../../../src/drift/spec/regex-path.ts';

const paths = (pattern: string) =>
  regexTemplates([pattern]).map(({ path, dynamic }) => path + (dynamic ? ' dynamic' : ''));

describe('the paths of regular expressions', () => {
  test.each([
    ['^users/(?P<id>[^/.]+)/$', ['users/{id}/']],
    ['users/(?P<id>(a|b)[)]\\)+)', ['users/{id}']],
    ['^a(?:/(?P<page>\\d{1,3}))?/?$', ['a', 'a/', 'a/{page}', 'a/{page}/']],
    ['^(?:cats|dogs)/(\\d+)$', ['cats/{arg}', 'dogs/{arg}']],
    ['(?i)x\\.json(?!y)\\Z', ['x.json']],
    ['^files/.*$', ['files/{wildcard}']],
    ['^v\\d+/[/]x', ['v{unknown}//x dynamic']],
    ['%r{/a/(?<name>\\w+)}', ['%r{/a/{name}}']],
  ])('%s', (pattern, expected) => {
    expect(paths(pattern)).toEqual(expected);
  });

  test('any text gives something and ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'()[]{}?*+|\\^$.<>Pa/:=!') }), (pattern) => {
        expect(regexTemplates([pattern]).length).toBeGreaterThan(0);
      }),
    );
  });
});
