import { actor } from '../http/auth.ts';
import { ApiError, invalidField } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  numberParam,
  ok,
  page,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { mergePull } from '../model/merging.ts';
import { editPull, openPull, setState } from '../model/pulls.ts';
import { alone } from '../model/pushes.ts';
import { isPull, type PullRequest, type Repository } from '../model/records.ts';
import { commitResource, fileResource } from '../resources/commit.ts';
import { pullComparison, pullResource, simplePullResource } from '../resources/pull-request.ts';
import { userResource } from '../resources/user.ts';
import { MAX_BODY_CHARACTERS, MAX_TITLE_CHARACTERS } from './issues.ts';

/** The pull request a path names. */
export function pullOf(call: RepositoryCall): PullRequest {
  const issue = found(call.repository.issues.get(numberParam(call, 'pull_number')));
  return found(isPull(issue) ? issue : null);
}

function list(call: RepositoryCall): Promise<Reply> {
  const { query, repository, site } = call;
  const state = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const sort = query.get('sort') ?? 'created';
  const ascending = (query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc')) === 'asc';
  const key = (issue: PullRequest) => (sort === 'updated' ? issue.updatedAt : issue.createdAt);
  const listed = [...repository.issues.values()]
    .filter(isPull)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ pull }) => base === null || pull.base.ref === base)
    .filter(
      ({ pull }) =>
        head === null || head === `${pull.head.repository.owner.login}:${pull.head.ref}`,
    )
    .sort((a, b) => {
      const order = key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number;
      return ascending ? order : -order;
    });
  return listReply(call, listed, (issue) => simplePullResource(site, issue));
}

/** The repository and branch that `head` of a new pull request names. */
function headOf(call: RepositoryCall, head: string): { repository: Repository; ref: string } {
  const colon = head.indexOf(':');
  if (colon < 0) return { repository: call.repository, ref: head };
  const owner = head.slice(0, colon).toLowerCase();
  const holder = [...call.site.state.repositories.values()].find(
    (one) =>
      one.owner.login.toLowerCase() === owner &&
      (one === call.repository || one.parent === call.repository),
  );
  if (holder === undefined) throw invalidField('PullRequest', 'head');
  return { repository: holder, ref: head.slice(colon + 1) };
}

async function create(call: RepositoryCall): Promise<Reply> {
  const { body, repository, site, principal } = call;
  const head = headOf(call, body.requiredText('head'));
  const title = body.requiredText('title', MAX_TITLE_CHARACTERS);
  if (title.trim() === '') throw invalidField('PullRequest', 'title', 'missing_field');
  const issue = await openPull(site, repository, {
    title,
    body: body.text('body', MAX_BODY_CHARACTERS) ?? null,
    user: actor(site.state, principal),
    head: head.ref,
    headRepository: head.repository,
    base: body.requiredText('base'),
    draft: body.flag('draft') ?? false,
    viaApp: principal.kind === 'installation',
  });
  return created(await pullResource(site, issue));
}

async function update(call: RepositoryCall): Promise<Reply> {
  const { body, site, principal } = call;
  const issue = pullOf(call);
  const user = actor(site.state, principal);
  const base = body.text('base');
  if (base !== undefined && !call.repository.branches.has(base)) {
    throw invalidField('PullRequest', 'base');
  }
  await editPull(site, issue, user, {
    title: body.text('title', MAX_TITLE_CHARACTERS),
    body: body.has('body') ? (body.text('body', MAX_BODY_CHARACTERS) ?? null) : undefined,
    base,
  });
  const state = body.oneOf('state', ['open', 'closed']);
  if (state === 'open' && issue.pull.mergedAt !== null) {
    throw new ApiError(422, 'Validation Failed', [
      {
        resource: 'PullRequest',
        field: 'state',
        code: 'invalid',
        message: 'state cannot be changed. The pull request cannot be reopened.',
      },
    ]);
  }
  if (state !== undefined) await setState(site, issue, state, user);
  return ok(await pullResource(site, issue));
}

async function files(call: RepositoryCall): Promise<Reply> {
  const issue = pullOf(call);
  const comparison = await pullComparison(issue);
  const all = (comparison?.files ?? []).slice(0, call.site.limits.pullFiles);
  return listReply(call, all, (file) =>
    fileResource(call.site, call.repository, issue.pull.head.sha, file),
  );
}

async function commits(call: RepositoryCall): Promise<Reply> {
  const comparison = await pullComparison(pullOf(call));
  const { git } = call.repository;
  const { items, headers } = page(call, (comparison?.ahead ?? []).slice(0, 250));
  const listed = await Promise.all(
    items.map(async (sha) =>
      commitResource(call.site, call.repository, found(await git.commit(sha))),
    ),
  );
  return { status: 200, body: listed, headers };
}

function merge(call: RepositoryCall): Promise<Reply> {
  const { body, site, principal } = call;
  const issue = pullOf(call);
  const expectedHead = body.text('sha');
  const title = body.text('commit_title');
  const message = body.text('commit_message');
  const method = body.oneOf('merge_method', ['merge', 'squash', 'rebase']) ?? 'merge';
  return alone(call.repository, async () => {
    const sha = await mergePull(site, issue, actor(site.state, principal), {
      method,
      expectedHead,
      title,
      message,
    });
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  });
}

async function requestReviewers(call: RepositoryCall): Promise<Reply> {
  const issue = pullOf(call);
  for (const login of call.body.texts('reviewers') ?? []) {
    const user = call.site.state.accounts.get(login.toLowerCase());
    if (user === undefined || user === issue.user) {
      throw new ApiError(
        422,
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.',
      );
    }
    if (!issue.pull.reviewers.includes(user)) issue.pull.reviewers.push(user);
  }
  call.site.state.changed();
  return created(simplePullResource(call.site, issue));
}

const READ = ['pull_requests:read'] as const;
const WRITE = ['pull_requests:write'] as const;

export const pullRoutes = [
  repositoryRoute('GET', '/pulls', READ, list),
  repositoryRoute('POST', '/pulls', WRITE, create),
  repositoryRoute('GET', '/pulls/{pull_number}', READ, async (call) =>
    ok(await pullResource(call.site, pullOf(call))),
  ),
  repositoryRoute('PATCH', '/pulls/{pull_number}', WRITE, update),
  repositoryRoute('GET', '/pulls/{pull_number}/files', READ, files),
  repositoryRoute('GET', '/pulls/{pull_number}/commits', READ, commits),
  repositoryRoute('PUT', '/pulls/{pull_number}/merge', ['contents:write'], merge),
  repositoryRoute('GET', '/pulls/{pull_number}/requested_reviewers', READ, (call) => {
    const users = pullOf(call).pull.reviewers.map((user) => userResource(call.site, user));
    return ok({ users, teams: [] });
  }),
  repositoryRoute('POST', '/pulls/{pull_number}/requested_reviewers', WRITE, requestReviewers),
];
