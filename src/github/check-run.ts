/** The check run: started at once, concluded with its verdict, and written only where it differs. */
import type { AuditOutcome } from '../audit/report.ts';
import type { Annotation } from '../report/annotations.ts';
import { LIMITS } from '../report/limits.ts';
import type { CheckRunOutput } from '../report/markdown.ts';
import { annotationsMissing } from './check-annotations.ts';
import { readCheckRuns, type SeenCheckRun } from './check-run-list.ts';
import type { Ensured, GitHubClient, RepositoryRef, StillCurrent } from './client.ts';
import { type CheckRunRef, cancelCheckRun } from './end-check-run.ts';

export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled';

/** A button on the check run; label and identifier of at most 20 characters, description of at most 40. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/**
 * What an outcome concludes. What could not be checked fails: GitHub counts `neutral` as passed, and
 * "could not check" must never look like success.
 */
export function conclusionOf(outcome: AuditOutcome): Conclusion {
  return outcome === 'within' ? 'success' : 'failure';
}

/**
 * The external id of a check run: what it is about (`pull/12`) and which run of it.
 * Two pull requests can have the same head commit, so the commit alone does not say whose a check run is.
 */
export function externalId(subject: string, runId: string): string {
  return `${subject}#${runId}`;
}

/** What an external id says; null for one that is not ours. */
export function readExternalId(
  id: string,
): { readonly subject: string; readonly runId: string } | null {
  const [, subject, runId] = /^(.+)#([0-9a-f-]{36})$/.exec(id) ?? [];
  return subject === undefined || runId === undefined ? null : { subject, runId };
}

/** Whether an external id is of a run, whatever it is about. */
export function isOfRun(id: string, runId: string): boolean {
  return id.endsWith(externalId('', runId));
}

export interface StartOptions extends RepositoryRef {
  readonly appId: number;
  readonly headSha: string;
  readonly name: string;
  /** What is checked, the same for every run of it: `pull/12`. */
  readonly subject: string;
  readonly runId: string;
  /** This app's check runs on the commit, where they have just been read. */
  readonly seen?: readonly SeenCheckRun[] | null;
}

export interface StartedCheckRun {
  readonly checkRunId: number;
  /** `completed`: an earlier attempt of this very run got to its end; concluding it again writes only what differs. */
  readonly status: 'in_progress' | 'completed';
  readonly url: string | null;
  /** Whether it has just been made: then nothing stands in it yet. */
  readonly isNew: boolean;
}

/**
 * Makes sure that this run's check run exists. Reuses the one it made before, or an unfinished one of the same
 * subject that a crash left behind; other unfinished ones of the subject are concluded as cancelled.
 * A finished one of an earlier run is left alone: its annotations could only be added to.
 */
export async function startCheckRun(
  client: GitHubClient,
  options: StartOptions,
  stillCurrent: StillCurrent,
): Promise<StartedCheckRun | 'superseded'> {
  const { owner, repo, headSha, name, subject, runId } = options;
  const id = externalId(subject, runId);
  const ours = (await readCheckRuns(client, options)).filter((run) =>
    run.externalId.startsWith(externalId(subject, '')),
  );
  const unfinished = ours.filter(({ status }) => status !== 'completed');
  const mine = ours.filter((run) => run.externalId === id);
  const reused = mine.find(({ status }) => status !== 'completed') ?? mine.at(-1) ?? unfinished[0];
  for (const stray of unfinished.filter((run) => run !== reused)) {
    if (!(await stillCurrent())) return 'superseded';
    await cancelCheckRun(
      client,
      { owner, repo, checkRunId: stray.id },
      'Another run has taken this over',
    );
  }
  const about = { external_id: id, status: 'in_progress' as const };
  if (reused === undefined) {
    if (!(await stillCurrent())) return 'superseded';
    const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
      owner,
      repo,
      name,
      head_sha: headSha,
      ...about,
    });
    return {
      checkRunId: Number(data.id),
      status: 'in_progress',
      url: data.html_url,
      isNew: true,
    };
  }
  const started = { checkRunId: reused.id, url: reused.url, isNew: false };
  if (reused.status === 'completed') return { ...started, status: 'completed' };
  if (reused.status !== 'in_progress' || reused.externalId !== id) {
    if (!(await stillCurrent())) return 'superseded';
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      owner,
      repo,
      check_run_id: reused.id,
      ...about,
    });
  }
  return { ...started, status: 'in_progress' };
}

export interface ConcludeOptions extends CheckRunRef {
  readonly conclusion: Conclusion;
  readonly output: CheckRunOutput;
  readonly annotations: readonly Annotation[];
  readonly actions?: readonly CheckAction[];
  /** Whether the caller has just made the check run: then it need not be read to know what is missing. */
  readonly isNew?: boolean;
}

