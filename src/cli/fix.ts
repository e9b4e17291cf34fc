import { realpath, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { compareContractFiles } from '../drift/contract/detect.ts';
import { type FixtureProposal, proposeFixtureFix } from '../drift/contract/fix/fixtures.ts';
import { REMARKS } from '../drift/remarks.ts';
import type { FixedFile } from '../fix/edit.ts';
import { patchOf } from '../fix/patch.ts';
import { type Proposal, proposeFixTogether } from '../fix/propose.ts';
import { count } from '../report/wording.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { overlayTree } from '../tree/overlay.ts';
import { pathFault } from '../tree/path.ts';
import { openContracts } from './contract-file.ts';
import { auditDate } from './date.ts';
import { CommandError, EXIT } from './exit.ts';
import { readTerminal, withProgress } from './terminal.ts';

export interface FixOptions {
  readonly all?: boolean;
  readonly write?: boolean;
  /** The folder with fixtures, from the folder of head. */
  readonly fixtures?: string;
  readonly date?: string;
}

/**
 * `holdfast fix`: prints the edits that take breaking changes back, or makes them, and answers the exit code: 1 where
 * something that breaks could not be taken back.
 */
export async function fix(base: string, head: string, options: FixOptions): Promise<number> {
  const date = auditDate(options.date);
  const { gitops, ...defaults } = defaultSettings('local');
  const folder = fixturesFolder(options.fixtures ?? gitops.fixtures_dir);
  const settings = { ...defaults, gitops: { ...gitops, fixtures_dir: folder } };
  const contracts = await openContracts(base, head, folder);
  if (options.write === true && head === '-')
    throw new CommandError('standard input cannot be written. Name a file.');
  const files = { base: contracts.base.path, head: contracts.head.path };
  const { proposal, fixtures } = await withProgress(readTerminal(), async (step) => {
    step(`Comparing ${basename(base)} with ${basename(head)}`);
    const found = await compareContractFiles({ ...contracts, service: null, date });
    const [problem] = found.problems;
    if (found.checked.length === 0 && problem !== undefined)
      throw new CommandError(
        `${problem.file ?? basename(head)} cannot be compared: ${problem.message}`,
      );
    const drifts = found.changes.filter(
      ({ compatibility, rule }) =>
        !REMARKS.has(rule) && (options.all === true || compatibility === 'definitely_breaking'),
    );
    step(`Working out edits for ${drifts.length} changes`);
    const sides = { base: contracts.base.tree, head: contracts.head.tree };
    const taken = await proposeFixTogether({ ...sides, settings, date, files, found, drifts });
    const edits = taken.fixes.flatMap((each) => each.files);
    return {
      proposal: taken,
      fixtures: await proposeFixtureFix({
        tree: overlayTree(sides.head, new Map(edits.map(({ path, content }) => [path, content]))),
        before: sides.base,
        files,
        settings,
        contracts: [files.head],
      }),
    };
  });
  tell(proposal, fixtures);
  const fixed = [...proposal.fixes, ...fixtures.fixes].flatMap((each) => each.files);
  if (options.write === true) await writeFiles(dirname(await realpath(head)), fixed);
  else process.stdout.write(patchOf(fixed));
  const refused = [...proposal.refused, ...fixtures.refused, ...fixtures.problems];
  return refused.length > 0 ? EXIT.exceeded : EXIT.withinBudget;
}

/** The folder of fixtures as a path below the folder of head. */
function fixturesFolder(given: string): string {
  const folder = posix.normalize(given).replace(/^\.\/|\/+$/g, '');
  const fault = pathFault(folder);
  if (fault === undefined) return folder;
  throw new CommandError(
    `--fixtures names no folder below that of the second file, since ${fault}.`,
  );
}

/** What was done and what was not, for people: the patch alone goes to standard output. */
function tell({ fixes, refused }: Proposal, fixtures: FixtureProposal): void {
  for (const { sentences, proof } of fixes) {
    for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
    const { before, after } = proof;
    process.stderr.write(`Checked again: ${before} changes before, ${after} after, none new.\n`);
  }
  for (const { sentences, proof } of fixtures.fixes) {
    for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
    const { before, after, checked } = proof;
    process.stderr.write(
      `Checked ${count(checked.length, 'fixture')}: ${before} did not agree with their contract before, ${after} do not now.\n`,
    );
  }
  const reasons = [
    ...[...refused, ...fixtures.refused].map(({ reason }) => reason),
    ...fixtures.problems.map(({ file, message }) => `${file ?? 'a fixture'}: ${message}`),
  ];
  for (const reason of reasons) process.stderr.write(`Not fixed: ${reason}\n`);
  if ([...fixes, ...fixtures.fixes, ...reasons].length === 0)
    process.stderr.write('Nothing to fix.\n');
}

async function writeFiles(folder: string, files: readonly FixedFile[]): Promise<void> {
  for (const { path, content } of files) {
    if (content === null) await unlink(join(folder, path));
    else await writeFile(join(folder, path), content);
  }
}
