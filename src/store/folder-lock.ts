/**
 * Keeps a second process away from a data folder. The embedded database has no lock of its own, and
 * two processes on one folder lose data that both had acknowledged.
 *
 * The lock file says who holds it. Whether the holder still lives is asked of the operating system:
 * it listens on a socket in the folder, which answers even while the holder is busy, and falls
 * silent the moment it dies, whatever becomes of its process id.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv, type JSONSchemaType } from 'ajv';
import { DataFolderInUse } from './store-error.ts';

const LOCK_FILE = 'holdfast.lock';

/** The process that holds a lock. What the system does not tell is empty. */
interface Holder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** Linux: differs after every boot, the same in all containers of a machine. */
  readonly boot: string;
  /** Linux: which containers share process ids. */
  readonly pidNamespace: string;
  /** Linux: when the process started, in clock ticks since boot; tells reused process ids apart. */
  readonly started: string;
  /** Name of the socket in the folder; empty where one could not be made. */
  readonly socket: string;
  /** Date and time the lock was taken, for people. */
  readonly since: string;
}

const text = { type: 'string' } as const;
const holderSchema: JSONSchemaType<Holder> = {
  type: 'object',
  required: ['id', 'host', 'pid', 'boot', 'pidNamespace', 'started', 'socket', 'since'],
  properties: {
    id: text,
    host: text,
    pid: { type: 'integer' },
    boot: text,
    pidNamespace: text,
    started: text,
    socket: text,
    since: text,
  },
};
const isHolder = new Ajv().compile(holderSchema);

/** A lock that is held. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the lock of `folder`, also from a holder that died.
 *
 * @throws DataFolderInUse when another process holds it, or when that cannot be known.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const me = await describeMe();
  const server = await listen(join(folder, me.socket));
  const holder = server === null ? { ...me, socket: '' } : me;
  const file = join(folder, LOCK_FILE);
  try {
    await take(file, holder, folder);
  } catch (error) {
    await close(server);
    throw error;
  }
  return {
    release: async () => {
      const current = await readHolder(file);
      if (current !== null && current.id === holder.id) await rm(file, { force: true });
      await close(server);
    },
  };
}

/** Puts `holder` into the lock file, or throws. */
async function take(file: string, holder: Holder, folder: string): Promise<void> {
  const draft = `${file}.${holder.id}`;
  await writeFile(draft, `${JSON.stringify(holder, null, 2)}\n`);
  try {
    while (!(await linked(draft, file))) {
      const other = await readHolder(file);
      if (other === null) continue;
      if (await mayLive(other, holder, folder)) throw new DataFolderInUse(inUse(folder, other));
      await takeOver(file, other, holder, folder);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes the lock of a holder that died. Two processes may see it at once: who has the lock on
 * *this* lock removes it, after looking again whether it is still the dead one's.
 */
async function takeOver(file: string, dead: Holder, me: Holder, folder: string): Promise<void> {
  const turn = `${file}.${dead.id}.next`;
  await take(turn, { ...me, id: randomUUID() }, folder);
  try {
    const current = await readHolder(file);
    if (current === null || current.id !== dead.id) return;
    const aside = `${file}.${dead.id}.dead`;
    await rename(file, aside);
    await rm(aside, { force: true });
    if (dead.socket !== '') await rm(join(folder, dead.socket), { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

/** Whether `draft` became `file`: false when there is one already. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Whether the holder of a lock may still be there. True when it cannot be known. */
async function mayLive(other: Holder, me: Holder, folder: string): Promise<boolean> {
  if (other.boot !== me.boot) {
    // The machine was started again since, or it is another machine.
    const rebooted = other.boot !== '' && me.boot !== '' && other.host === me.host;
    return !rebooted;
  }
  const sameMachine = me.boot !== '' || other.host === me.host;
  if (sameMachine && other.socket !== '') {
    const answer = await ask(join(folder, other.socket));
    if (answer !== 'no socket') return answer === 'lives';
  }
  if (other.host !== me.host || other.pidNamespace !== me.pidNamespace) return true;
  return processLives(other);
}

async function processLives(holder: Holder): Promise<boolean> {
  if (holder.pid === process.pid) return holder.started === (await startOf('self'));
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  const started = await startOf(String(holder.pid));
  return holder.started === '' || started === '' || started === holder.started;
}

async function describeMe(): Promise<Holder> {
  const id = randomUUID();
  return {
    id,
    host: hostname(),
    pid: process.pid,
    boot: (await orEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8'))).trim(),
    pidNamespace: await orEmpty(readlink('/proc/self/ns/pid')),
    started: await startOf('self'),
    socket: `holdfast-${id.slice(0, 8)}.sock`,
    since: new Date().toISOString(),
  };
}

/** Field 22 of /proc/<pid>/stat, see proc(5). The command in field 2 may contain spaces. */
async function startOf(pid: string): Promise<string> {
  const stat = await orEmpty(readFile(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[19] ?? '';
}

/** Empty where the system has no such file, as outside Linux. */
async function orEmpty(reading: Promise<string>): Promise<string> {
  return reading.catch(() => '');
}

/** A socket that answers as long as this process lives; null where none can be made. */
async function listen(path: string): Promise<Server | null> {
  // Longer paths do not fit into a socket's address (unix(7): 108 bytes; macOS: 104).
  if (process.platform === 'win32' || Buffer.byteLength(resolve(path)) > 100) return null;
  const server = createServer((connection) => connection.destroy());
  return new Promise((done) => {
    server.once('error', () => done(null));
    server.listen(path, () => {
      server.unref();
      done(server);
    });
  });
}

/** Whether somebody listens on a socket. Anything unexpected counts as somebody. */
async function ask(path: string): Promise<'lives' | 'dead' | 'no socket'> {
  return new Promise((done) => {
    const connection = connect(path);
    connection.once('connect', () => {
      connection.destroy();
      done('lives');
    });
    connection.once('error', (error) => {
      if (hasCode(error, 'ECONNREFUSED')) done('dead');
      else done(hasCode(error, 'ENOENT') ? 'no socket' : 'lives');
    });
  });
}

async function close(server: Server | null): Promise<void> {
  if (server === null) return;
  await new Promise((done) => server.close(done));
}

/** Null when the file is gone, which happens when its holder lets go. */
async function readHolder(file: string): Promise<Holder | null> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
  const parsed = parse(content);
  if (isHolder(parsed)) return parsed;
  throw new DataFolderInUse(
    `The lock file ${file} cannot be understood, so it is not known whether another process uses the folder. ` +
      'If none does, delete the file and start again.',
  );
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function inUse(folder: string, holder: Holder): string {
  return (
    `The data folder ${folder} is used by process ${holder.pid} on ${holder.host}, since ${holder.since}. ` +
    'The embedded database takes one process only. Stop the other one, give this one a folder of its own, ' +
    'or set DATABASE_URL to a PostgreSQL server to run several. ' +
    `If that process is gone for good, delete ${join(folder, LOCK_FILE)} and start again.`
  );
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
