import type { Documented } from './documented.ts';
import { isForeignName, isKnownName } from './known-names.ts';
import type { SettingsReading } from './read-settings.ts';
import type { SettingRead } from './setting-read.ts';

/** A setting that the code reads and nothing tells of. */
export interface UndocumentedSetting {
  readonly name: string;
  /** Whether any of the reads has nothing to go by without it. */
  readonly required: boolean;
  readonly reads: readonly SettingRead[];
}

/** A setting that is told of and never read. */
export interface StaleSetting {
  readonly name: string;
  readonly documented: readonly Documented[];
}

/** Settings that only one side knows, each by name. */
export interface SettingsDifference {
  readonly undocumented: readonly UndocumentedSetting[];
  readonly stale: readonly StaleSetting[];
}

/**
 * Holds what the code reads against what is documented and supplied.
 *
 * @param mentioned names that stand anywhere else that runs (scripts, tests, templates): they are not stale
 */
export function compareSettings(
  { reads, documented, uses }: Pick<SettingsReading, 'reads' | 'documented' | 'uses'>,
  mentioned: ReadonlySet<string> = new Set(),
): SettingsDifference {
  const readByName = byName(reads);
  const toldByName = byName(documented);
  const used = new Set(uses);
  const undocumented = [...readByName].flatMap(([name, own]): readonly UndocumentedSetting[] =>
    toldByName.has(name) || isKnownName(name) || isOfFile(name, toldByName)
      ? []
      : [{ name, required: own.some(({ required }) => required), reads: own }],
  );
  const ownBlocks = new Set(
    documented.flatMap(({ name, block }) =>
      block !== null && readByName.has(name) ? [block] : [],
    ),
  );
  const isForOthers = ({ used: isUsed, block }: Documented) =>
    isUsed || (block !== null && !ownBlocks.has(block));
  const stale = [...toldByName].flatMap(([name, own]): readonly StaleSetting[] => {
    if (readByName.has(name) || used.has(name) || isKnownName(name) || isForeignName(name))
      return [];
    if (own.some(isForOthers) || mentioned.has(name)) return [];
    return [{ name, documented: own }];
  });
  return { undocumented, stale };
}

/** `X_FILE` names a file with the value of X in images' entry points: whoever tells of X need not tell of it. */
function isOfFile(name: string, told: ReadonlyMap<string, unknown>): boolean {
  return name.endsWith('_FILE') && told.has(name.slice(0, -'_FILE'.length));
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const known = found.get(one.name);
    if (known === undefined) found.set(one.name, [one]);
    else known.push(one);
  }
  return found;
}
