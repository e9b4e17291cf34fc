/** PostgreSQL in a thread of this process, behind the same `pg` pool that a database server is reached with. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { types } from 'node:util';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../package-root.ts';
import { UrgentPool } from './urgent-pool.ts';

/** An embedded database and the pool that reaches it. */
export interface EmbeddedDatabase {
  readonly pool: UrgentPool;
  /** A copy of the data, which `image` loads in a tenth of the time an empty database takes. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

/**
 * Opens the database in `folder`, or in memory when there is none; `image` is a dump to start from
 * when the database is new. There is one connection: a transaction keeps everybody else waiting.
 */
export async function openEmbeddedDatabase(
  folder: string | undefined,
  image?: Blob,
): Promise<EmbeddedDatabase> {
  const isNew = folder === undefined || !existsSync(join(folder, 'PG_VERSION'));
  const thread = new DatabaseThread({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(image !== undefined && isNew ? { loadDataDir: image } : {}),
  });
  const pool = new UrgentPool({
    user: 'postgres',
    stream: () => new EmbeddedSocket(thread),
    idleTimeoutMillis: 0,
    // The pool drops a connection whose query failed, but the session behind it is always the same
    // one and may still be inside the failed transaction.
    onConnect: (client) => client.query('ROLLBACK'),
  });
  // A database that does not start says so here.
  await pool.query('select 1');

  return {
    pool,
    dump: async () => {
      const dump = await thread.ask('dump');
      if (dump instanceof Blob) return dump;
      throw new Error('The embedded database gave no dump.');
    },
    close: async () => {
      await pool.end();
      await thread.close();
    },
  };
}

/** What a question to the thread comes to. */
interface Question {
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** The thread that the database runs in: questions are answered in the order in which they are asked. */
class DatabaseThread {
  readonly #thread: Worker;
  readonly #asked: Question[] = [];
  #ended: unknown;

  constructor(options: object) {
    const program = join(packageRoot(import.meta.url), 'bin/embedded-database.mjs');
    this.#thread = new Worker(program, { workerData: options });
    this.#thread.on('message', (answer: unknown) => {
      const asked = this.#asked.shift();
      this.#holdProcess();
      if (types.isNativeError(answer)) asked?.fail(answer);
      else asked?.answer(answer);
    });
    this.#thread.on('error', (error) => this.#end(error));
    this.#thread.on('exit', () => this.#end(new Error('PGlite is closed')));
  }

  ask(question: Uint8Array | 'dump' | 'close'): Promise<unknown> {
    return new Promise((answer, fail) => {
      if (this.#ended !== undefined) return fail(this.#ended);
      this.#asked.push({ answer, fail });
      this.#holdProcess();
      this.#thread.postMessage(question);
    });
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    await this.ask('close');
    this.#thread.ref();
    await this.#thread.terminate();
  }

  /** The process goes on as long as there is something to be answered. */
  #holdProcess(): void {
    if (this.#asked.length > 0) this.#thread.ref();
    else this.#thread.unref();
  }

  #end(error: unknown): void {
    this.#ended ??= error;
    for (const { fail } of this.#asked.splice(0)) fail(this.#ended);
  }
}

/** The part of a socket that `pg` uses, with the embedded database at its other end. */
class EmbeddedSocket extends Duplex {
  readonly #thread: DatabaseThread;

  constructor(thread: DatabaseThread) {
    super();
    this.#thread = thread;
  }

  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  setNoDelay(): void {}

  ref(): void {}

  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#send(chunk).then(() => done(), done);
  }

  /** A statement comes as several messages, which are answered together. */
  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error) => void,
  ): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  async #send(message: Buffer): Promise<void> {
    // A copy of its own: a small buffer shares its memory with others, which would be copied along.
    const answer = await this.#thread.ask(new Uint8Array(message));
    if (types.isUint8Array(answer) && answer.length > 0) this.push(Buffer.from(answer));
  }
}
