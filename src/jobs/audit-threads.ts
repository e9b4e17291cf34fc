import { Piscina } from 'piscina';
import { GitHubUnavailable, RateLimited } from '../github/request-error.ts';
import { isGitHubObservation, observed } from '../observation.ts';
import { type ByteCache, MemoryByteCache } from '../tree/byte-cache.ts';
import type { AuditAnswer, AuditFindings, AuditTask, ThreadTask } from './audit-task.ts';
import { servePort } from './cache-port.ts';

/** Runs audits in threads. */
export interface AuditThreads {
  /**
   * The findings of one audit. Rejects with `RateLimited` or `GitHubUnavailable`, which are to be tried
   * again, or with an `AuditFailed` for what would fail the same way again.
   */
  run(task: AuditTask, signal: AbortSignal): Promise<AuditFindings>;
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

/** Opens the threads; they start when there is work and end after a minute without. */
export function openAuditThreads(options: { readonly threads?: number } = {}): AuditThreads {
  const pool = new Piscina<ThreadTask, AuditAnswer>({
    // The build puts the thread's program there, beside the chunk that this file ends up in.
    filename: new URL('./jobs/audit-thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: options.threads ?? 2,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  pool.on('message', (message: unknown) => {
    if (isGitHubObservation(message)) observed(message);
  });
  const cache = new MemoryByteCache();
  return {
    run: async (task, signal) => findingsOf(await runOn(pool, cache, task, signal)),
    close: () => pool.destroy(),
  };
}

async function runOn(
  pool: Piscina<ThreadTask, AuditAnswer>,
  cache: ByteCache,
  task: AuditTask,
  signal: AbortSignal,
): Promise<AuditAnswer> {
  const deadline = AbortSignal.timeout(TIME_MS);
  const { port, close } = servePort(cache);
  try {
    return await pool.run(
      { ...task, cache: port },
      { signal: AbortSignal.any([signal, deadline]), transferList: [port] },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    if (deadline.aborted) {
      throw new AuditFailed(`The audit took longer than ${TIME_MS / 1_000} seconds and was ended.`);
    }
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new AuditFailed(`The audit needed more than ${MEMORY_MB} MiB of memory and was ended.`);
    }
    throw error;
  } finally {
    close();
  }
}

function findingsOf(answer: AuditAnswer): AuditFindings {
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
