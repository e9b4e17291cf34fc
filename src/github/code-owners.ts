/** Reads a repository's CODEOWNERS, and who of its people can be assigned. */
import { CODE_OWNERS_FILES, MAX_CODE_OWNERS_BYTES } from '../incidents/code-owners.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

/** People that are looked up at most; GitHub assigns no more than ten. */
const MAX_ASSIGNEES = 10;

/** The text of CODEOWNERS on the default branch; null when there is none that GitHub would read. */
export async function readCodeOwners(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
): Promise<string | null> {
  for (const path of CODE_OWNERS_FILES) {
    const found = await orMissing(() =>
      client.request('GET /repos/{owner}/{repo}/contents/{path}', { owner, repo, path }),
    );
    if (found === null) continue;
    const { data } = found;
    if (Array.isArray(data) || data.type !== 'file') continue;
    if (data.size > MAX_CODE_OWNERS_BYTES || data.encoding !== 'base64') return null;
    return Buffer.from(data.content, 'base64').toString('utf8');
  }
  return null;
}

/** Those of the logins that GitHub lets be assigned to issues here. */
export async function assignable(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  logins: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const assignee of logins.slice(0, MAX_ASSIGNEES)) {
    const answer = await orMissing(() =>
      client.request('GET /repos/{owner}/{repo}/assignees/{assignee}', { owner, repo, assignee }),
    );
    if (answer !== null) found.push(assignee);
  }
  return found;
}

async function orMissing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw caught;
  }
}
