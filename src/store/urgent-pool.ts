/** A pool of one connection, in which what is urgent does not wait behind everything else. */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const urgency = new AsyncLocalStorage<true>();

/** Has what `work` asks of an `UrgentPool` go first. */
export function urgently<T>(work: () => Promise<T>): Promise<T> {
  return urgency.run(true, work);
}

type Connected = Parameters<pg.Pool['connect']>[0];

/** One connection, given to one after the other: to the urgent first, then to who has waited longest. */
export class UrgentPool extends pg.Pool {
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  constructor(config: pg.PoolConfig) {
    super({ ...config, max: 1 });
    this.on('release', () => this.#next());
  }

  /** How many wait for the connection. */
  waiting(): number {
    return this.#urgent.length + this.#waiting.length;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | undefined {
    const client = this.#connect();
    if (connected === undefined) return client;
    client.then(
      (one) => connected(undefined, one, (error) => one.release(error)),
      (error) => connected(error, undefined, () => undefined),
    );
    return undefined;
  }

  async #connect(): Promise<pg.PoolClient> {
    if (this.#isTaken) await this.#turn();
    this.#isTaken = true;
    try {
      return await super.connect();
    } catch (error) {
      this.#next();
      throw error;
    }
  }

  #turn(): Promise<void> {
    const lane = urgency.getStore() === true ? this.#urgent : this.#waiting;
    return new Promise((resolve) => lane.push(resolve));
  }

  #next(): void {
    const turn = this.#urgent.shift() ?? this.#waiting.shift();
    if (turn === undefined) this.#isTaken = false;
    else turn();
  }
}
