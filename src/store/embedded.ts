/** PostgreSQL inside this process, behind the same `pg` pool that a database server is reached with. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** An embedded database and the pool that reaches it. */
export interface EmbeddedDatabase {
  readonly pool: pg.Pool;
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
  const database = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(image !== undefined && isNew ? { loadDataDir: image } : {}),
  });
  const pool = new pg.Pool({
    user: 'postgres',
    stream: () => new EmbeddedSocket(database),
    max: 1,
    idleTimeoutMillis: 0,
    // The pool drops a connection whose query failed, but the session behind it is always the same
    // one and may still be inside the failed transaction.
    onConnect: (client) => client.query('ROLLBACK'),
  });

  return {
    pool,
    dump: () => database.dumpDataDir('none'),
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}

/** The part of a socket that `pg` uses, with the embedded database at its other end. */
class EmbeddedSocket extends Duplex {
  readonly #database: PGlite;

  constructor(database: PGlite) {
    super();
    this.#database = database;
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
    const answer: Uint8Array[] = [];
    await this.#database.execProtocolRawStream(message, {
      onRawData: (part) => answer.push(part.slice()),
    });
    this.push(Buffer.concat(answer));
  }
}
