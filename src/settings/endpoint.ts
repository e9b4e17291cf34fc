import type { OperationRef } from '../drift/drift.ts';
import { nearMiss } from './near-miss.ts';

/** The methods an OpenAPI path item can hold (3.1 section 4.8.9; `query` since 3.2). */
export const METHODS = [
  'GET',
  'PUT',
  'POST',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PATCH',
  'TRACE',
  'QUERY',
] as const;

/** How an endpoint is written in settings and on the command line, as a regular expression for the schema. */
export const ENDPOINT_PATTERN = '^[A-Za-z]+ +/[^\\s?#\\x00-\\x1f\\x7f]*$';

const ENDPOINT = new RegExp(ENDPOINT_PATTERN, 'u');

export type EndpointOutcome =
  | { readonly ok: true; readonly endpoint: OperationRef }
  | { readonly ok: false; readonly message: string };

/** Reads `POST /api/users/{id}`; the method's case does not matter. The message says what was expected. */
export function parseEndpoint(text: string): EndpointOutcome {
  const trimmed = text.trim();
  const [word, path] = trimmed.split(/ +/);
  if (!ENDPOINT.test(trimmed) || word === undefined || path === undefined) {
    return {
      ok: false,
      message:
        'an endpoint is a method, a space and a templated path, for example POST /api/users/{id}',
    };
  }
  const method = word.toUpperCase();
  if (!METHODS.some((known) => known === method)) {
    const meant = nearMiss(method, METHODS);
    return {
      ok: false,
      message: `${word} is not a method.${meant ? ` Did you mean ${meant}?` : ''} Methods are ${METHODS.join(', ')}`,
    };
  }
  return { ok: true, endpoint: { method, path } };
}

/**
 * What two endpoints have in common when they are the same one: the method in upper case and the path
 * without the names of its parameters and without a slash at its end.
 */
export function endpointKey(endpoint: OperationRef): string {
  const path = endpoint.path.replace(/\{[^{}]*\}/g, '{}').replace(/\/+$/, '');
  return `${endpoint.method.toUpperCase()} ${path === '' ? '/' : path}`;
}
