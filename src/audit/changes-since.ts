/** What changed on a pull request after something of it was accepted: that was not accepted with it. */
import { detectContractDrift } from '../drift/contract/detect.ts';
import type { Drift } from '../drift/drift.ts';
import type { LaterChange, Settings, Waiver } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import { decidingProblems } from './outcome.ts';

/** The operations that a drift reaches, as `POST /api/users`; the empty name for one that reaches none. */
export function operationNames({ operations }: Pick<Drift, 'operations'>): readonly string[] {
  return operations.length === 0 ? [''] : operations.map(({ method, path }) => `${method} ${path}`);
}

/**
 * Waivers that know what changed between the commit that was accepted and `head`, by comparing the two.
 * A commit that is gone, as after a forced push, or that cannot be compared, tells nothing: what was accepted there
 * has to be accepted again.
 */
export async function withChangesSince(
  waivers: readonly Waiver[],
  against: { readonly head: Tree; readonly settings: Settings; readonly date: string },
  treeAt: (commitSha: string) => Promise<Tree | null>,
): Promise<readonly Waiver[]> {
  const known = new Map<string, readonly LaterChange[] | null>([[against.head.revision, []]]);
  const marked: Waiver[] = [];
  for (const waiver of waivers) {
    const { accepted } = waiver;
    if (accepted === undefined) {
      marked.push(waiver);
      continue;
    }
    const { head_sha: sha } = accepted;
    const changed = known.has(sha)
      ? (known.get(sha) ?? null)
      : await laterChanges(await treeAt(sha), against);
    known.set(sha, changed);
    marked.push({ ...waiver, accepted: { ...accepted, changed_since: changed } });
  }
  return marked;
}

async function laterChanges(
  base: Tree | null,
  {
    head,
    settings,
    date,
  }: { readonly head: Tree; readonly settings: Settings; readonly date: string },
): Promise<readonly LaterChange[] | null> {
  if (base === null) return null;
  const { components } = settings.contracts;
  const { changes, problems } = await detectContractDrift({
    base,
    head,
    settings,
    date,
    components,
  });
  if (decidingProblems(problems).length > 0) return null;
  return changes
    .filter(({ compatibility }) => compatibility !== 'non_breaking')
    .map((drift) => ({ fingerprint: drift.fingerprint, operations: operationNames(drift) }));
}
