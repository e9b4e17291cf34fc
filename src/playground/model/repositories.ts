import { readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { GitRepository } from '../git/repository.ts';
import { type FileContent, writeCommit } from '../git/write.ts';
import { ApiError } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { installationEvent, installationRepository } from './events.ts';
import { alone, noticePush } from './pushes.ts';
import {
  type Account,
  fullName,
  type Installation,
  type Permission,
  type Permissions,
  type Repository,
} from './records.ts';
import { covers } from './state.ts';

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly ownerType?: 'User' | 'Organization' | undefined;
  readonly description?: string | undefined;
  readonly defaultBranch?: string | undefined;
  readonly private?: boolean | undefined;
  readonly hasIssues?: boolean | undefined;
  /** Files of the first commit, by path. Without files (and folder) the repository is empty. */
  readonly files?: Readonly<Record<string, FileContent>> | undefined;
  /** A folder whose files are taken too (without `.git`). */
  readonly sourceDir?: string | undefined;
  readonly message?: string | undefined;
  /** Logins and what they may do. */
  readonly collaborators?: Readonly<Record<string, Permission>> | undefined;
  /** Whether the app is installed on it; default true. */
  readonly install?: boolean | undefined;
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$|^\.github$/;

async function filesOf(folder: string): Promise<Map<string, FileContent>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, FileContent>();
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join('/');
    if (path.split('/').includes('.git')) continue;
    if (entry.isSymbolicLink()) files.set(path, { symlink: await readlink(full) });
    else if (entry.isFile()) files.set(path, await readFile(full));
  }
  return files;
}

function record(
  site: Site,
  git: GitRepository,
  id: number,
  options: NewRepository,
  parent: Repository | null,
): Repository {
  const now = site.state.now();
  return {
    id,
    owner: site.state.account(options.owner, options.ownerType ?? 'Organization'),
    name: options.name,
    description: options.description ?? null,
    private: options.private ?? false,
    parent,
    defaultBranch: options.defaultBranch ?? 'main',
    archived: false,
    hasIssues: options.hasIssues ?? true,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    git,
    branches: new Map(),
    tags: new Map(),
    collaborators: new Map(
      Object.entries(options.collaborators ?? {}).map(([login, level]): [string, Permission] => {
        site.state.account(login);
        return [login.toLowerCase(), level];
      }),
    ),
    labels: new Map(),
    issues: new Map(),
    comments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
  };
}

async function add(
  site: Site,
  options: NewRepository,
  parent: Repository | null,
): Promise<Repository> {
  if (!NAME.test(options.owner) || !NAME.test(options.name)) {
    throw new ApiError(422, `${options.owner}/${options.name} is not a name for a repository`);
  }
  if (site.state.repository(options.owner, options.name) !== undefined) {
    throw new ApiError(422, `${options.owner}/${options.name} exists already`);
  }
  const id = site.state.nextId();
  const folder = join(site.folder, `${id}-${options.name}.git`);
  const git = await GitRepository.create(site.git, folder, options.defaultBranch ?? 'main');
  const repository = record(site, git, id, options, parent);
  site.state.repositories.set(id, repository);
  return repository;
}

/** Creates a repository with its first commit. The app is installed on it unless told otherwise. */
export async function createRepository(site: Site, options: NewRepository): Promise<Repository> {
  const repository = await add(site, options, null);
  const files = new Map<string, FileContent>([
    ...(options.sourceDir === undefined ? [] : await filesOf(options.sourceDir)),
    ...Object.entries(options.files ?? {}),
  ]);
  if (files.size > 0) {
    const branch = repository.defaultBranch;
    const sha = await writeCommit(site.git, repository.git.folder, {
      branch,
      parent: null,
      message: options.message ?? 'First commit',
      author: site.state.signature(repository.owner),
      files,
    });
    repository.branches.set(branch, sha);
  }
  if (options.install ?? true) installOn(site, repository);
  site.state.changed();
  return repository;
}

