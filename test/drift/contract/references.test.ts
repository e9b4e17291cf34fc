import { describe, expect, test } from '@jest/globals';
import { type contract, diff, diffFiles, responseOf, rules } from './compare.ts';

const json = (value: unknown) => JSON.stringify(value, null, 2);
const good = responseOf({ type: 'string' });

/** The problems of a head whose response refers to `$ref`, with `b` changed so that the rest shows to be compared. */
async function problemsOf(reference: string, files: Record<string, string> = {}) {
  const b = (type: string) => ({
    get: {
      responses: {
        200: { description: 'OK', content: { 'application/json': { schema: { type } } } },
      },
    },
  });
  const withB = (own: ReturnType<typeof contract>, type: string) => {
    const { paths } = own;
    return { ...own, paths: { ...(typeof paths === 'object' ? paths : {}), '/b': b(type) } };
  };
  const report = await diffFiles(
    { ...files, 'api/openapi.json': json(withB(good, 'string')) },
    { ...files, 'api/openapi.json': json(withB(responseOf({ $ref: reference }), 'integer')) },
  );
  expect(rules(report)).toEqual(['response-body-type-changed GET /b']);
  return report.problems.map(({ code, file, line, side }) => ({ code, file, line, side }));
}

describe('references that cannot be followed are problems at the reference; the rest is compared', () => {
  const at = { file: 'api/openapi.json', line: 16, side: 'head' };

  test.each([
    ['https://example.com/user.json', 'remote-reference'],
    ['//example.com/user.json', 'remote-reference'],
    ['ftp://example.com/user.json#/User', 'remote-reference'],
    ['../../secret.json', 'reference-outside-tree'],
    ['/etc/passwd', 'reference-outside-tree'],
    ['file:///etc/passwd', 'reference-outside-tree'],
    ['..\\..\\secret.json', 'reference-outside-tree'],
    ['%2e%2e/%2e%2e/secret.json', 'reference-outside-tree'],
    ['missing.json', 'unresolved-reference'],
    ['#/components/schemas/Missing', 'unresolved-reference'],
    ['#/components/schemas/constructor', 'unresolved-reference'],
    ['#/%E0%A4%A', 'unresolved-reference'],
    ['#User', 'not-checked'],
    ['broken.json', 'syntax-error'],
    ['self.json', 'cyclic-reference'],
    ['two.json#/a', 'cyclic-reference'],
  ])('%s is %s', async (reference, code) => {
    const files = {
      'api/broken.json': '{',
      'api/self.json': '{"$ref":"self.json"}',
      'api/two.json': '{"a":{"$ref":"#/b"},"b":{"$ref":"#/a"}}',
    };
    expect(await problemsOf(reference, files)).toEqual([{ code, ...at }]);
  });
});

describe('references that can be followed', () => {
  test('names with escapes, and files above the contract but inside the tree', async () => {
    const files = (type: string) => ({
      'api/openapi.json': json(responseOf({ $ref: '../shared/a%20b.json#/de~1fs/x~0y' })),
      'shared/a b.json': json({ 'de/fs': { 'x~y': { type } } }),
    });
    const report = await diffFiles(files('string'), files('integer'));
    expect(report.problems).toEqual([]);
    expect(rules(report)).toEqual(['response-body-type-changed GET /users']);
    expect(report.changes[0]?.head).toEqual({ file: 'shared/a b.json', line: 4, column: 7 });
    expect(report.changes[0]?.head_pointer).toBe('/de~1fs/x~0y/type');
  });

  test('keywords beside a $ref count in 3.1 and not in 3.0', async () => {
    const shop = (openapi: string, beside: object) => ({
      ...responseOf(
        { $ref: '#/components/schemas/User', ...beside },
        {
          components: { schemas: { User: { type: 'object', properties: { id: {} } } } },
        },
      ),
      openapi,
    });
    const required = { required: ['id'] };
    expect(rules(await diff(shop('3.1.0', required), shop('3.1.0', {})))).toEqual([
      'response-property-became-optional GET /users',
    ]);
    expect(rules(await diff(shop('3.0.3', required), shop('3.0.3', {})))).toEqual([]);
  });

  test('a schema that contains itself', async () => {
    const tree = (type: string) =>
      responseOf(
        { $ref: '#/components/schemas/Tree' },
        {
          components: {
            schemas: {
              Tree: {
                type: 'object',
                properties: {
                  id: { type },
                  children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
                },
              },
            },
          },
        },
      );
    const report = await diff(tree('string'), tree('integer'));
    expect(report.problems).toEqual([]);
    expect(report.changes.map(({ message }) => message)).toEqual([
      "Property 'id' of the 200 response changed type from string to integer.",
    ]);
  });
});
