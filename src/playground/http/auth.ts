import { verify } from 'node:crypto';
import type { Account, Installation, Permissions, Repository } from '../model/records.ts';
import { covers, type State } from '../model/state.ts';
import { isRecord } from './body.ts';
import { ApiError, forbidden, notFound } from './errors.ts';

/** Who makes a request. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly user: Account }
  | {
      readonly kind: 'installation';
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: ReadonlySet<number> | null;
    };

/** `checks:write` and the like: a permission and its level. */
export type Need = `${string}:${'read' | 'write'}`;

function decodePart(part: string | undefined): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  return isRecord(value) ? value : {};
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, message);
}

/** Checks an app's JWT: RS256, `iss` the app, `exp` at most ten minutes ahead, `iat` not in the future. */
function checkAppToken(state: State, token: string): void {
  const [header, payload, signature] = token.split('.');
  let algorithm: unknown;
  let claims: Record<string, unknown>;
  try {
    algorithm = decodePart(header)['alg'];
    claims = decodePart(payload);
  } catch {
    throw unauthorized('A JSON web token could not be decoded');
  }
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    state.app.publicKey,
    Buffer.from(signature ?? '', 'base64url'),
  );
  if (algorithm !== 'RS256' || !signed) {
    throw unauthorized('A JSON web token could not be decoded');
  }
  const now = state.millis() / 1000;
  const { iss, iat, exp } = claims;
  if (String(iss) !== String(state.app.id) && iss !== state.app.clientId) {
    throw unauthorized("'Issuer' claim ('iss') must be an Integer");
  }
  if (typeof exp !== 'number' || exp <= now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + 600) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
  if (typeof iat !== 'number' || iat > now + 1) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function byToken(state: State, token: string): Principal {
  if (token.split('.').length === 3) {
    checkAppToken(state, token);
    return { kind: 'app' };
  }
  const known = state.tokens.get(token);
  if (known === undefined) throw unauthorized('Bad credentials');
  if (known.expiresAt !== null && known.expiresAt <= state.millis()) {
    throw unauthorized('Bad credentials');
  }
  const { grant } = known;
  if (grant.kind === 'user') return { kind: 'user', user: grant.user };
  if (grant.installation.suspendedAt !== null) {
    throw forbidden('This installation has been suspended');
  }
  return grant;
}

/** Reads the `authorization` header (`Bearer`, `token`, or `Basic` with the token as password). */
export function authenticate(state: State, authorization: string | null): Principal {
  if (authorization === null) return { kind: 'anonymous' };
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const value = authorization.slice(space + 1).trim();
  if (scheme === 'bearer' || scheme === 'token') return byToken(state, value);
  if (scheme === 'basic') {
    const text = Buffer.from(value, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const password = text.slice(colon + 1);
    return byToken(state, password === '' ? text.slice(0, colon) : password);
  }
  throw unauthorized('Bad credentials');
}

/** The account in whose name something is done. */
export function actor(state: State, principal: Principal): Account {
  return principal.kind === 'user' ? principal.user : state.app.bot;
}

function granted(permissions: Permissions, need: Need): boolean {
  const [name = '', level] = need.split(':');
  if (name === 'metadata' && level === 'read') return true;
  const given = permissions[name];
  return given === 'write' || (given === 'read' && level === 'read');
}

/**
 * Lets a request at a repository through when one of the needs is met.
 * 404 where the caller must not know that the repository is there, 403 where only the permission lacks.
 */
export function authorize(
  state: State,
  principal: Principal,
  repository: Repository,
  needs: readonly Need[],
): void {
  const writes = needs.every((need) => need.endsWith(':write'));
  switch (principal.kind) {
    case 'app':
      throw unauthorized('A JSON web token could not be used here: use an installation token');
    case 'anonymous':
      if (repository.private) throw notFound();
      if (writes) throw unauthorized('Requires authentication');
      return;
    case 'installation': {
      const { installation, repositories, permissions } = principal;
      const inside =
        covers(installation, repository) &&
        (repositories === null || repositories.has(repository.id));
      if (!inside) throw notFound();
      if (!needs.some((need) => granted(permissions, need))) throw forbidden();
      break;
    }
    case 'user': {
      const permission = state.permissionOf(repository, principal.user);
      if (permission === 'none') throw notFound();
      const strong = permission === 'admin' || permission === 'maintain' || permission === 'write';
      if (needs.includes('checks:write')) {
        throw forbidden('You must authenticate via a GitHub App.');
      }
      // Anybody who reads a repository may open issues and pull requests there and talk.
      const social = needs.some((need) => /^(issues|pull_requests):/.test(need));
      if (writes && !strong && !social) throw forbidden('Must have push access to repository');
    }
  }
  if (writes && repository.archived) {
    throw forbidden('Repository was archived so is read-only.');
  }
}
