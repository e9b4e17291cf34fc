import { describe, expect, test } from '@jest/globals';
import { diff } from './compare.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const object = (required: readonly string[]) => ({
  type: 'object',
  required,
  properties: { id: { type: 'string' } },
});
const hooks = (operation: object) => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  webhooks: { paid: { post: operation } },
});
const found = async (base: object, head: object) =>
  (await diff(hooks(base), hooks(head))).changes.map(
    ({ direction, compatibility, message }) => `${direction} ${compatibility}: ${message}`,
  );

describe('a webhook is sent by the API', () => {
  const sends = (required: readonly string[]) => ({ requestBody: json(object(required)) });

  test('its body is what receivers get, and is called so', async () => {
    expect(await found(sends(['id']), sends([]))).toEqual([
      "response definitely_breaking: Property 'id' of the body of webhook 'paid' became optional.",
    ]);
    expect(await found(sends([]), sends(['id']))).toEqual([
      "response non_breaking: Property 'id' of the body of webhook 'paid' became required.",
    ]);
  });

  test('its response is what receivers send', async () => {
    const takes = (required: readonly string[]) => ({
      responses: { 200: { description: 'OK', ...json(object(required)) } },
    });
    expect(await found(takes([]), takes(['id']))).toEqual([
      "request definitely_breaking: Property 'id' of the 200 response of webhook 'paid' became required.",
    ]);
    expect(await found(takes(['id']), takes([]))).toEqual([
      "request non_breaking: Property 'id' of the 200 response of webhook 'paid' became optional.",
    ]);
  });

  test('reasons speak of those who get it and answer', async () => {
    const reasons = async (base: object, head: object) =>
      (await diff(hooks(base), hooks(head))).changes.map(({ rule, why }) => [rule, why]);
    const answers = (required: readonly string[]) => ({
      responses: { 200: { description: 'OK', ...json(object(required)) } },
    });
    expect(await reasons(answers([]), answers(['id']))).toEqual([
      ['request-property-became-required', 'Answers of receivers that do not send it are refused.'],
    ]);
    expect(await reasons(sends(['id']), sends([]))).toEqual([
      ['response-property-became-optional', 'Receivers rely on the property being there.'],
    ]);
  });

  test('its parameters are named with it', async () => {
    const carries = (type: string) => ({
      parameters: [{ name: 'X-Id', in: 'header', schema: { type } }],
    });
    expect(await found(carries('integer'), carries('string'))).toEqual([
      "response definitely_breaking: Header parameter 'X-Id' of webhook 'paid' changed type from integer to string.",
    ]);
  });
});
