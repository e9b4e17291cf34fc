import { createHash } from 'node:crypto';
import type { Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import { authenticate, authorize, type Principal } from './auth.ts';
import { Body, isRecord } from './body.ts';
import { ApiError, notFound } from './errors.ts';
import type { FaultOutcome } from './faults.ts';
import type { Call, Reply, Route } from './route.ts';
import { apiPath, findRoute, type Match } from './router.ts';

/** Answers larger than this are not kept in the record of exchanges. */
const RECORDED_BYTES = 1_000_000;
/** GitHub refuses bodies over its limit with 413; a blob of 100 MB in base64 still passes. */
const MAX_BODY_BYTES = 140 * 1024 * 1024;

async function readBody(request: Request): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) throw new ApiError(413, 'Payload too large');
  if (bytes.byteLength === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
}

function guard(call: Call, route: Extract<Route, { kind: 'general' }>): void {
  const { kind } = call.principal;
  if (route.guard === 'anyone' || route.guard === kind) return;
  if (kind === 'anonymous') throw new ApiError(401, 'Requires authentication');
  if (route.guard === 'app') {
    throw new ApiError(401, 'A JSON web token could not be decoded');
  }
  throw new ApiError(403, 'You must authenticate with an installation access token');
}

function repositoryOf(call: Call): Repository {
  const { owner = '', repo = '' } = call.params;
  const repository = call.site.state.repository(owner, repo);
  if (repository === undefined) throw notFound();
  return repository;
}

function run(call: Call, route: Route): Reply | Promise<Reply> {
  if (route.kind === 'general') {
    guard(call, route);
    return route.handle(call);
  }
  const repository = repositoryOf(call);
  if (route.needs === 'app') {
    if (call.principal.kind !== 'app') throw new ApiError(401, 'Requires authentication');
  } else {
    authorize(call.site.state, call.principal, repository, route.needs);
  }
  return route.handle({ ...call, repository });
}

function errorReply(error: unknown): Reply {
  if (error instanceof ApiError) {
    return { status: error.status, body: error.body(), headers: error.headers };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`playground: ${detail}\n`);
  return { status: 500, body: new ApiError(500, 'Server Error').body() };
}

function rateHeaders(site: Site): Record<string, string> {
  const used = Math.min(site.recorder.count + 1, 4999);
  return {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': String(5000 - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-reset': String(Math.floor(site.state.millis() / 1000) + 3600),
  };
}

function write(site: Site, request: Request, reply: Reply): Response {
  const headers = new Headers({
    ...rateHeaders(site),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `PLAY:${site.recorder.count}`,
    ...reply.headers,
  });
  if (reply.raw !== undefined) {
    headers.set('content-type', reply.raw.type);
    return new Response(Uint8Array.from(reply.raw.bytes), { status: reply.status, headers });
  }
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers });
  const text = JSON.stringify(reply.body);
  headers.set('content-type', 'application/json; charset=utf-8');
  if (request.method === 'GET' && reply.status === 200) {
    const etag = `"${createHash('sha256').update(text).digest('hex')}"`;
    headers.set('etag', etag);
    const wanted = request.headers.get('if-none-match');
    if (wanted?.replace(/^W\//, '') === etag) return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status: reply.status, headers });
}

/** What became of a request: an answer, or the end of the connection without one. */
export type ApiOutcome = Response | 'hang' | 'drop';

/** One request on its way through faults, authentication, permission and handler into the record. */
class Handling {
  readonly #url: URL;
  readonly #path: string;
  readonly #match: Match | undefined;
  #principal: Principal = { kind: 'anonymous' };
  #body: unknown;

  constructor(
    readonly site: Site,
    readonly request: Request,
  ) {
    this.#url = new URL(request.url);
    this.#path = apiPath(this.#url.pathname);
    this.#match = findRoute(request.method, this.#path);
  }

  async outcome(): Promise<ApiOutcome> {
    const reply = await this.#reply();
    if ('fault' in reply) return this.#faulty(reply.fault, reply.outcome);
    const after = await this.#fault('after');
    if (after !== null) return this.#faulty(after.fault, after.outcome);
    this.#record(reply, null);
    return write(this.site, this.request, reply);
  }

  async #reply(): Promise<Reply | Played> {
    const { site, request } = this;
    try {
      this.#body = await readBody(request);
      const before = await this.#fault('before');
      if (before !== null) return before;
      this.#principal = authenticate(site.state, request.headers.get('authorization'));
      if (this.#match === undefined) throw notFound();
      const call: Call = {
        site,
        principal: this.#principal,
        params: this.#match.params,
        query: this.#url.searchParams,
        body: new Body(isRecord(this.#body) ? this.#body : {}),
        accept: request.headers.get('accept') ?? '',
        requestPath: this.#url.pathname,
      };
      return await run(call, this.#match.route);
    } catch (error) {
      return errorReply(error);
    }
  }

  async #fault(when: 'before' | 'after'): Promise<Played | null> {
    const { faults, state } = this.site;
    const fault = faults.meet(this.request.method, this.#path, when);
    if (fault === undefined) return null;
    const outcome = await faults.play(fault, Math.floor(state.millis() / 1000));
    return outcome === null ? null : { fault: fault.options.effect.kind, outcome };
  }

  #faulty(fault: string, outcome: FaultOutcome): ApiOutcome {
    if (outcome.kind !== 'answer') {
      this.#record({ status: 0 }, fault);
      return outcome.kind;
    }
    const { status, message, headers } = outcome;
    const reply = { status, headers, body: new ApiError(status, message).body() };
    this.#record(reply, fault);
    return write(this.site, this.request, reply);
  }

  #record(reply: Reply, fault: string | null): void {
    const large = (JSON.stringify(reply.body) ?? '').length > RECORDED_BYTES;
    this.site.recorder.record({
      method: this.request.method,
      path: this.#path,
      template: this.#match?.route.template ?? null,
      params: this.#match?.params ?? {},
      query: Object.fromEntries(this.#url.searchParams),
      requestBody: this.#body,
      principal: this.#principal.kind,
      accept: this.request.headers.get('accept'),
      status: reply.status,
      responseBody: large || reply.raw !== undefined ? undefined : reply.body,
      fault,
    });
  }
}

/** A fault that ended a request. */
interface Played {
  readonly fault: string;
  readonly outcome: FaultOutcome;
}

/** Answers one request of the REST API. */
export function answer(site: Site, request: Request): Promise<ApiOutcome> {
  return new Handling(site, request).outcome();
}
