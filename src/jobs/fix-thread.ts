// Looks for one fix, in a thread of its own: it compares whole documents, more than once. Started by audit-threads.ts.
import { auditWithSnapshot } from '../audit/audit.ts';
import { withWaivers } from '../audit/waive.ts';
import type { Drift } from '../drift/drift.ts';
import type { Proof } from '../fix/proof.ts';
import { proposeFixTogether } from '../fix/propose.ts';
import { isForbiddenPath } from '../github/fix-branch.ts';
import type { Repair } from '../incidents/fix.ts';
import { loadSettings, SETTINGS_PATHS } from '../settings/find.ts';
import type { Settings } from '../settings/settings.ts';
import type { ByteCache } from '../tree/byte-cache.ts';
import { overlayTree } from '../tree/overlay.ts';
import type { Tree } from '../tree/tree.ts';
import { type FixtureFindings, fixturesOf } from './fix-fixtures.ts';
import type { FixAnswer, FixFindings, FixTask, FixThreadTask, Unrepaired } from './fix-task.ts';
import { answering, isThere, organisationTree, repositoryAt } from './thread-trees.ts';

/** Answers always, as a thread that audits does. */
export default function run({ cache: port, ...task }: FixThreadTask): Promise<FixAnswer> {
  return answering(port, (cache) => findings(task, cache));
}

async function findings(task: FixTask, cache: ByteCache): Promise<FixFindings> {
  const repository = `${task.owner}/${task.repo}`;
  const source = repositoryAt(task, cache, task.token, task.repo);
  const head = source.tree(task.headSha);
  const judging =
    task.settingsSha === task.headSha ? head : await source.files(task.settingsSha, SETTINGS_PATHS);
  const organisation = await organisationTree(task, cache);
  const outcome = await loadSettings({ tree: judging, organisation, repository });
  if (!outcome.ok) {
    return { ...NOTHING, standing: 1, problems: outcome.problems.map(({ message }) => message) };
  }
  const settings = withWaivers(outcome.settings, task.waivers);
  let found = NOTHING;
  const contracts = new Set<string>();
  // Of a pull request everything since its base is in hand, also what was meant; of an incident only what is undone.
  let isAsked = false;
  let before = head;
  for (const repair of task.repairs) {
    const base = source.tree(repair.baseSha);
    if (!(await isThere(base))) {
      found = unverified(found, repair);
      continue;
    }
    const sides = { repository, base, head: edited(head, found), settings, date: task.date };
    const { drifts, checked } = await driftsOf(sides, repair);
    for (const file of checked) contracts.add(file);
    found = await repaired(found, sides, drifts);
    if (repair.fingerprints === null) {
      isAsked = true;
      before = base;
    }
  }
  if (found.files.length === 0 && !isAsked) return found;
  const tree = edited(head, found);
  const fixtures = await fixturesOf({ tree, before, settings, contracts: [...contracts] });
  return fixtures === null ? found : withFixtures(found, fixtures, isAsked);
}

/** The tree with what was found so far. */
function edited(head: Tree, { files }: FixFindings): Tree {
  if (files.length === 0) return head;
  const edits = files.map(({ path, content }): [string, Buffer | null] => [
    path,
    content === null ? null : Buffer.from(content),
  ]);
  return overlayTree(head, new Map(edits));
}

/** Fixtures come with a fix; where they were asked for, they are one by themselves too. */
function withFixtures(
  found: FixFindings,
  { files, changes, refused, fixtures, unread }: FixtureFindings,
  isAsked: boolean,
): FixFindings {
  return {
    ...found,
    files: merged(found.files, files),
    changes: [...found.changes, ...changes],
    refused: [...found.refused, ...refused],
    fixtures,
    unread,
    standing: found.standing + (isAsked ? files.length + refused.length : 0),
  };
}

const NOTHING: FixFindings = {
  files: [],
  changes: [],
  proofs: [],
  fixtures: null,
  unread: [],
  removed: [],
  refused: [],
  standing: 0,
  problems: [],
};

/** What was to be repaired since a commit that is gone: whether it stands cannot be known. */
function unverified(found: FixFindings, { baseSha, fingerprints }: Repair): FixFindings {
  const short = baseSha.slice(0, 7);
  const reason = `The commit ${short} is not there any more, so it could not be checked whether anything is left to repair.`;
  const refused = (fingerprints ?? ['']).map((fingerprint): Unrepaired => {
    const message = `What was changed since ${short}.`;
    return { fingerprint, message, reason };
  });
  return {
    ...found,
    refused: [...found.refused, ...refused],
    standing: found.standing + refused.length,
  };
}

interface Sides {
  readonly repository: string;
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  readonly date: string;
}

/** Adds one repair to what was found so far, upon whose files it is made. */
async function repaired(
  found: FixFindings,
  { base, head, settings, date }: Sides,
  drifts: readonly Drift[],
): Promise<FixFindings> {
  if (drifts.length === 0) return found;
  const { fixes, refused } = await proposeFixTogether({ base, head, settings, date, drifts });
  const messages = new Map(drifts.map(({ fingerprint, message }) => [fingerprint, message]));
  const told = (fingerprint: string) => ({
    fingerprint,
    message: messages.get(fingerprint) ?? fingerprint,
  });
  const allowed = fixes.filter(({ files }) => !files.some(({ path }) => isForbiddenPath(path)));
  const forbidden = fixes.filter((fix) => !allowed.includes(fix));
  return {
    ...found,
    files: merged(
      found.files,
      allowed.flatMap(({ files }) => files),
    ),
    changes: [
      ...found.changes,
      ...allowed.flatMap(({ edits: steps }) =>
        steps.map(({ file, sentence }) => ({ file, sentence })),
      ),
    ],
    proofs: [...found.proofs, ...allowed.map(({ proof }): Proof => proof)],
    removed: [...found.removed, ...allowed.flatMap(({ drifts: gone }) => gone.map(told))],
    refused: [
      ...found.refused,
      ...refused.map(({ drift, reason }): Unrepaired => ({ ...told(drift), reason })),
      ...forbidden.flatMap(({ drifts: left }) =>
        left.map((drift): Unrepaired => ({ ...told(drift), reason: FORBIDDEN })),
      ),
    ],
    standing: found.standing + drifts.length,
  };
}

const FORBIDDEN = 'Holdfast never writes to `.github/workflows`.';

interface Compared {
  readonly drifts: readonly Drift[];
  /** The files that were looked at. */
  readonly checked: readonly string[];
}

/** The drifts of a repair that are there; those that are waived are accepted. */
async function driftsOf(sides: Sides, { fingerprints }: Repair): Promise<Compared> {
  const { settings, ...trees } = sides;
  const { report } = await auditWithSnapshot({
    ...trees,
    trigger: 'manual',
    settings: { ok: true, settings, problems: [] },
    history: [],
    snapshot: false,
  });
  const { checked } = report.areas.contract;
  const changes = Object.values(report.areas).flatMap((area) => area.changes);
  const wanted = fingerprints === null ? null : new Set(fingerprints);
  const drifts = changes.filter(({ compatibility, fingerprint }) =>
    wanted === null ? compatibility !== 'non_breaking' : wanted.has(fingerprint),
  );
  return { drifts, checked };
}

/** Later contents of a file take the place of earlier ones. */
function merged(before: FixFindings['files'], files: FixFindings['files']): FixFindings['files'] {
  const all = new Map(before.map((file) => [file.path, file]));
  for (const { path, content } of files) all.set(path, { path, content });
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
