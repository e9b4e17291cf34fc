import type { Problem } from '../problem.ts';
import type { Tree } from '../tree/tree.ts';
import { SETTINGS_PATHS } from './find.ts';
import { validateSettingsFile } from './validate.ts';

/** A settings file that the head changes, and what is wrong with it there. */
export interface ChangedSettings {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** Settings files that the head has otherwise than the base. They judge nothing until they are merged. */
export async function changedSettings(base: Tree, head: Tree): Promise<readonly ChangedSettings[]> {
  const before = new Map((await base.list()).entries.map(({ path, hash }) => [path, hash]));
  const after = new Map((await head.list()).entries.map(({ path, hash }) => [path, hash]));
  const changed: ChangedSettings[] = [];
  for (const file of SETTINGS_PATHS) {
    const hash = after.get(file);
    if (hash === undefined || hash === before.get(file)) continue;
    const read = await head.read(file);
    const problems = read.ok ? validateSettingsFile(file, read.value.text) : [read.problem];
    changed.push({ file, problems });
  }
  return changed;
}
