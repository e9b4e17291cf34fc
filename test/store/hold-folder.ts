/** A process that opens the store in a folder, says so, and keeps it. */
import { openTestStore } from './open-test-store.ts';

const [dataDir] = process.argv.slice(2);
try {
  const store = await openTestStore({ dataDir });
  await store.deliveries.record([
    {
      guid: `from-${process.pid}`,
      event: 'push',
      action: null,
      installationId: null,
      payload: '{}',
    },
  ]);
  console.log('open');
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error);
}
