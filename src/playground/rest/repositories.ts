import { actor, authorize } from '../http/auth.ts';
import { invalidField } from '../http/errors.ts';
import {
  type Call,
  found,
  general,
  listReply,
  NO_CONTENT,
  numberParam,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { dispatchEvent } from '../model/events.ts';
import type { Permission, Repository } from '../model/records.ts';
import { fullRepositoryResource, repositoryResource } from '../resources/repository.ts';
import { collaboratorResource, permissionFlags, publicUserResource } from '../resources/user.ts';

/** GitHub's limits for a repository dispatch (its documentation of the endpoint). */
const MAX_EVENT_TYPE = 100;
const MAX_PAYLOAD_KEYS = 10;

function rate(now: number) {
  return { limit: 5000, remaining: 4999, reset: Math.floor(now / 1000) + 3600, used: 1 };
}

/** What the caller may do, where the caller is a person: an installation's permissions are its own. */
function permissionsOf(call: Call, repository: Repository) {
  if (call.principal.kind !== 'user') return {};
  const permission = call.site.state.permissionOf(repository, call.principal.user);
  return { permissions: permissionFlags(permission) };
}

function repositoryReply(call: Call, repository: Repository): Reply {
  return ok({
    ...fullRepositoryResource(call.site, repository),
    ...permissionsOf(call, repository),
  });
}

/** The same repository by its id, which stays when its name changes. */
function repositoryById(call: Call): Reply {
  const repository = found(call.site.state.repositories.get(numberParam(call, 'repository_id')));
  authorize(call.site.state, call.principal, repository, ['metadata:read']);
  return repositoryReply(call, repository);
}

/** The repositories that a user has been given something to do in. */
function ownRepositories(call: Call): Promise<Reply> {
  const user = actor(call.site.state, call.principal);
  const given = (repository: Repository): Permission | undefined =>
    user.id === repository.owner.id
      ? 'admin'
      : repository.collaborators.get(user.login.toLowerCase());
  const listed = [...call.site.state.repositories.values()].filter(
    (one) => (given(one) ?? 'none') !== 'none',
  );
  return listReply(call, listed, (one) => ({
    ...repositoryResource(call.site, one),
    ...permissionsOf(call, one),
  }));
}

function dispatch(call: RepositoryCall): Reply {
  const { site, body, repository, principal } = call;
  const eventType = body.requiredText('event_type', MAX_EVENT_TYPE);
  if (eventType.trim() === '') throw invalidField('Dispatch', 'event_type', 'missing_field');
  const payload = body.object('client_payload')?.values ?? {};
  if (Object.keys(payload).length > MAX_PAYLOAD_KEYS) {
    throw invalidField(
      'Dispatch',
      'client_payload',
      'custom',
      `No more than ${MAX_PAYLOAD_KEYS} properties are allowed`,
    );
  }
  dispatchEvent(site, repository, eventType, payload, actor(site.state, principal));
  return NO_CONTENT;
}

export const repositoryRoutes = [
  repositoryRoute('GET', '', ['metadata:read'], (call) => repositoryReply(call, call.repository)),
  general('GET', '/repositories/{repository_id}', 'anyone', repositoryById),
  general('GET', '/user/repos', 'user', ownRepositories),
  repositoryRoute('POST', '/dispatches', ['contents:write'], dispatch),
  repositoryRoute('GET', '/forks', ['metadata:read'], (call) => {
    const forks = [...call.site.state.repositories.values()].filter(
      (one) => one.parent?.id === call.repository.id,
    );
    return listReply(call, forks, (one) => repositoryResource(call.site, one));
  }),
  repositoryRoute('GET', '/collaborators', ['metadata:read'], (call) =>
    listReply(call, [...call.repository.collaborators], ([login, permission]) =>
      collaboratorResource(call.site, call.site.state.account(login), permission),
    ),
  ),
  general('GET', '/user', 'user', (call) =>
    ok(publicUserResource(call.site, actor(call.site.state, call.principal))),
  ),
  general('GET', '/users/{username}', 'anyone', (call) => {
    const login = param(call, 'username').toLowerCase();
    return ok(publicUserResource(call.site, found(call.site.state.accounts.get(login))));
  }),
  general('GET', '/rate_limit', 'anyone', (call) => {
    const core = rate(call.site.state.millis());
    return ok({ resources: { core, search: core, graphql: core }, rate: core });
  }),
];
