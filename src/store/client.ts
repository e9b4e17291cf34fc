/** The Prisma client, with errors that tell an unavailable database from a mistake. */
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { storeError } from './store-error.ts';

/** How long a transaction may wait for a connection and how long it may last, in milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 30_000 };

export type Client = PrismaClient;

/** What the store's modules work with: the client itself, or one of its transactions. */
export type Queries = Prisma.TransactionClient;

export function openClient(pool: pg.Pool): Client {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    transactionOptions: TRANSACTION,
  });
}

/** Runs `work` and turns the errors of an unavailable database into `StoreUnavailable`. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}
