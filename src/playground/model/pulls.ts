import { commitTree } from '../git/write.ts';
import { ApiError, invalidField } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { issueEvent, pullEvent } from './events.ts';
import {
  type Account,
  type Issue,
  isPull,
  type Label,
  type PullRequest,
  type Repository,
} from './records.ts';

export interface NewIssue {
  readonly title: string;
  readonly body: string | null;
  readonly user: Account;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly viaApp?: boolean;
}

/** The label of a repository, made when it is not there. */
export function ensureLabel(site: Site, repository: Repository, name: string): Label {
  const key = name.toLowerCase();
  const known = repository.labels.get(key);
  if (known !== undefined) return known;
  const label: Label = { id: site.state.nextId(), name, color: 'ededed', description: null };
  repository.labels.set(key, label);
  return label;
}

function nextNumber(repository: Repository): number {
  return Math.max(0, ...repository.issues.keys()) + 1;
}

function newIssue(site: Site, repository: Repository, options: NewIssue): Omit<Issue, 'pull'> {
  const now = site.state.now();
  return {
    id: site.state.nextId(),
    number: nextNumber(repository),
    repository,
    user: options.user,
    title: options.title,
    body: options.body,
    state: 'open',
    stateReason: null,
    locked: false,
    labels: (options.labels ?? []).map((name) => ensureLabel(site, repository, name)),
    assignees: (options.assignees ?? []).map((login) => site.state.account(login)),
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    reactions: [],
    viaApp: options.viaApp ?? false,
  };
}

/** Opens an issue. */
export function openIssue(site: Site, repository: Repository, options: NewIssue): Issue {
  if (!repository.hasIssues) throw new ApiError(410, 'Issues are disabled for this repo');
  const issue: Issue = { ...newIssue(site, repository, options), pull: null };
  repository.issues.set(issue.number, issue);
  issueEvent(site, issue, 'opened', options.user);
  for (const label of issue.labels) issueEvent(site, issue, 'labeled', options.user, { label });
  for (const assignee of issue.assignees) {
    issueEvent(site, issue, 'assigned', options.user, { assignee });
  }
  site.state.changed();
  return issue;
}

export interface NewPull extends NewIssue {
  /** The branch, in `headRepository`. */
  readonly head: string;
  readonly headRepository: Repository;
  readonly base: string;
  readonly draft?: boolean;
}

/** Opens a pull request; 422 like GitHub's where that cannot be. */
export async function openPull(
  site: Site,
  repository: Repository,
  options: NewPull,
): Promise<PullRequest> {
  const headSha = options.headRepository.branches.get(options.head);
  const baseSha = repository.branches.get(options.base);
  if (headSha === undefined) throw invalidField('PullRequest', 'head');
  if (baseSha === undefined) throw invalidField('PullRequest', 'base');
  const open = [...repository.issues.values()]
    .filter(isPull)
    .find(
      ({ state, pull }) =>
        state === 'open' &&
        pull.head.repository === options.headRepository &&
        pull.head.ref === options.head &&
        pull.base.ref === options.base,
    );
  const label = `${options.headRepository.owner.login}:${options.head}`;
  if (open !== undefined) {
    const message = `A pull request already exists for ${label}.`;
    throw new ApiError(422, 'Validation Failed', [
      { resource: 'PullRequest', field: 'head', code: 'custom', message },
    ]);
  }
  const issue: PullRequest = {
    ...newIssue(site, repository, options),
    pull: {
      id: site.state.nextId(),
      head: { repository: options.headRepository, ref: options.head, sha: headSha },
      base: { repository, ref: options.base, sha: baseSha },
      draft: options.draft ?? false,
      mergeable: null,
      conflicts: [],
      mergeCommitSha: null,
      mergedAt: null,
      mergedBy: null,
      maintainerCanModify: options.headRepository !== repository,
      reviewers: [],
    },
  };
  repository.issues.set(issue.number, issue);
  await followHead(issue, headSha);
  if ((await repository.git.commitsBetween(baseSha, headSha)).length === 0) {
    repository.issues.delete(issue.number);
    const message = `No commits between ${options.base} and ${options.head}`;
    throw new ApiError(422, 'Validation Failed', [
      { resource: 'PullRequest', field: 'head', code: 'custom', message },
    ]);
  }
  await testMerge(site, issue);
  await pullEvent(site, issue, 'opened', options.user);
  site.state.changed();
  return issue;
}

/** Brings the head's commits into the base repository, under `refs/pull/<number>/head` as on GitHub. */
export async function followHead(issue: PullRequest, sha: string): Promise<void> {
  const { head } = issue.pull;
  const ref = `refs/pull/${issue.number}/head`;
  if (head.repository === issue.repository) await issue.repository.git.updateRef(ref, sha);
  else await issue.repository.git.fetchFrom(head.repository.git, sha, ref);
  head.sha = sha;
}

