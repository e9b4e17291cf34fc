import type { Signature } from '../git/commit.ts';
import type { TreeItem } from '../git/repository.ts';
import { commitTree, type NewTreeEntry, writeTree } from '../git/write.ts';
import { actor } from '../http/auth.ts';
import type { Body } from '../http/body.ts';
import { ApiError } from '../http/errors.ts';
import {
  created,
  found,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { gitCommitResource } from '../resources/commit.ts';
import { repositoryUrl } from '../resources/repository.ts';
import { nodeId } from '../resources/user.ts';
import { base64Lines } from './contents.ts';

function treeItem(call: RepositoryCall, item: TreeItem) {
  const url = repositoryUrl(call.site, call.repository);
  const { path, mode, type, sha } = item;
  return {
    path,
    mode,
    type,
    sha,
    ...(item.size === null ? {} : { size: item.size }),
    ...(type === 'commit' ? {} : { url: `${url}/git/${type}s/${sha}` }),
  };
}

async function treeReply(
  call: RepositoryCall,
  sha: string,
  recursive: boolean,
  status: number,
): Promise<Reply> {
  const items = await call.repository.git.tree(sha, recursive);
  const limit = recursive ? call.site.limits.treeEntries : items.length;
  return {
    status,
    body: {
      sha,
      url: `${repositoryUrl(call.site, call.repository)}/git/trees/${sha}`,
      tree: items.slice(0, limit).map((item) => treeItem(call, item)),
      truncated: items.length > limit,
    },
  };
}

async function getTree(call: RepositoryCall): Promise<Reply> {
  const { git } = call.repository;
  const name = param(call, 'tree_sha');
  const object = await git.object(name);
  const commit = object?.type === 'tree' ? null : await git.resolve(name);
  const sha = object?.type === 'tree' ? name : (await git.commit(found(commit)))?.tree;
  return treeReply(call, found(sha), call.query.has('recursive'), 200);
}

async function getBlob(call: RepositoryCall): Promise<Reply> {
  const sha = param(call, 'file_sha');
  const object = found(await call.repository.git.object(sha));
  if (object.type !== 'blob') throw new ApiError(422, 'The sha provided is not a blob');
  if (object.content.length > 100 * 1024 * 1024) {
    throw new ApiError(403, 'This API returns blobs up to 100 MB in size.', [
      { resource: 'Blob', field: 'data', code: 'custom', message: 'too_large' },
    ]);
  }
  if (/application\/vnd\.github(\.v3)?\.raw/.test(call.accept)) {
    return {
      status: 200,
      raw: { bytes: object.content, type: 'application/vnd.github.raw; charset=utf-8' },
    };
  }
  return ok({
    sha,
    node_id: nodeId('Blob', sha),
    size: object.content.length,
    url: `${repositoryUrl(call.site, call.repository)}/git/blobs/${sha}`,
    content: base64Lines(object.content),
    encoding: 'base64',
  });
}

async function storeBlob(call: RepositoryCall, bytes: Uint8Array): Promise<string> {
  return call.site.git.text(call.repository.git.folder, ['hash-object', '-w', '--stdin'], {
    input: bytes,
  });
}

async function createBlob(call: RepositoryCall): Promise<Reply> {
  const content = call.body.requiredText('content');
  const encoding = call.body.oneOf('encoding', ['utf-8', 'base64']) ?? 'utf-8';
  const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
  const sha = await storeBlob(call, bytes);
  const url = `${repositoryUrl(call.site, call.repository)}/git/blobs/${sha}`;
  return created({ url, sha });
}

const MODES = ['100644', '100755', '040000', '160000', '120000'] as const;

async function newEntry(call: RepositoryCall, entry: Body): Promise<NewTreeEntry> {
  const path = entry.requiredText('path');
  const mode = entry.oneOf('mode', MODES) ?? '100644';
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) {
    throw new ApiError(422, 'tree.path contains a malformed path component');
  }
  const text = entry.text('content');
  if (text !== undefined) return { path, mode, sha: await storeBlob(call, Buffer.from(text)) };
  if (entry.values['sha'] === null) return { path, mode, sha: null };
  const sha = entry.requiredText('sha');
  if (mode !== '160000' && (await call.repository.git.object(sha)) === null) {
    throw new ApiError(422, `tree.sha ${sha} is not a valid blob`);
  }
  return { path, mode, sha };
}

async function createTree(call: RepositoryCall): Promise<Reply> {
  const { git } = call.repository;
  const base = call.body.text('base_tree');
  const given = base === undefined ? null : await git.object(base);
  if (base !== undefined && given === null) {
    throw new ApiError(422, 'base_tree is not a valid tree oid');
  }
  const baseTree =
    given?.type === 'commit' ? ((await git.commit(given.sha))?.tree ?? null) : (base ?? null);
  const entries: NewTreeEntry[] = [];
  for (const entry of call.body.objects('tree') ?? []) entries.push(await newEntry(call, entry));
  if (entries.length === 0) throw new ApiError(422, 'Invalid tree info');
  const sha = await writeTree(call.site.git, git.folder, baseTree, entries);
  return treeReply(call, sha, false, 201);
}

function signature(body: Body | undefined, fallback: Signature): Signature {
  if (body === undefined) return fallback;
  return {
    name: body.requiredText('name'),
    email: body.requiredText('email'),
    date: body.text('date') ?? fallback.date,
  };
}

async function createCommit(call: RepositoryCall): Promise<Reply> {
  const { git } = call.repository;
  const message = call.body.requiredText('message');
  const tree = call.body.requiredText('tree');
  const parents = call.body.texts('parents') ?? [];
  if ((await git.object(tree))?.type !== 'tree') {
    throw new ApiError(422, 'Tree SHA does not exist');
  }
  for (const parent of parents) {
    if ((await git.commit(parent)) === null) {
      throw new ApiError(422, 'Parent SHA does not exist or is not a commit object');
    }
  }
  const user = actor(call.site.state, call.principal);
  const author = signature(call.body.object('author'), call.site.state.signature(user));
  const committer = signature(call.body.object('committer'), author);
  const sha = await commitTree(call.site.git, git.folder, {
    tree,
    parents,
    message,
    author,
    committer,
  });
  return created(gitCommitResource(call.site, call.repository, found(await git.commit(sha))));
}

export const gitDataRoutes = [
  repositoryRoute('GET', '/git/trees/{tree_sha}', ['contents:read'], getTree),
  repositoryRoute('GET', '/git/blobs/{file_sha}', ['contents:read'], getBlob),
  repositoryRoute('GET', '/git/commits/{commit_sha}', ['contents:read'], async (call) => {
    const commit = found(await call.repository.git.commit(param(call, 'commit_sha')));
    return ok(gitCommitResource(call.site, call.repository, commit));
  }),
  repositoryRoute('POST', '/git/blobs', ['contents:write'], createBlob),
  repositoryRoute('POST', '/git/trees', ['contents:write'], createTree),
  repositoryRoute('POST', '/git/commits', ['contents:write'], createCommit),
];
