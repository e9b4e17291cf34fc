import type { Problem } from '../../problem.ts';
import { globMatcher } from '../../settings/glob.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { AreaState } from '../area-report.ts';
import type { CodeReading } from '../code/read-code.ts';
import { driftsOf } from './drifts.ts';
import { isKnownName } from './known-names.ts';
import { compareTree } from './read-settings.ts';
import type { SettingFindings } from './setting-read.ts';

export interface ConfigInput {
  readonly tree: Tree;
  readonly settings: Settings;
  /** How the code is read. */
  readonly reading?: CodeReading<SettingFindings> | undefined;
}

/**
 * Finds where the settings that the code of a tree reads and those that are documented and supplied disagree. Rejects
 * only when the tree's source fails.
 */
export async function detectConfigDrift({
  tree,
  settings,
  reading,
}: ConfigInput): Promise<AreaState> {
  const compared = await compareTree(tree, reading);
  if (!compared.isWhole) return unread(compared.problems);
  const isExcluded = globMatcher(settings.config.exclude);
  const drifts = driftsOf(compared, { isExcluded, serviceOf: serviceMatcher(settings) });
  const names = new Set(
    compared.reads
      .map(({ name }) => name)
      .filter((name) => !isKnownName(name) && !isExcluded(name)),
  );
  const undocumented = compared.undocumented.filter(({ name }) => names.has(name)).length;
  const stale = compared.stale.filter(({ name }) => !isExcluded(name)).length;
  return {
    drifts,
    aligned: names.size - undocumented,
    total: names.size + stale,
    problems: compared.problems,
    checked: compared.read,
    notes: [],
    isWhole: true,
  };
}

/** Nothing is said of code that was not read: everything would look as if nobody read it. */
function unread(problems: readonly Problem[]): AreaState {
  return { drifts: [], aligned: 0, total: 0, problems, checked: [], notes: [], isWhole: false };
}

function serviceMatcher({ services }: Settings): (file: string) => string | null {
  const owners = services
    .filter(({ sources }) => sources.length > 0)
    .map(({ name, sources }) => ({ name, owns: globMatcher(sources) }));
  return (file) => owners.find(({ owns }) => owns(file))?.name ?? null;
}
