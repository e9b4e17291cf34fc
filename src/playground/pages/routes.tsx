import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { requestAction, rerequestRun } from '../model/checks.ts';
import {
  type Account,
  type CheckRun,
  fullName,
  type Issue,
  isPull,
  type Repository,
} from '../model/records.ts';
import type { Site } from '../site.ts';
import { DeliveriesPage } from './deliveries.tsx';
import { BlobPage, IssuePage, RunPage } from './issue.tsx';
import { avatarSvg, Layout } from './layout.tsx';
import { PullPage } from './pull.tsx';
import { HomePage, RepositoryPage } from './repository.tsx';
import { STYLE } from './style.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The person at the browser: the repository's first administrator, else its owner. */
function visitor(site: Site, repository: Repository): Account {
  const admin = [...repository.collaborators].find(([, level]) => level === 'admin');
  return admin === undefined ? repository.owner : site.state.account(admin[0]);
}

async function page(
  context: Context,
  content: JSX.Element | Promise<JSX.Element>,
  status: 200 | 404 = 200,
) {
  const text = await (await content).toString();
  return context.html(`<!doctype html>${text}`, status);
}

function missing(context: Context) {
  const content = (
    <Layout title="Not found">
      <h1>There is nothing here</h1>
      <p>
        <a href="/">All repositories</a>
      </p>
    </Layout>
  );
  return page(context, content, 404);
}

function repositoryOf(site: Site, context: Context): Repository | undefined {
  return site.state.repository(context.req.param('owner') ?? '', context.req.param('name') ?? '');
}

function issueOf(site: Site, context: Context): Issue | undefined {
  return repositoryOf(site, context)?.issues.get(Number(context.req.param('number')));
}

function runOf(site: Site, context: Context): CheckRun | undefined {
  return repositoryOf(site, context)?.checkRuns.get(Number(context.req.param('run')));
}

/** Where a check run is best looked at: its pull request, else by itself. */
function placeOf(run: CheckRun): string {
  const { repository } = run.suite;
  const pull = [...repository.issues.values()].find(
    (issue) => issue.pull?.head.sha === run.headSha,
  );
  const rest = pull === undefined ? `runs/${run.id}` : `pull/${pull.number}#checks`;
  return `/${fullName(repository)}/${rest}`;
}

async function file(site: Site, context: Context) {
  const repository = repositoryOf(site, context);
  if (repository === undefined) return undefined;
  // A branch may hold slashes: the longest one that fits is meant, else the first part.
  const rest = context.req.param('rest') ?? '';
  const branch = [...repository.branches.keys()]
    .filter((name) => rest.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  const ref = branch ?? rest.slice(0, rest.indexOf('/'));
  const path = rest.slice(ref.length + 1);
  const commit = await repository.git.resolve(ref);
  const items = commit === null ? [] : await repository.git.tree(commit, true);
  const item = items.find((one) => one.path === path && one.type === 'blob');
  const object = item === undefined ? null : await repository.git.object(item.sha);
  return object === null ? undefined : { repository, path, bytes: object.content };
}

/** The pages that people look at. No scripts, nothing from elsewhere. */
export function pageRoutes(site: Site): Hono {
  const app = new Hono();
  app.use(csrf());
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', POLICY);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
  });
  app.get('/_assets/style.css', (context) =>
    context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  app.get('/_avatar/:login', (context) =>
    context.body(avatarSvg(context.req.param('login')), 200, { 'content-type': 'image/svg+xml' }),
  );
  app.get('/', (context) => page(context, <HomePage site={site} />));
  app.get('/_deliveries', (context) => page(context, <DeliveriesPage site={site} />));
  app.get('/:owner/:name', (context) => {
    const repository = repositoryOf(site, context);
    if (repository === undefined) return missing(context);
    return page(context, <RepositoryPage site={site} repository={repository} />);
  });
  app.get('/:owner/:name/:kind{pull|issues}/:number{\\d+}', (context) => {
    const issue = issueOf(site, context);
    if (issue === undefined) return missing(context);
    return page(context, isPull(issue) ? PullPage({ issue }) : <IssuePage issue={issue} />);
  });
  app.get('/:owner/:name/blob/:rest{.+}', async (context) => {
    const found = await file(site, context);
    if (found === undefined) return missing(context);
    const { repository, path, bytes } = found;
    const text = bytes.toString('utf8');
    return page(context, <BlobPage repository={repository} path={path} text={text} />);
  });
  app.get('/:owner/:name/raw/:rest{.+}', async (context) => {
    const found = await file(site, context);
    if (found === undefined) return missing(context);
    return context.body(Uint8Array.from(found.bytes), 200, {
      'content-type': 'text/plain; charset=utf-8',
    });
  });
  runRoutes(site, app);
  app.all('*', (context) => missing(context));
  return app;
}

function runRoutes(site: Site, app: Hono): void {
  app.get('/:owner/:name/runs/:run', (context) => {
    const run = runOf(site, context);
    return run === undefined ? missing(context) : page(context, <RunPage run={run} />);
  });
  app.post('/:owner/:name/runs/:run/rerequest', (context) => {
    const run = runOf(site, context);
    if (run === undefined) return missing(context);
    rerequestRun(site, run, visitor(site, run.suite.repository));
    return context.redirect(placeOf(run), 303);
  });
  app.post('/:owner/:name/runs/:run/actions/:identifier', (context) => {
    const run = runOf(site, context);
    const identifier = context.req.param('identifier');
    if (run === undefined || !run.actions.some((one) => one.identifier === identifier)) {
      return missing(context);
    }
    requestAction(site, run, identifier, visitor(site, run.suite.repository));
    return context.redirect(placeOf(run), 303);
  });
}