/** Forks a repository for another account. The app is not installed on the fork. */
export async function forkRepository(
  site: Site,
  parent: Repository,
  owner: string,
): Promise<Repository> {
  const fork = await add(
    site,
    {
      owner,
      name: parent.name,
      ownerType: 'User',
      defaultBranch: parent.defaultBranch,
      private: parent.private,
    },
    parent,
  );
  for (const [branch, sha] of parent.branches) {
    await fork.git.fetchFrom(parent.git, sha, `refs/heads/${branch}`);
    fork.branches.set(branch, sha);
  }
  site.state.changed();
  return fork;
}

export interface NewBranchCommit {
  readonly branch: string;
  /** Where a new branch starts: a branch or a SHA; default the default branch. */
  readonly from?: string | undefined;
  readonly message: string;
  readonly files: Readonly<Record<string, FileContent>>;
  readonly author: string;
}

/** Commits files to a branch as a push by `author` would. Answers the new head. */
export function commitFiles(
  site: Site,
  repository: Repository,
  commit: NewBranchCommit,
): Promise<string> {
  return alone(repository, async () => {
    const user = site.state.account(commit.author);
    const start = commit.from ?? repository.defaultBranch;
    const parent = repository.branches.get(commit.branch) ?? (await repository.git.resolve(start));
    if (parent === null && repository.branches.size > 0) {
      throw new ApiError(422, `${fullName(repository)} has no branch or commit ${start}`);
    }
    const sha = await writeCommit(site.git, repository.git.folder, {
      branch: commit.branch,
      parent,
      message: commit.message,
      author: site.state.signature(user),
      files: new Map(Object.entries(commit.files)),
    });
    await noticePush(site, repository, user);
    return sha;
  });
}

/** Installs the app on an account. Null repositories: all of them. */
export function installApp(
  site: Site,
  account: Account,
  repositories: readonly Repository[] | null,
  permissions: Permissions = site.state.app.permissions,
): Installation {
  const now = site.state.now();
  const installation: Installation = {
    id: site.state.nextId(),
    account,
    repositories: repositories === null ? null : new Set(repositories.map(({ id }) => id)),
    permissions,
    createdAt: now,
    updatedAt: now,
    suspendedAt: null,
  };
  site.state.installations.set(installation.id, installation);
  const covered = [...site.state.repositories.values()].filter((one) => covers(installation, one));
  const payload = { repositories: covered.map(installationRepository) };
  installationEvent(site, installation, 'installation', 'created', payload, account);
  return installation;
}

/** Makes the owner's installation cover the repository, installing the app if it is not there. */
export function installOn(site: Site, repository: Repository): Installation {
  const own = [...site.state.installations.values()].find(
    ({ account }) => account.id === repository.owner.id,
  );
  if (own === undefined) return installApp(site, repository.owner, [repository]);
  if (own.repositories !== null && !own.repositories.has(repository.id)) {
    own.repositories.add(repository.id);
    own.updatedAt = site.state.now();
    const payload = {
      repository_selection: 'selected',
      repositories_added: [installationRepository(repository)],
      repositories_removed: [],
      requester: null,
    };
    installationEvent(site, own, 'installation_repositories', 'added', payload, own.account);
  }
  return own;
}

/** Takes the app away. Its tokens end. */
export function uninstall(site: Site, installation: Installation): void {
  const covered = [...site.state.repositories.values()].filter((one) => covers(installation, one));
  const payload = { repositories: covered.map(installationRepository) };
  site.state.installations.delete(installation.id);
  for (const [text, { grant }] of site.state.tokens) {
    if (grant.kind === 'installation' && grant.installation === installation) {
      site.state.tokens.delete(text);
    }
  }
  installationEvent(site, installation, 'installation', 'deleted', payload, installation.account);
}

/** Suspends an installation, or lets it go on. */
export function suspend(site: Site, installation: Installation, suspended: boolean): void {
  installation.suspendedAt = suspended ? site.state.now() : null;
  const action = suspended ? 'suspend' : 'unsuspend';
  installationEvent(site, installation, 'installation', action, {}, installation.account);
}

/** Changes what an installation may do, as its owner does by accepting what the app asks for. */
export function grant(site: Site, installation: Installation, permissions: Permissions): void {
  installation.permissions = permissions;
  installation.updatedAt = site.state.now();
  const { account } = installation;
  installationEvent(site, installation, 'installation', 'new_permissions_accepted', {}, account);
}
