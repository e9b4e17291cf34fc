import { suiteVerdict } from '../resources/check.ts';
import type { Site } from '../site.ts';
import { checkRunEvent, checkSuiteEvent } from './events.ts';
import type {
  Account,
  Annotation,
  CheckAction,
  CheckRun,
  CheckStatus,
  CheckSuite,
  Conclusion,
  Repository,
} from './records.ts';

/** The app's check suite of a commit: one for each commit, made when it is not there. */
export async function ensureSuite(
  site: Site,
  repository: Repository,
  headSha: string,
  branch: string | null,
  before: string | null,
  sender: Account,
): Promise<CheckSuite> {
  const known = [...repository.checkSuites.values()].find((suite) => suite.headSha === headSha);
  if (known !== undefined) return known;
  const now = site.state.now();
  const suite: CheckSuite = {
    id: site.state.nextId(),
    repository,
    headSha,
    headBranch: branch,
    before,
    createdAt: now,
    updatedAt: now,
    rerequestable: true,
    queuedAgain: false,
  };
  repository.checkSuites.set(suite.id, suite);
  if (site.state.app.permissions['checks'] === 'write') {
    await checkSuiteEvent(site, suite, 'requested', sender);
  }
  return suite;
}

/** What a request may set on a check run. Undefined leaves it as it is. */
export interface CheckRunChange {
  readonly name?: string | undefined;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: Conclusion | undefined;
  readonly startedAt?: string | undefined;
  readonly completedAt?: string | undefined;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly output?:
    | {
        readonly title?: string | undefined;
        readonly summary?: string | undefined;
        readonly text?: string | undefined;
        readonly annotations: readonly Annotation[];
      }
    | undefined;
  readonly actions?: readonly CheckAction[] | undefined;
}

function branchAt(repository: Repository, sha: string): string | null {
  return [...repository.branches].find(([, head]) => head === sha)?.[0] ?? null;
}

/** Creates a check run on a commit. */
export async function createCheckRun(
  site: Site,
  repository: Repository,
  headSha: string,
  change: CheckRunChange & { readonly name: string },
): Promise<CheckRun> {
  const { bot } = site.state.app;
  const suite = await ensureSuite(
    site,
    repository,
    headSha,
    branchAt(repository, headSha),
    null,
    bot,
  );
  const run: CheckRun = {
    id: site.state.nextId(),
    suite,
    name: change.name,
    headSha,
    status: 'queued',
    conclusion: null,
    startedAt: site.state.now(),
    completedAt: null,
    externalId: '',
    detailsUrl: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  repository.checkRuns.set(run.id, run);
  apply(site, run, change);
  checkRunEvent(site, run, 'created', bot);
  if (run.status === 'completed') await announceCompleted(site, run);
  site.state.changed();
  return run;
}

/** Changes a check run. Annotations are added to those there are, as on GitHub. */
export async function updateCheckRun(
  site: Site,
  run: CheckRun,
  change: CheckRunChange,
): Promise<void> {
  const before = run.status;
  apply(site, run, change);
  if (before !== 'completed' && run.status === 'completed') await announceCompleted(site, run);
  site.state.changed();
}

function apply(site: Site, run: CheckRun, change: CheckRunChange): void {
  run.name = change.name ?? run.name;
  run.externalId = change.externalId ?? run.externalId;
  run.detailsUrl = change.detailsUrl ?? run.detailsUrl;
  run.startedAt = change.startedAt ?? run.startedAt;
  run.actions = change.actions ?? run.actions;
  if (change.conclusion !== undefined) {
    run.status = 'completed';
    run.conclusion = change.conclusion;
    run.completedAt = change.completedAt ?? site.state.now();
  } else if (change.status !== undefined) {
    run.status = change.status;
    if (change.status !== 'completed') {
      run.conclusion = null;
      run.completedAt = null;
    }
  }
  if (change.output !== undefined) {
    run.title = change.output.title ?? run.title;
    run.summary = change.output.summary ?? run.summary;
    run.text = change.output.text ?? run.text;
    run.annotations.push(...change.output.annotations);
  }
  run.suite.queuedAgain = false;
  run.suite.updatedAt = site.state.now();
}

async function announceCompleted(site: Site, run: CheckRun): Promise<void> {
  const { bot } = site.state.app;
  checkRunEvent(site, run, 'completed', bot);
  if (suiteVerdict(run.suite).status === 'completed') {
    await checkSuiteEvent(site, run.suite, 'completed', bot);
  }
}

/**
 * Somebody presses "Re-run" on a check run: the suite is queued again. The run stays as it is until
 * the app changes it (GitHub's REST documentation, "Rerequest a check run").
 */
export function rerequestRun(site: Site, run: CheckRun, sender: Account): void {
  run.suite.queuedAgain = true;
  checkRunEvent(site, run, 'rerequested', sender);
}

/** Somebody presses "Re-run all checks". */
export async function rerequestSuite(
  site: Site,
  suite: CheckSuite,
  sender: Account,
): Promise<void> {
  suite.queuedAgain = true;
  await checkSuiteEvent(site, suite, 'rerequested', sender);
}

/** Somebody presses one of the app's own buttons on a check run. */
export function requestAction(
  site: Site,
  run: CheckRun,
  identifier: string,
  sender: Account,
): void {
  checkRunEvent(site, run, 'requested_action', sender, { requested_action: { identifier } });
}
