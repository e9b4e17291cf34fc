/** What a caller's own GitHub token may see and change: GitHub is asked, with that token, and remembered briefly. */
import type { GitHubAddress } from '../environment.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { tokenClient } from '../github/connection.ts';
import { GitHubRefused, toGitHubError } from '../github/request-error.ts';
import { tokenHash } from '../store/tokens.ts';

/** What GitHub says of a token. */
export interface GitHubAccess {
  /** Of the person; of an installation's token GitHub does not say whose it is. */
  readonly login: string;
  /** By GitHub's id: the repositories the token lists, and whether it may push to them. */
  readonly repositories: ReadonlyMap<number, { readonly push: boolean }>;
}

/** Null: GitHub does not know the token. Rejects when GitHub cannot be asked. */
export type GitHubAccessReader = (token: string) => Promise<GitHubAccess | null>;

/** How long an answer is believed, in milliseconds: so long a permission that was taken away still counts. */
export const BELIEVED_MS = 60_000;

/** Answers that are remembered at most; the oldest go first. */
const REMEMBERED = 1_000;

/** Repositories of one token that are looked at, in pages of a hundred. */
const MOST_PAGES = 50;

/** Repositories of an installation's token that are looked at: each is asked for by itself. */
const MOST_OF_INSTALLATION = 30;

/** How histories and logs name who sent an installation's token. */
const INSTALLATION = 'an-installation';

/** Asks GitHub once for a token, however many requests come with it meanwhile. */
export function githubAccessReader(address: GitHubAddress, now: () => Date): GitHubAccessReader {
  const known = new Map<
    string,
    { readonly until: number; readonly access: Promise<GitHubAccess | null> }
  >();
  return (token) => {
    const key = tokenHash(token);
    const time = now().getTime();
    const found = known.get(key);
    if (found !== undefined && found.until > time) return found.access;
    const access = askGitHub(tokenClient(token, address), token, now());
    known.delete(key);
    known.set(key, { until: time + BELIEVED_MS, access });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    // What could not be asked is asked again; the caller is told by the promise itself.
    access.catch(() => known.delete(key));
    return access;
  };
}

async function askGitHub(
  client: GitHubClient,
  token: string,
  now: Date,
): Promise<GitHubAccess | null> {
  try {
    if (token.startsWith('ghs_')) return await installationAccess(client, now);
    const { data, headers } = await client.request('GET /user');
    const scopes = oauthScopes(token, headers['x-oauth-scopes']);
    const repositories = new Map<number, { readonly push: boolean }>();
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { data: some } = await client.request('GET /user/repos', { per_page: 100, page });
      for (const { id, permissions, private: isPrivate } of some) {
        if (permissions?.pull === false) continue;
        const push = permissions?.push === true && mayWrite(scopes, isPrivate);
        repositories.set(Number(id), { push });
      }
      if (some.length < 100) break;
    }
    return { login: data.login, repositories };
  } catch (caught) {
    const error = toGitHubError(caught, now);
    // 403: one that an organisation does not let in, or of an app that is suspended.
    if (error instanceof GitHubRefused && (error.status === 401 || error.status === 403))
      return null;
    throw error;
  }
}

/**
 * What the token of an app's installation may see, as `GITHUB_TOKEN` in Actions is one. It changes nothing: there is
 * no person who could be asked.
 */
async function installationAccess(client: GitHubClient, now: Date): Promise<GitHubAccess> {
  const { data } = await client.request('GET /installation/repositories', {
    per_page: MOST_OF_INSTALLATION,
  });
  const repositories = new Map<number, { readonly push: boolean }>();
  for (const { id, name, owner } of data.repositories) {
    const isRead = await mayReadContents(client, { owner: owner.login, repo: name }, now);
    if (isRead) repositories.set(Number(id), { push: false });
  }
  return { login: INSTALLATION, repositories };
}

/** An app can be shown a repository without being let into its files, and incidents quote from these. */
async function mayReadContents(
  client: GitHubClient,
  repository: RepositoryRef,
  now: Date,
): Promise<boolean> {
  try {
    await client.request('GET /repos/{owner}/{repo}/commits', { ...repository, per_page: 1 });
    return true;
  } catch (caught) {
    const error = toGitHubError(caught, now);
    if (!(error instanceof GitHubRefused)) throw error;
    // 409: it is empty, which only those are told who may read it.
    return error.status === 409;
  }
}

/** The scopes of a classic or OAuth token; null for the kinds that have none ("Scopes for OAuth apps"). */
function oauthScopes(token: string, header: unknown): ReadonlySet<string> | null {
  const hasScopes = /^gh[po]_/.test(token) || /^[0-9a-f]{40}$/.test(token);
  if (!hasScopes || typeof header !== 'string') return null;
  return new Set(header.split(',').map((scope) => scope.trim()));
}

/** GitHub lists what the person may do, not what the token may. */
function mayWrite(scopes: ReadonlySet<string> | null, isPrivate: boolean): boolean {
  return scopes === null || scopes.has('repo') || (!isPrivate && scopes.has('public_repo'));
}
