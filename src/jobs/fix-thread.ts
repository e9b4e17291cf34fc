// Looks for one fix, in a thread of its own: it compares whole documents, more than once. Started by audit-threads.ts.
import { auditWithSnapshot } from '../audit/audit.ts';
import { withWaivers } from '../audit/waive.ts';
import type { Drift } from '../drift/drift.ts';
import type { FixedFile } from '../fix/edit.ts';
import type { Proof } from '../fix/proof.ts';
import { proposeFixTogether } from '../fix/propose.ts';
import { isForbiddenPath } from '../github/fix-branch.ts';
import type { Repair } from '../incidents/fix.ts';
import { loadSettings, SETTINGS_PATHS } from '../settings/find.ts';
import type { Settings } from '../settings/settings.ts';
import type { ByteCache } from '../tree/byte-cache.ts';
import { overlayTree } from '../tree/overlay.ts';
import type { Tree } from '../tree/tree.ts';
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
  for (const repair of task.repairs) {
    const base = source.tree(repair.baseSha);
    if (!(await isThere(base))) continue;
    found = await repaired(found, { repository, base, head, settings, date: task.date }, repair);
  }
  return found;
}

const NOTHING: FixFindings = {
  files: [],
  changes: [],
  proofs: [],
  removed: [],
  refused: [],
  standing: 0,
  problems: [],
};

interface Sides {
  readonly repository: string;
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  readonly date: string;
}

/** Adds one repair to what was found so far, upon whose files it is made. */
async function repaired(found: FixFindings, sides: Sides, repair: Repair): Promise<FixFindings> {
  const edits = new Map(
    found.files.map(({ path, content }) => [path, content === null ? null : Buffer.from(content)]),
  );
  const { base, settings, date } = sides;
  const head = edits.size === 0 ? sides.head : overlayTree(sides.head, edits);
  const drifts = await driftsOf({ ...sides, head }, repair);
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
    problems: [],
  };
}

const FORBIDDEN = 'Holdfast never writes to `.github/workflows`.';

/** The drifts of a repair that are there; those that are waived are accepted. */
async function driftsOf(sides: Sides, { fingerprints }: Repair): Promise<readonly Drift[]> {
  const { settings, ...trees } = sides;
  const { report } = await auditWithSnapshot({
    ...trees,
    trigger: 'manual',
    settings: { ok: true, settings, problems: [] },
    history: [],
    snapshot: false,
  });
  const { changes } = report.areas.contract;
  if (fingerprints === null) {
    return changes.filter(({ compatibility }) => compatibility !== 'non_breaking');
  }
  const wanted = new Set(fingerprints);
  return changes.filter(({ fingerprint }) => wanted.has(fingerprint));
}

/** Later contents of a file take the place of earlier ones. */
function merged(before: FixFindings['files'], files: readonly FixedFile[]): FixFindings['files'] {
  const all = new Map(before.map((file) => [file.path, file]));
  for (const { path, content } of files) all.set(path, { path, content });
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
