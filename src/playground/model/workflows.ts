/** Workflows of a repository and their runs. Nothing is run: a control says how a run ends. */
import { parse } from 'yaml';
import { isRecord } from '../http/body.ts';
import { ApiError, notFound } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { workflowRunEvent } from './events.ts';
import type { Account, Repository, RunConclusion, WorkflowRun } from './records.ts';

const FOLDER = '.github/workflows/';

/** A workflow as a commit has it. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  /** The inputs of its `workflow_dispatch`; null where it has no such trigger. */
  readonly inputs: Readonly<Record<string, unknown>> | null;
}

/** Those of the default branch, by path: the ones that GitHub knows. */
export async function workflowsOf(site: Site, repository: Repository): Promise<Workflow[]> {
  const head = repository.branches.get(repository.defaultBranch);
  if (head === undefined) return [];
  const items = await repository.git.tree(head, true);
  const paths = items.map(({ path }) => path).filter((path) => /^[^/]+\.ya?ml$/.test(rest(path)));
  const found = await Promise.all(paths.map((path) => workflowAt(site, repository, head, path)));
  return found.filter((one) => one !== null);
}

function rest(path: string): string {
  return path.startsWith(FOLDER) ? path.slice(FOLDER.length) : '';
}

/** A workflow of the default branch, by its id or the name of its file. */
export async function workflowNamed(
  site: Site,
  repository: Repository,
  name: string,
): Promise<Workflow> {
  const all = await workflowsOf(site, repository);
  const found = all.find(({ id, path }) => String(id) === name || path === FOLDER + name);
  if (found === undefined) throw notFound();
  return found;
}

async function workflowAt(
  site: Site,
  repository: Repository,
  commit: string,
  path: string,
): Promise<Workflow | null> {
  const items = await repository.git.tree(commit, true);
  const item = items.find((one) => one.path === path);
  const object = item === undefined ? null : await repository.git.object(item.sha);
  if (object === null) return null;
  const value: unknown = parse(object.content.toString('utf8'));
  const file = isRecord(value) ? value : {};
  const name = file['name'];
  const id = repository.workflows.get(path) ?? site.state.nextId();
  repository.workflows.set(path, id);
  return { id, path, name: typeof name === 'string' ? name : path, inputs: inputsOf(file['on']) };
}

/** The inputs of `workflow_dispatch` within `on`, which is a name, a list of names or a mapping. */
function inputsOf(on: unknown): Readonly<Record<string, unknown>> | null {
  if (on === 'workflow_dispatch') return {};
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? {} : null;
  if (!isRecord(on) || !('workflow_dispatch' in on)) return null;
  const trigger = on['workflow_dispatch'];
  const inputs = isRecord(trigger) ? trigger['inputs'] : null;
  return isRecord(inputs) ? inputs : {};
}

/** Starts a workflow on a branch, as it is there; 422 like GitHub's where that cannot be. */
export async function dispatchRun(
  site: Site,
  repository: Repository,
  workflow: Workflow,
  dispatch: { readonly ref: string; readonly inputs: readonly string[]; readonly actor: Account },
): Promise<WorkflowRun> {
  const branch = dispatch.ref.replace(/^refs\/heads\//, '');
  const headSha = repository.branches.get(branch);
  if (headSha === undefined) throw new ApiError(422, `No ref found for: ${dispatch.ref}`);
  const there = await workflowAt(site, repository, headSha, workflow.path);
  if (there === null || there.inputs === null) {
    throw new ApiError(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  for (const [name, input] of Object.entries(there.inputs)) {
    if (!isRecord(input) || input['required'] !== true || 'default' in input) continue;
    if (!dispatch.inputs.includes(name)) {
      throw new ApiError(422, `Required input '${name}' not provided`);
    }
  }
  const now = site.state.now();
  const run: WorkflowRun = {
    id: site.state.nextId(),
    repository,
    path: there.path,
    workflowId: there.id,
    name: there.name,
    number: repository.workflowRuns.size + 1,
    headBranch: branch,
    headSha,
    actor: dispatch.actor,
    triggeringActor: dispatch.actor,
    attempt: 1,
    status: 'queued',
    conclusion: null,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
  };
  repository.workflowRuns.set(run.id, run);
  await workflowRunEvent(site, run, 'requested', dispatch.actor);
  return run;
}

/** Ends a run. */
export async function concludeRun(
  site: Site,
  run: WorkflowRun,
  conclusion: RunConclusion,
): Promise<void> {
  run.status = 'completed';
  run.conclusion = conclusion;
  run.updatedAt = site.state.now();
  await workflowRunEvent(site, run, 'completed', run.triggeringActor);
}

/** Makes a run that has ended once more, as "Re-run" does. */
export async function rerun(site: Site, run: WorkflowRun, user: Account): Promise<void> {
  run.attempt += 1;
  run.triggeringActor = user;
  run.status = 'queued';
  run.conclusion = null;
  run.startedAt = site.state.now();
  run.updatedAt = run.startedAt;
  await workflowRunEvent(site, run, 'requested', user);
}

/** Who commits in a run of a workflow. */
export function workflowBot(site: Site): Account {
  return site.state.account('github-actions[bot]', 'Bot');
}
