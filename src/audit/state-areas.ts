/** The areas in which one tree disagrees with itself: what it promises with what it does. */

import {
  type AreaState,
  countDrifts,
  type StateAreaName,
  type StateAreaReport,
} from '../drift/area-report.ts';
import type { FactsCache } from '../drift/code/facts-cache.ts';
import { isManifest, languageOf } from '../drift/code/languages/index.ts';
import type { AskElsewhere } from '../drift/code/read-code.ts';
import { detectConfigDrift } from '../drift/config/detect.ts';
import { isSettingsDocument } from '../drift/config/documents/index.ts';
import type { SettingFindings } from '../drift/config/setting-read.ts';
import { changesOperations, listOperations } from '../drift/contract/list-operations.ts';
import { detectSpecDrift } from '../drift/spec/detect.ts';
import type { RouteFindings } from '../drift/spec/framework.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';

/** One area: when it is looked at, and how. */
interface StateArea {
  readonly name: StateAreaName;
  isEnabled(settings: Settings): boolean;
  /** Whether what has changed can matter to it. Rejects only when a tree's source fails. */
  isTouched(compared: Compared, changed: readonly string[]): Promise<boolean>;
  /** All drift of one tree. Rejects only when the tree's source fails. */
  stateOf(tree: Tree, settings: Settings, how: CodeAccess): Promise<AreaState>;
}

const spec: StateArea = {
  name: 'spec',
  isEnabled: (settings) => settings.spec.enabled,
  // Code is only read where it, or what is asked of it, has changed: a change inside of an operation is neither.
  isTouched: async ({ base, head, settings }, changed) =>
    changed.some((path) => isCode(path) || isManifest(path)) ||
    ((await hasCode(head)) && changesOperations(base, head, settings, changed)),
  stateOf: (tree, settings, { cache, elsewhere }) =>
    detectSpecDrift({
      tree,
      settings,
      reading: { cache, elsewhere: elsewhere?.routes },
      // What is wrong with a contract is said where contracts are compared.
      promised: async () => (await listOperations(tree, settings)).operations,
    }),
};

function isCode(path: string): boolean {
  return languageOf(path) !== undefined;
}

async function hasCode(tree: Tree): Promise<boolean> {
  const { entries } = await tree.list();
  return entries.some(({ path }) => isCode(path));
}

const config: StateArea = {
  name: 'config',
  isEnabled: (settings) => settings.config.enabled,
  isTouched: async (_, changed) => changed.some((path) => isCode(path) || isSettingsDocument(path)),
  stateOf: (tree, settings, { cache, elsewhere }) =>
    detectConfigDrift({ tree, settings, reading: { cache, elsewhere: elsewhere?.settings } }),
};

const STATE_AREAS: readonly StateArea[] = [spec, config];

/** What is compared. */
interface Compared {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
}

/** How the areas read code. */
interface CodeAccess {
  readonly cache: FactsCache;
  readonly elsewhere?: ReadElsewhere | undefined;
}

/** A second thread that reads a part of much code, for each question. */
export interface ReadElsewhere {
  readonly routes: AskElsewhere<RouteFindings>;
  readonly settings: AskElsewhere<SettingFindings>;
}

export interface StateAreasInput extends Compared, CodeAccess {
  /** Whether a change is audited: then only what it introduces is of interest. */
  readonly isChange: boolean;
}

/** What the areas found: introduced at head, and all that stands there. */
export type StateAreas = Readonly<Partial<Record<StateAreaName, StateAreaReport>>>;

/** Looks at every area that is switched on. An area that a change cannot touch is left out. */
export async function detectStates(input: StateAreasInput): Promise<StateAreas> {
  const { settings, isChange } = input;
  const changed = await changedFiles(input.base, input.head);
  const found: Partial<Record<StateAreaName, StateAreaReport>> = {};
  for (const area of STATE_AREAS) {
    if (!area.isEnabled(settings)) continue;
    const isTouched = await area.isTouched(input, changed);
    if (!isTouched && isChange) continue;
    found[area.name] = await detectState(area, input, isTouched);
  }
  return found;
}

async function detectState(
  area: StateArea,
  { base, head, settings, isChange, ...how }: StateAreasInput,
  isTouched: boolean,
): Promise<StateAreaReport> {
  const after = await area.stateOf(head, settings, how);
  const before = isTouched ? await area.stateOf(base, settings, how) : after;
  const known = new Set(before.drifts.map(({ fingerprint }) => fingerprint));
  const isWhole = before.isWhole && after.isWhole;
  const changes = isWhole ? after.drifts.filter(({ fingerprint }) => !known.has(fingerprint)) : [];
  return {
    changes,
    waived: [],
    left_out: 0,
    summary: countDrifts(changes),
    problems: (isChange ? newProblems(before.problems, after.problems) : after.problems).map(
      (one): Problem => ({ ...one, side: 'head' }),
    ),
    checked: after.checked,
    standing: isChange ? [] : after.drifts,
    alignment: { aligned: after.aligned, total: after.total },
    notes: after.notes,
  };
}

/** What could be read before and cannot be now: a change is not told at each push what nobody can read. */
function newProblems(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const identity = ({ code, file, message }: Problem) => JSON.stringify([code, file, message]);
  const known = new Set(before.map(identity));
  return after.filter((one) => !known.has(identity(one)));
}

async function changedFiles(base: Tree, head: Tree): Promise<readonly string[]> {
  if (base === head) return [];
  const [before, after] = await Promise.all([base.list(), head.list()]);
  const known = new Map(before.entries.map(({ path, hash }) => [path, hash]));
  const changed = after.entries.filter(({ path, hash }) => known.get(path) !== hash);
  const now = new Set(after.entries.map(({ path }) => path));
  const gone = before.entries.filter(({ path }) => !now.has(path));
  return [...changed, ...gone].map(({ path }) => path);
}
