// Whether what the engine says of a pair of schemas is true of values.

import type { JsonValue } from '../../../../src/document/document.ts';
import type { AreaReport } from '../../../../src/drift/area-report.ts';
import { diff } from '../compare.ts';
import { type Flow, judgeOf } from './oracle.ts';
import type { Components } from './schema.ts';
import { valuesOf } from './values.ts';

const VALUES = 40;

/** Two schemas of one body, each with its components. */
export interface Pair {
  readonly base: JsonValue;
  readonly head: JsonValue;
  readonly before: Components;
  readonly after: Components;
}

/** A contract whose one operation takes, or gives, a body. */
export function bodyContract(schema: JsonValue, schemas: Components, flow: Flow): object {
  const content = { 'application/json': { schema } };
  const operation =
    flow === 'request'
      ? {
          post: {
            requestBody: { content, required: true },
            responses: { 204: { description: 'Done' } },
          },
        }
      : { get: { responses: { 200: { description: 'OK', content } } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: { '/things': operation },
    components: { schemas },
  };
}

export async function compareBodies(
  { base, head, before, after }: Pair,
  flow: Flow,
): Promise<AreaReport> {
  return diff(bodyContract(base, before, flow), bodyContract(head, after, flow));
}

/**
 * A value that shows a break: accepted at base and refused at head for requests, the reverse for responses.
 * Undefined where none was found, or where `ajv` cannot judge one of the schemas. With `onlyListed`, values with other
 * properties than those that the schemas list are left out.
 */
export function breakingValue(
  { base, head, before, after }: Pair,
  flow: Flow,
  seed: number,
  { onlyListed }: { readonly onlyListed: boolean },
): JsonValue | undefined {
  const [from, to] = flow === 'request' ? [base, head] : [head, base];
  const [fromNamed, toNamed] = flow === 'request' ? [before, after] : [after, before];
  const accepts = judgeOf(from, fromNamed, flow, true);
  const refuses = judgeOf(to, toNamed, flow, false);
  if (accepts === undefined || refuses === undefined) return undefined;
  const values = [
    ...valuesOf(from, fromNamed, seed, VALUES),
    ...valuesOf(to, toNamed, seed, VALUES / 2),
  ];
  const listed = namesIn(reachedFrom(from, fromNamed));
  for (const value of values) {
    if (onlyListed && namesOf(value).some((name) => !listed.has(name))) continue;
    try {
      if (accepts(value) && !refuses(value)) return value;
    } catch {
      // Schemas that refer to nothing but themselves have no meaning that `ajv` could tell.
      return undefined;
    }
  }
  return undefined;
}

/** A schema and the components that it leads to. */
function reachedFrom(schema: JsonValue, components: Components): JsonValue[] {
  const left = new Map(Object.entries(components));
  const found = [schema];
  for (const next of found) {
    for (const [name, held] of left) {
      if (!JSON.stringify(next).includes(`"#/components/schemas/${name}"`)) continue;
      left.delete(name);
      found.push(held);
    }
  }
  return found;
}

/** Names of properties that schemas list anywhere. */
function namesIn(held: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof held !== 'object' || held === null) return found;
  for (const [key, inner] of Object.entries(held)) {
    if (key === 'properties' && typeof inner === 'object' && inner !== null)
      for (const name of Object.keys(inner)) found.add(name);
    namesIn(inner, found);
  }
  return found;
}

/** Names of all properties inside a value. */
function namesOf(value: JsonValue): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap((inner) => namesOf(inner))];
}

/** Rules that are judged by what callers are known to send, not by what an open object accepts. */
const BY_CUSTOM =
  /^new-(optional|required)-request-property|response-(optional|required)-property-added|request-property-added/;

/** Whether a report says that nothing breaks, and says so of what values can show. */
export function saysSafe({ changes, problems }: AreaReport): boolean {
  return (
    problems.length === 0 &&
    changes.every(
      ({ compatibility, rule }) => compatibility === 'non_breaking' && !BY_CUSTOM.test(rule),
    )
  );
}
