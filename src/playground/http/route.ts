import type { Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import type { Need, Principal } from './auth.ts';
import type { Body } from './body.ts';
import { notFound } from './errors.ts';

/** A request that has found its route and passed its guard. */
export interface Call {
  readonly site: Site;
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
  readonly accept: string;
  /** Path as asked for, with `/api/v3` where the caller used it: for `Link` headers. */
  readonly requestPath: string;
}

/** A request about a repository that the caller may see. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

/** What a handler answers. A `body` of undefined sends none. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Sent in place of JSON, with its media type. */
  readonly raw?: { readonly bytes: Uint8Array; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Who may call a route that is not about one repository. */
export type Guard = 'anyone' | 'app' | 'installation' | 'user';

export type Route =
  | {
      readonly kind: 'general';
      readonly method: Method;
      /** As GitHub's description writes it. */
      readonly template: string;
      readonly guard: Guard;
      readonly handle: (call: Call) => Reply | Promise<Reply>;
    }
  | {
      readonly kind: 'repository';
      readonly method: Method;
      readonly template: string;
      /** One of them is enough; `app` in their place asks for the app itself. */
      readonly needs: readonly Need[] | 'app';
      readonly handle: (call: RepositoryCall) => Reply | Promise<Reply>;
    };

/** A route that is not about one repository. */
export function general(
  method: Method,
  template: string,
  guard: Guard,
  handle: (call: Call) => Reply | Promise<Reply>,
): Route {
  return { kind: 'general', method, template, guard, handle };
}

/** A route under `/repos/{owner}/{repo}`. */
export function repositoryRoute(
  method: Method,
  path: string,
  needs: readonly Need[] | 'app',
  handle: (call: RepositoryCall) => Reply | Promise<Reply>,
): Route {
  return { kind: 'repository', method, template: `/repos/{owner}/{repo}${path}`, needs, handle };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export const NO_CONTENT: Reply = { status: 204 };

/** A positive number of a path; 404 for anything else. */
export function numberParam(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** A text of a path. */
export function param(call: Call, name: string): string {
  const text = call.params[name];
  if (text === undefined) throw notFound();
  return text;
}

/** What is there, or 404. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly headers: Readonly<Record<string, string>>;
}

function positive(text: string | null, fallback: number): number {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}

/** Cuts a page out of a list, with GitHub's `Link` header. */
export function page<T>(call: Call, all: readonly T[], maximum = 100): Page<T> {
  const size = Math.min(positive(call.query.get('per_page'), 30), maximum);
  const number = positive(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${call.site.url}${call.requestPath}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((number - 1) * size, number * size),
    total: all.length,
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

/** A page of a list as the answer. */
export async function listReply<T>(
  call: Call,
  all: readonly T[],
  resource: (item: T) => unknown,
): Promise<Reply> {
  const { items, headers } = page(call, all);
  return { status: 200, body: await Promise.all(items.map(resource)), headers };
}

/** The same inside an object with `total_count`, as checks and installations are listed. */
export async function countedReply<T>(
  call: Call,
  key: string,
  all: readonly T[],
  resource: (item: T) => unknown,
): Promise<Reply> {
  const { items, total, headers } = page(call, all);
  const listed = await Promise.all(items.map(resource));
  return { status: 200, body: { total_count: total, [key]: listed }, headers };
}
