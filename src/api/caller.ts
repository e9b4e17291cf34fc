/** Who asks, and what they may see and change. Everything that is not granted here is denied. */

import type { BudgetScope } from '../store/budgets.ts';
import type { Scope } from '../store/scope.ts';
import type { Store } from '../store/store.ts';
import type { RepositoryLabel } from '../store/visible.ts';
import { invalid, Refusal } from './refusal.ts';

export interface Caller {
  /** As histories name it: `token:<name>`, `github:<login>`. */
  readonly actor: string;
  /** The same for all requests with the same credentials; not secret. */
  readonly key: string;
  /** What may be seen. */
  readonly scopes: readonly Scope[];
  /** What may be changed: never more than `scopes`. */
  readonly writable: readonly Scope[];
}

/** A workspace of an installation. */
export interface WorkspacePlace {
  readonly installationId: number;
  readonly workspace: string;
}

/** Names in a message are not more than these. */
const NAMED = 10;

export function forbidden(detail: string): Refusal {
  return new Refusal('forbidden', detail, {
    headers: { 'www-authenticate': 'Bearer realm="Holdfast", error="insufficient_scope"' },
  });
}

/** Whether what belongs to a repository of an installation, recorded under a workspace, is within scopes. */
export function covers(
  scopes: readonly Scope[],
  thing: {
    readonly installationId: number;
    readonly repositoryId: number;
    readonly workspace: string;
  },
): boolean {
  return scopes.some(
    ({ installationId, repositoryIds, workspace }) =>
      installationId === thing.installationId &&
      (repositoryIds === null || repositoryIds.includes(thing.repositoryId)) &&
      (workspace === null || workspace === thing.workspace),
  );
}

/** The budgets within scopes: those of a workspace are seen by whoever sees one of its repositories. */
export async function budgetScopes(store: Store, scopes: readonly Scope[]): Promise<BudgetScope[]> {
  return Promise.all(
    scopes.map(async (scope) => {
      const { installationId, repositoryIds, workspace } = scope;
      if (repositoryIds === null) {
        return { installationId, workspaces: workspace === null ? null : [workspace] };
      }
      const labels = await store.visible.repositoryLabels([scope]);
      return { installationId, workspaces: [...new Set(labels.map((one) => one.workspace))] };
    }),
  );
}

/**
 * Whether a caller may change what holds for a whole workspace: it must be able to write to every repository
 * that belongs to it, as a repository's own settings say to which workspace it belongs.
 */
export async function mayWriteWorkspace(
  store: Store,
  caller: Caller,
  { installationId, workspace }: WorkspacePlace,
): Promise<boolean> {
  const scopes = caller.writable.filter(
    (scope) =>
      scope.installationId === installationId &&
      (scope.workspace === null || scope.workspace === workspace),
  );
  if (scopes.some(({ repositoryIds }) => repositoryIds === null)) return true;
  const writable = new Set(scopes.flatMap(({ repositoryIds }) => repositoryIds ?? []));
  const all = [{ installationId, repositoryIds: null, workspace }];
  const labels = await store.visible.repositoryLabels(all);
  return labels.length > 0 && labels.every(({ id }) => writable.has(id));
}

/**
 * The workspace a request is about: the one it names, the one its token is for, or the only one it sees.
 *
 * @throws Refusal when it names one that it does not see, or names none and sees several.
 */
export async function workspaceOf(
  store: Store,
  scopes: readonly Scope[],
  wanted: string | undefined,
  place: { readonly pointer: string } | { readonly parameter: string },
): Promise<WorkspacePlace> {
  const [only] = scopes;
  if (scopes.length === 1 && only !== undefined && only.workspace !== null) {
    if (wanted === undefined || wanted === only.workspace) {
      return { installationId: only.installationId, workspace: only.workspace };
    }
    throw invalid(place, `The token is for the workspace ${only.workspace} only.`);
  }
  const found = workspacesOf(await store.visible.repositoryLabels(scopes));
  const matching = wanted === undefined ? found : found.filter((one) => one.workspace === wanted);
  const [first] = matching;
  if (first !== undefined && matching.length === 1) return first;
  const known = namesOf(found);
  if (wanted === undefined) {
    throw invalid(
      place,
      `workspace_id is missing: the credentials see ${found.length === 0 ? 'no workspace' : `several workspaces (${known}), and this is about one`}.`,
    );
  }
  throw invalid(
    place,
    matching.length > 1
      ? `Several installations have a workspace ${wanted}; use a token of one of them.`
      : `The credentials see no workspace ${wanted}.${found.length === 0 ? '' : ` They see ${known}.`}`,
  );
}

function workspacesOf(labels: readonly RepositoryLabel[]): WorkspacePlace[] {
  const found = new Map<string, WorkspacePlace>();
  for (const { installationId, workspace } of labels) {
    found.set(`${installationId} ${workspace}`, { installationId, workspace });
  }
  return [...found.values()];
}

function namesOf(places: readonly WorkspacePlace[]): string {
  const names = [...new Set(places.map(({ workspace }) => workspace))].sort();
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
