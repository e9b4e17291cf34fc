/** Bearer tokens of the REST API. Only their hashes are kept; the token itself is shown once. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Queries, reaching } from './client.ts';
import type { ApiToken as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import type { InstallationState } from './installations.ts';
import { storable } from './text.ts';

/** What the tokens begin with, so that they are recognised where they leaked. */
export const TOKEN_PREFIX = 'hf_';

export type TokenAccess = 'read' | 'write';

export interface NewToken {
  readonly installationId: number;
  /** The one workspace it is for; null for all of the installation. */
  readonly workspace: string | null;
  readonly access: TokenAccess;
  /** Shown in the history of what it did. */
  readonly name: string;
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
}

/** A token as it is remembered. */
export interface ApiToken extends NewToken {
  /** A UUID; not secret. */
  readonly id: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface Tokens {
  /** Makes a token. `secret` is what callers send; it cannot be read again. */
  create(token: NewToken): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  /** The token of a secret, whatever its state, and the state of its installation. */
  findBySecret(
    secret: string,
  ): Promise<{ readonly token: ApiToken; readonly installation: InstallationState } | null>;
  /** Those of an installation, oldest first, whatever their state. */
  list(installationId: number): Promise<ApiToken[]>;
  /** False when there is no such token, or it was revoked already. */
  revoke(installationId: number, id: string, at: Date): Promise<boolean>;
  /** Notes that it was used. */
  used(installationId: number, id: string, at: Date): Promise<void>;
}

/** SHA-256, hexadecimal. Secrets have 256 random bits, which need no slow hash. */
export function tokenHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function tokensOf(db: Queries): Tokens {
  return {
    create: (token) =>
      reaching(async () => {
        const secret = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
        const row = await db.apiToken.create({
          data: {
            ...token,
            id: randomUUID(),
            name: storable(token.name),
            hash: tokenHash(secret),
          },
        });
        return { token: fromRow(row), secret };
      }),
    // The lookup is by hash: how long it takes tells nothing of a secret.
    findBySecret: (secret) =>
      reaching(async () => {
        const row = await db.apiToken.findUnique({
          where: { hash: tokenHash(secret) },
          include: { installation: { select: { state: true } } },
        });
        return row === null ? null : { token: fromRow(row), installation: row.installation.state };
      }),
    list: (installationId) =>
      reaching(async () => {
        const rows = await db.apiToken.findMany({
          where: { installationId },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(fromRow);
      }),
    revoke: (installationId, id, at) =>
      reaching(async () => {
        const { count } = await db.apiToken.updateMany({
          where: { installationId, id, revokedAt: null },
          data: { revokedAt: at },
        });
        return count === 1;
      }),
    used: (installationId, id, at) =>
      reaching(async () => {
        await db.apiToken.updateMany({ where: { installationId, id }, data: { lastUsedAt: at } });
      }),
  };
}

function fromRow(row: Row): ApiToken {
  const { id, workspace, access, name, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  const installationId = idFromRow(row.installationId);
  return {
    id,
    installationId,
    workspace,
    access,
    name,
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
  };
}
