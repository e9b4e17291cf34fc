/** What a fix pull request says of the workflows that are run on its branch: a section that is kept current. Pure. */
import {
  type AddedCommit,
  type FixRun,
  type FixStep,
  hasSucceeded,
  type StepProgress,
} from '../incidents/fix-run.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import { count } from './wording.ts';

export interface WorkflowsReport {
  readonly steps: readonly StepProgress[];
  /** Whether the installation lets Holdfast run workflows. */
  readonly isAllowed: boolean;
}

/** A run that has not ended after this is not waited for any more, in hours: GitHub ends jobs on its machines then. */
export const RUN_HOURS = 6;

/** More than the section ever takes, in bytes. */
export const WORKFLOWS_BYTES = 16_000;

const BEGIN = '<!-- holdfast:workflows -->';
const END = '<!-- /holdfast:workflows -->';

/** Only whole lines: what stands in a line comes from the repository. */
const SECTION = new RegExp(`^${BEGIN}\\r?\\n[^]*?^${END}[ \\t]*\\r?$`, 'm');

const MOST_COMMITS = 10;
const MAX_NAME = 72;
const MAX_NOTE = 300;

/** The section; empty where no workflow is wanted. It ends without a line feed. */
export function workflowsSection(report: WorkflowsReport): string {
  const { steps } = report;
  if (steps.length === 0) return '';
  const rows = steps.map((step) => `- ${row(step)}`);
  return [BEGIN, '### Workflows\n', lead(report), '', ...rows, ...advice(report), END].join('\n');
}

/** The text of a pull request with another section in the place of the one it has; added where it has none. */
export function withWorkflows(body: string, report: WorkflowsReport): string {
  const section = workflowsSection(report);
  if (section === '') return body;
  return SECTION.test(body) ? body.replace(SECTION, () => section) : `${body}\n\n${section}`;
}

function lead({ steps, isAllowed }: WorkflowsReport): string {
  if (steps.every(({ run }) => hasSucceeded(run))) {
    return 'They have succeeded on the newest commit of this branch.';
  }
  const waits = 'Not to be merged before they have succeeded on the newest commit of this branch.';
  return isAllowed
    ? waits
    : `${waits} The App may not run workflows here: accept its new permissions (Actions: write) in the settings of its installation.`;
}

const NAMES: Readonly<Record<FixStep, string>> = {
  regenerate_clients: 'Generate clients',
  run_tests: 'Tests',
};

function row({ step, workflow, run }: StepProgress): string {
  // One without a name goes by its path.
  const hasName = run !== null && run.name !== null && !run.name.endsWith(`/${workflow}`);
  const name = hasName ? `${escapeText(run.name, MAX_NAME)}, ` : '';
  const what = `${NAMES[step]} (${name}${code(workflow)})`;
  return run === null ? `${what}: not run yet.` : `${what}: ${state(run)}${added(run)}`;
}

function state(run: FixRun): string {
  const page = run.url === null ? '' : ` (${link('run', run.url)})`;
  switch (run.state) {
    case 'asked':
      return 'about to run.';
    case 'dispatched':
      return `running${page}.`;
    case 'ended':
      return `${CONCLUSIONS[run.conclusion ?? ''] ?? `ended as ${code(run.conclusion ?? '')}`}${page}.`;
    case 'refused':
      return `not run. ${escapeText(run.note ?? '', MAX_NOTE)}`;
    case 'overdue':
      return `did not ${run.runId === null ? 'start' : 'end'} within ${RUN_HOURS} hours${page}.`;
  }
}

const CONCLUSIONS: Readonly<Record<string, string>> = {
  success: 'succeeded',
  failure: '**failed**',
  cancelled: '**was cancelled**',
  timed_out: '**took too long**',
};

function added({ state: reached, commits }: FixRun): string {
  if (reached !== 'ended') return '';
  if (commits.length === 0) return '';
  const left = commits.length - MOST_COMMITS;
  const rows = commits.slice(0, MOST_COMMITS).map((commit) => `  - ${commitRow(commit)}`);
  const more = left > 0 ? [`  - … and ${count(left, 'more commit')}`] : [];
  return [` It added ${count(commits.length, 'commit')}:`, ...rows, ...more].join('\n');
}

/** GitHub makes a link of the full name of a commit. */
function commitRow({ sha, subject }: AddedCommit): string {
  return `${sha} ${escapeText(subject, MAX_NAME)}`.trimEnd();
}

function advice({ steps }: WorkflowsReport): readonly string[] {
  const hasFailed = steps.some(
    ({ run }) => run !== null && ['ended', 'overdue'].includes(run.state) && !hasSucceeded(run),
  );
  return hasFailed
    ? [
        '\nRun it again on its page when the cause is gone, or repair the cause on the base branch: this branch is made anew then, and the workflows run anew.',
      ]
    : [];
}