/** Computes `mergeable` and the test merge against the base branch as it is now. */
export async function testMerge(site: Site, issue: PullRequest): Promise<void> {
  const { repository, pull } = issue;
  const base = repository.branches.get(pull.base.ref);
  if (base === undefined) {
    pull.mergeable = null;
    return;
  }
  const merged = await repository.git.merge(base, pull.head.sha);
  pull.mergeable = merged.clean;
  pull.conflicts = merged.clean ? [] : merged.conflicts;
  if (!merged.clean) {
    pull.mergeCommitSha = null;
    return;
  }
  const who = site.state.signature(issue.user);
  pull.mergeCommitSha = await commitTree(site.git, repository.git.folder, {
    tree: merged.tree,
    parents: [base, pull.head.sha],
    message: `Merge ${pull.head.sha} into ${base}`,
    author: who,
    committer: who,
  });
  await repository.git.updateRef(`refs/pull/${issue.number}/merge`, pull.mergeCommitSha);
}

/** Closes or reopens an issue or pull request. */
export async function setState(
  site: Site,
  issue: Issue,
  state: 'open' | 'closed',
  user: Account,
  reason: Issue['stateReason'] = state === 'closed' ? 'completed' : 'reopened',
): Promise<void> {
  if (issue.state === state) {
    // A closed issue may be given another reason; no event tells of that.
    if (state === 'closed' && !isPull(issue)) issue.stateReason = reason;
    return;
  }
  issue.state = state;
  issue.stateReason = isPull(issue) ? null : reason;
  issue.closedAt = state === 'closed' ? site.state.now() : null;
  issue.closedBy = state === 'closed' ? user : null;
  issue.updatedAt = site.state.now();
  const action = state === 'closed' ? 'closed' : 'reopened';
  if (isPull(issue)) await pullEvent(site, issue, action, user);
  else issueEvent(site, issue, action, user);
  site.state.changed();
}

/** Marks a pull request as merged by a commit that is on its base branch. */
export async function markMerged(
  site: Site,
  issue: PullRequest,
  sha: string,
  user: Account,
): Promise<void> {
  issue.pull.mergedAt = site.state.now();
  issue.pull.mergedBy = user;
  issue.pull.mergeCommitSha = sha;
  await setState(site, issue, 'closed', user);
  await closeMentioned(site, issue, user);
}

/** `Fixes #3` in the body of a pull request merged into the default branch closes issue 3. */
async function closeMentioned(site: Site, issue: PullRequest, user: Account): Promise<void> {
  if (issue.pull.base.ref !== issue.repository.defaultBranch) return;
  const words = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d+)\b/gi;
  for (const [, number] of (issue.body ?? '').matchAll(words)) {
    const mentioned = issue.repository.issues.get(Number(number));
    if (mentioned !== undefined && !isPull(mentioned)) {
      await setState(site, mentioned, 'closed', user);
    }
  }
}

export interface PullEdit {
  readonly title?: string | undefined;
  /** Undefined leaves it, null empties it. */
  readonly body?: string | null | undefined;
  readonly base?: string | undefined;
}

/** Edits a pull request; a new base changes what it is judged by, which the event says. */
export async function editPull(
  site: Site,
  issue: PullRequest,
  user: Account,
  edit: PullEdit,
): Promise<void> {
  const { base, head } = issue.pull;
  const from = { title: issue.title, body: issue.body, ref: base.ref, sha: base.sha };
  issue.title = edit.title ?? issue.title;
  if (edit.body !== undefined) issue.body = edit.body;
  if (edit.base !== undefined && edit.base !== base.ref) {
    base.ref = edit.base;
    base.sha = issue.repository.branches.get(edit.base) ?? head.sha;
    await testMerge(site, issue);
  }
  const changes = {
    ...(issue.title === from.title ? {} : { title: { from: from.title } }),
    ...(issue.body === from.body ? {} : { body: { from: from.body ?? '' } }),
    ...(base.ref === from.ref
      ? {}
      : { base: { ref: { from: from.ref }, sha: { from: from.sha } } }),
  };
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = site.state.now();
  await pullEvent(site, issue, 'edited', user, { changes });
}

/** Marks a draft as ready, or a ready pull request as a draft. */
export async function setDraft(
  site: Site,
  issue: PullRequest,
  draft: boolean,
  user: Account,
): Promise<void> {
  if (issue.pull.draft === draft) return;
  issue.pull.draft = draft;
  issue.updatedAt = site.state.now();
  await pullEvent(site, issue, draft ? 'converted_to_draft' : 'ready_for_review', user);
}
