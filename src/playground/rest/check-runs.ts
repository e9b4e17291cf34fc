import { actor } from '../http/auth.ts';
import type { Body } from '../http/body.ts';
import { ApiError, invalidRequest } from '../http/errors.ts';
import {
  countedReply,
  created,
  found,
  listReply,
  numberParam,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import {
  type CheckRunChange,
  createCheckRun,
  rerequestRun,
  updateCheckRun,
} from '../model/checks.ts';
import { type Annotation, type CheckAction, type CheckRun, CONCLUSIONS } from '../model/records.ts';
import { annotationResource, checkRunResource } from '../resources/check.ts';

/** GitHub's limits for check runs (its REST documentation, "Create a check run"). */
const MAX_ANNOTATIONS = 50;
const MAX_OUTPUT_CHARACTERS = 65_535;
const MAX_TITLE_CHARACTERS = 255;
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_ACTIONS = 3;

function limitBytes(body: Body, key: string, text: string | undefined): void {
  if (text !== undefined && Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
    throw invalidRequest(`'${body.at}${key}' is over 64 KB.`);
  }
}

function annotation(body: Body): Annotation {
  const path = body.requiredText('path');
  const start = body.requiredInteger('start_line');
  const end = body.requiredInteger('end_line');
  const level = body.oneOf('annotation_level', ['notice', 'warning', 'failure']);
  const message = body.requiredText('message');
  const title = body.text('title', MAX_TITLE_CHARACTERS);
  const details = body.text('raw_details');
  const startColumn = body.integer('start_column');
  const endColumn = body.integer('end_column');
  if (level === undefined) throw invalidRequest(`"${body.at}annotation_level" wasn't supplied.`);
  if (path === '' || path.startsWith('/')) throw invalidRequest(`'${body.at}path' is not a path.`);
  if (message === '') throw invalidRequest(`'${body.at}message' must not be empty.`);
  if (start < 1 || end < start) {
    throw invalidRequest(
      `'${body.at}end_line' must not come before 'start_line', which counts from 1.`,
    );
  }
  if (start !== end && (startColumn !== undefined || endColumn !== undefined)) {
    throw invalidRequest(`'${body.at}start_column' is for annotations of one line only.`);
  }
  limitBytes(body, 'message', message);
  limitBytes(body, 'raw_details', details);
  return {
    path,
    start_line: start,
    end_line: end,
    start_column: startColumn ?? null,
    end_column: endColumn ?? null,
    annotation_level: level,
    message,
    title: title ?? null,
    raw_details: details ?? null,
  };
}

function output(body: Body | undefined, creating: boolean): CheckRunChange['output'] {
  if (body === undefined) return undefined;
  const title = body.text('title', MAX_TITLE_CHARACTERS);
  const summary = body.text('summary', MAX_OUTPUT_CHARACTERS);
  const text = body.text('text', MAX_OUTPUT_CHARACTERS);
  if (summary === undefined) throw invalidRequest(`"output.summary" wasn't supplied.`);
  if (creating && title === undefined) throw invalidRequest(`"output.title" wasn't supplied.`);
  const annotations = body.objects('annotations') ?? [];
  if (annotations.length > MAX_ANNOTATIONS) {
    throw invalidRequest(
      `No more than ${MAX_ANNOTATIONS} items are allowed in 'output.annotations'; ${annotations.length} were supplied.`,
    );
  }
  return { title, summary, text, annotations: annotations.map(annotation) };
}

function actions(list: readonly Body[] | undefined): readonly CheckAction[] | undefined {
  if (list === undefined) return undefined;
  if (list.length > MAX_ACTIONS) {
    throw invalidRequest(
      `No more than ${MAX_ACTIONS} items are allowed in 'actions'; ${list.length} were supplied.`,
    );
  }
  return list.map((body) => ({
    label: body.requiredText('label', 20),
    description: body.requiredText('description', 40),
    identifier: body.requiredText('identifier', 20),
  }));
}

function time(body: Body, key: string): string | undefined {
  const text = body.text(key);
  if (
    text !== undefined &&
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
  ) {
    throw invalidRequest(`'${key}' is not a date-time.`);
  }
  return text;
}

function change(body: Body, creating: boolean): CheckRunChange {
  const status = body.oneOf('status', ['queued', 'in_progress', 'completed']);
  const conclusion = body.oneOf('conclusion', CONCLUSIONS);
  if (conclusion === 'stale') throw invalidRequest("Only GitHub sets the conclusion 'stale'.");
  if (status === 'completed' && conclusion === undefined) {
    throw invalidRequest(`"conclusion" wasn't supplied, which the status "completed" needs.`);
  }
  const detailsUrl = body.text('details_url');
  if (detailsUrl !== undefined && !/^https?:\/\//.test(detailsUrl)) {
    throw invalidRequest("'details_url' must use http or https.");
  }
  return {
    name: body.text('name', 255),
    status,
    conclusion,
    detailsUrl,
    startedAt: time(body, 'started_at'),
    completedAt: time(body, 'completed_at'),
    externalId: body.text('external_id', 255),
    output: output(body.object('output'), creating),
    actions: actions(body.objects('actions')),
  };
}

async function create(call: RepositoryCall): Promise<Reply> {
  const { repository, site, body } = call;
  const name = body.requiredText('name', 255);
  const sha = body.requiredText('head_sha');
  if (name.trim() === '') throw invalidRequest("'name' must not be empty.");
  const wanted = change(body, true);
  if ((await repository.git.commit(sha)) === null) {
    throw new ApiError(422, `No commit found for SHA: ${sha}`);
  }
  return created(
    checkRunResource(site, await createCheckRun(site, repository, sha, { ...wanted, name })),
  );
}

function runOf(call: RepositoryCall): CheckRun {
  return found(call.repository.checkRuns.get(numberParam(call, 'check_run_id')));
}

async function update(call: RepositoryCall): Promise<Reply> {
  const run = runOf(call);
  await updateCheckRun(call.site, run, change(call.body, false));
  return ok(checkRunResource(call.site, run));
}

/** Filters and lists runs, newest first; `filter=latest` keeps the newest of each name. */
export function listRuns(call: RepositoryCall, runs: readonly CheckRun[]): Promise<Reply> {
  const { query, site } = call;
  const name = query.get('check_name');
  const status = query.get('status');
  const appId = query.get('app_id');
  const latest = (query.get('filter') ?? 'latest') === 'latest';
  const seen = new Set<string>();
  const listed = [...runs]
    .sort((a, b) => b.id - a.id)
    .filter((run) => name === null || run.name === name)
    .filter((run) => status === null || run.status === status)
    .filter(() => appId === null || Number(appId) === site.state.app.id)
    .filter((run) => {
      const first = !seen.has(run.name);
      seen.add(run.name);
      return first || !latest;
    });
  return countedReply(call, 'check_runs', listed, (run) => checkRunResource(site, run));
}

async function listForRef(call: RepositoryCall): Promise<Reply> {
  const { repository } = call;
  const ref = param(call, 'ref');
  const sha = await repository.git.resolve(ref);
  if (sha === null) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  return listRuns(
    call,
    [...repository.checkRuns.values()].filter((run) => run.headSha === sha),
  );
}

function rerequest(call: RepositoryCall): Reply {
  rerequestRun(call.site, runOf(call), actor(call.site.state, call.principal));
  return created({});
}

export const checkRunRoutes = [
  repositoryRoute('POST', '/check-runs', ['checks:write'], create),
  repositoryRoute('GET', '/check-runs/{check_run_id}', ['checks:read'], (call) =>
    ok(checkRunResource(call.site, runOf(call))),
  ),
  repositoryRoute('PATCH', '/check-runs/{check_run_id}', ['checks:write'], update),
  repositoryRoute('GET', '/check-runs/{check_run_id}/annotations', ['checks:read'], (call) => {
    const run = runOf(call);
    return listReply(call, run.annotations, (one) => annotationResource(call.site, run, one));
  }),
  repositoryRoute('POST', '/check-runs/{check_run_id}/rerequest', ['checks:write'], rerequest),
  repositoryRoute('GET', '/commits/{ref}/check-runs', ['checks:read'], listForRef),
];
