import { existsSync } from 'node:fs';
import { readDatabase } from '../environment.ts';
import {
  DataFolderInUse,
  type Installation,
  MigrationFailed,
  openStore,
  type Store,
  StoreUnavailable,
} from '../store/store.ts';
import type { ApiToken, TokenAccess } from '../store/tokens.ts';
import { visible } from '../visible.ts';
import { CommandError, EXIT } from './exit.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_DAYS = 3_650;

/** `holdfast token create`: prints the secret, and nothing else, on standard output. */
export function createToken(options: {
  readonly installation?: string;
  readonly workspace?: string;
  readonly access: TokenAccess;
  readonly name: string;
  readonly expires: string;
}): Promise<number> {
  const { workspace = null, access } = options;
  const name = options.name.trim();
  if (name === '' || name.length > 100) {
    throw new CommandError('--name must have 1 to 100 characters.');
  }
  const expiresAt = expiry(options.expires, new Date());
  return withStore(async (store) => {
    const { id: installationId, account } = await installationOf(store, options.installation);
    if (workspace !== null) await checkWorkspace(store, installationId, workspace);
    const { token, secret } = await store.tokens.create({
      installationId,
      workspace,
      access,
      name,
      expiresAt,
    });
    process.stdout.write(`${secret}\n`);
    process.stderr.write(
      `Made the token ${token.id} for ${visible(workspace ?? account)} (${access}, ${expiresAt === null ? 'does not expire' : `until ${expiresAt.toISOString()}`}). It is not shown again.\n`,
    );
  });
}

/** `holdfast token list`. */
export function listTokens(options: {
  readonly installation?: string;
  readonly format: string;
}): Promise<number> {
  return withStore(async (store) => {
    const installations =
      options.installation === undefined
        ? await store.installations.list()
        : [await installationOf(store, options.installation)];
    const rows = [];
    for (const { id, account } of installations) {
      for (const token of await store.tokens.list(id)) rows.push({ account, token });
    }
    if (options.format === 'json') {
      const shown = rows.map(({ account, token }) => tokenJson(account, token));
      process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
      return;
    }
    const now = new Date();
    for (const { account, token } of rows) process.stdout.write(tokenText(account, token, now));
    if (rows.length === 0) process.stderr.write('There are no tokens.\n');
  });
}

/** `holdfast token revoke`. */
export function revokeToken(id: string): Promise<number> {
  return withStore(async (store) => {
    for (const installation of await store.installations.list()) {
      const token = (await store.tokens.list(installation.id)).find((one) => one.id === id);
      if (token === undefined) continue;
      const revoked = await store.tokens.revoke(installation.id, id, new Date());
      process.stderr.write(
        revoked ? `Revoked ${visible(token.name)}.\n` : 'It had been revoked already.\n',
      );
      return;
    }
    throw new CommandError(`there is no token ${visible(id)}; \`holdfast token list\` shows all.`);
  });
}

/** Runs `work` on the data, and ends with a message for people where it cannot be had. */
async function withStore(work: (store: Store) => Promise<void>): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const faults: string[] = [];
  const { databaseUrl, dataDir } = readDatabase(process.env, faults);
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
  if (databaseUrl === null && !existsSync(dataDir)) {
    throw new CommandError(
      `there is no data in ${dataDir}. Set DATABASE_URL or HOLDFAST_DATA_DIR as for \`holdfast serve\`, and let it run once.`,
    );
  }
  const store = await openData(databaseUrl, dataDir);
  try {
    await work(store);
    return EXIT.withinBudget;
  } finally {
    await store.close();
  }
}

async function openData(databaseUrl: string | null, dataDir: string): Promise<Store> {
  try {
    return await openStore({ databaseUrl: databaseUrl ?? undefined, dataDir });
  } catch (error) {
    if (error instanceof DataFolderInUse) {
      throw new CommandError(
        `${error.message}\nThe embedded database is for one process at a time: stop \`holdfast serve\`, run this again, and start it; webhooks that come meanwhile can be redelivered. With PostgreSQL (DATABASE_URL) nothing needs to stop.`,
      );
    }
    if (error instanceof StoreUnavailable || error instanceof MigrationFailed) {
      throw new CommandError(error.message);
    }
    throw error;
  }
}

/** The installation that is named by its account or number, or the only one. */
async function installationOf(store: Store, wanted: string | undefined): Promise<Installation> {
  const all = (await store.installations.list()).filter(({ state }) => state !== 'deleted');
  const names = all.map(({ account, id }) => `${account} (${id})`).join(', ');
  if (all.length === 0) {
    throw new CommandError(
      'the app is not installed anywhere yet, as far as this database knows: install it, and let GitHub deliver the webhook of that.',
    );
  }
  const matching =
    wanted === undefined
      ? all
      : all.filter(
          ({ account, id }) =>
            account.toLowerCase() === wanted.toLowerCase() || String(id) === wanted,
        );
  const [first] = matching;
  if (first !== undefined && matching.length === 1) return first;
  throw new CommandError(
    wanted === undefined
      ? `there are several installations; name one with --installation: ${names}.`
      : `there is no installation ${visible(wanted)}; there are ${names}.`,
  );
}

/** A workspace nobody knows would see nothing, which looks like one without incidents. */
async function checkWorkspace(store: Store, installationId: number, workspace: string) {
  const scopes = [{ installationId, repositoryIds: null, workspace: null }];
  const labels = await store.visible.repositoryLabels(scopes);
  const known = [...new Set(labels.map((label) => label.workspace))].sort();
  if (known.includes(workspace)) return;
  throw new CommandError(
    `the installation has no workspace ${visible(workspace)}; it has ${known.map(visible).join(', ') || 'none yet'}.`,
  );
}

function expiry(text: string, now: Date): Date | null {
  if (text === 'never') return null;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) {
    return new Date(now.getTime() + days * DAY_MS);
  }
  throw new CommandError(`--expires must be a number of days from 1 to ${MOST_DAYS}, or never.`);
}

function tokenJson(account: string, token: ApiToken) {
  return {
    id: token.id,
    name: token.name,
    installation_id: token.installationId,
    account,
    workspace_id: token.workspace,
    access: token.access,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    revoked_at: token.revokedAt,
  };
}

function tokenText(account: string, token: ApiToken, now: Date): string {
  const { id, name, workspace, access, expiresAt, revokedAt, lastUsedAt } = token;
  const state =
    revokedAt !== null
      ? `revoked ${dayOf(revokedAt)}`
      : expiresAt !== null && expiresAt <= now
        ? `expired ${dayOf(expiresAt)}`
        : expiresAt === null
          ? 'does not expire'
          : `until ${dayOf(expiresAt)}`;
  const used = lastUsedAt === null ? 'never used' : `used ${dayOf(lastUsedAt)}`;
  return `${id}  ${visible(name)}  ${visible(workspace ?? account)}  ${access}  ${state}  ${used}\n`;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
