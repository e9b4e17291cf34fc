import type { EmitterWebhookEvent } from '@octokit/webhooks';
import { validateEventName } from '@octokit/webhooks';
import { grouping } from '../store/group-commit.ts';
import type { JobResources } from './handlers.ts';
import type { DeliveryJob } from './job.ts';

/** Hands stored webhooks to the Probot app, each once; a payload is dropped when that is done. */
export function deliveryReceiver({
  store: { deliveries },
  probot,
}: Pick<JobResources, 'store' | 'probot'>): (job: DeliveryJob) => Promise<void> {
  const begin = grouping(async (guids: readonly string[]) => {
    const begun = new Map((await deliveries.begin(guids)).map((one) => [one.guid, one]));
    return guids.map((guid) => begun.get(guid));
  });
  const markProcessed = grouping(async (guids: readonly string[]) => {
    await deliveries.markProcessed(guids);
    return guids;
  });
  return async ({ deliveryId }) => {
    const delivery = await begin(deliveryId);
    if (delivery === undefined || delivery.payload === null) return;
    const event: unknown = {
      id: delivery.guid,
      name: delivery.event,
      payload: JSON.parse(delivery.payload),
    };
    if (isEvent(event)) await probot.webhooks.receive(event);
    await markProcessed(deliveryId);
  };
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
