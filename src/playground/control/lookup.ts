/** What a control request names: repositories, people, files. */
import type { FileContent } from '../git/write.ts';
import { type Body, isRecord } from '../http/body.ts';
import { ApiError, notFound } from '../http/errors.ts';
import {
  type Account,
  type Issue,
  isPull,
  type PullRequest,
  type Repository,
} from '../model/records.ts';
import type { Site } from '../site.ts';

export function repositoryOf(site: Site, body: Body): Repository {
  const name = body.requiredText('repository');
  const [owner = '', repository = ''] = name.split('/');
  const found = site.state.repository(owner, repository);
  if (found === undefined) throw new ApiError(404, `there is no repository ${name}`);
  return found;
}

export function userOf(site: Site, body: Body, key = 'user'): Account {
  return site.state.account(body.requiredText(key));
}

export function issueOf(site: Site, body: Body): Issue {
  const issue = repositoryOf(site, body).issues.get(body.requiredInteger('number'));
  if (issue === undefined) throw notFound();
  return issue;
}

export function pullOf(site: Site, body: Body): PullRequest {
  const issue = issueOf(site, body);
  if (!isPull(issue)) throw new ApiError(404, `#${issue.number} is not a pull request`);
  return issue;
}

function content(path: string, value: unknown): FileContent {
  if (value === null || typeof value === 'string') return value;
  if (isRecord(value)) {
    const { base64, symlink, submodule } = value;
    if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
    if (typeof symlink === 'string') return { symlink };
    if (typeof submodule === 'string') return { submodule };
  }
  throw new ApiError(422, `${path}: text, {base64}, {symlink}, {submodule} or null was expected`);
}

export function filesOf(body: Body): Record<string, FileContent> {
  const files = body.object('files')?.values ?? {};
  return Object.fromEntries(
    Object.entries(files).map(([path, value]) => [path, content(path, value)]),
  );
}

export function installationOf(site: Site, body: Body) {
  const id = site.state.installationOf(repositoryOf(site, body));
  if (id === undefined) throw new ApiError(404, 'the app is not installed there');
  return id;
}
