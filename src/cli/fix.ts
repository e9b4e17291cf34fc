import { realpath, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compareContractFiles } from '../drift/contract/detect.ts';
import { REMARKS } from '../drift/remarks.ts';
import type { FixedFile } from '../fix/edit.ts';
import { patchOf } from '../fix/patch.ts';
import { type Proposal, proposeFixTogether } from '../fix/propose.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { openContracts } from './contract-file.ts';
import { auditDate } from './date.ts';
import { CommandError, EXIT } from './exit.ts';
import { readTerminal, withProgress } from './terminal.ts';

export interface FixOptions {
  readonly all?: boolean;
  readonly write?: boolean;
  readonly date?: string;
}

/**
 * `holdfast fix`: prints the edits that take breaking changes back, or makes them, and answers the exit code: 1 where
 * something that breaks could not be taken back.
 */
export async function fix(base: string, head: string, options: FixOptions): Promise<number> {
  const date = auditDate(options.date);
  const contracts = await openContracts(base, head);
  if (options.write === true && head === '-')
    throw new CommandError('standard input cannot be written. Name a file.');
  const files = { base: contracts.base.path, head: contracts.head.path };
  const proposal = await withProgress(readTerminal(), async (step) => {
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
    return proposeFixTogether({
      base: contracts.base.tree,
      head: contracts.head.tree,
      settings: defaultSettings('local'),
      date,
      files,
      found,
      drifts,
    });
  });
  tell(proposal);
  const fixed = proposal.fixes.flatMap((each) => each.files);
  if (options.write === true) await writeFiles(dirname(await realpath(head)), fixed);
  else process.stdout.write(patchOf(fixed));
  return proposal.refused.length > 0 ? EXIT.exceeded : EXIT.withinBudget;
}

/** What was done and what was not, for people: the patch alone goes to standard output. */
function tell({ fixes, refused }: Proposal): void {
  for (const { sentences, proof } of fixes) {
    for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
    const { before, after } = proof;
    process.stderr.write(`Checked again: ${before} changes before, ${after} after, none new.\n`);
  }
  for (const { reason } of refused) process.stderr.write(`Not fixed: ${reason}\n`);
  if (fixes.length === 0 && refused.length === 0) process.stderr.write('Nothing to fix.\n');
}

async function writeFiles(folder: string, files: readonly FixedFile[]): Promise<void> {
  for (const { path, content } of files) {
    if (content === null) await unlink(join(folder, path));
    else await writeFile(join(folder, path), content);
  }
}
