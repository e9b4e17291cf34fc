import { isObject, type JsonValue } from '../../../document/document.ts';

/** Which family of the specification a document is written in, reduced to what reading it depends on. */
export interface Dialect {
  readonly family: 'swagger' | 'openapi';
  /** OpenAPI 3.1 and later: schemas are JSON Schema 2020-12, and keywords beside a `$ref` count. */
  readonly referenceSiblings: boolean;
  /** Before OpenAPI 3.1: `nullable` lets null in. Swagger 2.0 does not know it, but it is met there and meant so. */
  readonly nullable: boolean;
}

export type DialectResult =
  | { readonly kind: 'dialect'; readonly dialect: Dialect }
  | { readonly kind: 'not-a-contract' }
  | { readonly kind: 'unsupported'; readonly version: string };

/**
 * Which dialect a document says it is: `swagger: "2.0"`, or `openapi: 3.x`.
 * Versions after 3.1 are read as 3.1. A number is accepted where YAML made one of an unquoted version.
 */
export function dialectOf(value: JsonValue): DialectResult {
  if (!isObject(value)) return { kind: 'not-a-contract' };
  const openapi = versionText(value, 'openapi');
  const swagger = versionText(value, 'swagger');
  if (openapi !== undefined) {
    if (!/^3(\.|$)/.test(openapi)) return { kind: 'unsupported', version: `openapi ${openapi}` };
    const minor = Number.parseInt(openapi.split('.')[1] ?? '0', 10);
    return {
      kind: 'dialect',
      dialect: { family: 'openapi', referenceSiblings: minor >= 1, nullable: minor < 1 },
    };
  }
  if (swagger === undefined) return { kind: 'not-a-contract' };
  if (!/^2(\.0)?$/.test(swagger)) return { kind: 'unsupported', version: `swagger ${swagger}` };
  return {
    kind: 'dialect',
    dialect: { family: 'swagger', referenceSiblings: false, nullable: true },
  };
}

function versionText(
  value: { readonly [key: string]: JsonValue },
  key: string,
): string | undefined {
  const version = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof version === 'string' || typeof version === 'number' ? String(version) : undefined;
}

/** Whether a text may be a contract: a cheap look before parsing. It never misses a plainly written one. */
export function mayBeContract(text: string): boolean {
  return /(?:^|[\s{,"'\uFEFF])(?:openapi|swagger)["']?\s*:/.test(text);
}
