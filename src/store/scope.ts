/** What a caller may see, as conditions of queries. */

/** What may be seen of one installation. Repositories that it lost access to are never seen. */
export interface Scope {
  readonly installationId: number;
  /** Only these repositories; null for all. */
  readonly repositoryIds: readonly number[] | null;
  /** Only what belongs to this workspace; null for all. */
  readonly workspace: string | null;
}

/** GitHub compares names without case. */
export function named({ owner, name }: { readonly owner: string; readonly name: string }) {
  return {
    owner: { equals: owner, mode: 'insensitive' as const },
    name: { equals: name, mode: 'insensitive' as const },
  };
}

/** Without a scope there is nothing: an empty `OR` alone would let everything through. */
export function ofInstallations(scopes: readonly { readonly installationId: number }[]) {
  return { installationId: { in: scopes.map(({ installationId }) => installationId) } };
}

/** For repositories themselves. */
export function repositoriesWithin(scopes: readonly Scope[]) {
  return {
    ...ofInstallations(scopes),
    OR: scopes.map(({ installationId, repositoryIds, workspace }) => ({
      installationId,
      removedAt: null,
      ...(repositoryIds === null ? {} : { id: { in: [...repositoryIds] } }),
      ...(workspace === null ? {} : { workspace }),
    })),
  };
}

/** For what carries the workspace it was recorded under. */
export function within(scopes: readonly Scope[]) {
  return {
    ...ofInstallations(scopes),
    OR: scopes.map(({ installationId, repositoryIds, workspace }) => ({
      installationId,
      repository: { removedAt: null },
      ...(repositoryIds === null ? {} : { repositoryId: { in: [...repositoryIds] } }),
      ...(workspace === null ? {} : { workspace }),
    })),
  };
}
