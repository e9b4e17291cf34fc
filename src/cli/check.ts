import { audit } from '../audit/audit.ts';
import type { AuditReport } from '../audit/report.ts';
import { problemsText } from '../report/text.ts';
import { type ChangedSettings, changedSettings } from '../settings/changed.ts';
import { loadSettings } from '../settings/find.ts';
import { auditDate } from './date.ts';
import { CommandError, EXIT } from './exit.ts';
import { type Format, renderCheck } from './format.ts';
import { defaultBase, findRepository, namedRepository, refused } from './local-repository.ts';
import { type LocalTree, type OpenTree, openLocalTree } from './local-tree.ts';
import { CodeThread } from './read-code-elsewhere.ts';
import { readTerminal, withProgress } from './terminal.ts';
import { version } from './version.ts';

export interface CheckOptions {
  readonly base?: string;
  readonly head?: string;
  readonly directory: string;
  readonly repository?: string;
  readonly pullRequest?: string;
  readonly format: Format;
  readonly date?: string;
}

/** `holdfast check`: audits, prints, and answers the exit code. */
export async function check(options: CheckOptions): Promise<number> {
  const terminal = readTerminal();
  const date = auditDate(options.date);
  const report = await withProgress(terminal, async (step) => {
    if (options.pullRequest === undefined) return checkLocally(options, date, step);
    if (options.base !== undefined || options.head !== undefined) {
      throw new CommandError(
        '--pull-request brings its own base and head; leave out --base and --head.',
      );
    }
    const { checkPullRequest } = await import('./check-pull-request.ts');
    return checkPullRequest(options.pullRequest, date, step);
  });
  const { format } = options;
  process.stdout.write(await renderCheck(report, { format, terminal, version: version() }));
  return EXIT_OF_OUTCOME[report.outcome];
}

const EXIT_OF_OUTCOME = {
  within: EXIT.withinBudget,
  exceeded: EXIT.exceeded,
  unchecked: EXIT.couldNotCheck,
} as const satisfies Record<AuditReport['outcome'], number>;

async function checkLocally(
  options: CheckOptions,
  date: string,
  step: (name: string) => void,
): Promise<AuditReport> {
  step('Opening the repository');
  const needs = options.head === undefined ? 'working-tree' : 'commits';
  const root = await findRepository(options.directory, needs);
  const repository = await namedRepository(root, options.repository);
  const base = await open({
    kind: 'commit',
    root,
    ref: options.base ?? (await defaultBase(root, options.head ?? 'HEAD')),
  });
  const head = await open(
    options.head === undefined
      ? { kind: 'working-tree', root }
      : { kind: 'commit', root, ref: options.head },
  );
  const elsewhere = new CodeThread(new Map([base, head].map(({ tree, local }) => [tree, local])));
  try {
    step('Comparing contracts');
    for (const changed of await changedSettings(base.tree, head.tree)) noteChange(changed);
    const settings = await loadSettings({ tree: base.tree, organisation: null, repository });
    return await audit({
      repository,
      trigger: 'manual',
      base: base.tree,
      head: head.tree,
      settings,
      date,
      elsewhere,
    });
  } finally {
    base.tree.close?.();
    head.tree.close?.();
  }
}

/** Says of settings that are not merged yet that they do not judge, and what is wrong with them. */
function noteChange({ file, problems }: ChangedSettings): void {
  process.stderr.write(
    problems.length === 0
      ? `note: ${file} differs at head. It counts once it is merged; the base's settings judge.\n`
      : `note: ${file} differs at head and would not hold once it is merged. The base's settings judge.\n${problemsText(problems, { colour: false })}`,
  );
}

async function open(
  local: LocalTree,
): Promise<{ readonly tree: OpenTree; readonly local: LocalTree }> {
  const tree = await openLocalTree(local);
  if (!tree.ok) throw refused(tree.problem);
  return { tree: tree.value, local };
}
