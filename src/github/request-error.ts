/** What GitHub refuses, as errors that say what to do next: wait until a time, try again, or change something. */

/** GitHub asks to wait. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  /** The earliest time at which to go on. */
  readonly until: Date;

  constructor(message: string, until: Date, options: ErrorOptions) {
    super(message, options);
    this.until = until;
  }
}

/** GitHub did not answer, or answered that it cannot at the moment: trying again later may help. */
export class GitHubUnavailable extends Error {
  override readonly name = 'GitHubUnavailable';
}

/** GitHub understood and refused: trying again does not help until someone changes something. */
export class GitHubRefused extends Error {
  override readonly name = 'GitHubRefused';
  readonly status: number;

  constructor(message: string, status: number, options: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Without any time given, GitHub asks to wait at least a minute ("Best practices for using the REST API"). */
const LEAST_WAIT_MS = 60_000;
/** Longer than GitHub ever asks for (the primary limit resets every hour): a wrong answer must not park a job. */
const MOST_WAIT_MS = 2 * 60 * 60_000;

/**
 * The error that a failed request to GitHub means, or the error itself when it is none of a request.
 * `now` is the caller's clock; the times GitHub gives are relative to it or checked against it.
 */
export function toGitHubError(error: unknown, now: Date): unknown {
  if (isQueryError(error) && isLimitedQuery(error)) {
    const until = retryTime(error.headers, now);
    const message = `GitHub asks to wait until ${until.toISOString()} (for a query).`;
    return new RateLimited(message, until, { cause: error });
  }
  if (!isRequestError(error)) return isTimeout(error) ? unavailable(error, null) : error;
  const { status } = error;
  if (status === 429 || (status === 403 && isRateLimit(error))) {
    const until = retryTime(error.response?.headers ?? {}, now);
    return new RateLimited(
      `GitHub asks to wait until ${until.toISOString()} (${status} for ${request(error)}).`,
      until,
      { cause: error },
    );
  }
  if (status >= 500 || status === 408) return unavailable(error, status);
  const advice = ADVICE[status];
  if (status < 400 || advice === undefined) {
    return new GitHubRefused(
      `GitHub refused ${request(error)} with ${status}: ${error.message}`,
      status,
      { cause: error },
    );
  }
  const accepted = error.response?.headers['x-accepted-github-permissions'];
  const needed =
    accepted === undefined ? '' : ` GitHub names the permissions that would do: ${accepted}.`;
  return new GitHubRefused(
    `GitHub refused ${request(error)} with ${status}: ${advice}${needed}`,
    status,
    { cause: error },
  );
}

/** Does work that makes requests to GitHub, and lets it fail with the errors above. */
export async function translateErrors<T>(
  work: () => Promise<T>,
  clock: () => Date = () => new Date(),
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toGitHubError(error, clock());
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'the credentials are not valid (any more). Check the app id and private key, or the token.',
  403: 'the token may not do this. The installation may lack a permission, or be suspended.',
  404: 'there is no such thing, or the token may not see it. Check that the app is installed on the repository.',
};

interface FailedRequest extends Error {
  readonly status: number;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly headers: Headers };
}

/** Octokit's RequestError, known by its shape: there may be several copies of its class. */
function isRequestError(error: unknown): error is FailedRequest {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** An aborted fetch rejects with a DOMException, which not every realm counts among its errors. */
function isTimeout(error: unknown): error is { readonly name: string; readonly message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    'message' in error &&
    typeof error.message === 'string' &&
    (error.name === 'AbortError' || error.name === 'TimeoutError')
  );
}

function isRateLimit(error: FailedRequest): boolean {
  const headers = error.response?.headers ?? {};
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit|abuse detection/i.test(error.message)
  );
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Octokit's GraphqlResponseError: an answer with status 200 that says why there is none. */
interface FailedQuery extends Error {
  readonly headers: Headers;
  readonly errors: readonly { readonly type?: string; readonly message: string }[];
}

function isQueryError(error: unknown): error is FailedQuery {
  return (
    error instanceof Error &&
    error.name === 'GraphqlResponseError' &&
    'errors' in error &&
    Array.isArray(error.errors) &&
    'headers' in error &&
    typeof error.headers === 'object'
  );
}

function isLimitedQuery({ errors, headers }: FailedQuery): boolean {
  return (
    String(headers['x-ratelimit-remaining']) === '0' ||
    errors.some(({ type, message }) => type === 'RATE_LIMITED' || /rate limit/i.test(message))
  );
}

/**
 * Whether an error is the refusal of a GraphQL query, other than a rate limit: what it asks for is not there, not
 * allowed, took GitHub too long, or is not known to this GitHub. The same can be asked for through REST.
 */
export function isRefusedQuery(error: unknown): boolean {
  if (isQueryError(error)) return !isLimitedQuery(error);
  return isRequestError(error) && [400, 404, 502, 504].includes(error.status);
}

function retryTime(headers: Headers, now: Date): Date {
  const seconds = Number(headers['retry-after']);
  const reset = Number(headers['x-ratelimit-reset']);
  const wait =
    headers['retry-after'] !== undefined && Number.isFinite(seconds)
      ? seconds * 1_000
      : String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)
        ? reset * 1_000 - now.getTime()
        : LEAST_WAIT_MS;
  return new Date(now.getTime() + Math.min(Math.max(wait, 1_000), MOST_WAIT_MS));
}

function unavailable(
  error: { readonly message: string },
  status: number | null,
): GitHubUnavailable {
  const what = status === null ? 'did not answer in time' : `could not answer (${status})`;
  return new GitHubUnavailable(`GitHub ${what}: ${error.message}`, { cause: error });
}

/** `GET /repos/acme/shop`: the method and path, never the query or headers. */
function request(error: FailedRequest): string {
  if (error.request === undefined) return 'a request';
  const { method, url } = error.request;
  return `${method} ${URL.canParse(url) ? new URL(url).pathname : url.split('?')[0]}`;
}
