/** What the API answers when it does not do what was asked: problem details (RFC 9457). */

/** One thing that is wrong with a request, and where. */
export interface Fault {
  /** In the body: a JSON Pointer as a URI fragment (RFC 6901 section 6), such as `#/max_breaking_changes`. */
  readonly pointer?: string;
  /** In the query: the parameter. */
  readonly parameter?: string;
  readonly detail: string;
}

/** The problems there are: a stable code for programs, its status and its title for people. */
const PROBLEMS = {
  'invalid-request': [400, 'The request is not valid'],
  unauthorized: [401, 'Credentials are needed'],
  forbidden: [403, 'The credentials are not enough'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'The method is not possible here'],
  conflict: [409, 'The present state does not allow it'],
  'body-too-large': [413, 'The body is too large'],
  'not-json': [415, 'The body must be JSON'],
  'rate-limited': [429, 'Too many requests'],
  'internal-error': [500, 'Holdfast failed'],
  unavailable: [503, 'Not available now'],
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES: readonly string[] = Object.keys(PROBLEMS);

/** Ends a request. `message` says what is wrong and what to do; it becomes the problem's `detail`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    message: string,
    more: {
      readonly faults?: readonly Fault[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.faults = more.faults ?? [];
    this.headers = more.headers ?? {};
  }
}

/** A request that is wrong in one place. */
export function invalid(place: Omit<Fault, 'detail'>, detail: string): Refusal {
  return new Refusal('invalid-request', detail, { faults: [{ ...place, detail }] });
}

/** What is not there for the caller, whether it is there for others or not. */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', `There is no such ${what}, or the credentials may not see it.`);
}

/** A refusal as the answer to a request of `path`. */
export function problemResponse(refusal: Refusal, path: string): Response {
  const [status, title] = PROBLEMS[refusal.code];
  const body = {
    // Without a page that explains it further, `about:blank` is the type (RFC 9457 section 4.2.1).
    type: 'about:blank',
    title,
    status,
    code: refusal.code,
    detail: refusal.message,
    instance: path,
    ...(refusal.faults.length === 0 ? {} : { errors: refusal.faults }),
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...refusal.headers,
    },
  });
}
