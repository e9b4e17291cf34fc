/** The accounts the app is installed on, and the repositories it sees there. */
import { type Queries, reaching } from './client.ts';
import type {
  Installation as InstallationRow,
  Repository as RepositoryRow,
} from './generated/client.ts';
import { idFromRow } from './identifier.ts';

export type InstallationState = 'active' | 'suspended' | 'deleted';

/** The app installed on one account. `id` is GitHub's. */
export interface Installation {
  readonly id: number;
  /** Login of the user or organisation. */
  readonly account: string;
  readonly state: InstallationState;
}

/** A repository as events name it. `id` is GitHub's and survives renames. */
export interface RepositoryName {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

export interface Repository extends RepositoryName {
  readonly installationId: number;
  /** When the installation lost access; null while it has access. */
  readonly removedAt: Date | null;
}

export interface Installations {
  /** Adds the installation or brings its account and state up to date. */
  save(installation: Installation): Promise<void>;
  find(id: number): Promise<Installation | null>;
  /** All there are, by account: for the operator. */
  list(): Promise<Installation[]>;
  /** Adds repositories, or renames them and restores their access. The installation is added when missing. */
  saveRepositories(installationId: number, repositories: readonly RepositoryName[]): Promise<void>;
  /** Notes that the installation no longer has access. */
  removeRepositories(installationId: number, repositoryIds: readonly number[]): Promise<void>;
  findRepository(installationId: number, repositoryId: number): Promise<Repository | null>;
  /** Repositories the installation has access to, by owner and name. */
  listRepositories(installationId: number): Promise<Repository[]>;
}

export function installationsOf(db: Queries): Installations {
  return {
    save: ({ id, account, state }) =>
      reaching(async () => {
        await db.installation.upsert({
          where: { id },
          create: { id, account, state },
          update: { account, state },
        });
      }),
    find: (id) =>
      reaching(async () => {
        const row = await db.installation.findUnique({ where: { id } });
        return row === null ? null : fromRow(row);
      }),
    list: () =>
      reaching(async () => {
        const rows = await db.installation.findMany({
          orderBy: [{ account: 'asc' }, { id: 'asc' }],
        });
        return rows.map(fromRow);
      }),
    saveRepositories: (installationId, repositories) =>
      reaching(async () => {
        const account = repositories[0]?.owner;
        if (account === undefined) return;
        await db.installation.createMany({
          data: [{ id: installationId, account }],
          skipDuplicates: true,
        });
        for (const { id, owner, name } of repositories) {
          await db.repository.upsert({
            where: { installationId_id: { installationId, id } },
            create: { installationId, id, owner, name, workspace: `${owner}/${name}` },
            update: { owner, name, removedAt: null },
          });
        }
      }),
    removeRepositories: (installationId, repositoryIds) =>
      reaching(async () => {
        await db.repository.updateMany({
          where: { installationId, id: { in: [...repositoryIds] }, removedAt: null },
          data: { removedAt: new Date() },
        });
      }),
    findRepository: (installationId, id) =>
      reaching(async () => {
        const row = await db.repository.findUnique({
          where: { installationId_id: { installationId, id } },
        });
        return row === null ? null : repositoryFromRow(row);
      }),
    listRepositories: (installationId) =>
      reaching(async () => {
        const rows = await db.repository.findMany({
          where: { installationId, removedAt: null },
          orderBy: [{ owner: 'asc' }, { name: 'asc' }, { id: 'asc' }],
        });
        return rows.map(repositoryFromRow);
      }),
  };
}

function fromRow(row: InstallationRow): Installation {
  return { id: idFromRow(row.id), account: row.account, state: row.state };
}

function repositoryFromRow(row: RepositoryRow): Repository {
  return {
    installationId: idFromRow(row.installationId),
    id: idFromRow(row.id),
    owner: row.owner,
    name: row.name,
    removedAt: row.removedAt,
  };
}
