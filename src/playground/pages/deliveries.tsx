import type { Site } from '../site.ts';
import type { Delivery } from '../webhooks.ts';
import { Layout, Time } from './layout.tsx';

function tone(delivery: Delivery): string {
  if (delivery.status === 'pending') return 'tone-busy';
  return delivery.statusCode >= 200 && delivery.statusCode < 300 ? 'tone-good' : 'tone-bad';
}

/** The webhooks that were sent, newest first. */
export function DeliveriesPage({ site }: { site: Site }) {
  const deliveries = [...site.webhooks.deliveries].reverse().slice(0, 500);
  return (
    <Layout title="Webhook deliveries">
      <h1>Webhook deliveries</h1>
      <p class="facts">
        to <code>{site.state.app.webhookUrl ?? 'nowhere: no webhook URL is set'}</code>
      </p>
      <div class="card">
        <table class="log">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Repository</th>
              <th scope="col">Delivery</th>
              <th scope="col">Sent</th>
              <th scope="col">Answer</th>
              <th scope="col">Seconds</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <tr>
                <td>
                  {delivery.event}
                  {delivery.action === null ? '' : `.${delivery.action}`}{' '}
                  {delivery.redelivery ? <span class="tag">redelivery</span> : ''}
                </td>
                <td>{delivery.repository ?? ''}</td>
                <td>
                  <code>{delivery.guid}</code>
                </td>
                <td>
                  <Time at={delivery.deliveredAt} />
                </td>
                <td class={tone(delivery)}>
                  {delivery.statusCode === 0 ? '' : `${delivery.statusCode} `}
                  {delivery.status}
                </td>
                <td>{delivery.duration ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Layout>
  );
}
