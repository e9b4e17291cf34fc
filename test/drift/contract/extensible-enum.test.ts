import { describe, expect, test } from '@jest/globals';
import { contract, diff, requestOf, responseOf } from './compare.ts';

type Lists = readonly [
  values: readonly unknown[] | null,
  extensible: readonly unknown[] | true | null,
];

/** A text with the values of `enum` and of `x-extensible-enum`, where there are such. */
function text([values, extensible]: Lists): object {
  return {
    type: 'string',
    ...(values === null ? {} : { enum: values }),
    ...(extensible === null ? {} : { 'x-extensible-enum': extensible }),
  };
}

async function said(base: unknown, head: unknown): Promise<string[]> {
  const { changes, problems } = await diff(base, head);
  expect(problems).toEqual([]);
  return changes.map(({ compatibility, rule }) => `${compatibility} ${rule}`);
}

const ADDED = 'x-extensible-enum-value-added';
const REMOVED = 'x-extensible-enum-value-removed';
const breaks = 'definitely_breaking';
const may = 'potentially_breaking';
const safe = 'non_breaking';

/** What base and head list, and what that means in a request and in a response. */
const PAIRS: readonly (readonly [string, Lists, Lists, readonly string[], readonly string[]])[] = [
  [
    'both lists gain a value',
    [['a'], ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [`${safe} enum-value-added`],
    [`${safe} enum-value-added`],
  ],
  [
    'both lists lose a value',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a'], ['a']],
    [`${breaks} enum-value-removed`],
    [`${safe} enum-value-removed`],
  ],
  [
    'an extensible enum gains a value',
    [['a'], true],
    [['a', 'b'], true],
    [`${safe} enum-value-added`],
    [`${safe} enum-value-added`],
  ],
  [
    'an extensible enum loses a value',
    [['a', 'b'], true],
    [['a'], true],
    [`${breaks} enum-value-removed`],
    [`${safe} enum-value-removed`],
  ],
  [
    'an enum gains a value while it becomes extensible',
    [['a'], null],
    [['a', 'b'], true],
    [`${safe} enum-value-added`],
    [`${may} became-not-enum`, `${may} enum-value-added`],
  ],
  ['an enum becomes extensible', [['a'], null], [['a'], ['a']], [], [`${may} became-not-enum`]],
  ['an enum is no longer extensible', [['a'], ['a']], [['a'], null], [], []],
  [
    'an extensible enum becomes open',
    [['a'], ['a']],
    [null, ['a']],
    [`${safe} became-not-enum`],
    [`${safe} became-not-enum`],
  ],
  [
    'an enum becomes an extensible list',
    [['a'], null],
    [null, ['a']],
    [`${safe} became-not-enum`],
    [`${may} became-not-enum`],
  ],
  [
    'an extensible list becomes an enum',
    [null, ['a']],
    [['a'], null],
    [`${breaks} became-enum`],
    [`${safe} became-enum`],
  ],
  [
    'only the extensible list loses a value',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a', 'b'], ['a']],
    [`${safe} ${REMOVED}`],
    [`${safe} ${REMOVED}`],
  ],
  [
    'the extensible list loses what enum never had',
    [['a'], ['a', 'b']],
    [['a'], ['a']],
    [`${safe} ${REMOVED}`],
    [`${safe} ${REMOVED}`],
  ],
  [
    'an extensible list alone gains a value',
    [null, ['a']],
    [null, ['a', 'b']],
    [`${safe} ${ADDED}`],
    [`${safe} ${ADDED}`],
  ],
  [
    'an extensible list alone loses a value',
    [null, ['a', 'b']],
    [null, ['a']],
    [`${breaks} ${REMOVED}`],
    [`${safe} ${REMOVED}`],
  ],
];

describe('enum with x-extensible-enum', () => {
  test.each(PAIRS)('%s', async (_, base, head, request, response) => {
    const at = (site: string, list: readonly string[]) =>
      list.map((line) => line.replace(' ', ` ${site}-body-`));
    expect(await said(requestOf(text(base)), requestOf(text(head)))).toEqual(
      at('request', request),
    );
    expect(await said(responseOf(text(base)), responseOf(text(head)))).toEqual(
      at('response', response),
    );
  });

  test('is told by base, not by head: whoever adds a value cannot declare it expected', async () => {
    const { changes } = await diff(
      responseOf(text([['a'], null])),
      responseOf(
        text([
          ['a', 'b'],
          ['a', 'b'],
        ]),
      ),
    );
    expect(changes.map(({ compatibility }) => compatibility)).toEqual([may, may]);
  });

  test('says why a value that comes is harmless', async () => {
    const { changes } = await diff(
      responseOf(text([['a'], true])),
      responseOf(text([['a', 'b'], true])),
    );
    expect(changes[0]?.why).toContain('declared as extensible');
  });

  test('counts in headers as in bodies', async () => {
    const answering = (schema: object) =>
      contract({
        '/users': {
          get: { responses: { 200: { description: 'OK', headers: { Kind: { schema } } } } },
        },
      });
    const pair = [text([['a'], true]), text([['a', 'b'], true])].map(answering);
    expect(await said(pair[0], pair[1])).toEqual([`${safe} response-header-enum-value-added`]);
  });

  test('names a value once, as it is written', async () => {
    const { changes } = await diff(
      requestOf(text([null, ['a']])),
      requestOf(text([null, ['a', 'b']])),
    );
    expect(changes[0]?.message).toBe(
      'Value "b" was added to the extensible list of the request body.',
    );
    expect(changes[0]?.after).toBe('"b"');
  });
});
