// What a fix does for fixtures: those that no longer agree with the contracts as the fix leaves them.
import { checkFixtures, proposeFixtureFix } from '../drift/contract/fix/fixtures.ts';
import { isForbiddenPath } from '../github/fix-branch.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import type { FixFindings, Unrepaired } from './fix-task.ts';

export interface FixtureTask {
  /** The tree as the fix leaves it so far. */
  readonly tree: Tree;
  /** The tree whose contracts were in force before. */
  readonly before: Tree;
  readonly settings: Settings;
  /** The files of the contracts that were compared. */
  readonly contracts: readonly string[];
}

/** What was done for fixtures, in the form of a whole fix. */
export type FixtureFindings = Pick<
  FixFindings,
  'files' | 'changes' | 'refused' | 'fixtures' | 'unread'
>;

/**
 * Fixtures that disagree with their contract now and did not before; what disagreed all along is not the business of
 * this fix. Rejects only when a tree's source fails.
 */
export async function fixturesOf(task: FixtureTask): Promise<FixtureFindings | null> {
  const { tree, before, settings, contracts } = task;
  if (!settings.gitops.update_fixtures || contracts.length === 0) return null;
  const known = await checkFixtures({ tree: before, settings, contracts });
  const leave = new Set(known.found.map(({ fingerprint }) => fingerprint));
  const input = { tree, before, settings, contracts, mayEdit };
  const { fixes, refused, problems } = await proposeFixtureFix(input, leave);
  const [fix] = fixes;
  return {
    files: fix?.files.map(({ path, content }) => ({ path, content })) ?? [],
    changes: fix?.edits.map(({ file, sentence }) => ({ file, sentence })) ?? [],
    refused: refused.map(({ drift, reason }): Unrepaired => {
      const message = 'A fixture does not say what its contract promises.';
      return { fingerprint: drift, message, reason };
    }),
    fixtures: fix?.proof ?? null,
    unread: problems.map(({ file, message }) => ({ file, message })),
  };
}

function mayEdit(path: string): boolean {
  return !isForbiddenPath(path);
}
