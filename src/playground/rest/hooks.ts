import { found, general, listReply, numberParam, ok } from '../http/route.ts';
import type { Delivery } from '../webhooks.ts';

/** `hook-delivery-item`. Deliveries under way have no duration yet: 0. */
function item(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration ?? 0,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** `hook-delivery`. */
function detail(delivery: Delivery) {
  return {
    ...item(delivery),
    url: delivery.url,
    request: { headers: delivery.requestHeaders, payload: delivery.payload },
    response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
  };
}

export const hookRoutes = [
  general('GET', '/app/hook/deliveries', 'app', (call) =>
    listReply(call, [...call.site.webhooks.deliveries].reverse(), item),
  ),
  general('GET', '/app/hook/deliveries/{delivery_id}', 'app', (call) => {
    const id = numberParam(call, 'delivery_id');
    return ok(detail(found(call.site.webhooks.deliveries.find((one) => one.id === id))));
  }),
  general('POST', '/app/hook/deliveries/{delivery_id}/attempts', 'app', (call) => {
    found(call.site.webhooks.redeliver(numberParam(call, 'delivery_id')));
    return { status: 202, body: {} };
  }),
  general('GET', '/app/hook/config', 'app', (call) => ok(config(call.site.state.app))),
  general('PATCH', '/app/hook/config', 'app', (call) => {
    const { app } = call.site.state;
    app.webhookUrl = call.body.text('url') ?? app.webhookUrl;
    app.webhookSecret = call.body.text('secret') ?? app.webhookSecret;
    return ok(config(app));
  }),
];

function config(app: { readonly webhookUrl: string | null }) {
  return {
    content_type: 'json',
    insecure_ssl: '0',
    secret: '********',
    ...(app.webhookUrl === null ? {} : { url: app.webhookUrl }),
  };
}
