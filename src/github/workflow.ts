/** Workflows of a repository: dispatching one on a branch, finding its run, and reading how that ended. */
import { type AppIdentity, botLogin, type GitHubClient, type RepositoryRef } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

/** Where workflows are. */
const FOLDER = '.github/workflows';

/** One run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  /** What the workflow calls itself; unescaped text. */
  readonly name: string | null;
  /** The run's page. */
  readonly url: string;
  /** The commit it runs on. */
  readonly headSha: string;
  /** How it ended, in GitHub's words; null while it runs. */
  readonly conclusion: string | null;
  /** When it, or its newest attempt, was started; null where GitHub does not say. */
  readonly startedAt: Date | null;
}

/** A workflow by its file name, on a branch. */
export interface WorkflowPlace extends RepositoryRef {
  readonly workflow: string;
  readonly branch: string;
}

/** A run that has just been started. */
export interface StartedRun {
  readonly id: number;
  /** Its page. */
  readonly url: string;
}

/**
 * What came of dispatching: GitHub has it, with the run where this GitHub tells; or it refused, with the reason and
 * what to do, as plain sentences.
 */
export type Dispatched =
  | { readonly kind: 'taken'; readonly run: StartedRun | null }
  | { readonly kind: 'refused'; readonly reason: string };

/** Starts a workflow on a branch through its `workflow_dispatch`. Rejects when GitHub does not answer. */
export async function dispatchWorkflow(
  client: GitHubClient,
  place: WorkflowPlace,
): Promise<Dispatched> {
  try {
    return { kind: 'taken', run: await dispatch(client, place, true) };
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    // Older versions of GitHub Enterprise Server neither know the parameter nor pass over what they do not know.
    if (isRefused(error, 422) && error.message.includes('return_run_details')) {
      return withoutDetails(client, place);
    }
    return refusal(place, error);
  }
}

async function withoutDetails(client: GitHubClient, place: WorkflowPlace): Promise<Dispatched> {
  try {
    return { kind: 'taken', run: await dispatch(client, place, false) };
  } catch (caught) {
    return refusal(place, toGitHubError(caught, new Date()));
  }
}

async function dispatch(
  client: GitHubClient,
  { owner, repo, workflow, branch }: WorkflowPlace,
  wantsDetails: boolean,
): Promise<StartedRun | null> {
  const answer: { readonly data: unknown } = await client.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    {
      owner,
      repo,
      workflow_id: workflow,
      ref: branch,
      ...(wantsDetails ? { return_run_details: true } : {}),
    },
  );
  return startedRun(answer.data);
}

/** Without the details GitHub answers with nothing. */
function startedRun(data: unknown): StartedRun | null {
  if (typeof data !== 'object' || data === null) return null;
  if (!('workflow_run_id' in data) || !('html_url' in data)) return null;
  const { workflow_run_id: id, html_url: url } = data;
  return typeof id === 'number' && typeof url === 'string' ? { id, url } : null;
}

/** A refusal as something a person can act on. @throws `error` where it is none. */
function refusal({ workflow }: WorkflowPlace, error: unknown): Dispatched {
  if (!(error instanceof GitHubRefused)) throw error;
  if (error.status === 404) {
    return {
      kind: 'refused',
      reason: `There is no workflow ${workflow} on the default branch. Add ${FOLDER}/${workflow}, or correct the settings.`,
    };
  }
  if (error.status === 403) return { kind: 'refused', reason: NOT_ALLOWED };
  if (error.status !== 422) throw error;
  const said = error.cause instanceof Error ? error.cause.message : error.message;
  const todo = /workflow_dispatch['"`]? trigger/i.test(said)
    ? 'Add `workflow_dispatch:` to its `on:`.'
    : /disabled/i.test(said)
      ? 'Enable it under Actions.'
      : /input/i.test(said)
        ? 'Holdfast gives no inputs: give each of them a default, or require none.'
        : 'It has to take `workflow_dispatch` without inputs.';
  const reason = said.replace(/ - https:\/\/docs\.github\.com\S*$/, '').replace(/[.\s]*$/, '.');
  return { kind: 'refused', reason: `GitHub does not start ${workflow}: ${reason} ${todo}` };
}

const NOT_ALLOWED =
  'GitHub does not let the App start it. Check that Actions are enabled for this repository.';

/** The newest run of a workflow on a commit that was dispatched by our App; null where there is none. */
export async function findRun(
  client: GitHubClient,
  place: WorkflowPlace & { readonly headSha: string; readonly app: Pick<AppIdentity, 'slug'> },
): Promise<WorkflowRun | null> {
  const { owner, repo, workflow, branch, headSha, app } = place;
  const runs = await unlessMissing(async () => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
      {
        owner,
        repo,
        workflow_id: workflow,
        branch,
        event: 'workflow_dispatch',
        head_sha: headSha,
        exclude_pull_requests: true,
        per_page: 100,
      },
    );
    return data.workflow_runs;
  });
  const ours = botLogin(app);
  // Somebody may have started the same by hand, with inputs of their own.
  const found = (runs ?? [])
    .filter((run) => run.actor?.login.toLowerCase() === ours && run.head_sha === headSha)
    .sort((a, b) => Number(b.id) - Number(a.id))[0];
  return found === undefined ? null : runOf(found);
}

/** One run as it is now; null where it is gone. */
export async function readRun(
  client: GitHubClient,
  { owner, repo, runId }: RepositoryRef & { readonly runId: number },
): Promise<WorkflowRun | null> {
  return unlessMissing(async () => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      owner,
      repo,
      run_id: runId,
      exclude_pull_requests: true,
    });
    return runOf(data);
  });
}

/** The contents of a workflow at a commit, as the id of its blob; null where there is none. */
export async function readWorkflowBlob(
  client: GitHubClient,
  { owner, repo, workflow, ref }: RepositoryRef & { workflow: string; ref: string },
): Promise<string | null> {
  return unlessMissing(async () => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/contents/{path}', {
      owner,
      repo,
      path: `${FOLDER}/${workflow}`,
      ref,
    });
    return Array.isArray(data) ? null : data.sha;
  });
}

interface RawRun {
  readonly id: number | bigint;
  readonly name?: string | null | undefined;
  readonly html_url: string;
  readonly head_sha: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly run_started_at?: string | undefined;
}

function runOf(run: RawRun): WorkflowRun {
  const { id, name, html_url, head_sha, status, conclusion, run_started_at: startedAt } = run;
  return {
    id: Number(id),
    name: name ?? null,
    url: html_url,
    headSha: head_sha,
    // While a run is made again, the conclusion of the attempt before may still stand.
    conclusion: status === 'completed' ? (conclusion ?? 'unknown') : null,
    startedAt: startedAt === undefined ? null : new Date(startedAt),
  };
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (caught) {
    if (isRefused(toGitHubError(caught, new Date()), 404)) return null;
    throw caught;
  }
}

function isRefused(error: unknown, status: number): error is GitHubRefused {
  return error instanceof GitHubRefused && error.status === status;
}
