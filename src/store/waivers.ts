/** Drifts accepted for a time by a command; those of settings files stay in the files. Scoped by installation. */
import { randomUUID } from 'node:crypto';
import type { Waiver } from '../settings/settings.ts';
import { type Queries, reaching } from './client.ts';
import { storable } from './text.ts';

export interface NewWaiver {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly fingerprint: string;
  readonly reason: string;
  /** The last day it holds: `YYYY-MM-DD`. */
  readonly expires: string;
  /** Who gave it: `github:<login>`, `token:<name>`. */
  readonly createdBy: string;
}

export interface Waivers {
  /** Adds a waiver, or renews the one of the same fingerprint with what is said now. */
  give(waiver: NewWaiver): Promise<void>;
  /** Those of a repository that held on `day` (YYYY-MM-DD) or ended at most 30 days before, by fingerprint. */
  list(installationId: number, repositoryId: number, day: string): Promise<Waiver[]>;
  /** Those of `fingerprints` whose waiver had ended on `day` (YYYY-MM-DD), however long ago: with its last day. */
  listEnded(
    installationId: number,
    repositoryId: number,
    fingerprints: readonly string[],
    day: string,
  ): Promise<ReadonlyMap<string, string>>;
}

/** How long an expired waiver is still spoken of: so that it is seen why a change counts again. */
const SPOKEN_OF_MS = 30 * 86_400_000;

export function waiversOf(db: Queries): Waivers {
  return {
    give: ({ installationId, repositoryId, fingerprint, ...said }) =>
      reaching(async () => {
        const data = {
          reason: storable(said.reason),
          expires: dateOf(said.expires),
          createdBy: said.createdBy,
        };
        await db.waiver.upsert({
          where: {
            installationId_repositoryId_fingerprint: { installationId, repositoryId, fingerprint },
          },
          create: { id: randomUUID(), installationId, repositoryId, fingerprint, ...data },
          update: data,
        });
      }),
    list: (installationId, repositoryId, day) =>
      reaching(async () => {
        const rows = await db.waiver.findMany({
          where: {
            installationId,
            repositoryId,
            expires: { gte: new Date(dateOf(day).getTime() - SPOKEN_OF_MS) },
          },
          orderBy: { fingerprint: 'asc' },
        });
        return rows.map(({ fingerprint, reason, expires, createdBy }) => ({
          fingerprint,
          reason,
          expires: dayOf(expires),
          by: createdBy.replace(/^github:/, ''),
          location: null,
        }));
      }),
    listEnded: (installationId, repositoryId, fingerprints, day) =>
      reaching(async () => {
        const rows = await db.waiver.findMany({
          where: {
            installationId,
            repositoryId,
            fingerprint: { in: [...fingerprints] },
            expires: { lt: dateOf(day) },
          },
          select: { fingerprint: true, expires: true },
          orderBy: { fingerprint: 'asc' },
        });
        return new Map(rows.map(({ fingerprint, expires }) => [fingerprint, dayOf(expires)]));
      }),
  };
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
