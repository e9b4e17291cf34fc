import { actor } from '../http/auth.ts';
import { invalidField, notFound } from '../http/errors.ts';
import {
  created,
  listReply,
  NO_CONTENT,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { assignable, editIssue, setAssignees, setLabels } from '../model/issues.ts';
import { openIssue, setState } from '../model/pulls.ts';
import type { Issue } from '../model/records.ts';
import { issueResource } from '../resources/issue.ts';
import { userResource } from '../resources/user.ts';
import { issueAt, mayList, mustTriage } from './issue-access.ts';
import { labelNames } from './labels.ts';

/** GitHub's limit for bodies of issues, pull requests and comments. */
export const MAX_BODY_CHARACTERS = 65_535;
/** GitHub's limit for titles. */
export const MAX_TITLE_CHARACTERS = 256;

const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

function byNumber(a: Issue, b: Issue): number {
  return a.number - b.number;
}

const ORDERS: Readonly<Record<string, (a: Issue, b: Issue) => number>> = {
  created: byNumber,
  updated: (a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt) || byNumber(a, b),
};

/** Whether an issue is assigned as a list asks for: to a user, to anybody (`*`) or to nobody (`none`). */
function assignedTo({ assignees }: Issue, wanted: string): boolean {
  if (wanted === '*') return assignees.length > 0;
  if (wanted === 'none') return assignees.length === 0;
  return assignees.some(({ login }) => login.toLowerCase() === wanted);
}

function listIssues(call: RepositoryCall): Promise<Reply> {
  const { query, repository, site } = call;
  const state = query.get('state') ?? 'open';
  const wanted = (query.get('labels') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const creator = query.get('creator')?.toLowerCase();
  const assignee = query.get('assignee')?.toLowerCase();
  const since = query.get('since');
  const newestFirst = (query.get('direction') ?? 'desc') === 'desc';
  const order = ORDERS[query.get('sort') ?? 'created'] ?? byNumber;
  const listed = [...repository.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) =>
      wanted.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)),
    )
    .filter((issue) => creator === undefined || issue.user.login.toLowerCase() === creator)
    .filter((issue) => assignee === undefined || assignedTo(issue, assignee))
    .filter((issue) => mayList(call, issue))
    .filter((issue) => since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
    .sort((a, b) => (newestFirst ? -1 : 1) * order(a, b));
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
    assignees: assigneesOf(call) ?? [],
    viaApp: principal.kind === 'installation',
  });
  return created(issueResource(site, issue));
}

/** Users that an issue is to be assigned to; 422 for one it cannot be assigned to, as on GitHub. */
function assigneesOf(call: RepositoryCall): readonly string[] | undefined {
  const logins = call.body.texts('assignees');
  const wrong = logins?.find((login) => !assignable(call.site, call.repository, login));
  if (wrong !== undefined) throw invalidField('Issue', 'assignees');
  return logins;
}

async function updateIssue(call: RepositoryCall): Promise<Reply> {
  const { body, site, principal } = call;
  const issue = issueAt(call, 'write');
  mustTriage(call, issue);
  const user = actor(site.state, principal);
  const edit = {
    title: title(call),
    body: body.has('body') ? (body.text('body', MAX_BODY_CHARACTERS) ?? null) : undefined,
  };
  const labels = labelNames(body.list('labels'));
  const state = body.oneOf('state', ['open', 'closed']);
  const reason = body.oneOf('state_reason', ['completed', 'not_planned', 'reopened', 'duplicate']);
  const assignees = assigneesOf(call);
  editIssue(site, issue, user, edit);
  if (labels !== undefined) setLabels(site, issue, labels, user);
  if (assignees !== undefined) setAssignees(site, issue, assignees, user);
  await setState(site, issue, state ?? issue.state, user, reason ?? stateReasonOf(issue, state));
  return ok(issueResource(site, issue));
}

/** The reason that stands where a request gives none. */
function stateReasonOf(issue: Issue, state: Issue['state'] | undefined): Issue['stateReason'] {
  if (state === undefined || state === issue.state) return issue.stateReason;
  return state === 'closed' ? 'completed' : 'reopened';
}

function changeAssignees(call: RepositoryCall, change: 'add' | 'remove'): Reply {
  const issue = issueAt(call, 'write');
  mustTriage(call, issue);
  const named = (call.body.texts('assignees') ?? []).map((login) => login.toLowerCase());
  const there = issue.assignees.map(({ login }) => login);
  // Whoever cannot be assigned is passed over in silence here, as on GitHub.
  const logins =
    change === 'add'
      ? [...there, ...named.filter((login) => assignable(call.site, call.repository, login))]
      : there.filter((login) => !named.includes(login.toLowerCase()));
  setAssignees(call.site, issue, logins, actor(call.site.state, call.principal));
  const body = issueResource(call.site, issue);
  return change === 'add' ? created(body) : ok(body);
}

function listAssignees(call: RepositoryCall): Promise<Reply> {
  const logins = [...call.repository.collaborators.keys()].sort();
  const listed = logins.filter((login) => assignable(call.site, call.repository, login));
  return listReply(call, listed, (login) =>
    userResource(call.site, call.site.state.account(login)),
  );
}

export const issueRoutes = [
  repositoryRoute('GET', '/issues', READ, listIssues),
  repositoryRoute('POST', '/issues', ['issues:write'], createIssue),
  repositoryRoute('GET', '/issues/{issue_number}', READ, (call) =>
    ok(issueResource(call.site, issueAt(call, 'read'))),
  ),
  repositoryRoute('PATCH', '/issues/{issue_number}', WRITE, updateIssue),
  repositoryRoute('POST', '/issues/{issue_number}/assignees', WRITE, (call) =>
    changeAssignees(call, 'add'),
  ),
  repositoryRoute('DELETE', '/issues/{issue_number}/assignees', WRITE, (call) =>
    changeAssignees(call, 'remove'),
  ),
  repositoryRoute('GET', '/assignees', READ, listAssignees),
  repositoryRoute('GET', '/assignees/{assignee}', READ, (call) => {
    if (!assignable(call.site, call.repository, param(call, 'assignee'))) throw notFound();
    return NO_CONTENT;
  }),
];
