import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { observed } from '../observation.ts';
import type { Answer, IncomingWebhook } from './webhook.ts';

/** GitHub sends no larger webhook than 25 MB. */
const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** The path the App's webhook URL ends with; Probot's default. */
export const WEBHOOK_PATH = '/api/github/webhooks';

export interface RouteOptions {
  readonly inbox: (webhook: IncomingWebhook) => Promise<Answer>;
  /** Whether the process can do its work: the database answers and it is not stopping. */
  readonly ready: () => Promise<boolean>;
  /** The REST API; without it, there is none. */
  readonly api?: Hono;
  readonly log: { error(details: object, message: string): void };
}

/** What the process answers over HTTP: webhooks, the API, and the two questions an operator's platform asks. */
export function routes({ inbox, ready, api, log }: RouteOptions): Hono {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok\n'));
  app.get('/readyz', async (context) =>
    (await ready()) ? context.text('ready\n') : context.text('not ready\n', 503),
  );
  app.post(
    WEBHOOK_PATH,
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => context.text('The body is larger than 25 MB.\n', 413),
    }),
    async (context) => {
      const body = await context.req.text();
      const answer = await inbox({ header: (name) => context.req.header(name), body });
      observed({ kind: 'webhook', status: answer.status });
      return context.text(`${answer.message}\n`, answer.status);
    },
  );
  if (api !== undefined) app.route('/', api);
  app.notFound((context) => context.text('There is nothing here.\n', 404));
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'A request failed.');
    return context.text('Holdfast failed to answer; see its log.\n', 500);
  });
  return app;
}
