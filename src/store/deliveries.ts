/** Webhook deliveries: each stored once, before anything is done about it. */
import { type Queries, reaching } from './client.ts';
import type { Delivery as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { storable } from './text.ts';

export type DeliveryState = 'received' | 'processed' | 'failed';

/** A webhook as it arrived. `payload` is its body, unchanged; null once it has been processed. */
export interface Delivery {
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly state: DeliveryState;
  /** How many times its processing was begun. */
  readonly attempts: number;
  readonly payload: string | null;
  readonly error: string | null;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
}

/** What is known when a webhook arrives. */
export type NewDelivery = Pick<Delivery, 'guid' | 'event' | 'action' | 'installationId'> & {
  readonly payload: string;
};

export interface Deliveries {
  /** Stores deliveries. Gives the GUIDs of those that were not known; for the others nothing changes. */
  record(deliveries: readonly NewDelivery[]): Promise<ReadonlySet<string>>;
  find(guid: string): Promise<Delivery | null>;
  /** Counts an attempt at each and returns them, in any order, but for those that have been processed. */
  begin(guids: readonly string[]): Promise<Delivery[]>;
  /** Marks them processed and drops their payloads. */
  markProcessed(guids: readonly string[]): Promise<void>;
  /** Marks it failed for good; the payload stays for whoever looks into it. */
  markFailed(guid: string, error: string): Promise<void>;
  /** GUIDs of deliveries not processed yet that arrived before `before`, oldest first. */
  listUnprocessed(before: Date, limit: number): Promise<string[]>;
  /** Removes finished deliveries that arrived before `before`; returns how many. */
  forget(before: Date): Promise<number>;
}

export function deliveriesOf(db: Queries): Deliveries {
  return {
    record: (deliveries) =>
      reaching(async () => {
        const stored = await db.delivery.createManyAndReturn({
          data: [...deliveries],
          skipDuplicates: true,
          select: { guid: true },
        });
        return new Set(stored.map(({ guid }) => guid));
      }),
    find: (guid) =>
      reaching(async () => {
        const row = await db.delivery.findUnique({ where: { guid } });
        return row === null ? null : fromRow(row);
      }),
    begin: (guids) =>
      reaching(async () => {
        const rows = await db.delivery.updateManyAndReturn({
          where: { guid: { in: [...guids] }, state: { not: 'processed' } },
          data: { attempts: { increment: 1 } },
        });
        return rows.map(fromRow);
      }),
    markProcessed: (guids) =>
      reaching(async () => {
        await db.delivery.updateMany({
          where: { guid: { in: [...guids] } },
          data: { state: 'processed', payload: null, error: null, finishedAt: new Date() },
        });
      }),
    markFailed: (guid, error) =>
      reaching(async () => {
        await db.delivery.updateMany({
          where: { guid, state: { not: 'processed' } },
          data: { state: 'failed', error: storable(error), finishedAt: new Date() },
        });
      }),
    listUnprocessed: (before, limit) =>
      reaching(async () => {
        const rows = await db.delivery.findMany({
          where: { state: 'received', receivedAt: { lt: before } },
          orderBy: [{ receivedAt: 'asc' }, { guid: 'asc' }],
          select: { guid: true },
          take: limit,
        });
        return rows.map((row) => row.guid);
      }),
    forget: (before) =>
      reaching(async () => {
        const { count } = await db.delivery.deleteMany({
          where: { state: { not: 'received' }, receivedAt: { lt: before } },
        });
        return count;
      }),
  };
}

function fromRow(row: Row): Delivery {
  return {
    ...row,
    installationId: row.installationId === null ? null : idFromRow(row.installationId),
  };
}
