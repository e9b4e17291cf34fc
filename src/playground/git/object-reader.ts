import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { GitProcesses } from './process.ts';

/** One object of a repository, as stored. */
export interface GitObject {
  readonly sha: string;
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  readonly content: Buffer;
}

interface Waiting {
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

function isObjectType(text: string | undefined): text is GitObject['type'] {
  return text === 'commit' || text === 'tree' || text === 'blob' || text === 'tag';
}

/** Reads objects through one long-lived `git cat-file --batch`, which is much cheaper than a process each. */
export class ObjectReader {
  readonly #git: GitProcesses;
  readonly #folder: string;
  #child: ChildProcessWithoutNullStreams | null = null;
  readonly #waiting: Waiting[] = [];
  #chunks: Buffer[] = [];
  #buffered = 0;
  #needed = 0;

  constructor(git: GitProcesses, folder: string) {
    this.#git = git;
    this.#folder = folder;
  }

  /** The object with this name (40 hexadecimal digits), or null where the repository has none. */
  read(sha: string): Promise<GitObject | null> {
    if (!/^[0-9a-f]{40}$/.test(sha)) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#started().stdin.write(`${sha}\n`);
    });
  }

  #started(): ChildProcessWithoutNullStreams {
    if (this.#child !== null) return this.#child;
    const child = this.#git.start(this.#folder, ['cat-file', '--batch']);
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#buffered += chunk.length;
      if (this.#buffered >= this.#needed) this.#parse();
    });
    child.stderr.resume();
    child.once('close', () => this.#ended(child, new Error('git cat-file ended')));
    child.once('error', (error) => this.#ended(child, error));
    return child;
  }

  #ended(child: ChildProcessWithoutNullStreams, error: Error): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#chunks = [];
    this.#buffered = 0;
    this.#needed = 0;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }

  /** Takes every complete answer off the buffer: `<sha> <type> <size>\n<content>\n` or `<name> missing\n`. */
  #parse(): void {
    let data = Buffer.concat(this.#chunks);
    for (;;) {
      const end = data.indexOf(10);
      if (end < 0) break;
      const [sha, type, size] = data.toString('latin1', 0, end).split(' ');
      if (!isObjectType(type)) {
        this.#waiting.shift()?.resolve(null);
        data = data.subarray(end + 1);
        continue;
      }
      const stop = end + 1 + Number(size);
      if (data.length < stop + 1) {
        this.#needed = stop + 1;
        break;
      }
      const content = Buffer.from(data.subarray(end + 1, stop));
      this.#waiting.shift()?.resolve({ sha: sha ?? '', type, content });
      data = data.subarray(stop + 1);
      this.#needed = 0;
    }
    this.#chunks = data.length === 0 ? [] : [data];
    this.#buffered = data.length;
  }
}
