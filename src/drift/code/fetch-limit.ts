import { type Problem, problem } from '../../problem.ts';
import type { Tree, TreeEntry } from '../../tree/tree.ts';

/** Files and bytes that are fetched for one question at most, where each of them is part of a request. */
const MAX_FETCHED = 4_000;
const MAX_FETCHED_BYTES = 40 * 1024 * 1024;

/** Whether files are more than can be fetched while an audit waits. Trees that are at hand have no limit. */
export function isTooMuchToFetch(tree: Tree, entries: readonly TreeEntry[]): boolean {
  if (tree.prefetch === undefined) return false;
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  return entries.length > MAX_FETCHED || bytes > MAX_FETCHED_BYTES;
}

/** Says that nothing was read, since `count` source files would have to be fetched. */
export function tooMuchToFetch(count: number): Problem {
  const limit = MAX_FETCHED.toLocaleString('en-US');
  return problem(
    'limit-reached',
    `The code was not read: ${count.toLocaleString('en-US')} source files would have to be fetched, and at most ${limit} are. \`holdfast check\` in a clone has no such limit; \`spec.enabled\` and \`config.enabled\` switch this off.`,
  );
}
