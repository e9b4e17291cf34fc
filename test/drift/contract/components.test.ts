import { describe, expect, test } from '@jest/globals';
import { contract, diff } from './compare.ts';

const text = { schema: { type: 'string' } };
const number = { schema: { type: 'integer' } };
const json = (schema: object) => ({ content: { 'application/json': schema } });
const callback = (body: object) => ({
  '{$request.query.url}': {
    post: { requestBody: json(body), responses: { 204: { description: 'Read' } } },
  },
});

/** One component that no operation refers to, before and after, and what is said of it. */
const CASES: readonly (readonly [section: string, base: object, head: object, said: string])[] = [
  [
    'parameters',
    { name: 'p', in: 'query', ...text },
    { name: 'p', in: 'query', ...number },
    "request-parameter-type-changed Query parameter 'p' of component 'parameters/A'",
  ],
  [
    'requestBodies',
    json(text),
    json(number),
    "request-body-type-changed The request body of component 'requestBodies/A'",
  ],
  [
    'responses',
    { description: 'A', ...json(text) },
    { description: 'A', ...json(number) },
    "response-body-type-changed The response of component 'responses/A'",
  ],
  [
    'headers',
    { required: true, ...number },
    number,
    "response-header-became-optional Header 'A' of component 'headers/A'",
  ],
  [
    'callbacks',
    callback(text),
    callback(number),
    "response-body-type-changed The body of callback 'A' of component 'callbacks/A'",
  ],
  [
    'pathItems',
    { post: { requestBody: json(text), responses: {} } },
    { post: { requestBody: json(number), responses: {} } },
    "request-body-type-changed The request body of POST of component 'pathItems/A'",
  ],
  [
    'pathItems',
    { parameters: [{ name: 'p', in: 'query', ...text }], get: { responses: {} } },
    { parameters: [{ name: 'p', in: 'query', required: true, ...text }], get: { responses: {} } },
    "request-parameter-became-required Query parameter 'p' of GET of component 'pathItems/A'",
  ],
  [
    'pathItems',
    { get: { responses: {} }, put: { responses: {} } },
    { get: { responses: {} } },
    "api-removed-without-deprecation Operation PUT of component 'pathItems/A'",
  ],
  [
    'securitySchemes',
    { type: 'apiKey', name: 'key', in: 'header' },
    { type: 'apiKey', name: 'key', in: 'query' },
    "api-security-component-type-changed Security scheme 'A'",
  ],
];

describe('components that no operation refers to', () => {
  const shop = (section: string, component: object) =>
    contract({}, { components: { [section]: { A: component } } });
  const found = async (section: string, base: object, head: object, components: boolean) => {
    const { changes } = await diff(shop(section, base), shop(section, head), { components });
    return changes.map(({ rule, message, compatibility }) => `${compatibility} ${rule} ${message}`);
  };

  test.each(CASES)('%s are promised where asked for', async (section, base, head, said) => {
    const [first = '', second] = await found(section, base, head, true);
    expect(first).toContain(`definitely_breaking ${said}`);
    expect(second).toBeUndefined();
    for (const text of await found(section, base, head, false))
      expect(text).toMatch(/^non_breaking /);
  });

  test.each(CASES)('%s that stay the same say nothing', async (section, base) => {
    expect(await found(section, base, base, true)).toEqual([]);
  });

  test('follow their references', async () => {
    const shared = (type: string) =>
      contract(
        {},
        {
          components: {
            schemas: { Id: { type } },
            responses: {
              A: { description: 'A', ...json({ schema: { $ref: '#/components/schemas/Id' } }) },
            },
          },
        },
      );
    const { changes } = await diff(shared('string'), shared('integer'), { components: true });
    expect(changes.map(({ rule }) => rule)).toContain('response-body-type-changed');
  });

  test.each<[string, string, object, object, string[]]>([
    [
      'pathItems',
      'description',
      { get: { responses: {}, description: 'a' } },
      { get: { responses: {}, description: 'b' } },
      [],
    ],
    [
      'pathItems',
      'operation that came',
      { get: { responses: {} } },
      { get: { responses: {} }, put: { responses: {} } },
      ["non_breaking endpoint-added Operation PUT was added to component 'pathItems/A'."],
    ],
    [
      'links',
      'description',
      { operationId: 'a', description: 'a' },
      { operationId: 'a', description: 'b' },
      [],
    ],
    [
      'links',
      'operation',
      { operationId: 'a' },
      { operationId: 'b' },
      ["potentially_breaking response-link-changed Link 'A' changed in component 'links/A'."],
    ],
  ])('%s are compared inside: a %s', async (section, _, base, head, said) => {
    expect(await found(section, base, head, true)).toEqual(said);
  });
});
