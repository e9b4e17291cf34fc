import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../../../src/document/document.ts';
import type { Compatibility } from '../../../src/drift/drift.ts';
import { diffFiles } from './compare.ts';

const FOLDER = new URL('./judged/', import.meta.url);

const WORDS: Readonly<Record<Compatibility, string>> = {
  definitely_breaking: 'breaks',
  potentially_breaking: 'may break',
  non_breaking: 'safe',
};

const OK = { responses: { 200: { description: 'ok' } } };
const SCHEMES = {
  k: { type: 'apiKey', in: 'header', name: 'X-K' },
  o: {
    type: 'oauth2',
    flows: {
      clientCredentials: {
        tokenUrl: 'https://a.example/t',
        scopes: { read: 'r', write: 'w' },
      },
    },
  },
};

/** A pair as the files have it: what is between `base` and `head`, judged by hand before the engine saw it. */
interface Pair {
  readonly what: string;
  readonly base: JsonValue;
  readonly head: JsonValue;
  readonly openapi: string;
  readonly headOpenapi: string;
  /** Judgements that are right, `or` between them where architects may differ. */
  readonly judged: string;
  /** How many changes are to be reported, where that is the point. */
  readonly count: number | undefined;
  readonly wrap: (value: JsonValue) => JsonObject | string;
}

const content = (schema: JsonValue) => ({ 'application/json': { schema } });

const WRAPS: Readonly<Record<string, (value: JsonValue) => JsonObject | string>> = {
  request: (schema) => ({
    paths: { '/a': { post: { requestBody: { required: true, content: content(schema) }, ...OK } } },
  }),
  response: (schema) => ({
    paths: {
      '/a': { get: { responses: { 200: { description: 'ok', content: content(schema) } } } },
    },
  }),
  parameters: (parameters) => ({ paths: { '/a/{id}': { get: { parameters, ...OK } } } }),
  operations: (operation) => ({
    paths: {
      '/a': { post: { ...OK, ...(isObject(operation) ? operation : {}) } },
      '/linked': { get: { operationId: 'x', ...OK } },
    },
    components: { securitySchemes: SCHEMES },
  }),
  documents: (document) => (isObject(document) ? document : String(document)),
};

function pairsOf(file: string): Pair[] {
  const { of, openapi, pairs } = parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  return pairs.flatMap((pair: Record<string, JsonValue>): Pair[] => {
    const sites = of === 'schemas' ? ['request', 'response'] : [String(of)];
    return sites.flatMap((site) => {
      const wrap = WRAPS[site];
      if (wrap === undefined) return [];
      const version = String(pair['openapi'] ?? openapi);
      return {
        what: of === 'schemas' ? `${site}: ${pair['what']}` : String(pair['what']),
        base: pair['base'] ?? null,
        head: pair['head'] ?? null,
        openapi: version,
        headOpenapi: String(pair['headVersion'] ?? version),
        judged: String(pair[of === 'schemas' ? site : 'judged']),
        count: typeof pair['count'] === 'number' ? pair['count'] : undefined,
        wrap,
      };
    });
  });
}

function write(openapi: string, body: JsonObject | string): string {
  const version = openapi === 'swagger' ? { swagger: '2.0' } : { openapi };
  const start = { ...version, info: { title: 'T', version: '1.0.0' } };
  return typeof body === 'string' ? stringify(start) + body : stringify({ ...start, ...body });
}

const FILES = readdirSync(FOLDER).sort();

describe.each(FILES)('%s', (file) => {
  test.each(pairsOf(file))('$what: $judged', async (pair) => {
    const { changes, problems } = await diffFiles(
      { 'openapi.yaml': write(pair.openapi, pair.wrap(pair.base)) },
      { 'openapi.yaml': write(pair.headOpenapi, pair.wrap(pair.head)) },
    );
    expect(problems).toEqual([]);
    const [worst] = changes;
    const verdict = worst === undefined ? 'silent' : WORDS[worst.compatibility];
    expect(pair.judged.split(' or ')).toContain(verdict);
    if (pair.count !== undefined) expect(changes).toHaveLength(pair.count);
  });
});
