import { actor } from '../http/auth.ts';
import { invalidField } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  numberParam,
  ok,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { issueEvent } from '../model/events.ts';
import { ensureLabel, openIssue, setState } from '../model/pulls.ts';
import type { Issue } from '../model/records.ts';
import { issueResource } from '../resources/issue.ts';
import { labelNames } from './labels.ts';

/** GitHub's limit for bodies of issues, pull requests and comments. */
export const MAX_BODY_CHARACTERS = 65_535;
/** GitHub's limit for titles. */
export const MAX_TITLE_CHARACTERS = 256;

const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

function listIssues(call: RepositoryCall): Promise<Reply> {
  const { query, repository, site } = call;
  const state = query.get('state') ?? 'open';
  const wanted = (query.get('labels') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const creator = query.get('creator')?.toLowerCase();
  const since = query.get('since');
  const newestFirst = (query.get('direction') ?? 'desc') === 'desc';
  const listed = [...repository.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) =>
      wanted.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)),
    )
    .filter((issue) => creator === undefined || issue.user.login.toLowerCase() === creator)
    .filter((issue) => since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
    .sort((a, b) => (newestFirst ? b.number - a.number : a.number - b.number));
  return listReply(call, listed, (issue) => issueResource(site, issue));
}

function title(call: RepositoryCall): string | undefined {
  const { values } = call.body;
  const value = values['title'];
  const text = typeof value === 'number' ? String(value) : call.body.text('title');
  if (text === undefined) return undefined;
  if ([...text].length > MAX_TITLE_CHARACTERS) {
    throw invalidField('Issue', 'title', 'custom', 'title is too long (maximum is 256 characters)');
  }
  if (text.trim() === '') throw invalidField('Issue', 'title', 'missing_field');
  return text;
}

function createIssue(call: RepositoryCall): Reply {
  const { body, repository, site, principal } = call;
  const text = title(call);
  if (text === undefined) throw invalidField('Issue', 'title', 'missing_field');
  const issue = openIssue(site, repository, {
    title: text,
    body: body.text('body', MAX_BODY_CHARACTERS) ?? null,
    user: actor(site.state, principal),
    labels: labelNames(body.list('labels')) ?? [],
    assignees: body.texts('assignees') ?? [],
    viaApp: principal.kind === 'installation',
  });
  return created(issueResource(site, issue));
}

async function updateIssue(call: RepositoryCall): Promise<Reply> {
  const { body, repository, site, principal } = call;
  const issue = found(repository.issues.get(numberParam(call, 'issue_number')));
  const user = actor(site.state, principal);
  const edited = title(call) ?? issue.title;
  const text = body.has('body') ? (body.text('body', MAX_BODY_CHARACTERS) ?? null) : issue.body;
  const labels = labelNames(body.list('labels'));
  const state = body.oneOf('state', ['open', 'closed']);
  const reason = body.oneOf('state_reason', ['completed', 'not_planned', 'reopened', 'duplicate']);
  const assignees = body.texts('assignees');
  const changes = changesOf(issue, edited, text);
  issue.title = edited;
  issue.body = text;
  if (labels !== undefined) issue.labels = labels.map((one) => ensureLabel(site, repository, one));
  if (assignees !== undefined) {
    issue.assignees = assignees.map((login) => site.state.account(login));
  }
  issue.updatedAt = site.state.now();
  if (changes !== null) issueEvent(site, issue, 'edited', user, { changes });
  if (state !== undefined) await setState(site, issue, state, user, reason);
  site.state.changed();
  return ok(issueResource(site, issue));
}

/** What an edit says of the values it replaces; null where nothing changed. */
export function changesOf(
  issue: Issue,
  newTitle: string,
  newBody: string | null,
): Record<string, { from: string }> | null {
  const changes = {
    ...(newTitle === issue.title ? {} : { title: { from: issue.title } }),
    ...(newBody === issue.body ? {} : { body: { from: issue.body ?? '' } }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

export const issueRoutes = [
  repositoryRoute('GET', '/issues', READ, listIssues),
  repositoryRoute('POST', '/issues', ['issues:write'], createIssue),
  repositoryRoute('GET', '/issues/{issue_number}', READ, (call) =>
    ok(
      issueResource(
        call.site,
        found(call.repository.issues.get(numberParam(call, 'issue_number'))),
      ),
    ),
  ),
  repositoryRoute('PATCH', '/issues/{issue_number}', WRITE, updateIssue),
];
