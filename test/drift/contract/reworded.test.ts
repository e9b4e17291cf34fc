import { describe, expect, test } from '@jest/globals';
import { contract, diff, requestOf, responseOf, rules } from './compare.ts';

const text = { type: 'string' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const version = (openapi: string, document: object) => ({ ...document, openapi });

const BOTH = [
  ['requests', requestOf],
  ['responses', responseOf],
] as const;

/** Worst of what is reported in a direction; silent where nothing is. */
async function worst(base: unknown, head: unknown): Promise<string> {
  const { changes, problems } = await diff(base, head);
  expect(problems).toEqual([]);
  return changes[0]?.compatibility ?? 'silent';
}

describe.each(BOTH)('what is common to alternatives, in %s', (_, of) => {
  const common = { id: text, name: text };
  const cat = object({ claws: { type: 'integer' } }, { required: ['claws'] });
  const dog = object({ tricks: text }, { required: ['tricks'] });
  const whole = ({ properties, required }: { properties: object; required?: unknown }) =>
    object(
      { ...common, ...properties },
      { required: ['id', ...(Array.isArray(required) ? required : [])] },
    );
  const beside = object(common, { required: ['id'] });
  const names = { $ref: '#/components/schemas/Cat' };
  const others = { $ref: '#/components/schemas/Dog' };
  const components = (Cat: object, Dog: object) => ({ components: { schemas: { Cat, Dog } } });

  describe.each(['oneOf', 'anyOf'])('%s', (union) => {
    const inside = of({ [union]: [whole(cat), whole(dog)] });

    test.each([
      ['stands beside them', of({ ...beside, [union]: [cat, dog] })],
      ['stands beside them in an allOf', of({ allOf: [beside, { [union]: [cat, dog] }] })],
      ['stands beside them in another order', of({ ...beside, [union]: [dog, cat] })],
      [
        'stands beside components',
        of({ ...beside, [union]: [names, others] }, components(cat, dog)),
      ],
    ])('says the same where it %s', async (__, outside) => {
      expect(await worst(inside, outside)).toBe('silent');
      expect(await worst(outside, inside)).toBe('silent');
    });

    test('is moved out of components, null beside them', async () => {
      const base = of(
        { [union]: [names, others], nullable: true },
        components(whole(cat), whole(dog)),
      );
      const head = of(
        { ...beside, [union]: [names, others], nullable: true },
        components(cat, dog),
      );
      expect(await worst(base, head)).toBe('silent');
      expect(await worst(head, base)).toBe('silent');
    });

    test('does not hide what changed on the way', async () => {
      const head = of({
        ...object({ ...common, name: { type: 'integer' } }, { required: ['id'] }),
        [union]: [cat, dog],
      });
      expect(await worst(inside, head)).not.toMatch('silent');
      const open = of({ ...object(common), [union]: [cat, dog] });
      expect(await worst(inside, open)).not.toMatch('silent');
      expect(
        await worst(of({ [union]: [whole(cat), dog] }), of({ ...beside, [union]: [cat, dog] })),
      ).not.toMatch('silent');
    });

    test('is not moved past what closes each alternative', async () => {
      const closed = (schema: object) => ({ ...schema, additionalProperties: false });
      const base = of({ [union]: [closed(whole(cat)), closed(whole(dog))] });
      const head = of({ ...beside, [union]: [closed(cat), closed(dog)] });
      expect(await worst(base, head)).not.toBe('silent');
    });
  });
});

describe.each(BOTH)('unevaluatedProperties: false, in %s', (_, of) => {
  const asked = (schema: object) => version('3.1.0', of(schema));
  const named = object({ a: text });
  const closed = asked({ ...named, additionalProperties: false });

  test.each([
    ['alone', named],
    ['beside parts that list nothing', { ...named, allOf: [{ minProperties: 0 }] }],
    [
      'beside parts that list the same',
      { ...named, anyOf: [object({ a: text }), object({ a: text })] },
    ],
  ])('%s says what additionalProperties: false says', async (__, schema) => {
    expect(await worst(asked({ ...schema, unevaluatedProperties: false }), closed)).toBe('silent');
    expect(await worst(closed, asked({ ...schema, unevaluatedProperties: false }))).toBe('silent');
  });

  test('says less where a part lists more', async () => {
    const parts = { ...named, allOf: [object({ b: text })] };
    const loose = asked({ ...parts, unevaluatedProperties: false });
    const strict = asked({ ...parts, additionalProperties: false });
    const [base, head] = of === requestOf ? [loose, strict] : [strict, loose];
    expect(await worst(base, head)).toMatch(/breaking$/);
  });

  test('is told by its own name where it comes', async () => {
    const { changes } = await diff(asked(named), asked({ ...named, unevaluatedProperties: false }));
    expect(changes.map(({ rule }) => rule)).toEqual([
      `${of === requestOf ? 'request' : 'response'}-body-unevaluated-properties-added`,
    ]);
  });
});

describe.each(BOTH)('words for bytes, in %s', (_, of) => {
  const field = (openapi: string, schema: object) =>
    version(openapi, of(object({ a: { ...text, ...schema } })));

  test.each([
    [{ format: 'byte' }, { contentEncoding: 'base64' }],
    [{ format: 'byte' }, { contentEncoding: 'Base64' }],
    [{ format: 'binary' }, { contentMediaType: 'application/octet-stream' }],
  ])('%j of 3.0 is %j of 3.1', async (old, now) => {
    expect(await worst(field('3.0.3', old), field('3.1.0', now))).toBe('silent');
    expect(await worst(field('3.1.0', now), field('3.0.3', old))).toBe('silent');
  });

  test.each([
    [{ format: 'byte' }, { contentEncoding: 'base64url' }],
    [{ format: 'binary' }, { contentMediaType: 'image/png' }],
    [{ format: 'byte' }, { contentMediaType: 'application/octet-stream' }],
  ])('%j is not %j', async (old, now) => {
    expect(await worst(field('3.0.3', old), field('3.1.0', now))).not.toBe('silent');
  });
});

describe('a body of bytes', () => {
  const taking = (type: string, media: object) =>
    contract({
      '/files': {
        post: {
          requestBody: { content: { [type]: media } },
          responses: { 200: { description: 'OK', content: { [type]: media } } },
        },
      },
    });
  const binary = { schema: { type: 'string', format: 'binary' } };

  test.each(['image/png', 'application/octet-stream', 'application/pdf'])(
    'of %s needs no schema from 3.1 on',
    async (type) => {
      const [old, now] = [taking(type, binary), version('3.1.0', taking(type, {}))];
      expect(await worst(old, now)).toBe('silent');
      expect(await worst(now, old)).toBe('silent');
    },
  );

  test('is not what JSON without a schema is', async () => {
    const [old, now] = [taking('application/json', binary), taking('application/json', {})];
    expect(await worst(old, version('3.1.0', now))).toBe('definitely_breaking');
  });
});

describe('nullable, which OpenAPI 3.1 has dropped', () => {
  const named = (openapi: string, rest: object) =>
    version(openapi, requestOf(object({ name: { ...text, ...rest } })));

  test.each(['3.1.0', '3.2.0'])('lets no null in with %s, and that is said', async (openapi) => {
    const report = await diff(named(openapi, {}), named(openapi, { nullable: true }));
    expect(report.changes).toEqual([]);
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]).toMatchObject({
      code: 'invalid-contract',
      file: 'openapi.json',
      side: 'head',
    });
    expect(report.problems[0]?.line).toBeGreaterThan(1);
    expect(report.problems[0]?.message).toContain("'nullable' has no effect in OpenAPI 3.1");
  });

  test('is lost where the version is raised and it stays', async () => {
    const report = await diff(
      named('3.0.3', { nullable: true }),
      named('3.1.0', { nullable: true }),
    );
    expect(rules(report)).toEqual(['request-property-became-not-nullable POST /users']);
    expect(report.problems.map(({ side }) => side)).toEqual(['head']);
  });

  test('counts as before in 3.0', async () => {
    const report = await diff(named('3.0.3', {}), named('3.0.3', { nullable: true }));
    expect(rules(report)).toEqual(['request-property-became-nullable POST /users']);
    expect(report.problems).toEqual([]);
  });
});

