import { matchesRequest, type RequestPattern } from './recorder.ts';

/** What goes wrong. */
export type FaultEffect =
  /** Answers with this status and an error body. */
  | { readonly kind: 'status'; readonly status: number }
  /** GitHub's secondary rate limit: 403 or 429 with `retry-after`. */
  | {
      readonly kind: 'secondary-rate-limit';
      readonly retryAfterSeconds: number;
      readonly status?: 403 | 429;
    }
  /** The primary rate limit is used up: `x-ratelimit-remaining: 0` and when it is reset. */
  | { readonly kind: 'primary-rate-limit'; readonly resetInSeconds: number }
  /** Never answers; the connection stays open until the caller or the stand-in gives up. */
  | { readonly kind: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'drop' }
  /** Waits this long, then goes on. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Waits until it is released, then goes on. */
  | { readonly kind: 'pause' };

/** A fault to play. */
export interface FaultOptions extends RequestPattern {
  readonly effect: FaultEffect;
  /** How many requests it meets; default 1. */
  readonly times?: number;
  /** Requests that pass before the first one it meets; default 0. */
  readonly skip?: number;
  /**
   * `before` (default): the request has no effect. `after`: the request takes effect and only its
   * answer is lost, the case in which a retry must not do the work twice.
   */
  readonly when?: 'before' | 'after';
}

/** A fault that was set, and what became of it. */
export interface Fault {
  readonly id: number;
  readonly options: FaultOptions;
  /** How many requests it has met. */
  readonly met: number;
  readonly released: boolean;
  /** Done when the first request has met it. */
  readonly reached: Promise<void>;
  /** Lets paused requests go on, and no longer meets any. */
  release(): void;
}

class SetFault implements Fault {
  met = 0;
  released = false;
  skipped = 0;
  readonly reached: Promise<void>;
  readonly gate: Promise<void>;
  #reach: () => void = () => undefined;
  #open: () => void = () => undefined;

  constructor(
    readonly id: number,
    readonly options: FaultOptions,
  ) {
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** Takes part in a request that matches: whether it plays. */
  meet(): boolean {
    if (this.released || this.met >= (this.options.times ?? 1)) return false;
    if (this.skipped < (this.options.skip ?? 0)) {
      this.skipped += 1;
      return false;
    }
    this.met += 1;
    this.#reach();
    return true;
  }

  release(): void {
    this.released = true;
    this.#open();
  }
}

/** What a fault does to a request: an answer in its place, an end without one, or nothing (after a wait). */
export type FaultOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The message GitHub sends with it. */
      readonly message: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'drop' };

const SECONDARY_LIMIT =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** Faults on demand. */
export class Faults {
  readonly #set: SetFault[] = [];
  readonly #onChange: () => void;
  #lastId = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly Fault[] {
    return this.#set;
  }

  add(options: FaultOptions): Fault {
    this.#lastId += 1;
    const fault = new SetFault(this.#lastId, options);
    this.#set.push(fault);
    return fault;
  }

  find(id: number): Fault | undefined {
    return this.#set.find((fault) => fault.id === id);
  }

  /** Takes all faults away and lets paused requests go on. */
  clear(): void {
    for (const fault of this.#set.splice(0)) fault.release();
  }

  /** The fault that meets this request, if any. It is used up by one. */
  meet(method: string, path: string, when: 'before' | 'after'): SetFault | undefined {
    const found = this.#set.find(
      (fault) =>
        (fault.options.when ?? 'before') === when &&
        matchesRequest(fault.options, method, path) &&
        fault.meet(),
    );
    if (found !== undefined) this.#onChange();
    return found;
  }

  /** Plays a fault. Null: go on as if nothing had been. */
  async play(fault: SetFault, nowSeconds: number): Promise<FaultOutcome | null> {
    const { effect } = fault.options;
    switch (effect.kind) {
      case 'status':
        return { kind: 'answer', status: effect.status, message: 'Server Error', headers: {} };
      case 'secondary-rate-limit':
        return {
          kind: 'answer',
          status: effect.status ?? 403,
          message: SECONDARY_LIMIT,
          headers: { 'retry-after': String(effect.retryAfterSeconds) },
        };
      case 'primary-rate-limit':
        return {
          kind: 'answer',
          status: 403,
          message: 'API rate limit exceeded for installation.',
          headers: {
            'x-ratelimit-limit': '5000',
            'x-ratelimit-remaining': '0',
            'x-ratelimit-used': '5000',
            'x-ratelimit-resource': 'core',
            'x-ratelimit-reset': String(nowSeconds + effect.resetInSeconds),
          },
        };
      case 'hang':
      case 'drop':
        return { kind: effect.kind };
      case 'delay':
        await Promise.race([
          fault.gate,
          new Promise((resolve) => setTimeout(resolve, effect.milliseconds).unref()),
        ]);
        return null;
      case 'pause':
        await fault.gate;
        return null;
    }
  }
}
