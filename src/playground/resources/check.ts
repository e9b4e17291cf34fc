import {
  type Annotation,
  type CheckRun,
  type CheckSuite,
  type Conclusion,
  isPull,
  type PullRequest,
  type Repository,
} from '../model/records.ts';
import type { Site } from '../site.ts';
import { appResource } from './app.ts';
import { simpleCommitResource } from './commit.ts';
import { minimalPullResource } from './pull-request.ts';
import { repositoryPage, repositoryResource, repositoryUrl } from './repository.ts';
import { nodeId } from './user.ts';

/**
 * Open pull requests of the same repository whose head is this commit.
 * Like GitHub, pull requests from forks are left out of checks.
 */
function pullsAt(repository: Repository, sha: string): PullRequest[] {
  return [...repository.issues.values()]
    .filter(isPull)
    .filter(
      ({ pull, state }) =>
        state === 'open' && pull.head.sha === sha && pull.head.repository === repository,
    );
}

function pullResources(site: Site, repository: Repository, sha: string) {
  return pullsAt(repository, sha).map((issue) => minimalPullResource(site, issue));
}

/** Runs of a suite, oldest first. */
export function runsOf(suite: CheckSuite): CheckRun[] {
  return [...suite.repository.checkRuns.values()].filter((run) => run.suite === suite);
}

/** A suite is as far as its least advanced run and as bad as its worst. */
export function suiteVerdict(suite: CheckSuite): {
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
} {
  const runs = runsOf(suite);
  if (runs.length === 0 || suite.queuedAgain) return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) {
    const started = runs.some((run) => run.status !== 'queued');
    return { status: started ? 'in_progress' : 'queued', conclusion: null };
  }
  const worst: readonly Conclusion[] = [
    'failure',
    'timed_out',
    'action_required',
    'cancelled',
    'stale',
    'success',
    'neutral',
    'skipped',
  ];
  return {
    status: 'completed',
    conclusion: worst.find((one) => runs.some((run) => run.conclusion === one)) ?? 'neutral',
  };
}

/** The page of a check run. */
export function checkRunPage(site: Site, run: CheckRun): string {
  return `${repositoryPage(site, run.suite.repository)}/runs/${run.id}`;
}

/** `check-run`. */
export function checkRunResource(site: Site, run: CheckRun) {
  const { repository } = run.suite;
  const url = `${repositoryUrl(site, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    name: run.name,
    external_id: run.externalId,
    url,
    html_url: checkRunPage(site, run),
    details_url: run.detailsUrl ?? site.url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appResource(site, site.state.app),
    pull_requests: pullResources(site, repository, run.headSha),
  };
}

/** `check-annotation`. */
export function annotationResource(site: Site, run: CheckRun, annotation: Annotation) {
  const path = annotation.path.split('/').map(encodeURIComponent).join('/');
  return {
    ...annotation,
    blob_href: `${repositoryPage(site, run.suite.repository)}/blob/${run.headSha}/${path}`,
  };
}

function suiteCore(site: Site, suite: CheckSuite) {
  const { repository } = suite;
  const url = `${repositoryUrl(site, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId('CheckSuite', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteVerdict(suite),
    url,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pullResources(site, repository, suite.headSha),
    app: appResource(site, site.state.app),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
  };
}

/** `simple-check-suite`: the suite inside a check run's webhook. */
export function simpleCheckSuiteResource(site: Site, suite: CheckSuite) {
  return {
    ...suiteCore(site, suite),
    repository: repositoryResource(site, suite.repository),
  };
}

/** `check-suite`. */
export async function checkSuiteResource(site: Site, suite: CheckSuite) {
  const commit = await suite.repository.git.commit(suite.headSha);
  if (commit === null) throw new Error(`check suite ${suite.id} stands on a commit that is gone`);
  const core = suiteCore(site, suite);
  return {
    ...core,
    latest_check_runs_count: runsOf(suite).length,
    check_runs_url: `${core.url}/check-runs`,
    head_commit: simpleCommitResource(commit),
    repository: repositoryResource(site, suite.repository),
    rerequestable: suite.rerequestable,
    runs_rerequestable: true,
  };
}
