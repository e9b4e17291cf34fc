import { basename } from 'node:path';
import { decidingProblems } from '../audit/outcome.ts';
import { compareContractFiles } from '../drift/contract/detect.ts';
import { openFileTree } from '../tree/directory.ts';
import { auditDate } from './date.ts';
import { EXIT } from './exit.ts';
import { type Format, renderDiff } from './format.ts';
import { refused } from './local-repository.ts';
import { readTerminal, withProgress } from './terminal.ts';
import { version } from './version.ts';

export interface DiffOptions {
  readonly format: Format;
  readonly date?: string;
}

/** `holdfast diff`: compares two contracts by the default budget (nothing may break) and answers the exit code. */
export async function diff(base: string, head: string, options: DiffOptions): Promise<number> {
  const terminal = readTerminal();
  const date = auditDate(options.date);
  const area = await withProgress(terminal, async (step) => {
    step(`Comparing ${basename(base)} with ${basename(head)}`);
    return compareContractFiles({
      base: await contractFile(base),
      head: await contractFile(head),
      service: null,
      date,
    });
  });
  const { format } = options;
  process.stdout.write(await renderDiff(area, { format, terminal, version: version() }));
  if (area.summary.definitely_breaking > 0) return EXIT.exceeded;
  const deciding = decidingProblems(area.problems, (file) =>
    file === basename(base) ? basename(head) : file,
  );
  return deciding.length > 0 ? EXIT.couldNotCheck : EXIT.withinBudget;
}

/** A contract file with the folder that its relative references may reach. */
async function contractFile(path: string) {
  const opened = await openFileTree(path);
  if (!opened.ok) throw refused({ ...opened.problem, file: path });
  return opened.value;
}
