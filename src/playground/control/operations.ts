import type { Body } from '../http/body.ts';
import { ApiError, notFound } from '../http/errors.ts';
import { requestAction, rerequestRun, rerequestSuite } from '../model/checks.ts';
import { addComment, editComment } from '../model/comments.ts';
import { dispatchEvent } from '../model/events.ts';
import { editIssue, setAssignees, setLabels, tickCheckbox } from '../model/issues.ts';
import { enqueue, mergePull } from '../model/merging.ts';
import { editPull, openIssue, openPull, setDraft, setState } from '../model/pulls.ts';
import { alone, moveBranch } from '../model/pushes.ts';
import { fullName, type Permission, type PullRequest, type Repository } from '../model/records.ts';
import {
  commitFiles,
  createRepository,
  forkRepository,
  type NewRepository,
  suspend,
  uninstall,
} from '../model/repositories.ts';
import { changeRepository } from '../model/repository-changes.ts';
import { issuePage } from '../resources/issue.ts';
import { repositoryPage } from '../resources/repository.ts';
import type { Site } from '../site.ts';
import { filesOf, installationOf, issueOf, pullOf, repositoryOf, userOf } from './lookup.ts';
import type { PullAnswer, RepositoryAnswer } from './messages.ts';
import { workflowOperations } from './workflow-operations.ts';

/** What people do by hand on GitHub, by name. Each takes a JSON object and answers one. */
export type Operation = (site: Site, body: Body) => Promise<object> | object;

const PERMISSIONS: readonly Permission[] = ['admin', 'maintain', 'write', 'triage', 'read', 'none'];

function permission(value: unknown): Permission {
  const found = PERMISSIONS.find((one) => one === value);
  if (found === undefined) throw new ApiError(422, `a permission is one of ${PERMISSIONS}`);
  return found;
}

function repositoryAnswer(site: Site, repository: Repository): RepositoryAnswer {
  return {
    id: repository.id,
    full_name: fullName(repository),
    default_branch: repository.defaultBranch,
    head_sha: repository.branches.get(repository.defaultBranch) ?? null,
    clone_url: `${repositoryPage(site, repository)}.git`,
    html_url: repositoryPage(site, repository),
    installation_id: site.state.installationOf(repository)?.id ?? null,
  };
}

function pullAnswer(site: Site, issue: PullRequest): PullAnswer {
  return {
    number: issue.number,
    html_url: issuePage(site, issue),
    head_sha: issue.pull.head.sha,
    base_sha: issue.pull.base.sha,
  };
}

function newRepository(body: Body): NewRepository {
  const collaborators = Object.entries(body.object('collaborators')?.values ?? {});
  return {
    owner: body.requiredText('owner'),
    name: body.requiredText('name'),
    files: filesOf(body),
    collaborators: Object.fromEntries(
      collaborators.map(([login, level]) => [login, permission(level)]),
    ),
    ownerType: body.oneOf('ownerType', ['User', 'Organization']),
    description: body.text('description'),
    defaultBranch: body.text('defaultBranch'),
    private: body.flag('private'),
    hasIssues: body.flag('hasIssues'),
    sourceDir: body.text('sourceDir'),
    message: body.text('message'),
    install: body.flag('install'),
  };
}

async function open(site: Site, body: Body): Promise<PullAnswer> {
  const repository = repositoryOf(site, body);
  const head = body.requiredText('head');
  const colon = head.indexOf(':');
  const holder =
    colon < 0 ? repository : site.state.repository(head.slice(0, colon), repository.name);
  if (holder === undefined) throw new ApiError(404, `there is no fork for ${head}`);
  const issue = await openPull(site, repository, {
    title: body.requiredText('title'),
    body: body.text('body') ?? null,
    user: userOf(site, body, 'author'),
    head: head.slice(colon + 1),
    headRepository: holder,
    base: body.text('base') ?? repository.defaultBranch,
    draft: body.flag('draft') ?? false,
  });
  return pullAnswer(site, issue);
}

async function changePull(site: Site, body: Body): Promise<PullAnswer> {
  const issue = pullOf(site, body);
  const user = userOf(site, body);
  await editPull(site, issue, user, {
    title: body.text('title'),
    body: body.text('body'),
    base: body.text('base'),
  });
  const draft = body.flag('draft');
  if (draft !== undefined) await setDraft(site, issue, draft, user);
  const state = body.oneOf('state', ['open', 'closed']);
  if (state !== undefined) await setState(site, issue, state, user);
  const method = body.oneOf('merge', ['merge', 'squash', 'rebase']);
  if (method !== undefined) {
    await alone(issue.repository, () => mergePull(site, issue, user, { method }));
  }
  return pullAnswer(site, issue);
}

