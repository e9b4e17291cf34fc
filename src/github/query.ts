import type { GitHubClient } from './client.ts';
import { isRefusedQuery } from './request-error.ts';

/**
 * Asks a GraphQL query; null where GitHub refuses it, or the client may not ask any: then the same is asked for
 * through REST. Rejects with the request error when GitHub does not answer, or asks to wait.
 */
export async function askQuery<T>(
  client: GitHubClient,
  query: string,
  variables: Readonly<Record<string, string | number>>,
): Promise<T | null> {
  if (client.graphql === undefined) return null;
  try {
    return await client.graphql<T>(query, variables);
  } catch (error) {
    if (isRefusedQuery(error)) return null;
    throw error;
  }
}
