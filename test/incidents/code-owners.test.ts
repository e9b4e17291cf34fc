import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignableOwners, parseCodeOwners } from '../../src/incidents/code-owners.ts';

function owners(file: string, text: string): readonly string[] {
  return assignableOwners(parseCodeOwners(text), [file]);
}

describe('the owners of a file', () => {
  // GitHub's own example, line by line.
  test.each([
    ['*', 'a/b.yaml', true],
    ['*.js', 'src/app.js', true],
    ['*.js', 'src/app.jsx', false],
    ['/build/logs/', 'build/logs/deep/one.log', true],
    ['/build/logs/', 'src/build/logs/one.log', false],
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['apps/', 'src/apps/web/index.ts', true],
    ['/docs/', 'docs/a/b.md', true],
    ['/docs/', 'src/docs/a.md', false],
    ['/scripts/', 'scripts', false],
    ['**/logs', 'deeply/nested/logs/x', true],
    ['**/logs', 'logs', true],
    ['/apps/github', 'apps/github/x', true],
    ['api/**/openapi.yaml', 'api/v1/public/openapi.yaml', true],
    ['api/**/openapi.yaml', 'api/openapi.yaml', true],
    ['api/**', 'api/v1/openapi.yaml', true],
    ['api/**', 'my-api/openapi.yaml', false],
    ['openapi.yaml', 'api/openapi.yaml', true],
    ['/openapi.yaml', 'api/openapi.yaml', false],
    ['OpenAPI.yaml', 'openapi.yaml', false],
    ['my\\ api/', 'my api/openapi.yaml', true],
    ['api?.yaml', 'api1.yaml', true],
    ['{a,b}.yaml', 'a.yaml', false],
    ['a.yaml', 'aXyaml', false],
  ])('by %s of %s: %s', (pattern, file, isOwned) => {
    expect(owners(file, `${pattern} @dana`)).toEqual(isOwned ? ['dana'] : []);
  });

  test('are those of the last line that matches, which may be nobody', () => {
    const text = '* @ann\n/api/ @dana @ben # the API\n/api/internal/\n';
    expect(owners('README.md', text)).toEqual(['ann']);
    expect(owners('api/openapi.yaml', text)).toEqual(['ben', 'dana']);
    expect(owners('api/internal/openapi.yaml', text)).toEqual([]);
  });

  test('are people: teams and e-mail addresses cannot be assigned', () => {
    expect(owners('a', '* @acme/api dana@example.com @Dana @dana')).toEqual(['dana']);
  });

  test('are not told by lines that GitHub does not take', () => {
    expect(owners('a.md', '!a.md @x\n[ab].md @x\n\\#a.md @x\n# a.md @x\n\n')).toEqual([]);
  });

  test('are found in time, whatever the pattern', () => {
    const hostile = `${'*a'.repeat(200)}b @x`;
    expect(owners('a'.repeat(4_000), hostile)).toEqual([]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, file) => {
        expect(Array.isArray(owners(file, `${pattern} @x`))).toBe(true);
      }),
    );
  });
});
