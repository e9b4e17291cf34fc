import { compareProblems, type Problem, problem } from '../problem.ts';
import type { Tree } from '../tree/tree.ts';
import { parseSettings, type SettingsFile } from './load.ts';
import type { SettingsOutcome } from './settings.ts';

export type { SettingsOutcome } from './settings.ts';

/** Where settings are looked for; the first that exists is read. */
export const SETTINGS_PATHS = [
  '.github/holdfast.yml',
  '.github/holdfast.yaml',
  'holdfast.yml',
  'holdfast.yaml',
] as const;

/** Whether a path of a repository is one that settings are read from. */
export function isSettingsPath(path: string): boolean {
  return SETTINGS_PATHS.some((known) => known === path);
}

export interface SettingsSources {
  /** The base commit: the head never decides how it is judged. */
  readonly tree: Tree;
  /** The default branch of the organisation's `.github` repository; null where there is none. */
  readonly organisation: Tree | null;
  /** `owner/name`. */
  readonly repository: string;
}

/**
 * Finds and reads the settings of a repository: its own file, and below it its organisation's.
 * A file of the organisation is named `owner/.github:path`, which is no path of the repository itself.
 * A file that cannot be read, or that has errors, gives an outcome that is not ok.
 * Rejects only when a tree's source fails.
 */
export async function loadSettings(sources: SettingsSources): Promise<SettingsOutcome> {
  const defaultsHome = `${sources.repository.split('/')[0]}/.github`;
  const own = await findFile(sources.tree, (path) => path);
  const shared =
    sources.organisation === null || sources.repository === defaultsHome
      ? NOTHING
      : await findFile(sources.organisation, (path) => `${defaultsHome}:${path}`);
  const failures = [...own.failures, ...shared.failures];
  const ignored = [...own.ignored, ...shared.ignored];
  const outcome = parseSettings([...own.files, ...shared.files], sources);
  const problems = [...failures, ...ignored, ...outcome.problems].sort(compareProblems);
  return outcome.ok && failures.length === 0
    ? { ok: true, settings: outcome.settings, problems }
    : { ok: false, problems };
}

interface Found {
  /** At most one. */
  readonly files: readonly SettingsFile[];
  /** Why a file that is there could not be read. */
  readonly failures: readonly Problem[];
  /** Files that are not looked at because a stronger one is there. */
  readonly ignored: readonly Problem[];
}

const NOTHING: Found = { files: [], failures: [], ignored: [] };

async function findFile(tree: Tree, nameOf: (path: string) => string): Promise<Found> {
  const [path, ...others] = await presentPaths(tree);
  if (path === undefined) return NOTHING;
  const ignored = others.map((other) =>
    problem(
      'invalid-settings',
      `This file is ignored, because ${nameOf(path)} is read. Keep one of them.`,
      { file: nameOf(other), line: 1, column: 1 },
    ),
  );
  const outcome = await tree.read(path);
  if (outcome.ok) {
    return { files: [{ file: nameOf(path), text: outcome.value.text }], failures: [], ignored };
  }
  return { files: [], failures: [{ ...outcome.problem, file: nameOf(path) }], ignored };
}

/** The settings paths a tree has, strongest first. Where the listing is not complete, each is asked for. */
async function presentPaths(tree: Tree): Promise<readonly string[]> {
  const listing = await tree.list();
  const listed = new Set(listing.entries.map((entry) => entry.path));
  if (!listing.problems.some(({ code }) => code === 'tree-truncated')) {
    return SETTINGS_PATHS.filter((path) => listed.has(path));
  }
  const present: string[] = [];
  for (const path of SETTINGS_PATHS) {
    const outcome = listed.has(path) ? null : await tree.read(path);
    if (outcome === null || outcome.ok || outcome.problem.code !== 'missing-file')
      present.push(path);
  }
  return present;
}
