import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { GitHubAddress } from '../environment.ts';
import type { GitHubClient } from './client.ts';

/** What a token of an installation is allowed to do; never more than the job needs. */
export type TokenPermissions = Readonly<Record<string, 'read' | 'write'>>;

/** What the audit of a pull request needs: read the files, write the check run and the one comment. */
export const AUDIT_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  contents: 'read',
  checks: 'write',
  pull_requests: 'write',
};

/** What reading an organisation's defaults needs. */
export const READ_PERMISSIONS: TokenPermissions = { metadata: 'read', contents: 'read' };

/** Which repositories a token is for: one by id, or one by name. */
export type TokenScope = { readonly repositoryId: number } | { readonly repositoryName: string };

/** Requests to GitHub that take longer than this are given up and tried again later, in milliseconds. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The app's way to GitHub: makes clients for one installation, scoped down to one repository and to the
 * permissions a job needs. Tokens are kept in memory until shortly before they expire.
 * Clients do not wait or retry by themselves: a rate limit is the job queue's to wait for.
 */
export class AppConnection {
  readonly #app: Octokit;
  readonly #address: GitHubAddress;

  constructor(options: { appId: string; privateKey: string; address: GitHubAddress }) {
    this.#address = options.address;
    this.#app = new Octokit({
      authStrategy: createAppAuth,
      auth: { appId: options.appId, privateKey: options.privateKey },
      ...clientOptions(options.address),
    });
  }

  /** A client for one repository of an installation. Rejects with the request error when GitHub refuses the token. */
  async installationClient(
    installationId: number,
    scope: TokenScope,
    permissions: TokenPermissions,
  ): Promise<GitHubClient> {
    const answer: unknown = await this.#app.auth({
      type: 'installation',
      installationId,
      ...('repositoryId' in scope
        ? { repositoryIds: [scope.repositoryId] }
        : { repositoryNames: [scope.repositoryName] }),
      permissions: { ...permissions },
    });
    return tokenClient(tokenOf(answer), this.#address);
  }
}

/** A client that acts with a token as it is: a caller's own, or one minted for a job. */
export function tokenClient(token: string | null, address: GitHubAddress): GitHubClient {
  return new Octokit({ ...(token === null ? {} : { auth: token }), ...clientOptions(address) });
}

function clientOptions(address: GitHubAddress) {
  return { baseUrl: address.apiUrl, userAgent: 'holdfast', request: { fetch: timedFetch } };
}

/** The auth strategy's answer is untyped where Octokit hands it on. */
function tokenOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'token' in answer) {
    if (typeof answer.token === 'string') return answer.token;
  }
  throw new Error('GitHub answered the request for an installation token without a token.');
}

function timedFetch(url: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  return fetch(url, { ...options, signal });
}