/** What concluding did; the id is another one when the check run had to be made anew. */
export interface ConcludedCheckRun {
  readonly checkRunId: number;
  readonly result: Ensured;
}

/**
 * Makes sure that a check run is concluded with this output and these annotations.
 *
 * GitHub only ever adds annotations, at most 50 a request. So they are sent while the run is in progress and the
 * conclusion goes with the last request: after a crash in between the run is unconcluded, and repeating this reads
 * which annotations are there and sends only the rest. If there are some that are not wanted (an earlier attempt
 * saw something else), they cannot be taken back: the run is concluded as cancelled and made anew, and GitHub
 * shows the newest run of a name.
 */
export async function concludeCheckRun(
  client: GitHubClient,
  options: ConcludeOptions,
  stillCurrent: StillCurrent,
): Promise<ConcludedCheckRun> {
  const { owner, repo, checkRunId, conclusion, output, isNew = false } = options;
  if (isNew) {
    const result = await writeConclusion(client, options, options.annotations, stillCurrent);
    return { checkRunId, result };
  }
  const { data: run } = await client.request(
    'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
    { owner, repo, check_run_id: checkRunId },
  );
  const missing = await annotationsMissing(
    client,
    options,
    options.annotations,
    run.output.annotations_count,
  );
  if (missing === 'unwanted') return concludeAnew(client, options, run, stillCurrent);
  const same =
    run.status === 'completed' &&
    run.conclusion === conclusion &&
    run.output.title === output.title &&
    sameText(run.output.summary, output.summary) &&
    sameText(run.output.text, output.text);
  if (same && missing.length === 0) return { checkRunId, result: 'unchanged' };
  return { checkRunId, result: await writeConclusion(client, options, missing, stillCurrent) };
}

async function writeConclusion(
  client: GitHubClient,
  { owner, repo, checkRunId, conclusion, output, actions = [] }: ConcludeOptions,
  annotations: readonly Annotation[],
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const run = { owner, repo, check_run_id: checkRunId };
  const batches = inBatches(annotations);
  const last = batches.pop() ?? [];
  for (const batch of batches) {
    if (!(await stillCurrent())) return 'superseded';
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...run,
      output: {
        title: output.title,
        summary: 'Writing down what was found.',
        annotations: batch.map((annotation) => ({ ...annotation })),
      },
    });
  }
  if (!(await stillCurrent())) return 'superseded';
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...run,
    status: 'completed',
    conclusion,
    output: {
      title: output.title,
      summary: output.summary,
      ...(output.text === '' ? {} : { text: output.text }),
      ...(last.length === 0 ? {} : { annotations: last.map((annotation) => ({ ...annotation })) }),
    },
    actions: actions.map(checkedAction),
  });
  return 'written';
}

/** What is needed of a check run to make it again. */
interface Remade {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string | null;
  readonly details_url: string | null;
}

async function concludeAnew(
  client: GitHubClient,
  options: ConcludeOptions,
  { name, head_sha, external_id, details_url }: Remade,
  stillCurrent: StillCurrent,
): Promise<ConcludedCheckRun> {
  const { owner, repo, checkRunId } = options;
  if (!(await stillCurrent())) return { checkRunId, result: 'superseded' };
  await cancelCheckRun(client, options, 'A later attempt has replaced this one');
  if (!(await stillCurrent())) return { checkRunId, result: 'superseded' };
  const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name,
    head_sha,
    status: 'in_progress',
    ...(external_id === null ? {} : { external_id }),
    ...(details_url === null ? {} : { details_url }),
  });
  const anew = { ...options, checkRunId: Number(data.id) };
  return {
    checkRunId: anew.checkRunId,
    result: await writeConclusion(client, anew, options.annotations, stillCurrent),
  };
}

function inBatches(annotations: readonly Annotation[]): (readonly Annotation[])[] {
  const size = LIMITS.annotationsPerRequest;
  return Array.from({ length: Math.ceil(annotations.length / size) }, (_, index) =>
    annotations.slice(index * size, (index + 1) * size),
  );
}

/** Buttons are ours: one over GitHub's limits is a mistake of the program, not of its input. */
export function checkedAction(action: CheckAction, index: number): CheckAction {
  if (
    index >= LIMITS.actions ||
    action.label.length > LIMITS.actionLabelCharacters ||
    action.description.length > LIMITS.actionDescriptionCharacters ||
    action.identifier.length > LIMITS.actionIdentifierCharacters
  ) {
    throw new RangeError(`The button "${action.label}" is over GitHub's limits for check runs.`);
  }
  return { ...action };
}

/** GitHub gives an empty text back as null, and may trim the end. */
export function sameText(there: string | null, wanted: string): boolean {
  return (there ?? '').trimEnd() === wanted.trimEnd();
}
