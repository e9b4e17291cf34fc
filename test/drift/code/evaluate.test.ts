import { expect, test } from '@jest/globals';
import { readRoutes } from '../../../src/drift/spec/read-routes.ts';
import { openFiles } from '../../../src/tree/memory.ts';

/** Functions that call each other with what they were given: the ways through them double with each. */
function tangled(count: number): string {
  const functions = Array.from({ length: count }, (_, index) => {
    const next = `f${(index + 1) % count}`;
    return `function f${index}(a, b) { return cond ? ${next}(a + b, b) : ${next}(b, a + '/x'); }`;
  });
  return functions.join('\n');
}

test('functions that go in circles take no longer for it', async () => {
  const { routes, problems } = await readRoutes(
    openFiles({
      'app.js': `const app = require('express')();\n${tangled(40)}\napp.get('/fine', h);\napp.get(f0('/a', '/b'), h);\n`,
    }),
  );
  expect(routes.map(({ path }) => path)).toEqual(['/fine']);
  expect(problems).toHaveLength(1);
}, 30_000);
