import { isoSeconds } from '../git/commit.ts';
import type { Principal } from '../http/auth.ts';
import { ApiError } from '../http/errors.ts';
import {
  type Call,
  countedReply,
  created,
  found,
  general,
  listReply,
  NO_CONTENT,
  numberParam,
  ok,
  param,
  repositoryRoute,
} from '../http/route.ts';
import type { Installation, PermissionLevel, Permissions, Repository } from '../model/records.ts';
import { uninstall } from '../model/repositories.ts';
import { covers } from '../model/state.ts';
import { appResource, installationResource } from '../resources/app.ts';
import { repositoryResource } from '../resources/repository.ts';
import { collaboratorResource, permissionFlags } from '../resources/user.ts';

function coveredRepositories(call: Call, installation: Installation): Repository[] {
  return [...call.site.state.repositories.values()].filter((one) => covers(installation, one));
}

/** The repositories a token request names, by id or name; null for all. */
function requestedRepositories(call: Call, installation: Installation): ReadonlySet<number> | null {
  const names = call.body.texts('repositories');
  const ids = call.body.list('repository_ids');
  if (names === undefined && ids === undefined) return null;
  const covered = coveredRepositories(call, installation);
  const chosen = new Set<number>();
  const refuse = () =>
    new ApiError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  for (const name of names ?? []) {
    const repository = covered.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (repository === undefined) throw refuse();
    chosen.add(repository.id);
  }
  for (const id of ids ?? []) {
    const repository = covered.find((one) => one.id === id);
    if (repository === undefined) throw refuse();
    chosen.add(repository.id);
  }
  return chosen;
}

function isLevel(value: unknown): value is PermissionLevel {
  return value === 'read' || value === 'write';
}

/** The permissions a token request names; never more than the installation's. */
function requestedPermissions(call: Call, installation: Installation): Permissions {
  const wanted = call.body.object('permissions');
  if (wanted === undefined) return installation.permissions;
  const given: Record<string, PermissionLevel> = {};
  for (const [name, level] of Object.entries(wanted.values)) {
    const limit = installation.permissions[name];
    if (!isLevel(level) || limit === undefined || (limit === 'read' && level === 'write')) {
      throw new ApiError(422, 'The permissions requested are not granted to this installation.');
    }
    given[name] = level;
  }
  return { metadata: 'read', ...given };
}

function createToken(call: Call) {
  const { state, limits } = call.site;
  const installation = found(state.installations.get(numberParam(call, 'installation_id')));
  if (installation.suspendedAt !== null) {
    throw new ApiError(403, 'This installation has been suspended');
  }
  const repositories = requestedRepositories(call, installation);
  const permissions = requestedPermissions(call, installation);
  const token = state.createInstallationToken(
    installation,
    permissions,
    repositories,
    limits.tokenLifetimeMs,
  );
  return created({
    token: token.token,
    expires_at: isoSeconds(new Date(token.expiresAt ?? 0)),
    permissions,
    repository_selection:
      repositories === null && installation.repositories === null ? 'all' : 'selected',
    ...(repositories === null
      ? {}
      : {
          repositories: coveredRepositories(call, installation)
            .filter(({ id }) => repositories.has(id))
            .map((repository) => repositoryResource(call.site, repository)),
        }),
  });
}

function asInstallation(principal: Principal) {
  if (principal.kind !== 'installation') {
    throw new ApiError(403, 'You must authenticate with an installation access token');
  }
  return principal;
}

function installationRepositories(call: Call) {
  const { installation, repositories } = asInstallation(call.principal);
  const visible = coveredRepositories(call, installation).filter(
    ({ id }) => repositories === null || repositories.has(id),
  );
  return countedReply(call, 'repositories', visible, (one) => ({
    ...repositoryResource(call.site, one),
    permissions: permissionFlags('read'),
  }));
}

function revokeToken(call: Call) {
  const { state } = call.site;
  for (const [text, { grant }] of state.tokens) {
    if (grant === call.principal) state.tokens.delete(text);
  }
  return NO_CONTENT;
}

export const appRoutes = [
  general('GET', '/app', 'app', (call) => ok(appResource(call.site, call.site.state.app))),
  general('GET', '/apps/{app_slug}', 'anyone', (call) => {
    const { app } = call.site.state;
    return ok(appResource(call.site, found(param(call, 'app_slug') === app.slug ? app : null)));
  }),
  general('GET', '/app/installations', 'app', (call) =>
    listReply(call, [...call.site.state.installations.values()], (one) =>
      installationResource(call.site, one),
    ),
  ),
  general('GET', '/app/installations/{installation_id}', 'app', (call) => {
    const id = numberParam(call, 'installation_id');
    return ok(installationResource(call.site, found(call.site.state.installations.get(id))));
  }),
  general('DELETE', '/app/installations/{installation_id}', 'app', (call) => {
    const id = numberParam(call, 'installation_id');
    uninstall(call.site, found(call.site.state.installations.get(id)));
    return NO_CONTENT;
  }),
  general('POST', '/app/installations/{installation_id}/access_tokens', 'app', createToken),
  general('GET', '/installation/repositories', 'installation', installationRepositories),
  general('DELETE', '/installation/token', 'installation', revokeToken),
  repositoryRoute('GET', '/installation', 'app', (call) =>
    ok(installationResource(call.site, found(call.site.state.installationOf(call.repository)))),
  ),
  repositoryRoute('GET', '/collaborators/{username}/permission', ['metadata:read'], (call) => {
    const { state } = call.site;
    const user = found(state.accounts.get(param(call, 'username').toLowerCase()));
    const role = state.permissionOf(call.repository, user);
    const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
    return ok({
      permission,
      role_name: role,
      user: collaboratorResource(call.site, user, role),
    });
  }),
];
