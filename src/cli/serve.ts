import { existsSync } from 'node:fs';
import { EnvironmentError, readEnvironment } from '../environment.ts';
import { startServer } from '../server.ts';
import { DataFolderInUse, MigrationFailed, StoreUnavailable } from '../store/store.ts';
import { CommandError, EXIT } from './exit.ts';

/** `holdfast serve`: runs until SIGTERM or SIGINT, then drains. */
export async function serve(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const server = await start();
  await new Promise<void>((resolve, reject) => {
    const stop = () => server.stop().then(resolve, reject);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
  return EXIT.withinBudget;
}

async function start() {
  try {
    return await startServer(readEnvironment(process.env));
  } catch (error) {
    if (
      error instanceof EnvironmentError ||
      error instanceof DataFolderInUse ||
      error instanceof StoreUnavailable ||
      error instanceof MigrationFailed
    ) {
      throw new CommandError(error.message);
    }
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new CommandError(`the port is in use (${error.message}); set PORT to another one.`);
    }
    throw error;
  }
}
