import { describe, expect, test } from '@jest/globals';
import { diff, requestOf, responseOf } from './compare.ts';

const text = { type: 'string' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const inside = (schema: object) => object({ inner: schema }, { required: ['inner'] });
const bodies = { request: requestOf, response: responseOf };
const flows = ['request', 'response'] as const;

const plain = object({ id: text, note: text });
const restricted = { allOf: [plain, { required: ['id'] }] };
const described = { allOf: [plain, { description: 'What it is for', title: 'Thing' }] };

/** The checks of the checklist that have no rule of their own, as what they are about is merged or no part of the data. */
describe.each(flows)('in a %s', (flow) => {
  const worst = async (base: object, head: object) => {
    const { changes } = await diff(bodies[flow](base), bodies[flow](head));
    return changes[0]?.compatibility ?? 'silent';
  };
  const places = [
    ['body', (schema: object) => schema],
    ['property', inside],
  ] as const;

  describe.each(places)('%s', (_place, at) => {
    test('a restriction that comes in an allOf is judged by what it says', async () => {
      const [comes, goes] =
        flow === 'request'
          ? ['definitely_breaking', 'non_breaking']
          : ['non_breaking', 'definitely_breaking'];
      expect(await worst(at(plain), at(restricted))).toBe(comes);
      expect(await worst(at(restricted), at(plain))).toBe(goes);
    });

    test('an allOf that only describes is silent', async () => {
      expect(await worst(at(plain), at(described))).toBe('silent');
      expect(await worst(at(described), at(plain))).toBe('silent');
    });

    test('a oneOf of one member is that member', async () => {
      expect(await worst(at(plain), at({ oneOf: [plain] }))).toBe('silent');
      expect(await worst(at({ oneOf: [plain] }), at(plain))).toBe('silent');
    });
  });

  const absent = flow === 'request' ? 'readOnly' : 'writeOnly';
  const present = flow === 'request' ? 'writeOnly' : 'readOnly';
  const marked = (mark: string, schema: object, rest: object = {}) =>
    object({ p: { ...schema, [mark]: true } }, rest);

  test.each([
    ['an enum', { enum: ['a', 'b'] }, { enum: ['a'] }],
    ['an enum the other way', { enum: ['a'] }, { enum: ['a', 'b'] }],
    ['maxLength', { ...text, maxLength: 9 }, { ...text, maxLength: 5 }],
    ['maximum', { type: 'number', maximum: 9 }, { type: 'number', maximum: 5 }],
    ['minimum', { type: 'number', minimum: 5 }, { type: 'number', minimum: 9 }],
    [
      'exclusive bounds',
      { type: 'number', minimum: 5, exclusiveMinimum: true, maximum: 20, exclusiveMaximum: true },
      { type: 'number', minimum: 9, exclusiveMinimum: true, maximum: 10, exclusiveMaximum: true },
    ],
  ])(`%s of a ${absent} property breaks nothing`, async (_what, base, head) => {
    expect(['silent', 'non_breaking']).toContain(
      await worst(marked(absent, base), marked(absent, head)),
    );
  });

  test(`a ${absent} property that comes, goes or is required breaks nothing`, async () => {
    const none = object({});
    const optional = marked(absent, text);
    const required = marked(absent, text, { required: ['p'] });
    for (const [base, head] of [
      [none, optional],
      [optional, none],
      [none, required],
      [required, none],
      [optional, required],
      [required, optional],
    ] as const) {
      expect(['silent', 'non_breaking']).toContain(await worst(base, head));
    }
  });

  test.each([[], ['p']])(
    `a property that becomes ${present} or no longer is breaks nothing`,
    async (...required) => {
      const open = object({ p: text }, { required });
      const mark = marked(present, text, { required });
      expect(['silent', 'non_breaking']).toContain(await worst(open, mark));
      expect(['silent', 'non_breaking']).toContain(await worst(mark, open));
    },
  );
});
