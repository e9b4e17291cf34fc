/** One request and its answer, for tests to look at and to check against GitHub's own description. */
export interface Exchange {
  readonly number: number;
  readonly method: string;
  /** Path without `/api/v3` and without query. */
  readonly path: string;
  /** The route's template as GitHub's description writes it; null where no route matched. */
  readonly template: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** Who asked: `app`, `installation`, `user` or `anonymous`. */
  readonly principal: string;
  readonly accept: string | null;
  readonly status: number;
  readonly responseBody: unknown;
  /** The fault that was played, if any. */
  readonly fault: string | null;
}

/** Which requests are meant. A path is a pattern: `*` stands for one part, `**` for any number. */
export interface RequestPattern {
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
}

/** Turns a path pattern into a regular expression. */
function pathExpression(pattern: string): RegExp {
  const source = pattern
    .split('/')
    .map((part) =>
      part === '**' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}

/** Whether a request is one of those meant. */
export function matchesRequest(pattern: RequestPattern, method: string, path: string): boolean {
  if (pattern.method !== undefined && pattern.method.toUpperCase() !== method) return false;
  return pattern.path === undefined || pathExpression(pattern.path).test(path);
}

/** Keeps the newest exchanges. */
export class Recorder {
  readonly #kept: Exchange[] = [];
  #count = 0;

  constructor(
    readonly limit: number,
    readonly onRecord: () => void,
  ) {}

  /** All that are kept, oldest first. */
  get exchanges(): readonly Exchange[] {
    return this.#kept;
  }

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  record(exchange: Omit<Exchange, 'number'>): void {
    this.#count += 1;
    this.#kept.push({ number: this.#count, ...exchange });
    if (this.#kept.length > this.limit) this.#kept.shift();
    this.onRecord();
  }

  /** The first kept exchange after number `after` that is meant. */
  find(pattern: RequestPattern, after = 0): Exchange | undefined {
    return this.#kept.find(
      (exchange) =>
        exchange.number > after &&
        matchesRequest(pattern, exchange.method, exchange.path) &&
        (pattern.status === undefined || pattern.status === exchange.status),
    );
  }

  clear(): void {
    this.#kept.length = 0;
  }
}