describe('the default of a parameter', () => {
  const page = (parameter: object, schema: object) => ({
    parameters: [{ name: 'page', in: 'query', ...parameter, schema }],
    responses: { 200: { description: 'OK' } },
  });
  const asking = (parameter: object, schema: object) =>
    contract({ '/users': { get: page(parameter, schema) } });
  const first = { ...text, default: '1' };
  const second = { ...text, default: '2' };

  test.each([
    ['added', text, first],
    ['changed', first, second],
    ['removed', first, text],
  ])('%s: harmless where the parameter is required', async (_, base, head) => {
    expect(await worst(asking({}, base), asking({}, head))).toBe('potentially_breaking');
    const required = { required: true };
    const { changes } = await diff(asking(required, base), asking(required, head));
    expect(changes.map(({ compatibility }) => compatibility)).toEqual(['non_breaking']);
    expect(changes[0]?.why).toContain('never taken');
  });

  test('counts where only one of the parameters that share the schema is required', async () => {
    const shared = (schema: object) =>
      contract(
        {
          '/users': { get: page({ required: true }, { $ref: '#/components/schemas/Page' }) },
          '/zoos': { get: page({}, { $ref: '#/components/schemas/Page' }) },
        },
        { components: { schemas: { Page: schema } } },
      );
    const { changes } = await diff(shared(first), shared(second));
    expect(changes.map(({ compatibility }) => compatibility)).toEqual(['potentially_breaking']);
    expect(changes[0]?.why).not.toContain('never taken');
  });
});
