import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRoutes } from '../../../src/drift/spec/read-routes.ts';
import { type RoutesJson, routesJson } from '../../../src/report/inspection.ts';
import { openDirectory } from '../../../src/tree/directory.ts';

const root = new URL('../../fixtures/routes/', import.meta.url).pathname;

/** `GET /users/{id} src/app.js:3`: one line for each route, so that a difference can be read. */
function shown({ routes, problems }: RoutesJson) {
  return {
    routes: routes.map(
      ({ method, path, file, line, framework, dynamic }) =>
        `${method} ${path} ${file}:${line} ${framework}${dynamic ? ' dynamic' : ''}`,
    ),
    problems: problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
  };
}

describe.each(readdirSync(root).sort())('the routes of %s', (framework) => {
  test.each(readdirSync(join(root, framework)).sort())('%s', async (name) => {
    const folder = join(root, framework, name);
    const tree = await openDirectory(folder);
    if (!tree.ok) throw new Error(tree.problem.message);
    const expected: RoutesJson = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    expect(shown(routesJson(await readRoutes(tree.value)))).toEqual(shown(expected));
  });
});
