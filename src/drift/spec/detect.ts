import { compareProblems } from '../../problem.ts';
import { globMatcher } from '../../settings/glob.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { AreaState } from '../area-report.ts';
import type { CodeReading } from '../code/read-code.ts';
import { compareDrifts, type SpecDrift } from '../drift.ts';
import type { PromisedOperation } from '../promised-operation.ts';
import type { BasePath, BasePaths } from './base-path.ts';
import { compareSpec, type SpecGroup } from './compare.ts';
import type { Route, RouteFindings } from './framework.ts';
import { readRoutes } from './read-routes.ts';

export interface SpecInput {
  readonly tree: Tree;
  readonly settings: Settings;
  /** Lists all operations of the contracts of the tree. Asked only where there is code that serves any. */
  promised(): Promise<readonly PromisedOperation[]>;
  /** How the code is read. */
  readonly reading?: CodeReading<RouteFindings> | undefined;
}

const NOTHING: AreaState = {
  drifts: [],
  aligned: 0,
  total: 0,
  problems: [],
  checked: [],
  notes: [],
  isWhole: true,
};

/**
 * Finds where code and contracts of one tree disagree. Without contracts there is nothing to hold code against, and
 * without routes nothing to hold contracts against; a contract of which the code serves nothing at all is taken for
 * somebody else's. Rejects only when the tree's source fails.
 */
export async function detectSpecDrift(input: SpecInput): Promise<AreaState> {
  const { tree, settings, reading } = input;
  const { routes, problems, read, isWhole } = await readRoutes(tree, reading);
  if (!isWhole) return { ...NOTHING, problems, isWhole };
  if (routes.length === 0) return NOTHING;
  const promised = await input.promised();
  if (promised.length === 0) return NOTHING;
  const drifts: SpecDrift[] = [];
  const notes: string[] = [];
  const counts = { aligned: 0, total: 0 };
  for (const group of groupsOf(promised, routes, settings)) {
    const compared = compareSpec(group, settings.spec);
    if (compared.aligned === 0) continue;
    drifts.push(...compared.drifts);
    notes.push(...notesOf(compared.basePaths));
    counts.aligned += compared.aligned;
    counts.total += compared.total;
  }
  return {
    ...counts,
    drifts: distinct(drifts).sort(compareDrifts),
    problems: [...problems].sort(compareProblems),
    checked: read,
    notes,
    isWhole,
  };
}

/** Contracts whose base paths are told one by one. */
const MAX_NOTED = 10;

/** By which prefixes the paths of both sides were brought together, where they differ. */
function notesOf(basePaths: BasePaths): readonly string[] {
  const side = (key: keyof BasePath) =>
    [...basePaths].flatMap(([contract, basePath]) =>
      basePath[key] === '' ? [] : [`${basePath[key]} (${contract})`],
    );
  return [
    ...noteOf(side('add'), 'begin with this in the code, and not in the contract'),
    ...noteOf(side('strip'), 'begin with this in the contract, and not in the code'),
  ];
}

function noteOf(bases: readonly string[], how: string): readonly string[] {
  if (bases.length === 0) return [];
  const shown = [...bases].sort().slice(0, MAX_NOTED);
  const more = bases.length - shown.length;
  const rest = more === 0 ? '' : ` and ${more} more`;
  return [`Paths ${how}: ${shown.join(', ')}${rest} (\`spec.base_path\` sets it).`];
}

/** Each service with its own contracts and code; what no service claims is one more group. */
function groupsOf(
  promised: readonly PromisedOperation[],
  routes: readonly Route[],
  { services }: Settings,
): readonly SpecGroup[] {
  const owners = services
    .filter(({ sources }) => sources.length > 0)
    .map(({ name, sources }) => ({ name, owns: globMatcher(sources) }));
  const ownerOf = (file: string) => owners.find(({ owns }) => owns(file))?.name ?? null;
  const named = new Set(owners.map(({ name }) => name));
  const groups = owners.map(
    ({ name }): SpecGroup => ({
      service: name,
      promised: promised.filter(({ subject }) => subject.service === name),
      routes: routes.filter(({ file }) => ownerOf(file) === name),
    }),
  );
  const rest: SpecGroup = {
    service: null,
    promised: relevant(
      promised.filter(({ subject }) => !named.has(subject.service ?? '')),
      routes,
    ),
    routes: routes.filter(({ file }) => ownerOf(file) === null),
  };
  return [...groups, rest].filter((group) => group.promised.length > 0 && group.routes.length > 0);
}

/** Without the contracts of which the code serves nothing: descriptions of others' services, samples. */
function relevant(
  promised: readonly PromisedOperation[],
  routes: readonly Route[],
): readonly PromisedOperation[] {
  const files = [...new Set(promised.map(({ contract }) => contract))];
  const own = new Set(
    files.filter((file) => {
      const group = {
        service: null,
        promised: promised.filter((one) => one.contract === file),
        routes,
      };
      return compareSpec(group, { exclude: [], base_path: null }).aligned > 0;
    }),
  );
  return promised.filter(({ contract }) => own.has(contract));
}

/** One drift for each fingerprint: two contracts may have the same operation. */
function distinct(drifts: readonly SpecDrift[]): SpecDrift[] {
  return [...new Map(drifts.map((drift) => [drift.fingerprint, drift])).values()];
}
