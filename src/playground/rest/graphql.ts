import { executeQuery } from '../graphql/execute.ts';
import { mutationRoot } from '../graphql/mutation.ts';
import { queryRoot } from '../graphql/resolvers.ts';
import { ApiError } from '../http/errors.ts';
import { general, ok } from '../http/route.ts';

/** GraphQL: one endpoint, for whoever says who they are. Refusals come with status 200 and `errors`. */
export const graphqlRoutes = [
  general('POST', '/graphql', 'anyone', async ({ site, principal, body }) => {
    if (principal.kind === 'anonymous') {
      throw new ApiError(401, 'This endpoint requires you to be authenticated.');
    }
    const query = body.requiredText('query');
    const variables = body.object('variables')?.values ?? {};
    const view = { site, principal };
    const roots = { query: queryRoot(view), mutation: mutationRoot(view) };
    return ok(await executeQuery(query, variables, roots));
  }),
];
