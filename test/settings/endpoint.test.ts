import { describe, expect, test } from '@jest/globals';
import { endpointKey, parseEndpoint } from '../../src/settings/endpoint.ts';

describe('an endpoint', () => {
  test.each([
    ['POST /api/users', { method: 'POST', path: '/api/users' }],
    ['get   /', { method: 'GET', path: '/' }],
    [' query /a/{b} ', { method: 'QUERY', path: '/a/{b}' }],
  ])('%j is read', (text, endpoint) => {
    expect(parseEndpoint(text)).toEqual({ ok: true, endpoint });
  });

  test.each([
    ['', 'for example POST /api/users/{id}'],
    ['/api/users', 'a method, a space'],
    ['POST api/users', 'a method, a space'],
    ['POST /a b', 'a method, a space'],
    ['POST /a?b=c', 'a method, a space'],
    ['POST /a\u001b[31m', 'a method, a space'],
    ['PSOT /a', 'Did you mean POST?'],
    ['FROBNICATE /a', 'FROBNICATE is not a method. Methods are GET'],
  ])('%j is refused', (text, said) => {
    const outcome = parseEndpoint(text);
    expect(outcome.ok ? '' : outcome.message).toContain(said);
  });

  test.each([
    ['/users/{id}', '/users/{userId}', true],
    ['/users/{id}/', '/users/{id}', true],
    ['/', '//', true],
    ['/users/{a}-{b}.json', '/users/{x}-{y}.json', true],
    ['/users/{id}', '/users/me', false],
    ['/users/{id}', '/users/{id}/posts', false],
    ['/Users', '/users', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    const [a, b] = [one, other].map((path) => endpointKey({ method: 'GET', path }));
    expect(a === b).toBe(same);
  });

  test('the case of the method does not matter, the method does', () => {
    expect(endpointKey({ method: 'get', path: '/a' })).toBe(
      endpointKey({ method: 'GET', path: '/a' }),
    );
    expect(endpointKey({ method: 'PUT', path: '/a' })).not.toBe(
      endpointKey({ method: 'GET', path: '/a' }),
    );
  });
});
