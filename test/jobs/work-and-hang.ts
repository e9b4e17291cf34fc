/** A process that never comes to an end with a job; it queues that one and others when the folder is new. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openQueue } from '../../src/jobs/queue.ts';
import { openTestStore } from '../store/open-test-store.ts';
import { handlers } from './idle-handlers.ts';

const [dataDir] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const isNew = !existsSync(join(dataDir ?? '', 'database'));
const store = await openTestStore({ dataDir });
const queue = await openQueue(store, { log: silent, deliveriesAtOnce: 1, attempts: 2 });
for (const deliveryId of isNew ? ['done', 'hangs', 'waits'] : []) {
  await queue.enqueue({ kind: 'delivery', deliveryId });
}
await queue.work(
  handlers({
    delivery: async ({ deliveryId }) => {
      console.log(deliveryId);
      if (deliveryId === 'hangs') await new Promise(() => setInterval(() => undefined, 60_000));
    },
  }),
);
