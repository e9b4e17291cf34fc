import type { EmitterWebhookEvent } from '@octokit/webhooks';
import { validateEventName } from '@octokit/webhooks';
import type { JobResources } from './handlers.ts';
import type { DeliveryJob } from './job.ts';

/** Hands a stored webhook to the Probot app, once; its payload is dropped when that is done. */
export async function receiveDelivery(
  { store, probot }: Pick<JobResources, 'store' | 'probot'>,
  { deliveryId }: DeliveryJob,
): Promise<void> {
  const delivery = await store.deliveries.begin(deliveryId);
  if (delivery === null || delivery.payload === null) return;
  const event: unknown = {
    id: delivery.guid,
    name: delivery.event,
    payload: JSON.parse(delivery.payload),
  };
  if (isEvent(event)) await probot.webhooks.receive(event);
  await store.deliveries.markProcessed(deliveryId);
}

/** GitHub signed the payload, so its shape is taken on its word; only the event's name is looked at. */
function isEvent(event: unknown): event is EmitterWebhookEvent {
  if (typeof event !== 'object' || event === null || !('name' in event)) return false;
  try {
    if (typeof event.name === 'string') validateEventName(event.name);
    return true;
  } catch {
    // An event this version does not know: nothing listens to it.
    return false;
  }
}
