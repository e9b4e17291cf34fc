import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadElsewhere } from '../audit/state-areas.ts';
import type { CodeAnswer } from '../drift/code/read-code.ts';
import type { SettingFindings } from '../drift/config/setting-read.ts';
import type { RouteFindings } from '../drift/spec/framework.ts';
import { packageRoot } from '../package-root.ts';
import type { Tree } from '../tree/tree.ts';
import type { LocalTree } from './local-tree.ts';

/** Facts are short-lived or stay: more room for what is new only takes memory. */
const YOUNG_MB = 16;

/** What the thread is asked. */
export interface CodeTask {
  readonly tree: LocalTree;
  readonly question: 'routes' | 'settings';
  /** See `CodeReading`. */
  readonly claims: SharedArrayBuffer;
  /** Whether nothing else is read after it. */
  readonly isOnly: boolean;
}

export type CodeTaskAnswer =
  | { readonly question: 'routes'; readonly answer: CodeAnswer<RouteFindings> }
  | { readonly question: 'settings'; readonly answer: CodeAnswer<SettingFindings> };

/**
 * Reads a part of much code in a thread of its own, see code-thread.ts, which is started when it is first asked and
 * keeps nobody waiting at the end. Rejects where the thread fails, and for trees that it does not know.
 */
export class CodeThread implements ReadElsewhere {
  #thread: Worker | undefined;
  /** What was asked last: the thread does one thing at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly trees: ReadonlyMap<Tree, LocalTree>) {}

  async routes(tree: Tree, claims: SharedArrayBuffer): Promise<CodeAnswer<RouteFindings>> {
    const given = await this.#ask(tree, 'routes', claims);
    if (given.question !== 'routes') throw new Error('The thread answered something else.');
    return given.answer;
  }

  async settings(tree: Tree, claims: SharedArrayBuffer): Promise<CodeAnswer<SettingFindings>> {
    const given = await this.#ask(tree, 'settings', claims);
    if (given.question !== 'settings') throw new Error('The thread answered something else.');
    return given.answer;
  }

  #ask(
    tree: Tree,
    question: CodeTask['question'],
    claims: SharedArrayBuffer,
  ): Promise<CodeTaskAnswer> {
    const local = this.trees.get(tree);
    if (local === undefined) return Promise.reject(new Error('The thread cannot open this tree.'));
    const isOnly = this.trees.size === 1;
    const asked = Promise.all([listed(local, tree), this.#last.catch(() => undefined)]).then(
      ([known]) => this.#answer({ tree: known, question, claims, isOnly }),
    );
    this.#last = asked;
    return asked;
  }

  #answer(task: CodeTask): Promise<CodeTaskAnswer> {
    const thread = this.#started();
    thread.ref();
    return new Promise<CodeTaskAnswer>((resolve, reject) => {
      const end = () => reject(new Error('The thread ended without an answer.'));
      thread.once('error', reject).once('exit', end);
      thread.once('message', (given: CodeTaskAnswer) => {
        thread.off('error', reject).off('exit', end);
        thread.unref();
        resolve(given);
      });
      thread.postMessage(task);
    });
  }

  #started(): Worker {
    if (this.#thread !== undefined) return this.#thread;
    const thread = new Worker(join(packageRoot(import.meta.url), 'dist/cli/code-thread.js'), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const drop = () => {
      this.#thread = undefined;
    };
    this.#thread = thread.once('error', drop).once('exit', drop);
    return thread;
  }
}

/** A folder is not gone through a second time; git lists a commit as fast as a listing is handed over. */
async function listed(local: LocalTree, tree: Tree): Promise<LocalTree> {
  return local.kind === 'folder' ? { ...local, listing: await tree.list() } : local;
}
