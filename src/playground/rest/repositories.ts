import { actor } from '../http/auth.ts';
import { found, general, listReply, ok, param, repositoryRoute } from '../http/route.ts';
import { fullRepositoryResource, repositoryResource } from '../resources/repository.ts';
import { collaboratorResource, publicUserResource } from '../resources/user.ts';

function rate(now: number) {
  return { limit: 5000, remaining: 4999, reset: Math.floor(now / 1000) + 3600, used: 1 };
}

export const repositoryRoutes = [
  repositoryRoute('GET', '', ['metadata:read'], (call) =>
    ok(fullRepositoryResource(call.site, call.repository)),
  ),
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
