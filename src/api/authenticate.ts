/** Who sent a request: a token of Holdfast's own, or a person by their GitHub token, an app's installation by its own. Nobody else gets in. */
import { GitHubUnavailable, RateLimited } from '../github/request-error.ts';
import type { Scope } from '../store/scope.ts';
import type { Store } from '../store/store.ts';
import { type ApiToken, TOKEN_PREFIX, tokenHash } from '../store/tokens.ts';
import type { RepositoryLabel } from '../store/visible.ts';
import type { Caller } from './caller.ts';
import type { GitHubAccess, GitHubAccessReader } from './github-access.ts';
import type { RequestLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';

export interface AuthenticationResources {
  readonly store: Store;
  readonly now: () => Date;
  readonly access: GitHubAccessReader;
  /** Of credentials that turned out wrong, by address. */
  readonly failures: RequestLimit;
}

/** `last_used_at` is not written more often than this, in milliseconds. */
const USED_EVERY_MS = 60_000;

/** Longer credentials are none that we or GitHub gave. */
const LONGEST = 512;

/** @throws Refusal when the request does not say who sends it, or what it says is not true. */
export async function authenticate(
  resources: AuthenticationResources,
  authorization: string | undefined,
  address: string,
): Promise<Caller> {
  if (authorization === undefined) {
    throw unauthorized('Send a token: Authorization: Bearer <token>.', null);
  }
  const [, secret] = /^(?:bearer|token) +([\x21-\x7e]+) *$/i.exec(authorization) ?? [];
  if (secret === undefined || secret.length > LONGEST) {
    throw unauthorized('The Authorization header must be: Bearer <token>.', 'invalid_request');
  }
  return secret.startsWith(TOKEN_PREFIX)
    ? ownToken(resources, secret, address)
    : githubToken(resources, secret, address);
}

async function ownToken(
  { store, now, failures }: AuthenticationResources,
  secret: string,
  address: string,
): Promise<Caller> {
  const found = await store.tokens.findBySecret(secret);
  const at = now();
  const refused =
    found === null ? 'The token is not known.' : reasonAgainst(found.token, found.installation, at);
  if (found === null || refused !== null) {
    await failures.take(address);
    throw unauthorized(refused ?? '', 'invalid_token');
  }
  const { token } = found;
  if (token.lastUsedAt === null || at.getTime() - token.lastUsedAt.getTime() > USED_EVERY_MS) {
    await store.tokens.used(token.installationId, token.id, at);
  }
  const { installationId, workspace } = token;
  const scopes: readonly Scope[] = [{ installationId, repositoryIds: null, workspace }];
  return {
    actor: `token:${token.name}`,
    key: token.id,
    scopes,
    writable: token.access === 'write' ? scopes : [],
  };
}

function reasonAgainst(token: ApiToken, installation: string, at: Date): string | null {
  if (token.revokedAt !== null) return 'The token was revoked.';
  if (token.expiresAt !== null && token.expiresAt <= at) return 'The token has expired.';
  if (installation !== 'active') return `The token's installation is ${installation}.`;
  return null;
}

async function githubToken(
  { store, access, failures, now }: AuthenticationResources,
  token: string,
  address: string,
): Promise<Caller> {
  // Whoever has been wrong too often does not make us ask GitHub any more.
  await failures.check(address);
  const found = await asking(() => access(token), now());
  if (found === null) {
    await failures.take(address);
    throw unauthorized(
      'GitHub does not accept the token. It must be a person’s, or an installation’s such as GITHUB_TOKEN in Actions.',
      'invalid_token',
    );
  }
  const places = await store.visible.placesOf([...found.repositories.keys()]);
  return {
    actor: `github:${found.login}`,
    key: tokenHash(token),
    scopes: scopesOf(places),
    writable: scopesOf(places.filter(({ id }) => mayPush(found, id))),
  };
}

function mayPush({ repositories }: GitHubAccess, id: number): boolean {
  return repositories.get(id)?.push === true;
}

/** One scope for each installation, with its repositories by id. */
function scopesOf(places: readonly RepositoryLabel[]): Scope[] {
  const ids = new Map<number, number[]>();
  for (const { installationId, id } of places) {
    const known = ids.get(installationId);
    if (known === undefined) ids.set(installationId, [id]);
    else known.push(id);
  }
  return [...ids].map(([installationId, repositoryIds]) => ({
    installationId,
    repositoryIds,
    workspace: null,
  }));
}

async function asking<T>(ask: () => Promise<T>, now: Date): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RateLimited) {
      const seconds = Math.max(1, Math.ceil((error.until.getTime() - now.getTime()) / 1_000));
      throw new Refusal('rate-limited', 'GitHub’s rate limit of your token is used up.', {
        headers: { 'retry-after': String(seconds) },
      });
    }
    if (error instanceof GitHubUnavailable) {
      throw new Refusal('unavailable', 'GitHub cannot be asked about the token; try again later.', {
        headers: { 'retry-after': '30' },
      });
    }
    throw error;
  }
}

/** RFC 6750 section 3. */
function unauthorized(detail: string, error: string | null): Refusal {
  const challenge = `Bearer realm="Holdfast"${error === null ? '' : `, error="${error}"`}`;
  return new Refusal('unauthorized', detail, { headers: { 'www-authenticate': challenge } });
}
