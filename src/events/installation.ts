/** Where the App is installed: remembered, and looked at for the first time. */
import type { Probot } from 'probot';
import type { RepositoryName } from '../store/installations.ts';
import type { AppActions } from './actions.ts';

/** Handles the events that tell of installations. */
export function onInstallations(app: Probot, actions: AppActions): void {
  app.on(
    [
      'installation.created',
      'installation.deleted',
      'installation.suspend',
      'installation.unsuspend',
      'installation.new_permissions_accepted',
    ],
    async ({ payload }) => {
      await actions.saveInstallation(
        {
          id: payload.installation.id,
          account: accountOf(payload.installation.account),
          state: INSTALLATION_STATES[payload.action],
        },
        {
          added: payload.action === 'created' ? repositoriesOf(payload.repositories) : [],
          removed: [],
        },
      );
      const { id } = payload.installation;
      if (payload.action === 'created')
        await beginCycles(actions, id, repositoriesOf(payload.repositories));
      if (payload.action === 'new_permissions_accepted') await publishAgain(actions, id);
    },
  );

  app.on(
    ['installation_repositories.added', 'installation_repositories.removed'],
    async ({ payload }) => {
      await actions.saveInstallation(
        {
          id: payload.installation.id,
          account: accountOf(payload.installation.account),
          state: 'active',
        },
        {
          added: repositoriesOf(payload.repositories_added),
          removed: payload.repositories_removed.flatMap(({ id }) => (id === undefined ? [] : [id])),
        },
      );
      await beginCycles(
        actions,
        payload.installation.id,
        repositoriesOf(payload.repositories_added),
      );
    },
  );
}

/** The first cycle of each repository: what it promises today is what is compared with from then on. */
async function beginCycles(
  actions: AppActions,
  installationId: number,
  repositories: readonly RepositoryName[],
): Promise<void> {
  for (const { id: repositoryId, owner, name: repo } of repositories) {
    await actions.enqueue({
      kind: 'audit-branch',
      installationId,
      repositoryId,
      owner,
      repo,
      branch: null,
      trigger: 'sync',
      requestedBy: null,
    });
  }
}

/** What the App may do now and might not before: issues and fix pull requests that were refused. */
async function publishAgain(actions: AppActions, installationId: number): Promise<void> {
  for (const { id: repositoryId, owner, name: repo } of await actions.repositoriesOf(
    installationId,
  )) {
    const place = { installationId, repositoryId, owner, repo };
    await actions.enqueue({ kind: 'publish-incidents', ...place });
    await actions.enqueue({ kind: 'publish-fixes', ...place });
  }
}

const INSTALLATION_STATES = {
  created: 'active',
  unsuspend: 'active',
  new_permissions_accepted: 'active',
  suspend: 'suspended',
  deleted: 'deleted',
} as const;

function accountOf(account: { readonly login?: string; readonly slug?: string } | null): string {
  return account?.login ?? account?.slug ?? 'unknown';
}

function repositoriesOf(
  repositories:
    | readonly { readonly id: number; readonly full_name: string; readonly name: string }[]
    | undefined,
): RepositoryName[] {
  return (repositories ?? []).map(({ id, full_name, name }) => ({
    id,
    owner: full_name.split('/')[0] ?? full_name,
    name,
  }));
}
