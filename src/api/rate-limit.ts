/** How many requests one may send, in windows of a minute. Kept in memory: each process has its own count. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal.ts';

const WINDOW_SECONDS = 60;

export interface RequestLimit {
  /** Counts a request. Gives the headers that say what is left. @throws Refusal when nothing was left. */
  take(key: string): Promise<Readonly<Record<string, string>>>;
  /** Counts nothing. @throws Refusal when nothing is left. */
  check(key: string): Promise<void>;
}

/** A limit of `requests` a minute for each key. */
export function requestLimit(requests: number): RequestLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: WINDOW_SECONDS });
  return {
    take: async (key) => {
      try {
        return headersOf(requests, await limiter.consume(key));
      } catch (caught) {
        // Its refusals are not errors.
        if (caught instanceof RateLimiterRes) throw tooMany(requests, caught);
        throw caught;
      }
    },
    check: async (key) => {
      const state = await limiter.get(key);
      if (state !== null && state.consumedPoints >= requests) throw tooMany(requests, state);
    },
  };
}

function secondsLeft({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}

/** draft-ietf-httpapi-ratelimit-headers. */
function headersOf(requests: number, state: RateLimiterRes): Readonly<Record<string, string>> {
  return {
    'ratelimit-policy': `"default";q=${requests};w=${WINDOW_SECONDS}`,
    ratelimit: `"default";r=${Math.max(0, state.remainingPoints)};t=${secondsLeft(state)}`,
  };
}

function tooMany(requests: number, state: RateLimiterRes): Refusal {
  const seconds = secondsLeft(state);
  return new Refusal(
    'rate-limited',
    `More than ${requests} requests in a minute; go on in ${seconds} s.`,
    { headers: { ...headersOf(requests, state), 'retry-after': String(seconds) } },
  );
}
