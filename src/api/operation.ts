/** How an operation of the API is declared: once, for the router and for the OpenAPI document alike. */
import type { GitHubAddress } from '../environment.ts';
import type { FixAnswer, FixPreview } from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Caller } from './caller.ts';
import { isUuid } from './cursor.ts';
import { notFound } from './refusal.ts';
import { bodyReader, type JsonSchema, object, queryReader, type Shape } from './schema.ts';

/** Where everything that is not the document itself is. */
export const BASE_PATH = '/api/v1/drift';

/** An audit that somebody asks for; null for the default branch. */
export interface AuditRequest {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly branch: string | null;
  readonly requestedBy: string;
}

/** What the operations work with. */
export interface ApiResources {
  readonly store: Store;
  /** The clock. */
  readonly now: () => Date;
  /** Queues an audit of a branch. `coalesced`: one that waits already will do. */
  readonly startAudit: (request: AuditRequest) => Promise<'queued' | 'coalesced'>;
  /**
   * Told that an incident was changed here, so that what shows it follows. What it stores or queues goes through
   * the transaction of the change: both are committed, or neither. The embedded database has one connection, so
   * that anything else waits for ever.
   */
  readonly incidentChanged: (
    installationId: number,
    repositoryId: number,
    transaction: Transaction,
  ) => Promise<void>;
  /** Asks for a fix of incidents of one repository. */
  readonly requestFix: (incidents: readonly Incident[], requestedBy: string) => Promise<FixAnswer>;
  /** What a fix of incidents of one repository would be; nothing is written. */
  readonly previewFix: (incidents: readonly Incident[]) => Promise<FixPreview>;
  /** Where GitHub is, for links. */
  readonly github: GitHubAddress;
}

/** One request to an operation, checked. */
export interface Call<Q, B> extends ApiResources {
  readonly caller: Caller;
  readonly query: Q;
  readonly body: B;
  /** The `{id}` of the path; empty where it has none. */
  readonly id: string;
}

export interface Reply {
  readonly status: number;
  /** JSON; undefined for none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly description: string;
  /** Of its JSON; null where there is none. */
  readonly schema: JsonSchema | null;
  readonly headers?: Readonly<Record<string, JsonSchema>>;
}

/** Beside 400, 401, 403, 429, 500 and 503, which everything can answer. */
export type Refused = 404 | 409;

interface Declaration<Q, B> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `BASE_PATH`, with `{id}` where it has one. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether it changes something. */
  readonly access: 'read' | 'write';
  readonly query?: Shape<Q>;
  readonly body?: Shape<B>;
  /** What a body can be, as it is sent. */
  readonly example?: unknown;
  /** Whether it can be left out; then it is read as an empty object. */
  readonly bodyOptional?: boolean;
  readonly answers: Readonly<Record<number, Answer>>;
  readonly refusals?: readonly Refused[];
  readonly handle: (call: Call<Q, B>) => Promise<Reply>;
}

/** What is sent to an operation, not checked yet. */
export interface RawRequest {
  readonly caller: Caller;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly id: string;
}

/** An operation whatever the types of its query and body. */
export interface Operation extends Omit<Declaration<never, never>, 'handle' | 'query' | 'body'> {
  readonly query: Shape<unknown>;
  readonly body: Shape<unknown> | null;
  /** Checks a request and does what it asks. @throws Refusal */
  readonly run: (resources: ApiResources, request: RawRequest) => Promise<Reply>;
}

export function operation<Q = object, B = object>(declaration: Declaration<Q, B>): Operation {
  const { handle, query, body, ...rest } = declaration;
  const readQuery = queryReader<Q>(query ?? object({}));
  const readBody = bodyReader<B>(body ?? object({}));
  const { path } = declaration;
  return {
    ...rest,
    path: `${BASE_PATH}${path}`,
    query: query ?? object({}),
    body: body ?? null,
    run: async (resources, request) => {
      // An id is a UUID: what is none does not reach the database.
      const id = request.id.toLowerCase();
      if (path.includes('{id}') && !isUuid(id)) throw notFound(declaration.tag);
      return handle({
        ...resources,
        caller: request.caller,
        id,
        query: readQuery(request.query),
        body: readBody(request.body),
      });
    },
  };
}
