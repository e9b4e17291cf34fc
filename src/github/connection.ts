import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { GitHubAddress } from '../environment.ts';
import { observed } from '../observation.ts';
import { type AppIdentity, type GitHubClient, readAppIdentity } from './client.ts';

/** What a token of an installation is allowed to do; never more than the job needs. */
export type TokenPermissions = Readonly<Record<string, 'read' | 'write'>>;

/** What the audit of a pull request needs: read the files, write the check run and the one comment. */
export const AUDIT_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  contents: 'read',
  checks: 'write',
  pull_requests: 'write',
};

/** What a cycle of a branch needs: read files and history, write the check run of its commit. */
export const CYCLE_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  contents: 'read',
  checks: 'write',
  pull_requests: 'read',
};

/** What showing incidents as issues needs; files only to know who owns them. */
export const ISSUE_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  contents: 'read',
  issues: 'write',
};

/** What fix pull requests need: a branch of their own, the pull request, its labels and comments. */
export const FIX_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
};

/** What running the workflows that the settings name needs; asked for where they name one. */
export const WORKFLOW_PERMISSIONS: TokenPermissions = { metadata: 'read', actions: 'write' };

/** What answering commands needs: they are given on issues and on pull requests. */
export const COMMAND_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  issues: 'write',
  pull_requests: 'write',
};

/** What the buttons on a check run need: to know who pressed, and to answer in the check run. */
export const BUTTON_PERMISSIONS: TokenPermissions = {
  metadata: 'read',
  checks: 'write',
  pull_requests: 'read',
};

/** What reading an organisation's defaults needs. */
export const READ_PERMISSIONS: TokenPermissions = { metadata: 'read', contents: 'read' };

/** Which repositories a token is for: one by id, or one by name. */
export type TokenScope = { readonly repositoryId: number } | { readonly repositoryName: string };

/** Requests to GitHub that take longer than this are given up and tried again later, in milliseconds. */
const REQUEST_TIMEOUT_MS = 30_000;

/** How long it is remembered that an owner has no defaults, in milliseconds. */
const NO_DEFAULTS_MS = 10 * 60_000;

/**
 * The app's way to GitHub: mints tokens for one installation, scoped down to one repository and to the
 * permissions a job needs. They are kept in memory until shortly before they expire.
 * Clients do not wait or retry by themselves: a rate limit is the job queue's to wait for.
 */
export class AppConnection {
  readonly address: GitHubAddress;
  readonly #app: Octokit;
  #identity: Promise<AppIdentity> | null = null;
  /** Installations without a `.github` repository of their own, and until when that is believed. */
  readonly #withoutDefaults = new Map<number, number>();

  constructor(options: { appId: string; privateKey: string; address: GitHubAddress }) {
    this.address = options.address;
    this.#app = new Octokit({
      authStrategy: createAppAuth,
      auth: { appId: options.appId, privateKey: options.privateKey },
      ...clientOptions(options.address),
    });
  }

  /** Who this app is; asked once. */
  async identity(): Promise<AppIdentity> {
    this.#identity ??= readAppIdentity(this.#app);
    try {
      return await this.#identity;
    } catch (error) {
      this.#identity = null;
      throw error;
    }
  }

  /** A token for one repository of an installation. Rejects with the request error when GitHub refuses. */
  async installationToken(
    installationId: number,
    scope: TokenScope,
    permissions: TokenPermissions,
  ): Promise<string> {
    const answer: unknown = await this.#app.auth({
      type: 'installation',
      installationId,
      ...('repositoryId' in scope
        ? { repositoryIds: [scope.repositoryId] }
        : { repositoryNames: [scope.repositoryName] }),
      permissions: { ...permissions },
    });
    return tokenOf(answer);
  }

  /**
   * A token that can read the owner's defaults in its `.github` repository; null where the app is not
   * installed on one, which is remembered for a while.
   */
  async defaultsToken(installationId: number, now: Date): Promise<string | null> {
    if ((this.#withoutDefaults.get(installationId) ?? 0) > now.getTime()) return null;
    try {
      return await this.installationToken(
        installationId,
        { repositoryName: '.github' },
        READ_PERMISSIONS,
      );
    } catch (error) {
      // GitHub answers 422 when the installation cannot see a repository of that name.
      if (!(error instanceof Error && 'status' in error && error.status === 422)) throw error;
      this.#withoutDefaults.set(installationId, now.getTime() + NO_DEFAULTS_MS);
      return null;
    }
  }
}

/** A client that acts with a token as it is: a caller's own, or one minted for a job. */
export function tokenClient(token: string | null, address: GitHubAddress): GitHubClient {
  if (token !== null) return new Octokit({ auth: token, ...clientOptions(address) });
  // GitHub answers queries only to those who say who they are.
  const { request } = new Octokit(clientOptions(address));
  return { request };
}

function clientOptions(address: GitHubAddress) {
  return {
    baseUrl: address.apiUrl,
    userAgent: 'holdfast',
    request: { fetch: timedFetch },
    // Failed requests become errors, which are logged where it is known what they mean.
    log: { debug: silent, info: silent, warn: silent, error: silent },
  };
}

function silent(): void {}

/** The auth strategy's answer is untyped where Octokit hands it on. */
function tokenOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'token' in answer) {
    if (typeof answer.token === 'string') return answer.token;
  }
  throw new Error('GitHub answered the request for an installation token without a token.');
}

async function timedFetch(
  url: string | URL | Request,
  options: RequestInit = {},
): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const answer = await fetch(url, { ...options, signal }).catch((error: unknown) => {
    observed({ kind: 'github', status: null, limit: null });
    throw error;
  });
  observed({ kind: 'github', status: answer.status, limit: limitOf(answer.headers) });
  return answer;
}

function limitOf(headers: Headers) {
  const remaining = headers.get('x-ratelimit-remaining');
  if (remaining === null || !/^\d+$/.test(remaining)) return null;
  return {
    resource: headers.get('x-ratelimit-resource') ?? 'core',
    remaining: Number(remaining),
  };
}
