import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/playground/http/recorder.ts';
import { checkDelivery, checkExchange } from './github-contract.ts';

/** A comment that is as GitHub describes it, but for what a test changes. */
function exchange(change: Partial<Exchange>): Exchange {
  return {
    number: 1,
    method: 'POST',
    path: '/repos/acme/shop/git/refs',
    template: '/repos/{owner}/{repo}/git/refs',
    params: { owner: 'acme', repo: 'shop' },
    query: {},
    requestBody: { ref: 'refs/heads/x', sha: 'a'.repeat(40) },
    principal: 'installation',
    accept: null,
    status: 201,
    responseBody: {
      ref: 'refs/heads/x',
      node_id: 'x',
      url: 'http://127.0.0.1/x',
      object: { type: 'commit', sha: 'a'.repeat(40), url: 'http://127.0.0.1/y' },
    },
    fault: null,
    ...change,
  };
}

describe('the check against GitHub’s description', () => {
  test('has nothing to say of what is as described', () => {
    expect(checkExchange(exchange({}))).toEqual([]);
  });

  test.each<[string, Partial<Exchange>, string]>([
    [
      'a request body without a required key',
      { requestBody: { ref: 'refs/heads/x' } },
      "request body: / must have required property 'sha'",
    ],
    [
      'a request body of another type',
      { requestBody: { ref: 7, sha: 'a' } },
      'request body: /ref must be string, got 7',
    ],
    [
      'a key that is not described',
      { requestBody: { ref: 'refs/heads/x', sha: 'a', mode: 1 } },
      'request body: mode is not described',
    ],
    ['a missing body', { requestBody: undefined }, 'a request body is required'],
    ['a query that is not described', { query: { page: '1' } }, 'parameter page is not described'],
    ['a status that is not described', { status: 202 }, 'status 202 is not described'],
    [
      'an answer without a required key',
      { responseBody: { ref: 'refs/heads/x', node_id: 'x', url: 'http://127.0.0.1/x' } },
      "response body: / must have required property 'object'",
    ],
    [
      'an address that is none',
      {
        responseBody: {
          ref: 'r',
          node_id: 'x',
          url: 'no address',
          object: { type: 'commit', sha: 'a'.repeat(40), url: 'http://127.0.0.1/y' },
        },
      },
      'response body: /url must match format "uri"',
    ],
    ['an endpoint that is none', { template: null }, 'no such endpoint'],
    ['an endpoint not described', { template: '/repos/{owner}/x' }, 'not in GitHub’s description'],
  ])('names %s', (_, change, expected) => {
    const violations = checkExchange(exchange(change));
    expect(violations).toEqual([expect.stringContaining(expected)]);
    expect(violations[0]).toMatch(/^POST \/repos\/acme\/shop\/git\/refs -> \d+: /);
  });

  test('knows webhooks too', () => {
    const ping = checkDelivery({
      event: 'issues',
      action: 'opened',
      payload: { action: 'opened' },
    });
    expect(ping).toEqual(
      expect.arrayContaining([
        expect.stringContaining("webhook issues-opened: / must have required property 'issue'"),
      ]),
    );
    expect(checkDelivery({ event: 'nonsense', action: null, payload: {} })).toHaveLength(1);
  });
});
