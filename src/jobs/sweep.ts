import type { Store } from '../store/store.ts';
import type { Queue } from './queue.ts';

/** Longer than any job may run, in milliseconds: what began before that has nobody working on it. */
const ABANDONED_AFTER_MS = 30 * 60_000;

/** Deliveries are kept for as long as GitHub can redeliver them and a while longer, in milliseconds. */
const KEEP_DELIVERIES_MS = 30 * 24 * 60 * 60_000;

/** A webhook that tells of the end of a workflow may be lost: after this it is looked for, in milliseconds. */
const LOOK_AFTER_MS = 5 * 60_000;

/** How many of a kind one sweep takes up; the next takes the rest. */
const AT_ONCE = 1_000;

/**
 * Looks for what a crash may have left behind and queues what finishes it: deliveries that were stored and
 * never worked on, audits that were begun and never ended, fixes that wait for workflows. Old deliveries are forgotten.
 */
export async function sweep(
  { store, queue }: { readonly store: Store; readonly queue: Pick<Queue, 'enqueue'> },
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - ABANDONED_AFTER_MS);
  for (const deliveryId of await store.deliveries.listUnprocessed(before, AT_ONCE)) {
    await queue.enqueue({ kind: 'delivery', deliveryId });
  }
  for (const { installationId, id } of await store.audits.listUnfinished(before, AT_ONCE)) {
    await queue.enqueue({ kind: 'conclude-abandoned', installationId, auditId: id });
  }
  const asked = new Date(now.getTime() - LOOK_AFTER_MS);
  for (const place of await store.fixRuns.listWaiting(asked, AT_ONCE)) {
    await queue.enqueue({ kind: 'publish-fixes', ...place });
  }
  await store.deliveries.forget(new Date(now.getTime() - KEEP_DELIVERIES_MS));
}
