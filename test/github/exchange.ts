/** What is sent to GitHub and what it answers, for the tests: every body is held against GitHub's own description. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Octokit } from '@octokit/rest';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import nock from 'nock';
import { isObject } from '../../src/document/document.ts';
import type { GitHubClient } from '../../src/github/client.ts';

export const API = 'https://api.github.com';
export const REPO = { owner: 'acme', repo: 'shop' } as const;
export const APP_ID = 7;
export const always = async () => true;
export const never = async () => false;

export function client(): GitHubClient {
  return new Octokit({ baseUrl: API, log: { debug() {}, info() {}, warn() {}, error() {} } });
}

/** One write as it was sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** GitHub with nothing but what it is told to answer; remembers the writes. */
export class Exchange {
  readonly sent: Sent[] = [];

  /** Answers reads of `path` (without the query) with `body`, page by page where it is a list. */
  reads(path: string, body: unknown): this {
    nock(API)
      .persist()
      .get((uri) => uri.split('?')[0] === path)
      .reply(200, (uri) => {
        const page = Number(new URL(uri, API).searchParams.get('page') ?? 1);
        return Array.isArray(body) ? body.slice((page - 1) * 100, page * 100) : body;
      });
    return this;
  }

  /** Accepts writes and answers each with `answer`; a body that GitHub's description refuses fails the test. */
  accepts(method: 'POST' | 'PATCH' | 'DELETE', route: string, answer: unknown = {}): this {
    const pattern = new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`);
    nock(API)
      .persist()
      .intercept(pattern, method)
      .reply(method === 'DELETE' ? 204 : 200, (uri, body) => {
        const sent = isObject(body) ? { ...body } : {};
        this.sent.push({ method, path: uri, body: sent });
        return answer;
      });
    return this;
  }

  /** What GitHub's own description says is wrong with the writes. */
  complaints(): readonly unknown[] {
    return this.sent.flatMap(({ method, path, body }) => describedErrors(method, path, body));
  }
}

export function reset(): void {
  nock.cleanAll();
  nock.disableNetConnect();
}

const description: unknown = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'),
    'utf8',
  ),
);

function describedErrors(method: string, path: string, body: unknown): readonly unknown[] {
  const paths = member(description, 'paths');
  if (!isObject(paths)) throw new Error('The description has no paths');
  const route = Object.keys(paths).find(
    (template) =>
      new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path) &&
      member(paths[template], method.toLowerCase()) !== undefined,
  );
  if (route === undefined) return [`GitHub has no ${method} ${path}`];
  const schema = ['requestBody', 'content', 'application/json', 'schema'].reduce(
    member,
    member(paths[route], method.toLowerCase()),
  );
  if (!isObject(schema)) return [];
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(withoutBareNullable(schema));
  return validate(body) ? [] : (validate.errors ?? []);
}

/** A schema that ajv takes: it refuses `nullable` without a `type`, which means nothing there (OpenAPI 3.0.3). */
function withoutBareNullable(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (!isObject(value) || value['type'] !== undefined) return value;
    const { nullable: _bare, ...rest } = value;
    return rest;
  });
}

function member(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}
