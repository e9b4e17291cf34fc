import { isObject, type JsonObject } from '../../../document/document.ts';
import { isList } from '../model/node.ts';

/**
 * The values that mean the alternatives of a schema by the names of their components, sorted: with a discriminator and
 * no mapping, a component's name is part of what is sent (OpenAPI 3.1, section 4.8.25). Null for all other schemas.
 */
export function impliedNames(schema: JsonObject): readonly string[] | null {
  const { discriminator } = schema;
  if (!isObject(discriminator) || discriminator['mapping'] !== undefined) return null;
  const members = [schema['oneOf'], schema['anyOf']].flatMap((list) => (isList(list) ? list : []));
  return members
    .flatMap((member) => {
      const reference = isObject(member) ? member['$ref'] : undefined;
      return typeof reference === 'string' ? [componentName(reference)] : [];
    })
    .sort();
}

/** The last part of a reference, which names a component. */
export function componentName(reference: string): string {
  return reference.replace(/^.*\//, '');
}

/** Whether two schemas mean their alternatives by the same values, as far as names of components decide. */
export function sameImpliedNames(base: JsonObject, head: JsonObject): boolean {
  const [before, after] = [impliedNames(base), impliedNames(head)];
  if (before === null || after === null) return true;
  return before.length === after.length && before.every((name, index) => name === after[index]);
}
