import { installationResource } from '../resources/app.ts';
import {
  checkRunResource,
  checkSuiteResource,
  simpleCheckSuiteResource,
} from '../resources/check.ts';
import { simpleCommitResource } from '../resources/commit.ts';
import { commentResource, issueResource, labelResource } from '../resources/issue.ts';
import { pullResource } from '../resources/pull-request.ts';
import { repositoryResource } from '../resources/repository.ts';
import { reviewCommentResource, reviewResource } from '../resources/review.ts';
import { nodeId, userResource } from '../resources/user.ts';
import { workflowResource, workflowRunResource } from '../resources/workflow.ts';
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
  type Label,
  type PullRequest,
  type Repository,
  type Review,
  type ReviewComment,
  type WorkflowRun,
} from './records.ts';

/** What happens in the stand-in, told as webhooks. Payloads follow GitHub's own description. */

/** Sends an event of a repository, with what every payload carries. */
export function send(
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

/** `repository.<action>`. */
export function repositoryEvent(
  site: Site,
  repository: Repository,
  action: 'archived' | 'unarchived' | 'edited',
  sender: Account,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  send(site, repository, 'repository', action, sender, extra);
}

/** `repository_dispatch.<event type>`. */
export function dispatchEvent(
  site: Site,
  repository: Repository,
  eventType: string,
  clientPayload: Readonly<Record<string, unknown>> | null,
  sender: Account,
): void {
  send(site, repository, 'repository_dispatch', eventType, sender, {
    branch: repository.defaultBranch,
    client_payload: clientPayload,
  });
}

/** What an `issues` event says beyond the issue. */
interface IssueEventDetails {
  readonly changes?: Readonly<Record<string, { readonly from: string }>>;
  readonly label?: Label;
  readonly assignee?: Account;
}

/** `issues.<action>`; nothing for a pull request. */
export function issueEvent(
  site: Site,
  issue: Issue,
  action: string,
  sender: Account,
  about: IssueEventDetails = {},
): void {
  if (isPull(issue)) return;
  const { label, assignee, ...extra } = about;
  send(site, issue.repository, 'issues', action, sender, {
    issue: issueResource(site, issue),
    ...extra,
    ...(label === undefined ? {} : { label: labelResource(site, issue.repository, label) }),
    ...(assignee === undefined ? {} : { assignee: userResource(site, assignee) }),
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

/** `workflow_run.<action>`. */
export async function workflowRunEvent(
  site: Site,
  run: WorkflowRun,
  action: 'requested' | 'completed',
  sender: Account,
): Promise<void> {
  send(site, run.repository, 'workflow_run', action, sender, {
    workflow: workflowResource(site, run.repository, run),
    workflow_run: await workflowRunResource(site, run),
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
