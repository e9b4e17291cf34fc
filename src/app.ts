import type { Context, Probot } from 'probot';
import { commandLine } from './incidents/command.ts';
import { CHECK_ACTIONS, type IssueChange, type Job } from './jobs/job.ts';
import { tickedBoxes } from './report/dashboard.ts';
import type { AuditedHead } from './store/audits.ts';
import type { Installation, RepositoryName } from './store/installations.ts';

/** What events set off: jobs are queued, installations are remembered, earlier audits are looked up. */
export interface AppActions {
  enqueue(job: Job): Promise<void>;
  saveInstallation(
    installation: Installation,
    repositories: {
      readonly added: readonly RepositoryName[];
      readonly removed: readonly number[];
    },
  ): Promise<void>;
  /** What was audited at this head: events name neither a fork's pull request nor a merge group. */
  auditsAt(
    installationId: number,
    repositoryId: number,
    headSha: string,
  ): Promise<readonly AuditedHead[]>;
}

/** What the reference of a branch begins with. */
const BRANCH_REF = 'refs/heads/';

/** The type of a `repository_dispatch` that starts an audit of the default branch. */
const DISPATCH_TYPE = 'holdfast-audit';

/** The Probot app: which event becomes which job. Nothing else. */
export function holdfastApp(actions: AppActions): (app: Probot) => void {
  return (app) => {
    app.on(
      [
        'pull_request.opened',
        'pull_request.synchronize',
        'pull_request.reopened',
        'pull_request.ready_for_review',
      ],
      (context) => auditPullRequests(actions, context, [context.payload.pull_request.number]),
    );

    app.on('pull_request.edited', async (context) => {
      if (context.payload.changes.base === undefined) return;
      await auditPullRequests(actions, context, [context.payload.pull_request.number]);
    });

    app.on('push', async (context) => {
      const place = placeOf(context);
      const { ref, deleted, created, before, repository } = context.payload;
      if (place === null || deleted || !ref.startsWith(BRANCH_REF)) return;
      const branch = ref.slice(BRANCH_REF.length);
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch,
        trigger: 'push',
        // A branch that has just been made has no commit before.
        ...(created ? {} : { before }),
        isDefaultBranch: branch === repository.default_branch,
        requestedBy: null,
      });
    });

    app.on('repository_dispatch', async (context) => {
      const place = placeOf(context);
      if (place === null || context.payload.action !== DISPATCH_TYPE) return;
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch: null,
        trigger: 'manual',
        requestedBy: `github:${context.payload.sender.login}`,
      });
    });

    app.on('issues.closed', async (context) => {
      const { state_reason: reason } = context.payload.issue;
      await followIssue(actions, context, reason === 'not_planned' ? reason : 'completed');
    });

    app.on('issues.reopened', (context) => followIssue(actions, context, 'reopened'));

    app.on('issues.edited', async (context) => {
      const { audit, fixes } = tickedBoxes(context.payload.issue.body ?? '');
      if (audit) await followIssue(actions, context, 'audit_ticked');
      if (fixes.length > 0) await followIssue(actions, context, 'fix_ticked', fixes);
    });

    app.on('issue_comment.created', async (context) => {
      const place = placeOf(context);
      const { issue, comment, sender } = context.payload;
      const line = commandLine(comment.body);
      if (place === null || line === null || isBot(sender) || isBot(comment.user)) return;
      await actions.enqueue({
        kind: 'issue-command',
        ...place,
        issue: issue.number,
        isPullRequest: Boolean(issue.pull_request),
        commentId: comment.id,
        login: sender.login,
        line,
        writtenAt: comment.created_at,
      });
    });

    app.on('pull_request.closed', async (context) => {
      const place = placeOf(context);
      if (place !== null) await actions.enqueue({ kind: 'publish-fixes', ...place });
    });

    app.on('check_run.rerequested', (context) =>
      auditHead(actions, context, {
        ...context.payload.check_run,
        head_branch: context.payload.check_run.check_suite?.head_branch,
      }),
    );

    app.on('check_run.requested_action', async (context) => {
      const place = placeOf(context);
      const { requested_action: pressed, check_run: run, sender } = context.payload;
      const action = CHECK_ACTIONS.find((known) => known === pressed?.identifier);
      if (place === null || action === undefined) return;
      await actions.enqueue({
        kind: 'check-action',
        ...place,
        action,
        checkRunId: run.id,
        headSha: run.head_sha,
        externalId: run.external_id ?? '',
        login: sender.login,
        ...queuedPullRequest(run.check_suite?.head_branch),
      });
    });

    app.on('check_suite.rerequested', (context) =>
      auditHead(actions, context, context.payload.check_suite),
    );

    app.on('merge_group.checks_requested', async (context) => {
      const place = placeOf(context);
      if (place === null) return;
      const { base_sha: baseSha, head_sha: headSha, head_ref: ref } = context.payload.merge_group;
      const queued = queuedPullRequest(ref);
      await actions.enqueue({ kind: 'audit-merge-group', ...place, baseSha, headSha, ...queued });
    });

    app.on(
      [
        'installation.created',
        'installation.deleted',
        'installation.suspend',
        'installation.unsuspend',
        'installation.new_permissions_accepted',
      ],
      async ({ payload }) => {
        await actions.saveInstallation(
          {
            id: payload.installation.id,
            account: accountOf(payload.installation.account),
            state: INSTALLATION_STATES[payload.action],
          },
          {
            added: payload.action === 'created' ? repositoriesOf(payload.repositories) : [],
            removed: [],
          },
        );
        if (payload.action !== 'created') return;
        await beginCycles(actions, payload.installation.id, repositoriesOf(payload.repositories));
      },
    );

    app.on(
      ['installation_repositories.added', 'installation_repositories.removed'],
      async ({ payload }) => {
        await actions.saveInstallation(
          {
            id: payload.installation.id,
            account: accountOf(payload.installation.account),
            state: 'active',
          },
          {
            added: repositoriesOf(payload.repositories_added),
            removed: payload.repositories_removed.flatMap(({ id }) =>
              id === undefined ? [] : [id],
            ),
          },
        );
        await beginCycles(
          actions,
          payload.installation.id,
          repositoriesOf(payload.repositories_added),
        );
      },
    );
  };
}

