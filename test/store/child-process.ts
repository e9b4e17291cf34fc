/** Runs a TypeScript file of the tests as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { root } from './open-test-store.ts';

export interface TestProcess {
  readonly pid: number;
  /** The next line the process prints; rejects with its error output when it ends instead. */
  line(): Promise<string>;
  /** Ends it as a crash would, and resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts `file` with arguments. Its bundle is made as deep as this file, below the packages it imports. */
export async function startProcess(file: string, ...args: string[]): Promise<TestProcess> {
  const bundle = join(root, `node_modules/.test-processes/${randomUUID()}.mjs`);
  await build({
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error(`The process ended:\n${errors}`);
      return next.value;
    },
    kill: async () => {
      await ended(child);
      await rm(bundle, { force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
