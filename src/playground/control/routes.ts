import { type Context, Hono } from 'hono';
import { Body, isRecord } from '../http/body.ts';
import { ApiError, notFound } from '../http/errors.ts';
import type { RequestPattern } from '../http/recorder.ts';
import type { Site } from '../site.ts';
import { readFault } from './faults.ts';
import type { FaultAnswer } from './messages.ts';
import { operations } from './operations.ts';
import { snapshot } from './snapshot.ts';
import { until } from './wait.ts';

function pattern(context: Context): RequestPattern {
  const method = context.req.query('method');
  const path = context.req.query('path');
  const status = context.req.query('status');
  return {
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(status === undefined ? {} : { status: Number(status) }),
  };
}

function faultAnswer(site: Site, id: number): FaultAnswer {
  const fault = site.faults.find(id);
  if (fault === undefined) throw notFound();
  return { id: fault.id, met: fault.met, released: fault.released };
}

/**
 * The control API (`/_control`): what people do by hand on GitHub, faults, and waiting.
 * Bodies are JSON and must say so, and the host must be this one's: no web page can use it.
 */
export function controlRoutes(site: Site): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    const status = error instanceof ApiError ? error.status : 500;
    const details = error instanceof ApiError ? error.body() : { message: error.message };
    return Response.json(details, { status, headers: context.res.headers });
  });
  app.use(async (context, next) => {
    if (context.req.header('host') !== new URL(site.url).host) {
      throw new ApiError(403, 'the control API answers on its own host only');
    }
    const json = context.req.header('content-type')?.startsWith('application/json');
    if (context.req.method !== 'GET' && json !== true) {
      throw new ApiError(415, 'the control API takes application/json');
    }
    return next();
  });

  for (const [name, operation] of Object.entries(operations)) {
    app.post(`/${name}`, async (context) => {
      const value: unknown = await context.req.json();
      if (!isRecord(value)) throw new ApiError(400, 'the body must be a JSON object');
      const result = await operation(site, new Body(value));
      site.state.changed();
      return context.json(result);
    });
  }

  app.get('/app', (context) => {
    const { app: registered } = site.state;
    return context.json({
      id: registered.id,
      client_id: registered.clientId,
      slug: registered.slug,
      private_key: registered.privateKey,
      webhook_secret: registered.webhookSecret,
      webhook_url: registered.webhookUrl,
    });
  });
  app.get('/state', async (context) => {
    const after = Number(context.req.query('after') ?? -1);
    await until(site, () => site.state.version > after);
    return context.json(snapshot(site));
  });
  app.get('/webhooks-sent', async (context) => {
    await site.webhooks.idle();
    return context.json({});
  });
  app.get('/exchanges', (context) => {
    const after = Number(context.req.query('after') ?? 0);
    return context.json(site.recorder.exchanges.filter(({ number }) => number > after));
  });
  app.get('/exchange', async (context) => {
    const after = Number(context.req.query('after') ?? 0);
    return context.json(await until(site, () => site.recorder.find(pattern(context), after)));
  });
  faultRoutes(site, app);
  return app;
}

function faultRoutes(site: Site, app: Hono): void {
  app.post('/faults', async (context) => {
    const value: unknown = await context.req.json();
    const fault = site.faults.add(readFault(new Body(isRecord(value) ? value : {})));
    return context.json(faultAnswer(site, fault.id));
  });
  app.delete('/faults', (context) => {
    site.faults.clear();
    return context.json({});
  });
  app.get('/faults/:id', (context) =>
    context.json(faultAnswer(site, Number(context.req.param('id')))),
  );
  app.get('/faults/:id/reached', async (context) => {
    const id = Number(context.req.param('id'));
    await until(site, () => faultAnswer(site, id).met > 0);
    return context.json(faultAnswer(site, id));
  });
  app.post('/faults/:id/release', (context) => {
    const id = Number(context.req.param('id'));
    site.faults.find(id)?.release();
    return context.json(faultAnswer(site, id));
  });
}
