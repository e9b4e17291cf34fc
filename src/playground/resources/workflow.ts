import { isPull, type Repository, type WorkflowRun } from '../model/records.ts';
import type { Site } from '../site.ts';
import { simpleCommitResource } from './commit.ts';
import { minimalPullResource } from './pull-request.ts';
import { repositoryPage, repositoryResource, repositoryUrl } from './repository.ts';
import { nodeId, userResource } from './user.ts';

/** `workflow`. */
export function workflowResource(
  site: Site,
  repository: Repository,
  workflow: Pick<WorkflowRun, 'path' | 'name'> & { readonly id: number },
) {
  const { id, path, name } = workflow;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const page = repositoryPage(site, repository);
  return {
    id,
    node_id: nodeId('Workflow', id),
    name,
    path,
    state: 'active',
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${repositoryUrl(site, repository)}/actions/workflows/${id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${page}/actions/workflows/${file}/badge.svg`,
  };
}

/** The page of a run. */
export function workflowRunPage(site: Site, run: WorkflowRun): string {
  return `${repositoryPage(site, run.repository)}/actions/runs/${run.id}`;
}

export function workflowRunUrl(site: Site, run: WorkflowRun): string {
  return `${repositoryUrl(site, run.repository)}/actions/runs/${run.id}`;
}

/** `workflow-run`. */
export async function workflowRunResource(site: Site, run: WorkflowRun) {
  const { repository } = run;
  const commit = await repository.git.commit(run.headSha);
  if (commit === null) throw new Error(`run ${run.id} stands on a commit that is gone`);
  const url = workflowRunUrl(site, run);
  const pulls = [...repository.issues.values()]
    .filter(isPull)
    .filter(
      ({ state, pull }) =>
        state === 'open' && pull.head.repository === repository && pull.head.ref === run.headBranch,
    );
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.name,
    run_number: run.number,
    event: 'workflow_dispatch',
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    url,
    html_url: workflowRunPage(site, run),
    pull_requests: pulls.map((issue) => minimalPullResource(site, issue)),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: userResource(site, run.actor),
    run_attempt: run.attempt,
    referenced_workflows: [],
    run_started_at: run.startedAt,
    triggering_actor: userResource(site, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(site, repository)}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt === 1 ? null : `${url}/attempts/${run.attempt - 1}`,
    workflow_url: `${repositoryUrl(site, repository)}/actions/workflows/${run.workflowId}`,
    head_commit: simpleCommitResource(commit),
    repository: repositoryResource(site, repository),
    head_repository: repositoryResource(site, repository),
  };
}