/** Edits an issue, ticks a checkbox in it, labels and assigns it, closes or reopens it. */
async function changeIssue(site: Site, body: Body): Promise<object> {
  const issue = issueOf(site, body);
  const user = userOf(site, body);
  editIssue(site, issue, user, { title: body.text('title'), body: body.text('body') });
  const box = body.integer('checkbox');
  if (box !== undefined) tickCheckbox(site, issue, user, box, body.flag('ticked') ?? true);
  const labels = body.texts('labels');
  if (labels !== undefined) setLabels(site, issue, labels, user);
  const assignees = body.texts('assignees');
  if (assignees !== undefined) setAssignees(site, issue, assignees, user);
  const state = body.oneOf('state', ['open', 'closed']);
  const reason = body.oneOf('reason', ['completed', 'not_planned', 'reopened', 'duplicate']);
  if (state !== undefined) await setState(site, issue, state, user, reason);
  return {};
}

async function recheck(site: Site, body: Body): Promise<object> {
  const repository = repositoryOf(site, body);
  const run = repository.checkRuns.get(body.integer('check_run') ?? -1);
  const suite = repository.checkSuites.get(body.integer('check_suite') ?? -1);
  const user = userOf(site, body);
  const identifier = body.text('action');
  if (run !== undefined && identifier !== undefined) requestAction(site, run, identifier, user);
  else if (run !== undefined) rerequestRun(site, run, user);
  else if (suite !== undefined) await rerequestSuite(site, suite, user);
  else throw new ApiError(404, 'there is no such check run or check suite');
  return {};
}

function setWebhook(site: Site, body: Body): object {
  const { app } = site.state;
  if (body.values['url'] !== undefined) app.webhookUrl = body.text('url') ?? null;
  app.webhookSecret = body.text('secret') ?? app.webhookSecret;
  return { url: app.webhookUrl };
}

export const operations: Readonly<Record<string, Operation>> = {
  repositories: async (site, body) =>
    repositoryAnswer(site, await createRepository(site, newRepository(body))),
  forks: async (site, body) => {
    const parent = repositoryOf(site, body);
    return repositoryAnswer(site, await forkRepository(site, parent, body.requiredText('owner')));
  },
  collaborators: (site, body) => {
    const { login } = userOf(site, body);
    const level = permission(body.requiredText('permission'));
    repositoryOf(site, body).collaborators.set(login.toLowerCase(), level);
    return {};
  },
  commits: async (site, body) => {
    const sha = await commitFiles(site, repositoryOf(site, body), {
      branch: body.requiredText('branch'),
      message: body.requiredText('message'),
      author: body.requiredText('author'),
      files: filesOf(body),
      from: body.text('from'),
    });
    return { sha };
  },
  'delete-branch': async (site, body) => {
    const repository = repositoryOf(site, body);
    const branch = body.requiredText('branch');
    const user = userOf(site, body);
    await alone(repository, () => moveBranch(site, repository, branch, null, user));
    return {};
  },
  pulls: open,
  'change-pull': changePull,
  'enqueue-pull': (site, body) => {
    const issue = pullOf(site, body);
    return alone(issue.repository, () => enqueue(site, issue, userOf(site, body)));
  },
  issues: (site, body) => {
    const issue = openIssue(site, repositoryOf(site, body), {
      title: body.requiredText('title'),
      body: body.text('body') ?? null,
      user: userOf(site, body),
    });
    return { number: issue.number, html_url: issuePage(site, issue) };
  },
  'change-issue': changeIssue,
  'change-repository': (site, body) => {
    const repository = repositoryOf(site, body);
    const change = {
      archived: body.flag('archived'),
      hasIssues: body.flag('hasIssues'),
      defaultBranch: body.text('defaultBranch'),
    };
    changeRepository(site, repository, change, userOf(site, body));
    return repositoryAnswer(site, repository);
  },
  dispatch: (site, body) => {
    const payload = body.object('payload')?.values ?? {};
    const event = body.requiredText('event');
    dispatchEvent(site, repositoryOf(site, body), event, payload, userOf(site, body));
    return {};
  },
  comments: (site, body) => {
    const issue = issueOf(site, body);
    return { id: addComment(site, issue, userOf(site, body), body.requiredText('body')).id };
  },
  'edit-comment': (site, body) => {
    const comment = repositoryOf(site, body).comments.get(body.requiredInteger('comment'));
    if (comment === undefined) throw notFound();
    editComment(site, comment, body.requiredText('body'), userOf(site, body));
    return {};
  },
  recheck,
  tokens: (site, body) => ({ token: site.state.createUserToken(body.requiredText('login')) }),
  'webhook-url': setWebhook,
  redeliver: (site, body) => {
    const delivery = site.webhooks.redeliver(body.requiredInteger('delivery'));
    if (delivery === undefined) throw notFound();
    return { id: delivery.id, guid: delivery.guid };
  },
  uninstall: (site, body) => {
    uninstall(site, installationOf(site, body));
    return {};
  },
  suspend: (site, body) => {
    suspend(site, installationOf(site, body), body.flag('suspended') ?? true);
    return {};
  },
  ...workflowOperations,
};
