import {
  type CheckRun,
  type CheckSuite,
  fullName,
  isPull,
  type PullRequest,
  type Repository,
} from '../model/records.ts';
import { checkRunPage } from '../resources/check.ts';
import { commentsOf, issuePage } from '../resources/issue.ts';
import { connection } from './connection.ts';
import type { Args, Resolved } from './execute.ts';
import { reviewThreads } from './reviews.ts';
import { actor, notFound, permit, type View } from './view.ts';

/** The fields that a query starts from. */
export function queryRoot(view: View): Resolved {
  return { __typename: 'Query', repository: (args: Args) => repositoryAt(view, args) };
}

function repositoryAt(view: View, { owner, name }: Args): Resolved {
  const repository = view.site.state.repository(String(owner), String(name));
  if (repository === undefined) throw notFound('Repository', `the name '${owner}/${name}'`);
  permit(view, repository, ['metadata:read']);
  return repositoryFields(view, repository);
}

function repositoryFields(view: View, repository: Repository): Resolved {
  const { defaultBranch } = repository;
  return {
    __typename: 'Repository',
    nameWithOwner: fullName(repository),
    defaultBranchRef: () => branchRef(view, repository, defaultBranch),
    object: async ({ oid, expression }: Args) => {
      permit(view, repository, ['contents:read']);
      const sha = typeof oid === 'string' ? oid : await objectNamed(repository, String(expression));
      return sha === null ? null : gitObject(view, repository, sha);
    },
    pullRequest: ({ number }: Args) => {
      permit(view, repository, ['pull_requests:read']);
      const issue = repository.issues.get(Number(number));
      if (issue === undefined || !isPull(issue)) {
        throw notFound('PullRequest', `the number of ${number}`);
      }
      return pullRequest(view, issue);
    },
  };
}

function branchRef(view: View, repository: Repository, name: string): Resolved | null {
  permit(view, repository, ['contents:read']);
  const sha = repository.branches.get(name);
  if (sha === undefined) return null;
  return { __typename: 'Ref', name, target: () => gitObject(view, repository, sha) };
}

/** The object that git's `<revision>` or `<revision>:<path>` names. */
async function objectNamed(repository: Repository, expression: string): Promise<string | null> {
  const colon = expression.indexOf(':');
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const commit = await repository.git.resolve(revision);
  if (commit === null || colon < 0) return commit;
  const entry = await entryAt(repository, commit, expression.slice(colon + 1));
  return entry?.sha ?? null;
}

async function entryAt(repository: Repository, commit: string, path: string) {
  const items = await repository.git.tree(commit, true);
  return items.find((item) => item.path === path);
}

const TYPES = { blob: 'Blob', commit: 'Commit', tag: 'Tag', tree: 'Tree' } as const;

/** Any object of a repository; null where it has none of that name. */
async function gitObject(
  view: View,
  repository: Repository,
  oid: string,
): Promise<Resolved | null> {
  const object = await repository.git.object(oid);
  if (object === null) return null;
  if (object.type === 'blob') return blob(view, oid, object.content);
  if (object.type === 'commit') return commitFields(view, repository, oid);
  return { __typename: TYPES[object.type], oid };
}

/** GitHub gives the text of a blob as UTF-8 whatever its encoding, and cuts it where it is long. */
function blob(view: View, oid: string, content: Buffer): Resolved {
  const limit = view.site.limits.blobTextBytes;
  const isBinary = content.subarray(0, 8000).includes(0);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.subarray(0, limit));
  return {
    __typename: 'Blob',
    oid,
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > limit,
    text: isBinary ? null : text,
  };
}

async function commitFields(
  view: View,
  repository: Repository,
  oid: string,
): Promise<Resolved | null> {
  const commit = await repository.git.commit(oid);
  if (commit === null) return null;
  return {
    __typename: 'Commit',
    oid,
    parents: (args: Args) =>
      connection('CommitConnection', 'parents', commit.parents, args, (sha) =>
        commitFields(view, repository, sha),
      ),
    file: async ({ path }: Args) => {
      permit(view, repository, ['contents:read']);
      const item = await entryAt(repository, oid, String(path));
      if (item === undefined) return null;
      return {
        __typename: 'TreeEntry',
        mode: Number.parseInt(item.mode, 8),
        oid: item.sha,
        path: item.path,
        type: item.type,
        object: () => (item.type === 'commit' ? null : gitObject(view, repository, item.sha)),
      };
    },
    checkSuites: (args: Args) => {
      permit(view, repository, ['checks:read']);
      const suites = [...repository.checkSuites.values()].filter(({ headSha }) => headSha === oid);
      const { appId = null } = filterOf(args);
      const { app } = view.site.state;
      const listed = appId === null || appId === app.id ? suites : [];
      return connection('CheckSuiteConnection', 'checkSuites', listed, args, (suite) =>
        checkSuite(view, suite),
      );
    },
  };
}

function filterOf({ filterBy }: Args): Args {
  return typeof filterBy === 'object' && filterBy !== null ? { ...filterBy } : {};
}

function checkSuite(view: View, suite: CheckSuite): Resolved {
  return {
    __typename: 'CheckSuite',
    checkRuns: (args: Args) => {
      const { checkName = null, checkType = 'LATEST' } = filterOf(args);
      const runs = [...suite.repository.checkRuns.values()].filter(
        (run) => run.suite === suite && (checkName === null || run.name === checkName),
      );
      const newest = new Map(runs.map((run) => [run.name, run]));
      const listed = checkType === 'ALL' ? runs : [...newest.values()];
      return connection('CheckRunConnection', 'checkRuns', listed, args, (run) =>
        checkRun(view, run),
      );
    },
  };
}

function checkRun({ site }: View, run: CheckRun): Resolved {
  return {
    __typename: 'CheckRun',
    annotations: (args: Args) =>
      connection('CheckAnnotationConnection', 'annotations', run.annotations, args, () => null),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    externalId: run.externalId,
    name: run.name,
    status: run.status.toUpperCase(),
    summary: run.summary,
    text: run.text,
    title: run.title,
    url: checkRunPage(site, run),
  };
}

/** A pull request with its fields. */
export function pullRequest(view: View, issue: PullRequest): Resolved {
  const { repository, pull } = issue;
  const { head, base } = pull;
  return {
    __typename: 'PullRequest',
    number: issue.number,
    title: issue.title,
    url: issuePage(view.site, issue),
    state: pull.mergedAt === null ? issue.state.toUpperCase() : 'MERGED',
    isDraft: pull.draft,
    baseRef: () => branchRef(view, repository, base.ref),
    baseRefName: base.ref,
    baseRefOid: base.sha,
    headRefName: head.ref,
    headRefOid: head.sha,
    headRepository: () => repositoryFields(view, head.repository),
    comments: (args: Args) =>
      connection('IssueCommentConnection', 'comments', commentsOf(issue), args, (comment) => ({
        __typename: 'IssueComment',
        author: actor(comment.user),
        body: comment.body,
        url: `${issuePage(view.site, issue)}#issuecomment-${comment.id}`,
      })),
    reviewThreads: (args: Args) => reviewThreads(issue, args),
    commits: async (args: Args) => {
      const comparison = await repository.git.compare(base.sha, head.sha);
      const shas = comparison?.ahead ?? [];
      return connection('PullRequestCommitConnection', 'commits', shas, args, (sha) => ({
        __typename: 'PullRequestCommit',
        commit: () => commitFields(view, repository, sha),
      }));
    },
  };
}
