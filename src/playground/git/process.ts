import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';

/** A git command that ended in a way that was not expected. */
export class GitError extends Error {
  override readonly name = 'GitError';
  constructor(
    readonly args: readonly string[],
    readonly code: number | null,
    readonly stderr: string,
  ) {
    super(`git ${args.join(' ')} ended with ${code ?? 'a signal'}: ${stderr.trim()}`);
  }
}

/** What a git command answered. */
export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers, not errors; 0 always is. */
  readonly allow?: readonly number[];
}

/** Variables that point git at another repository or change how it behaves are not passed on. */
function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    ...extra,
  };
}

/** Starts git and remembers every child, so that closing leaves none behind. */
export class GitProcesses {
  readonly #children = new Set<ChildProcessWithoutNullStreams>();
  #closed = false;

  /** Starts `git` with pipes on all three streams. The caller reads them. */
  start(
    folder: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): ChildProcessWithoutNullStreams {
    if (this.#closed) throw new Error('the playground is closed');
    const child = spawn('git', [...args], {
      cwd: folder,
      env: cleanEnvironment(env),
      windowsHide: true,
    });
    this.#children.add(child);
    // A child that ends before it has read its input must not take the process down with EPIPE.
    child.stdin.on('error', () => child.stdin.destroy());
    child.once('close', () => this.#children.delete(child));
    child.once('error', () => this.#children.delete(child));
    return child;
  }

  /** Runs `git` to its end. Throws a `GitError` for an exit code that is not allowed. */
  async run(
    folder: string,
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<GitResult> {
    const child = this.start(folder, args, options.env);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdin.end(options.input ?? '');
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const stderr = Buffer.concat(errors).toString('utf8');
    if (code === null || (code !== 0 && !options.allow?.includes(code))) {
      throw new GitError(args, code, stderr);
    }
    return { code, stdout: Buffer.concat(output), stderr };
  }

  /** Runs `git` and answers its output as text without the last line break. */
  async text(
    folder: string,
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<string> {
    const { stdout } = await this.run(folder, args, options);
    return stdout.toString('utf8').replace(/\n$/, '');
  }

  /** Kills what still runs and waits until it is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(
      [...this.#children].map(
        (child) =>
          new Promise<void>((resolve) => {
            child.once('close', () => resolve());
            child.kill('SIGKILL');
          }),
      ),
    );
  }
}
