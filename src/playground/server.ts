import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { controlRoutes } from './control/routes.ts';
import { answerGit, isGitPath } from './git/smart-http.ts';
import { answer } from './http/api.ts';
import { isApiPath } from './http/router.ts';
import { pageRoutes } from './pages/routes.tsx';
import type { Site } from './site.ts';

function application(site: Site): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    if (!isApiPath(new URL(context.req.url).pathname)) return next();
    const outcome = await answer(site, context.req.raw);
    if (outcome instanceof Response) return outcome;
    if (outcome === 'drop') context.env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  app.route('/_control', controlRoutes(site));
  app.route('/', pageRoutes(site));
  return app;
}

/** Opens the port first, so that the site knows its own URL before it answers. */
export async function listen(host: string, port: number): Promise<{ server: Server; url: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, url: `http://${host}:${portOf(server.address())}` };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Begins to answer: git, REST API, control and pages, all on one port. */
export function serve(site: Site, server: Server): void {
  const app = application(site);
  const listener = getRequestListener((request, env) => app.fetch(request, env));
  server.on('request', (request, response) => {
    const path = new URL(request.url ?? '/', site.url).pathname;
    if (isGitPath(path)) void answerGit(site, request, response);
    else void listener(request, response);
  });
}

/** Stops listening and ends every connection. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
