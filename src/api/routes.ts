/** The REST API over HTTP: who asks, how often, what is asked and how it is answered. */
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { StoreUnavailable } from '../store/store.ts';
import { authenticate } from './authenticate.ts';
import { type Caller, forbidden } from './caller.ts';
import { DOCUMENT_PATH, documentText } from './document.ts';
import { githubAccessReader } from './github-access.ts';
import type { ApiResources, Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { requestLimit } from './rate-limit.ts';
import { problemResponse, Refusal } from './refusal.ts';

export type { ApiResources, AuditRequest } from './operation.ts';

export interface ApiOptions extends ApiResources {
  readonly log: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  readonly limits?: {
    /** Of one caller; default 300. */
    readonly requestsPerMinute?: number;
    /** Wrong credentials from one address, before GitHub is not asked about others any more; default 30. */
    readonly failuresPerMinute?: number;
  };
}

/** No request needs a larger body. */
const MAX_BODY_BYTES = 64 * 1024;

/** Everything below /api/v1, to be mounted at the root. */
export function apiRoutes(options: ApiOptions): Hono {
  const app = new Hono();
  const { limits = {}, log, store, now } = options;
  const requests = requestLimit(limits.requestsPerMinute ?? 300);
  const callers = {
    store,
    now,
    access: githubAccessReader(options.github, now),
    failures: requestLimit(limits.failuresPerMinute ?? 30),
  };
  const document = documentText();

  app.onError((error, context) => {
    const { path, method } = context.req;
    if (error instanceof Refusal) return problemResponse(error, path);
    if (error instanceof StoreUnavailable) {
      const headers = { 'retry-after': '5' };
      const message = 'The database does not answer; try again later.';
      return problemResponse(new Refusal('unavailable', message, { headers }), path);
    }
    log.error({ err: error, method, path }, 'A request to the API failed.');
    return problemResponse(
      new Refusal('internal-error', 'This is a fault in Holdfast itself; its log says more.'),
      path,
    );
  });

  app.get(DOCUMENT_PATH, () => {
    const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
    return new Response(document, { headers });
  });
  for (const operation of OPERATIONS) {
    const path = operation.path.replace('{id}', ':id');
    app.on(operation.method.toUpperCase(), path, limitedBody, async (context) => {
      const authorization = context.req.header('authorization');
      const caller = await authenticate(callers, authorization, addressOf(context));
      const limited = await requests.take(caller.key);
      const response = await answered(run(operation, options, caller, context), context.req.path);
      if (operation.access === 'write') {
        const { actor } = caller;
        const { path: asked } = context.req;
        log.info(
          { actor, operation: operation.id, path: asked, status: response.status },
          'A change was asked for through the API.',
        );
      }
      return withHeaders(response, limited);
    });
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(path.replace('{id}', ':id'), () => {
      // What answers GET answers HEAD.
      const allow = methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])).join(', ');
      throw new Refusal('method-not-allowed', `Possible are ${allow}.`, { headers: { allow } });
    });
  }
  app.all('/api/v1/*', () => {
    throw new Refusal('not-found', `There is nothing here. ${DOCUMENT_PATH} lists what there is.`);
  });
  return app;
}

/** A refusal is an answer too. */
async function answered(work: Promise<Response>, path: string): Promise<Response> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return problemResponse(error, path);
    throw error;
  }
}

const limitedBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new Refusal('body-too-large', `A body may have at most ${MAX_BODY_BYTES} bytes.`);
  },
});

async function run(
  operation: Operation,
  resources: ApiResources,
  caller: Caller,
  context: Context,
): Promise<Response> {
  if (operation.access === 'write' && caller.writable.length === 0) {
    throw forbidden(
      'The credentials may only read: writing takes a token with write access, or push permission.',
    );
  }
  const { status, body, headers } = await operation.run(resources, {
    caller,
    id: context.req.param('id') ?? '',
    query: new URL(context.req.url).searchParams,
    body: operation.body === null ? {} : await readJson(context, operation),
  });
  return new Response(body === undefined ? null : `${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'cache-control': 'no-store',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
}

/** @throws Refusal when the body is no JSON. */
async function readJson({ req }: Context, { bodyOptional }: Operation): Promise<unknown> {
  const text = await req.text();
  if (text.trim() === '' && bodyOptional === true) return {};
  const type = req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Refusal('not-json', 'Send the body as JSON, with Content-Type: application/json.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('invalid-request', `The body is not JSON: ${reason.slice(0, 200)}.`);
  }
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The other end of the connection; a proxy in front is one address for everyone behind it. */
function addressOf(context: Context): string {
  // Without a connection, as in tests, there is nothing to tell addresses by.
  if (context.env?.incoming === undefined) return 'unknown';
  return getConnInfo(context).remote.address ?? 'unknown';
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>([[DOCUMENT_PATH, ['GET']]]);
  for (const { path, method } of OPERATIONS) {
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  }
  return methods;
}
