import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { GitHubUnavailable, RateLimited } from '../github/request-error.ts';
import { isGitHubObservation, observed } from '../observation.ts';
import { type ByteCache, MemoryByteCache } from '../tree/byte-cache.ts';
import type { AuditAnswer, AuditFindings, AuditTask, ThreadTask } from './audit-task.ts';
import { servePort } from './cache-port.ts';
import type { FixAnswer, FixFindings, FixTask, FixThreadTask } from './fix-task.ts';
import type { ThreadAnswer } from './thread-trees.ts';

/** Runs audits in threads. */
export interface AuditThreads {
  /**
   * The findings of one audit. Rejects with `RateLimited` or `GitHubUnavailable`, which are to be tried
   * again, or with an `AuditFailed` for what would fail the same way again.
   */
  run(task: AuditTask, signal: AbortSignal): Promise<AuditFindings>;
  /** What can be repaired, and how. Rejects as an audit does. */
  fix(task: FixTask, signal: AbortSignal): Promise<FixFindings>;
  close(): Promise<void>;
}

/** An audit failed in a way that trying again does not change: a fault in Holdfast, or too large an input. */
export class AuditFailed extends Error {
  override readonly name = 'AuditFailed';
}

/** Memory of one thread, in MiB: several times what two 13 MB contracts take. */
const MEMORY_MB = 1_536;

/** Time for one audit, in milliseconds. */
const TIME_MS = 120_000;

/** The build puts the threads' programs there, beside the chunk that this file ends up in. */
const PROGRAMS = {
  audit: new URL('./jobs/audit-thread.js', import.meta.url).href,
  fix: new URL('./jobs/fix-thread.js', import.meta.url).href,
} as const;

/** Opens the threads; they start when there is work and end after a minute without. */
export function openAuditThreads(options: { readonly threads?: number } = {}): AuditThreads {
  const audits = openPool<ThreadTask, AuditAnswer>(PROGRAMS.audit, options.threads ?? 2);
  // Fixes have a thread of their own: a verdict does not wait for one.
  const fixes = openPool<FixThreadTask, FixAnswer>(PROGRAMS.fix, 1);
  const cache = new MemoryByteCache();
  return {
    run: async (task, signal) =>
      findingsOf(
        await withCache(cache, (port) =>
          runOn(audits, { ...task, cache: port }, [port], 'audit', signal),
        ),
      ),
    fix: async (task, signal) =>
      findingsOf(
        await withCache(cache, (port) =>
          runOn(fixes, { ...task, cache: port }, [port], 'search for a fix', signal),
        ),
      ),
    close: async () => {
      await Promise.all([audits.destroy(), fixes.destroy()]);
    },
  };
}

function openPool<Task, Answer>(filename: string, maxThreads: number): Piscina<Task, Answer> {
  const pool = new Piscina<Task, Answer>({
    filename,
    minThreads: 0,
    maxThreads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  pool.on('message', (message: unknown) => {
    if (isGitHubObservation(message)) observed(message);
  });
  return pool;
}

async function withCache<T>(cache: ByteCache, work: (port: MessagePort) => Promise<T>): Promise<T> {
  const { port, close } = servePort(cache);
  try {
    return await work(port);
  } finally {
    close();
  }
}

async function runOn<Task, Answer>(
  pool: Piscina<Task, Answer>,
  task: Task,
  transferList: MessagePort[],
  what: string,
  signal: AbortSignal,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(TIME_MS);
  try {
    return await pool.run(task, { signal: AbortSignal.any([signal, deadline]), transferList });
  } catch (error) {
    if (signal.aborted) throw error;
    if (deadline.aborted) {
      throw new AuditFailed(
        `The ${what} took longer than ${TIME_MS / 1_000} seconds and was ended.`,
      );
    }
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new AuditFailed(
        `The ${what} needed more than ${MEMORY_MB} MiB of memory and was ended.`,
      );
    }
    throw error;
  }
}

function findingsOf<T>(answer: ThreadAnswer<T>): T {
  switch (answer.kind) {
    case 'done':
      return answer.findings;
    case 'rate-limited':
      throw new RateLimited('GitHub asks to wait.', new Date(answer.until), {});
    case 'unavailable':
      throw new GitHubUnavailable(answer.message);
    case 'failed': {
      const failure = new AuditFailed(answer.message);
      failure.stack = answer.stack;
      throw failure;
    }
  }
}
