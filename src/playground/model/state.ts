import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoSeconds, type Signature } from '../git/commit.ts';
import {
  type AccessToken,
  type Account,
  type App,
  fullName,
  type Installation,
  type Permission,
  type Permissions,
  type Repository,
} from './records.ts';

/** How the app is registered. */
export interface AppOptions {
  readonly name?: string;
  readonly slug?: string;
  readonly owner?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string;
}

export const DEFAULT_PERMISSIONS: Permissions = {
  metadata: 'read',
  contents: 'read',
  checks: 'write',
  issues: 'write',
  pull_requests: 'write',
};

export const DEFAULT_EVENTS: readonly string[] = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'push',
];

/** Everything the stand-in remembers, in memory, and word of every change to it. */
export class State {
  readonly accounts = new Map<string, Account>();
  readonly repositories = new Map<number, Repository>();
  readonly installations = new Map<number, Installation>();
  readonly tokens = new Map<string, AccessToken>();
  readonly app: App;
  /** Counts changes; grows with each. */
  version = 0;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #lastId = 1000;

  constructor(app: AppOptions, now: () => Date) {
    this.#now = now;
    const slug = app.slug ?? 'holdfast';
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    this.app = {
      id: this.nextId(),
      clientId: `Iv23${randomBytes(8).toString('hex')}`,
      slug,
      name: app.name ?? 'Holdfast',
      owner: this.account(app.owner ?? 'playground', 'Organization'),
      bot: this.account(`${slug}[bot]`, 'Bot'),
      privateKey: keys.privateKey,
      publicKey: keys.publicKey,
      permissions: app.permissions ?? DEFAULT_PERMISSIONS,
      events: app.events ?? DEFAULT_EVENTS,
      createdAt: this.now(),
      webhookUrl: app.webhookUrl ?? null,
      webhookSecret: app.webhookSecret ?? randomBytes(24).toString('hex'),
    };
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The time as GitHub writes it. */
  now(): string {
    return isoSeconds(this.#now());
  }

  /** Milliseconds since the epoch. */
  millis(): number {
    return this.#now().getTime();
  }

  /** How a user signs a commit made now. */
  signature(user: Account): Signature {
    return {
      name: user.login,
      email: `${user.login}@users.noreply.localhost`,
      date: this.now(),
    };
  }

  /** Says that something changed; everybody who waits looks again. */
  changed(): void {
    this.version += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls on every change until the answered function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The account with this login, made when it is not there. Logins ignore case. */
  account(login: string, type: Account['type'] = 'User'): Account {
    const key = login.toLowerCase();
    const known = this.accounts.get(key);
    if (known !== undefined) return known;
    const account: Account = { id: this.nextId(), login, type, createdAt: this.now() };
    this.accounts.set(key, account);
    return account;
  }

  /** The repository `owner/name`, ignoring case. */
  repository(owner: string, name: string): Repository | undefined {
    const wanted = `${owner}/${name}`.toLowerCase();
    return [...this.repositories.values()].find(
      (repository) => fullName(repository).toLowerCase() === wanted,
    );
  }

  /** The app's installation that covers a repository. */
  installationOf(repository: Repository): Installation | undefined {
    return [...this.installations.values()].find((installation) =>
      covers(installation, repository),
    );
  }

  /** What a user may do in a repository. */
  permissionOf(repository: Repository, user: Account): Permission {
    if (user.id === repository.owner.id) return 'admin';
    const given = repository.collaborators.get(user.login.toLowerCase());
    return given ?? (repository.private ? 'none' : 'read');
  }

  /** A personal access token for a user. */
  createUserToken(login: string): string {
    const token = `ghp_${randomBytes(18).toString('hex')}`;
    this.tokens.set(token, {
      token,
      expiresAt: null,
      grant: { kind: 'user', user: this.account(login) },
    });
    return token;
  }

  /** A token for an installation that lives for the given time. */
  createInstallationToken(
    installation: Installation,
    permissions: Permissions,
    repositories: ReadonlySet<number> | null,
    lifetimeMs: number,
  ): AccessToken {
    const token: AccessToken = {
      token: `ghs_${randomBytes(18).toString('hex')}`,
      expiresAt: this.millis() + lifetimeMs,
      grant: { kind: 'installation', installation, permissions, repositories },
    };
    this.tokens.set(token.token, token);
    return token;
  }
}

/** Whether an installation includes a repository. */
export function covers(installation: Installation, repository: Repository): boolean {
  return (
    installation.account.id === repository.owner.id &&
    (installation.repositories === null || installation.repositories.has(repository.id))
  );
}
