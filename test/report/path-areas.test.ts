import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathAreas } from '../../src/report/path-areas.ts';

const areas = (paths: readonly string[]) =>
  pathAreas(paths, (path) => path).map(({ prefix, rest, items }) => [prefix, rest, items.length]);

test('looks into the largest group until the groups say something', () => {
  const repos = ['issues', 'pulls', 'checks'].flatMap((part) =>
    Array.from({ length: 20 }, (_, index) => `/repos/{owner}/{repo}/${part}/${index}`),
  );
  expect(areas([...repos, '/health', '/repos/{owner}/{repo}'])).toEqual([
    ['/repos/{owner}/{repo}/checks', false, 20],
    ['/repos/{owner}/{repo}/issues', false, 20],
    ['/repos/{owner}/{repo}/pulls', false, 20],
    ['/health', false, 1],
    ['/repos/{owner}/{repo}', true, 1],
  ]);
});

test('keeps the rest of very many together', () => {
  const many = areas(Array.from({ length: 100 }, (_, index) => `/p${index}`));
  expect(many).toHaveLength(9);
  expect(many[0]).toEqual(['/', true, 92]);
});

test('loses nothing, makes few groups, and each holds what starts with its prefix', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', '{id}', ''), { maxLength: 5 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.array(path, { maxLength: 60 }), (paths) => {
      const groups = pathAreas(paths, (one) => one);
      expect(groups.flatMap(({ items }) => items).sort()).toEqual([...paths].sort());
      expect(groups.length).toBeLessThanOrEqual(20);
      for (const { prefix, items } of groups) {
        for (const item of items) expect(prefix === '/' || item.startsWith(prefix)).toBe(true);
      }
    }),
  );
});
