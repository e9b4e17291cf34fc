import type { TreeItem } from '../git/repository.ts';
import { ApiError } from '../http/errors.ts';
import {
  found,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { repositoryPage, repositoryUrl } from '../resources/repository.ts';

const INLINE_BYTES = 1024 * 1024;
const MAX_BYTES = 100 * 1024 * 1024;

/** Base64 in lines of 60, as GitHub writes it. */
export function base64Lines(bytes: Buffer): string {
  const text = bytes.toString('base64');
  const lines: string[] = [];
  for (let start = 0; start < text.length; start += 60) lines.push(text.slice(start, start + 60));
  return lines.map((line) => `${line}\n`).join('');
}

function common(call: RepositoryCall, item: TreeItem, ref: string) {
  const path = item.path.split('/').map(encodeURIComponent).join('/');
  const api = repositoryUrl(call.site, call.repository);
  const url = `${api}/contents/${path}?ref=${ref}`;
  const html = `${repositoryPage(call.site, call.repository)}/blob/${ref}/${path}`;
  const git = `${api}/git/blobs/${item.sha}`;
  return {
    name: item.path.slice(item.path.lastIndexOf('/') + 1),
    path: item.path,
    sha: item.sha,
    size: item.size ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: `${repositoryPage(call.site, call.repository)}/raw/${ref}/${path}`,
    _links: { self: url, git, html },
  };
}

function kind(item: TreeItem): 'file' | 'dir' | 'symlink' | 'submodule' {
  if (item.mode === '120000') return 'symlink';
  if (item.type === 'commit') return 'submodule';
  return item.type === 'tree' ? 'dir' : 'file';
}

async function file(call: RepositoryCall, item: TreeItem, ref: string): Promise<Reply> {
  const object = found(await call.repository.git.object(item.sha));
  if (object.content.length > MAX_BYTES) {
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
  if (kind(item) === 'symlink') {
    return ok({
      ...common(call, item, ref),
      type: 'symlink',
      target: object.content.toString('utf8'),
    });
  }
  const inline = object.content.length <= INLINE_BYTES;
  return ok({
    ...common(call, item, ref),
    type: 'file',
    encoding: inline ? 'base64' : 'none',
    content: inline ? base64Lines(object.content) : '',
  });
}

async function getContent(call: RepositoryCall): Promise<Reply> {
  const { git, defaultBranch } = call.repository;
  const ref = call.query.get('ref') ?? defaultBranch;
  const commit = found(await git.resolve(ref));
  const path = param(call, 'path').replace(/^\/+|\/+$/g, '');
  const items = await git.tree(commit, true);
  const item = found(items.find((one) => one.path === path));
  if (item.type === 'blob') return file(call, item, ref);
  if (item.type === 'commit') {
    return ok({
      ...common(call, item, ref),
      type: 'submodule',
      submodule_git_url: `${repositoryPage(call.site, call.repository)}.git`,
    });
  }
  const children = items.filter(
    (one) => one.path.startsWith(`${path}/`) && !one.path.slice(path.length + 1).includes('/'),
  );
  return ok(children.map((one) => ({ ...common(call, one, ref), type: kind(one) })));
}

export const contentRoutes = [
  repositoryRoute('GET', '/contents/{path}', ['contents:read'], getContent),
];
