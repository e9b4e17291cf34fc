import { actor } from '../http/auth.ts';
import { ApiError, invalidField } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  NO_CONTENT,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { setLabels } from '../model/issues.ts';
import { ensureLabel } from '../model/pulls.ts';
import type { Issue, Label } from '../model/records.ts';
import { labelResource } from '../resources/issue.ts';
import { issueAt, mustTriage } from './issue-access.ts';

/** Labels in a body: names, or objects with a name. */
export function labelNames(list: readonly unknown[] | undefined): string[] | undefined {
  return list?.map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null && 'name' in value) {
      if (typeof value.name === 'string') return value.name;
    }
    throw invalidField('Issue', 'labels');
  });
}

function labelOf(call: RepositoryCall): Label {
  return found(call.repository.labels.get(param(call, 'name').toLowerCase()));
}

function createLabel(call: RepositoryCall): Reply {
  const { repository, site, body } = call;
  const name = body.requiredText('name', 50);
  if (repository.labels.has(name.toLowerCase())) {
    throw invalidField('Label', 'name', 'already_exists');
  }
  const label = ensureLabel(site, repository, name);
  setColor(label, body.text('color'));
  label.description = body.text('description', 100) ?? null;
  site.state.changed();
  return created(labelResource(site, repository, label));
}

function setColor(label: Label, color: string | undefined): void {
  if (color === undefined) return;
  if (!/^[0-9a-fA-F]{6}$/.test(color)) throw invalidField('Label', 'color');
  label.color = color;
}

function updateLabel(call: RepositoryCall): Reply {
  const label = labelOf(call);
  const name = call.body.text('new_name', 50);
  if (name !== undefined) {
    call.repository.labels.delete(label.name.toLowerCase());
    label.name = name;
    call.repository.labels.set(name.toLowerCase(), label);
  }
  setColor(label, call.body.text('color'));
  label.description = call.body.text('description', 100) ?? label.description;
  return ok(labelResource(call.site, call.repository, label));
}

function deleteLabel(call: RepositoryCall): Reply {
  const label = labelOf(call);
  call.repository.labels.delete(label.name.toLowerCase());
  for (const issue of call.repository.issues.values()) {
    issue.labels = issue.labels.filter((one) => one !== label);
  }
  return NO_CONTENT;
}

function issueLabels(call: RepositoryCall, change: 'add' | 'set'): Reply {
  const issue = issueAt(call, 'write');
  mustTriage(call, issue);
  const names = labelNames(call.body.list('labels')) ?? [];
  const kept = change === 'add' ? issue.labels.map(({ name }) => name) : [];
  return changed(call, issue, [...kept, ...names]);
}

function removeIssueLabel(call: RepositoryCall): Reply {
  const issue = issueAt(call, 'write');
  mustTriage(call, issue);
  const name = param(call, 'name').toLowerCase();
  const names = issue.labels.map((label) => label.name);
  const left = names.filter((one) => one.toLowerCase() !== name);
  if (left.length === names.length) throw new ApiError(404, 'Label does not exist');
  return changed(call, issue, left);
}

function changed(call: RepositoryCall, issue: Issue, names: readonly string[]): Reply {
  const { site, repository, principal } = call;
  const labels = setLabels(site, issue, names, actor(site.state, principal));
  return ok(labels.map((label) => labelResource(site, repository, label)));
}

const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

export const labelRoutes = [
  repositoryRoute('GET', '/labels', READ, (call) =>
    listReply(call, [...call.repository.labels.values()], (label) =>
      labelResource(call.site, call.repository, label),
    ),
  ),
  repositoryRoute('POST', '/labels', WRITE, createLabel),
  repositoryRoute('GET', '/labels/{name}', READ, (call) =>
    ok(labelResource(call.site, call.repository, labelOf(call))),
  ),
  repositoryRoute('PATCH', '/labels/{name}', WRITE, updateLabel),
  repositoryRoute('DELETE', '/labels/{name}', WRITE, deleteLabel),
  repositoryRoute('GET', '/issues/{issue_number}/labels', READ, (call) =>
    listReply(call, issueAt(call, 'read').labels, (label) =>
      labelResource(call.site, call.repository, label),
    ),
  ),
  repositoryRoute('POST', '/issues/{issue_number}/labels', WRITE, (call) =>
    issueLabels(call, 'add'),
  ),
  repositoryRoute('PUT', '/issues/{issue_number}/labels', WRITE, (call) =>
    issueLabels(call, 'set'),
  ),
  repositoryRoute('DELETE', '/issues/{issue_number}/labels/{name}', WRITE, removeIssueLabel),
];
