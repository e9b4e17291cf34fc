import { actor } from '../http/auth.ts';
import { ApiError, notFound } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  NO_CONTENT,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { alone, moveBranch } from '../model/pushes.ts';
import { commitResource, refResource } from '../resources/commit.ts';
import { repositoryPage, repositoryUrl } from '../resources/repository.ts';

/** The branch that `heads/<name>` names. */
function branchName(ref: string): string {
  if (!ref.startsWith('heads/')) throw notFound();
  return ref.slice('heads/'.length);
}

function getRef(call: RepositoryCall): Reply {
  const branch = branchName(param(call, 'ref'));
  const sha = found(call.repository.branches.get(branch));
  return ok(refResource(call.site, call.repository, `refs/heads/${branch}`, sha));
}

function matchingRefs(call: RepositoryCall): Reply {
  const prefix = param(call, 'ref');
  const listed = [...call.repository.branches]
    .filter(([branch]) => `heads/${branch}`.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([branch, sha]) => refResource(call.site, call.repository, `refs/heads/${branch}`, sha));
  return ok(listed);
}

async function targetCommit(call: RepositoryCall): Promise<string> {
  const sha = call.body.requiredText('sha');
  if ((await call.repository.git.commit(sha)) === null) {
    throw new ApiError(422, 'Object does not exist');
  }
  return sha;
}

async function createRef(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const ref = call.body.requiredText('ref');
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined || !(await validName(call, ref))) {
    throw new ApiError(422, `${ref} is not a valid ref name.`);
  }
  const sha = await targetCommit(call);
  return alone(repository, async () => {
    if (repository.branches.has(branch)) throw new ApiError(422, 'Reference already exists');
    const blocking = [...repository.branches.keys()].some(
      (other) => other.startsWith(`${branch}/`) || branch.startsWith(`${other}/`),
    );
    if (blocking) throw new ApiError(422, 'Reference update failed');
    await moveBranch(site, repository, branch, sha, actor(site.state, call.principal));
    return created(refResource(site, repository, ref, sha));
  });
}

async function validName(call: RepositoryCall, ref: string): Promise<boolean> {
  const { code } = await call.site.git.run(call.repository.git.folder, ['check-ref-format', ref], {
    allow: [1],
  });
  return code === 0;
}

async function updateRef(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const branch = branchName(param(call, 'ref'));
  const sha = await targetCommit(call);
  const force = call.body.flag('force') ?? false;
  return alone(repository, async () => {
    const before = repository.branches.get(branch);
    if (before === undefined) throw new ApiError(422, 'Reference does not exist');
    if (!force && !(await repository.git.isAncestor(before, sha))) {
      throw new ApiError(422, 'Update is not a fast forward');
    }
    await moveBranch(site, repository, branch, sha, actor(site.state, call.principal));
    return ok(refResource(site, repository, `refs/heads/${branch}`, sha));
  });
}

async function deleteRef(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const branch = branchName(param(call, 'ref'));
  return alone(repository, async () => {
    if (!repository.branches.has(branch)) throw new ApiError(422, 'Reference does not exist');
    await moveBranch(site, repository, branch, null, actor(site.state, call.principal));
    return NO_CONTENT;
  });
}

async function getBranch(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const name = param(call, 'branch');
  const sha = repository.branches.get(name);
  if (sha === undefined) throw new ApiError(404, 'Branch not found');
  const commit = found(await repository.git.commit(sha));
  const self = `${repositoryUrl(site, repository)}/branches/${encodeURIComponent(name)}`;
  return ok({
    name,
    commit: commitResource(site, repository, commit),
    _links: { self, html: `${repositoryPage(site, repository)}/tree/${name}` },
    protected: false,
    protection: { enabled: false },
    protection_url: `${self}/protection`,
  });
}

function listBranches(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const sorted = [...repository.branches].sort(([a], [b]) => (a < b ? -1 : 1));
  return listReply(call, sorted, ([name, sha]) => ({
    name,
    commit: { sha, url: `${repositoryUrl(site, repository)}/commits/${sha}` },
    protected: false,
  }));
}

export const refRoutes = [
  repositoryRoute('GET', '/git/ref/{ref}', ['contents:read'], getRef),
  repositoryRoute('GET', '/git/matching-refs/{ref}', ['contents:read'], matchingRefs),
  repositoryRoute('POST', '/git/refs', ['contents:write'], createRef),
  repositoryRoute('PATCH', '/git/refs/{ref}', ['contents:write'], updateRef),
  repositoryRoute('DELETE', '/git/refs/{ref}', ['contents:write'], deleteRef),
  repositoryRoute('GET', '/branches', ['contents:read'], listBranches),
  repositoryRoute('GET', '/branches/{branch}', ['contents:read'], getBranch),
];
