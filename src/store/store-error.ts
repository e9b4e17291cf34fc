/** What can go wrong with the store itself, told apart from mistakes in a query. */
import { types } from 'node:util';
import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import { Prisma } from './generated/client.ts';

/** The database cannot be reached or takes no work now; trying again later may help. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Another process works on the data folder, or whether one does cannot be known. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/** The migrations cannot be applied; `message` says which and what to do. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
}

/** Codes of Prisma's reference that mean "not now": unreachable, timed out, closed, too many connections. */
const PRISMA_UNAVAILABLE = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);

/** Names of Node's system errors for a connection that failed. */
const SOCKET_UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
]);

/** SQLSTATE classes 08 (connection), 53 (resources), 57P (shutdown); PostgreSQL, appendix A. */
const SQLSTATE_UNAVAILABLE = /^(08|53|57P)/;

/** Messages `pg` gives without a code. */
const PG_UNAVAILABLE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end on the pool|PGlite is closed)/;

/** `error` as a `StoreUnavailable` when it means that the database is away, otherwise as it is. */
export function storeError(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !types.isNativeError(error)) return error;
  if (!meansUnavailable(error)) return error;
  return new StoreUnavailable(
    `The database cannot be used now: ${lastLine(error.message)}. Check that it runs and that DATABASE_URL is right.`,
    { cause: error },
  );
}

function meansUnavailable(error: Error): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError && PRISMA_UNAVAILABLE.has(error.code)) {
    return true;
  }
  const code = codeOf(error);
  if (code !== null && (SOCKET_UNAVAILABLE.has(code) || SQLSTATE_UNAVAILABLE.test(code))) {
    return true;
  }
  if (PG_UNAVAILABLE.test(lastLine(error.message))) return true;
  return types.isNativeError(error.cause) && meansUnavailable(error.cause);
}

/** The driver's code: SQLSTATE of a server error, or the name of a system error. */
function codeOf(error: Error): string | null {
  if (isDriverAdapterError(error)) return error.cause.originalCode ?? null;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const inner = error.meta?.['driverAdapterError'];
    return types.isNativeError(inner) ? codeOf(inner) : null;
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Prisma puts the call site first and what went wrong last. */
function lastLine(message: string): string {
  const line = message.trimEnd().split('\n').at(-1) ?? message;
  return line.trim().replace(/\.$/, '');
}
