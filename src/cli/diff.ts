import { basename } from 'node:path';
import { decidingProblems } from '../audit/outcome.ts';
import { compareContractFiles } from '../drift/contract/detect.ts';
import { openContracts } from './contract-file.ts';
import { auditDate } from './date.ts';
import { EXIT } from './exit.ts';
import { type Format, renderDiff } from './format.ts';
import { scanElsewhere } from './scan-elsewhere.ts';
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
  const files = await openContracts(base, head);
  const area = await withProgress(terminal, async (step) => {
    step(`Comparing ${basename(base)} with ${basename(head)}`);
    return compareContractFiles({ ...files, service: null, date, scanElsewhere });
  });
  const { format } = options;
  process.stdout.write(await renderDiff(area, { format, terminal, version: version() }));
  if (area.summary.definitely_breaking > 0) return EXIT.exceeded;
  const deciding = decidingProblems(area.problems, (file) =>
    file === files.base.path ? files.head.path : file,
  );
  return deciding.length > 0 ? EXIT.couldNotCheck : EXIT.withinBudget;
}
