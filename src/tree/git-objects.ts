import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { GitError, GitMissingError, gitArguments, gitEnvironment } from './git-command.ts';

type BatchProcess = ChildProcessByStdio<Writable, Readable, null>;

interface Request {
  readonly hash: string;
  resolve(bytes: Buffer | undefined): void;
  reject(error: Error): void;
}

const LINE_FEED = 10;

/**
 * Reads objects of a repository through one `git cat-file --batch`, started at the first read.
 * It does not keep the process alive while it waits.
 */
export class GitObjects {
  private child: BatchProcess | undefined;
  private readonly waiting: Request[] = [];
  private chunks: Buffer[] = [];
  private received = 0;
  /** Bytes of the answer at the head of the queue, header and final line end included, once its header came. */
  private expected: number | undefined;

  constructor(private readonly directory: string) {}

  /** The bytes of a blob; undefined where the repository does not have it. Throws when git fails. */
  read(hash: string): Promise<Buffer | undefined> {
    if (!/^[0-9a-f]{40,64}$/.test(hash))
      return Promise.reject(new Error(`not an object id: ${hash}`));
    return new Promise((resolve, reject) => {
      const child = this.start();
      this.waiting.push({ hash, resolve, reject });
      hold(child);
      child.stdin.write(`${hash}\n`);
    });
  }

  /** Ends git. The next read starts it again. */
  close(): void {
    const { child } = this;
    this.child = undefined;
    child?.stdin.end();
    this.fail(new Error('the reading of git objects was closed'));
  }

  private start(): BatchProcess {
    if (this.child !== undefined) return this.child;
    const args = [...gitArguments(this.directory), 'cat-file', '--batch'];
    const child = spawn('git', args, {
      env: gitEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => this.receive(child, chunk));
    // A write to a process that has ended fails here too; its end is what is reported.
    child.stdin.on('error', (error) => this.ended(child, error));
    child.on('error', (error) => this.ended(child, missing(error)));
    child.on('close', (code) =>
      this.ended(child, new GitError('cat-file', code, 'git ended before it had answered')),
    );
    return child;
  }

  private ended(child: BatchProcess, error: Error): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.fail(error);
  }

  private fail(error: Error): void {
    this.chunks = [];
    this.received = 0;
    this.expected = undefined;
    for (const request of this.waiting.splice(0)) request.reject(error);
  }

  private receive(child: BatchProcess, chunk: Buffer): void {
    if (this.child !== child) return;
    this.chunks.push(chunk);
    this.received += chunk.length;
    while (this.answer()) {
      // Each answer that is complete is taken off.
    }
    if (this.waiting.length === 0) release(child);
  }

  /** Hands the first answer to its request, if all of it has come. */
  private answer(): boolean {
    const [request] = this.waiting;
    if (request === undefined || this.received === 0) return false;
    if (this.expected !== undefined && this.received < this.expected) return false;
    const bytes = Buffer.concat(this.chunks);
    this.chunks = [bytes];
    const lineEnd = bytes.indexOf(LINE_FEED);
    if (lineEnd === -1) return false;
    const size = / (\d+)$/.exec(bytes.toString('latin1', 0, lineEnd))?.[1];
    const start = lineEnd + 1;
    const expected = size === undefined ? start : start + Number(size) + 1;
    this.expected = expected;
    if (bytes.length < expected) return false;
    this.chunks = [bytes.subarray(expected)];
    this.received = bytes.length - expected;
    this.expected = undefined;
    this.waiting.shift();
    request.resolve(size === undefined ? undefined : bytes.subarray(start, expected - 1));
    return true;
  }
}

function missing(error: NodeJS.ErrnoException): Error {
  return error.code === 'ENOENT' ? new GitMissingError() : error;
}

/** Keeps this process alive until git has answered. */
function hold(child: BatchProcess): void {
  child.ref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.ref();
}

function release(child: BatchProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
}
