import { actor } from '../http/auth.ts';
import {
  countedReply,
  found,
  NO_CONTENT,
  numberParam,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import type { WorkflowRun } from '../model/records.ts';
import { dispatchRun, workflowNamed, workflowsOf } from '../model/workflows.ts';
import {
  workflowResource,
  workflowRunPage,
  workflowRunResource,
  workflowRunUrl,
} from '../resources/workflow.ts';

const READ = ['actions:read'] as const;
const WRITE = ['actions:write'] as const;

async function list(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const all = await workflowsOf(site, repository);
  return countedReply(call, 'workflows', all, (one) => workflowResource(site, repository, one));
}

async function get(call: RepositoryCall): Promise<Reply> {
  const { site, repository } = call;
  const workflow = await workflowNamed(site, repository, param(call, 'workflow_id'));
  return ok(workflowResource(site, repository, workflow));
}

async function dispatch(call: RepositoryCall): Promise<Reply> {
  const { site, repository, body, principal } = call;
  const workflow = await workflowNamed(site, repository, param(call, 'workflow_id'));
  const run = await dispatchRun(site, repository, workflow, {
    ref: body.requiredText('ref'),
    inputs: Object.keys(body.object('inputs')?.values ?? {}),
    actor: actor(site.state, principal),
  });
  if (body.flag('return_run_details') !== true) return NO_CONTENT;
  return ok({
    workflow_run_id: run.id,
    run_url: workflowRunUrl(site, run),
    html_url: workflowRunPage(site, run),
  });
}

/** The filters of GitHub's lists of runs that the stand-in knows. */
function matches(query: URLSearchParams, run: WorkflowRun): boolean {
  const wanted: readonly (readonly [string, string])[] = [
    ['actor', run.actor.login],
    ['branch', run.headBranch],
    ['event', 'workflow_dispatch'],
    ['head_sha', run.headSha],
  ];
  return wanted.every(([name, value]) => (query.get(name) ?? value) === value);
}

async function listRuns(call: RepositoryCall): Promise<Reply> {
  const { site, repository, query } = call;
  const { id } = await workflowNamed(site, repository, param(call, 'workflow_id'));
  const runs = [...repository.workflowRuns.values()]
    .filter((run) => run.workflowId === id && matches(query, run))
    .sort((a, b) => b.id - a.id);
  return countedReply(call, 'workflow_runs', runs, (run) => workflowRunResource(site, run));
}

export const workflowRoutes = [
  repositoryRoute('GET', '/actions/workflows', READ, list),
  repositoryRoute('GET', '/actions/workflows/{workflow_id}', READ, get),
  repositoryRoute('POST', '/actions/workflows/{workflow_id}/dispatches', WRITE, dispatch),
  repositoryRoute('GET', '/actions/workflows/{workflow_id}/runs', READ, listRuns),
  repositoryRoute('GET', '/actions/runs/{run_id}', READ, async (call) => {
    const run = found(call.repository.workflowRuns.get(numberParam(call, 'run_id')));
    return ok(await workflowRunResource(call.site, run));
  }),
];