/** The first cycle of each repository: what it promises today is what is compared with from then on. */
async function beginCycles(
  actions: AppActions,
  installationId: number,
  repositories: readonly RepositoryName[],
): Promise<void> {
  for (const { id: repositoryId, owner, name: repo } of repositories) {
    await actions.enqueue({
      kind: 'audit-branch',
      installationId,
      repositoryId,
      owner,
      repo,
      branch: null,
      trigger: 'sync',
      requestedBy: null,
    });
  }
}

const INSTALLATION_STATES = {
  created: 'active',
  unsuspend: 'active',
  new_permissions_accepted: 'active',
  suspend: 'suspended',
  deleted: 'deleted',
} as const;

interface Place {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/** The part of an event that says where it happened. */
interface EventPlace {
  readonly installation?: { readonly id: number } | undefined;
  readonly repository?:
    | {
        readonly id: number;
        readonly name: string;
        readonly owner: { readonly login: string } | null;
      }
    | undefined;
}

/** Where an event happened; null for one that came through a repository's own webhook, not the App's. */
function placeOf({ log, name, payload }: EventContext): Place | null {
  const { installation, repository } = payload;
  if (installation === undefined || !repository?.owner) {
    log.warn({ event: name }, 'An event that names no installation is passed over.');
    return null;
  }
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: repository.owner.login,
    repo: repository.name,
  };
}

interface EventContext {
  readonly name: string;
  readonly payload: EventPlace;
  readonly log: Pick<Context['log'], 'warn'>;
}

async function auditPullRequests(
  actions: AppActions,
  context: EventContext,
  pullRequests: readonly number[],
): Promise<void> {
  const place = placeOf(context);
  if (place === null) return;
  for (const pullRequest of pullRequests) {
    await actions.enqueue({
      kind: 'audit-pull-request',
      ...place,
      pullRequest,
      trigger: 'pull_request',
    });
  }
}

/** What a person did with an issue. What a bot does, ours included, follows from something else. */
async function followIssue(
  actions: AppActions,
  context: EventContext & {
    readonly payload: {
      readonly issue: { readonly number: number };
      readonly sender: Sender;
    };
  },
  change: IssueChange,
  incidentIds?: readonly string[],
): Promise<void> {
  const place = placeOf(context);
  const { issue, sender } = context.payload;
  if (place === null || isBot(sender)) return;
  await actions.enqueue({
    kind: 'issue-state',
    ...place,
    issue: issue.number,
    change,
    login: sender.login,
    ...(incidentIds === undefined ? {} : { incidentIds }),
  });
}

interface Sender {
  readonly login: string;
  readonly type?: string | undefined;
}

function isBot(sender: Pick<Sender, 'type'> | null): boolean {
  return sender === null || sender.type === 'Bot';
}

/** Audits again whatever was audited at the head of a check run or suite. */
async function auditHead(
  actions: AppActions,
  context: EventContext,
  check: {
    readonly head_sha: string;
    readonly head_branch?: string | null | undefined;
    readonly pull_requests?: readonly ({ readonly number: number } | null)[] | null;
  },
): Promise<void> {
  const place = placeOf(context);
  if (place === null) return;
  const { head_sha: headSha } = check;
  const known = await actions.auditsAt(place.installationId, place.repositoryId, headSha);
  const named = (check.pull_requests ?? []).flatMap((one) => (one === null ? [] : [one.number]));
  const pullRequests = new Set(named);
  for (const { pullRequest, branch, baseSha } of known) {
    if (pullRequest !== null) pullRequests.add(pullRequest);
    else if (branch !== null)
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch,
        trigger: 'manual',
        requestedBy: null,
      });
    else {
      const queued = queuedPullRequest(check.head_branch);
      await actions.enqueue({ kind: 'audit-merge-group', ...place, baseSha, headSha, ...queued });
    }
  }
  await auditPullRequests(
    actions,
    context,
    [...pullRequests].sort((a, b) => a - b),
  );
}

/** The pull request that a merge queue's branch is for, by the name that GitHub gives such branches. */
function queuedPullRequest(branch: string | null | undefined): { readonly pullRequest?: number } {
  const number = /(?:^|\/)gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]{40,64}$/.exec(branch ?? '')?.[1];
  return number === undefined ? {} : { pullRequest: Number(number) };
}

function accountOf(account: { readonly login?: string; readonly slug?: string } | null): string {
  return account?.login ?? account?.slug ?? 'unknown';
}

function repositoriesOf(
  repositories:
    | readonly { readonly id: number; readonly full_name: string; readonly name: string }[]
    | undefined,
): RepositoryName[] {
  return (repositories ?? []).map(({ id, full_name, name }) => ({
    id,
    owner: full_name.split('/')[0] ?? full_name,
    name,
  }));
}
