import { basename, dirname } from 'node:path/posix';
import { compareText } from '../../location.ts';
import type { Documented } from './documented.ts';

/** A setting that is there for one environment and not for another one that is set up alike. */
export interface EnvironmentGap {
  readonly name: string;
  /** Where it is set. */
  readonly present: Documented;
  /** The file of the environment that it is missing in. */
  readonly missingIn: string;
}

/** The settings of one environment: of one file, or of the files of one overlay. */
interface Environment {
  readonly file: string;
  readonly names: Map<string, Documented>;
}

/**
 * What is set for one environment and missing for another. Two environments are only held against each other where
 * they have at least as much in common as is missing: otherwise one only says what is different there.
 */
export function environmentGaps(documented: readonly Documented[]): readonly EnvironmentGap[] {
  const groups = new Map<string, Map<string, Environment>>();
  const shared = sharedNames(documented);
  for (const one of documented) {
    if (one.environment === null || one.kind === 'documentation') continue;
    const group = groupOf(one.file, one.environment);
    const environments = groups.get(group) ?? new Map<string, Environment>();
    const known = environments.get(one.environment) ?? { file: one.file, names: new Map() };
    if (!known.names.has(one.name)) known.names.set(one.name, one);
    environments.set(one.environment, known);
    groups.set(group, environments);
  }
  const gaps = [...groups].flatMap(([group, environments]) =>
    gapsIn([...environments.values()], shared.get(group) ?? new Set()),
  );
  return distinct(gaps).sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.missingIn, b.missingIn),
  );
}

function gapsIn(
  environments: readonly Environment[],
  shared: ReadonlySet<string>,
): readonly EnvironmentGap[] {
  return environments.flatMap((has) =>
    environments.flatMap((lacks): readonly EnvironmentGap[] => {
      if (has === lacks) return [];
      const told = [...has.names.values()].filter(({ optional }) => !optional);
      const missing = told.filter(({ name }) => !lacks.names.has(name) && !shared.has(name));
      if (told.length - missing.length < Math.max(1, missing.length)) return [];
      // What only the environment has and the example lacks is undocumented or not, whichever the code says.
      return missing.map((present) => ({ name: present.name, present, missingIn: lacks.file }));
    }),
  );
}

/** What holds for all environments of a group: the names of `.env` beside `.env.production`. */
function sharedNames(documented: readonly Documented[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { file, environment, name } of documented) {
    if (environment !== null || !isDotenv(file)) continue;
    const group = groupOf(file, '');
    const names = found.get(group) ?? new Set();
    names.add(name);
    found.set(group, names);
  }
  return found;
}

function isDotenv(file: string): boolean {
  return /^\.env\b|\.env$/i.test(basename(file));
}

/** What the files of several environments have in common: their folder, or their path without the environment. */
function groupOf(file: string, environment: string): string {
  return /env/i.test(basename(file)) ? `${dirname(file)} env` : file.replace(environment, '*');
}

function distinct(gaps: readonly EnvironmentGap[]): EnvironmentGap[] {
  return [...new Map(gaps.map((gap) => [`${gap.name} ${gap.missingIn}`, gap])).values()];
}
