import { describe, expect, test } from '@jest/globals';
import { contract, diff } from './compare.ts';

const object = (required: readonly string[], properties: object) => ({
  type: 'object',
  required,
  properties,
});
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const shop = (operation: object, rest: object = {}) =>
  contract(
    {
      '/orders': {
        post: {
          responses: { 201: { description: 'Created' } },
          callbacks: { paid: { '{$request.body#/url}': { post: operation } } },
        },
      },
    },
    { ...rest },
  );
const found = async (base: unknown, head: unknown) =>
  (await diff(base, head)).changes.map(
    ({ rule, compatibility, message }) => `${rule} ${compatibility}: ${message}`,
  );
const id = { id: { type: 'string' } };

describe('what a callback sends is judged like a response, what it is answered like a request', () => {
  test('its body', async () => {
    const sends = (schema: unknown) => shop({ requestBody: json(schema) });
    expect(await found(sends(object(['id'], id)), sends(object([], id)))).toEqual([
      "response-property-became-optional definitely_breaking: Property 'id' of the body of callback 'paid' became optional.",
    ]);
    expect(await found(sends(object([], id)), sends(object(['id'], id)))).toEqual([
      "response-property-became-required non_breaking: Property 'id' of the body of callback 'paid' became required.",
    ]);
  });

  test('its answer', async () => {
    const takes = (schema: unknown) =>
      shop({ responses: { 200: { description: 'OK', ...json(schema) } } });
    expect(await found(takes(object([], id)), takes(object(['id'], id)))).toEqual([
      "request-property-became-required definitely_breaking: Property 'id' of the 200 response of callback 'paid' became required.",
    ]);
  });

  test('a header that it no longer carries', async () => {
    const carries = (...names: readonly string[]) =>
      shop({
        parameters: names.map((name) => ({ name, in: 'header', required: true, schema: {} })),
      });
    expect(await found(carries('X-A', 'X-B'), carries('X-A'))).toEqual([
      "webhook-required-parameter-removed definitely_breaking: Header parameter 'X-B' of callback 'paid' was removed.",
    ]);
    expect(await found(carries('X-A'), carries('X-A', 'X-B'))).toEqual([
      "webhook-parameter-added non_breaking: Required header parameter 'X-B' of callback 'paid' was added.",
    ]);
  });

  test('a callback that refers to itself ends', async () => {
    const own = (type: string) =>
      contract(
        {
          '/orders': {
            post: {
              responses: { 201: { description: 'Created' } },
              callbacks: { paid: { $ref: '#/components/callbacks/Paid' } },
            },
          },
        },
        {
          components: {
            callbacks: {
              Paid: {
                '{$url}': {
                  post: {
                    requestBody: json({ type }),
                    callbacks: { again: { $ref: '#/components/callbacks/Paid' } },
                  },
                },
              },
            },
          },
        },
      );
    expect(await found(own('string'), own('integer'))).toEqual([
      "response-body-type-changed definitely_breaking: The body of callback 'paid' changed type from string to integer.",
    ]);
  });
});
