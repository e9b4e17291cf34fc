/** What every thread needs: trees read through the API with what is kept of them, and answers that can be handed over. */

import { type MessagePort, parentPort } from 'node:worker_threads';
import { isParserBroken } from '../drift/code/grammar.ts';
import type { GitHubAddress } from '../environment.ts';
import { tokenClient } from '../github/connection.ts';
import { askQuery } from '../github/query.ts';
import { GitHubUnavailable, RateLimited, translateErrors } from '../github/request-error.ts';
import { listen } from '../observation.ts';
import { SETTINGS_PATHS } from '../settings/find.ts';
import { type ByteCache, scopedCache } from '../tree/byte-cache.ts';
import { type GitHubRepository, openGitHubRepository } from '../tree/github.ts';
import type { Tree } from '../tree/tree.ts';
import { cacheAt } from './cache-port.ts';

// What happens in a thread is told to the process.
listen((observation) => parentPort?.postMessage(observation));

/** Where a thread reads from. */
export interface ThreadSource {
  readonly address: GitHubAddress;
  /** A token that can read the repository's files. */
  readonly token: string;
  /** A token that can read the owner's `.github` repository; null where there is none to read. */
  readonly defaultsToken: string | null;
  readonly owner: string;
}

/** Errors cannot be handed over whole, so the kinds that matter are told apart here. */
export type ThreadAnswer<T> =
  | { readonly kind: 'done'; readonly findings: T }
  | { readonly kind: 'rate-limited'; readonly until: number }
  | { readonly kind: 'unavailable'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

/** Does a thread's work. Answers always: what goes wrong is part of the answer. */
export async function answering<T>(
  port: MessagePort,
  work: (cache: ByteCache) => Promise<T>,
): Promise<ThreadAnswer<T>> {
  try {
    return { kind: 'done', findings: await translateErrors(() => work(cacheAt(port))) };
  } catch (error) {
    if (error instanceof RateLimited) return { kind: 'rate-limited', until: error.until.getTime() };
    if (error instanceof GitHubUnavailable) return { kind: 'unavailable', message: error.message };
    return {
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
    };
  } finally {
    port.close();
    if (isParserBroken()) retire();
  }
}

/** Ends the thread, once its answer is on its way: another takes its place, with a parser that works. */
function retire(): void {
  setTimeout(() => process.exit(0), RETIRE_MS);
}

/** Time for the answer to leave, in milliseconds. */
const RETIRE_MS = 200;

/** A repository read with a token; what is read of it is kept under its name. */
export function repositoryAt(
  { address, owner }: ThreadSource,
  cache: ByteCache,
  token: string,
  repo: string,
): GitHubRepository {
  const client = tokenClient(token, address);
  return openGitHubRepository({
    client,
    owner,
    repo,
    query: (query, variables) => askQuery<unknown>(client, query, variables),
    kept: scopedCache(cache, `${address.apiUrl} ${owner}/${repo}`),
  });
}

/** The owner's defaults; null where its `.github` repository is gone (404) or empty (409). */
export async function organisationTree(task: ThreadSource, cache: ByteCache): Promise<Tree | null> {
  if (task.defaultsToken === null) return null;
  const source = repositoryAt(task, cache, task.defaultsToken, '.github');
  const tree = await source.files('HEAD', SETTINGS_PATHS);
  return (await isThere(tree)) ? tree : null;
}

/** Whether a tree can be listed: false for a commit (404) or a repository (409: empty) that is not there. */
export async function isThere(tree: Tree): Promise<boolean> {
  try {
    await tree.list();
    return true;
  } catch (error) {
    if (error instanceof Error && 'status' in error && [404, 409].includes(Number(error.status))) {
      return false;
    }
    throw error;
  }
}
