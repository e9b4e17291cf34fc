import { installationResource } from '../resources/app.ts';
import {
  checkRunResource,
  checkSuiteResource,
  simpleCheckSuiteResource,
} from '../resources/check.ts';
import { simpleCommitResource } from '../resources/commit.ts';
import { commentResource, issueResource } from '../resources/issue.ts';
import { pullResource } from '../resources/pull-request.ts';
import { repositoryPage, repositoryResource } from '../resources/repository.ts';
import { reviewCommentResource, reviewResource } from '../resources/review.ts';
import { nodeId, userResource } from '../resources/user.ts';
import type { Site } from '../site.ts';
import {
  type Account,
  type CheckRun,
  type CheckSuite,
  type Comment,
  fullName,
  type Installation,
  type Issue,
  isPull,
  type PullRequest,
  type Repository,
  type Review,
  type ReviewComment,
} from './records.ts';

/** What happens in the stand-in, told as webhooks. Payloads follow GitHub's own description. */

function send(
  site: Site,
  repository: Repository,
  event: string,
  action: string | null,
  sender: Account,
  payload: Readonly<Record<string, unknown>>,
): void {
  const installation = site.state.installationOf(repository) ?? null;
  const { owner } = repository;
  site.webhooks.send({
    event,
    action,
    repository,
    installation,
    payload: {
      ...(action === null ? {} : { action }),
      ...payload,
      repository: repositoryResource(site, repository),
      ...(owner.type === 'Organization' ? { organization: organization(site, owner) } : {}),
      sender: userResource(site, sender),
      ...(installation === null
        ? {}
        : {
            installation: {
              id: installation.id,
              node_id: nodeId('IntegrationInstallation', installation.id),
            },
          }),
    },
  });
  site.state.changed();
}

function organization(site: Site, account: Account) {
  const url = `${site.url}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: userResource(site, account).avatar_url,
    description: null,
  };
}

/** `pull_request.<action>`. */
export async function pullEvent(
  site: Site,
  issue: PullRequest,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  send(site, issue.repository, 'pull_request', action, sender, {
    number: issue.number,
    ...extra,
    pull_request: await pullResource(site, issue),
  });
}

/** `issues.<action>`; nothing for a pull request. */
export function issueEvent(
  site: Site,
  issue: Issue,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  if (isPull(issue)) return;
  send(site, issue.repository, 'issues', action, sender, {
    issue: issueResource(site, issue),
    ...extra,
  });
}

/** `issue_comment.<action>`. */
export function commentEvent(
  site: Site,
  comment: Comment,
  action: string,
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  send(site, comment.issue.repository, 'issue_comment', action, sender, {
    ...extra,
    issue: issueResource(site, comment.issue),
    comment: commentResource(site, comment),
  });
}

/** `pull_request_review.submitted`. */
export async function reviewEvent(site: Site, review: Review, sender: Account): Promise<void> {
  send(site, review.issue.repository, 'pull_request_review', 'submitted', sender, {
    review: reviewResource(site, review),
    pull_request: await pullResource(site, review.issue),
  });
}

/** `pull_request_review_comment.<action>`. */
export async function reviewCommentEvent(
  site: Site,
  comment: ReviewComment,
  action: string,
  sender: Account,
): Promise<void> {
  const { issue } = comment.review;
  send(site, issue.repository, 'pull_request_review_comment', action, sender, {
    comment: reviewCommentResource(site, comment),
    pull_request: await pullResource(site, issue),
  });
}

/** `check_run.<action>`. */
export function checkRunEvent(
  site: Site,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested' | 'requested_action',
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  send(site, run.suite.repository, 'check_run', action, sender, {
    check_run: {
      ...checkRunResource(site, run),
      check_suite: simpleCheckSuiteResource(site, run.suite),
    },
    ...extra,
  });
}

/** `check_suite.<action>`. */
export async function checkSuiteEvent(
  site: Site,
  suite: CheckSuite,
  action: 'requested' | 'completed' | 'rerequested',
  sender: Account,
): Promise<void> {
  send(site, suite.repository, 'check_suite', action, sender, {
    check_suite: await checkSuiteResource(site, suite),
  });
}

const ZERO = '0'.repeat(40);

/** `push`. A SHA of null stands for a branch that was not there or is gone. */
export async function pushEvent(
  site: Site,
  repository: Repository,
  push: { readonly ref: string; readonly before: string | null; readonly after: string | null },
  sender: Account,
): Promise<void> {
  const { ref, before, after } = push;
  const page = repositoryPage(site, repository);
  const resource = async (sha: string) => {
    const commit = await repository.git.commit(sha);
    if (commit === null) return null;
    return {
      ...simpleCommitResource(commit),
      distinct: true,
      url: `${page}/commit/${sha}`,
      added: [],
      removed: [],
      modified: [],
    };
  };
  const shas =
    after === null
      ? []
      : before === null
        ? [after]
        : await repository.git.commitsBetween(before, after);
  const commits = await Promise.all(shas.slice(-2048).map(resource));
  const forced =
    before !== null && after !== null && !(await repository.git.isAncestor(before, after));
  send(site, repository, 'push', null, sender, {
    ref,
    before: before ?? ZERO,
    after: after ?? ZERO,
    created: before === null,
    deleted: after === null,
    forced,
    base_ref: null,
    compare: `${page}/compare/${before ?? ZERO}...${after ?? ZERO}`,
    commits: commits.filter((commit) => commit !== null),
    head_commit: after === null ? null : await resource(after),
    pusher: { name: sender.login, email: `${sender.login}@users.noreply.localhost` },
  });
}

/** `merge_group.checks_requested`. */
export async function mergeGroupEvent(
  site: Site,
  repository: Repository,
  group: {
    readonly headRef: string;
    readonly headSha: string;
    readonly baseRef: string;
    readonly baseSha: string;
  },
  sender: Account,
): Promise<void> {
  const commit = await repository.git.commit(group.headSha);
  if (commit === null) throw new Error(`no commit ${group.headSha} in ${fullName(repository)}`);
  send(site, repository, 'merge_group', 'checks_requested', sender, {
    merge_group: {
      head_sha: group.headSha,
      head_ref: group.headRef,
      base_sha: group.baseSha,
      base_ref: group.baseRef,
      head_commit: simpleCommitResource(commit),
    },
  });
}

/** `installation.<action>` or `installation_repositories.<action>`. */
export function installationEvent(
  site: Site,
  installation: Installation,
  event: 'installation' | 'installation_repositories',
  action: string,
  payload: Readonly<Record<string, unknown>>,
  sender: Account,
): void {
  site.webhooks.send({
    event,
    action,
    repository: null,
    installation,
    payload: {
      action,
      installation: installationResource(site, installation),
      ...payload,
      sender: userResource(site, sender),
    },
  });
  site.state.changed();
}

/** A repository as installation events list it. */
export function installationRepository(repository: Repository) {
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}
