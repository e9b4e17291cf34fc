import { ApiError } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { issueEvent } from './events.ts';
import { ensureLabel } from './pulls.ts';
import type { Account, Issue, Label, Repository } from './records.ts';

/** What people and apps do to an issue that is there: editing, labels, assignees. */

export interface IssueEdit {
  readonly title?: string | undefined;
  /** Undefined leaves it, null empties it. */
  readonly body?: string | null | undefined;
}

/** Edits title and body. The event says what they were before; nothing changed means no event. */
export function editIssue(site: Site, issue: Issue, user: Account, edit: IssueEdit): void {
  const from = { title: issue.title, body: issue.body };
  issue.title = edit.title ?? issue.title;
  if (edit.body !== undefined) issue.body = edit.body;
  const changes = {
    ...(issue.title === from.title ? {} : { title: { from: from.title } }),
    ...(issue.body === from.body ? {} : { body: { from: from.body ?? '' } }),
  };
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = site.state.now();
  issueEvent(site, issue, 'edited', user, { changes });
  site.state.changed();
}

/** Ticks or clears the nth checkbox (from 1) of an issue's body, as a click on it does. */
export function tickCheckbox(
  site: Site,
  issue: Issue,
  user: Account,
  box: number,
  ticked: boolean,
): void {
  let seen = 0;
  const body = (issue.body ?? '').replace(
    /^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\](?=\s)/gm,
    (whole, before: string) => {
      seen += 1;
      return seen === box ? `${before}[${ticked ? 'x' : ' '}]` : whole;
    },
  );
  if (seen < box) throw new ApiError(422, `#${issue.number} has ${seen} checkboxes, not ${box}`);
  editIssue(site, issue, user, { body });
}

/** Gives an issue these labels, made where they are not there, with an event for each that comes or goes. */
export function setLabels(
  site: Site,
  issue: Issue,
  names: readonly string[],
  user: Account,
): readonly Label[] {
  const before = issue.labels;
  issue.labels = [...new Set(names.map((name) => ensureLabel(site, issue.repository, name)))];
  const gone = before.filter((label) => !issue.labels.includes(label));
  const come = issue.labels.filter((label) => !before.includes(label));
  if (gone.length + come.length > 0) issue.updatedAt = site.state.now();
  for (const label of gone) issueEvent(site, issue, 'unlabeled', user, { label });
  for (const label of come) issueEvent(site, issue, 'labeled', user, { label });
  site.state.changed();
  return issue.labels;
}

/** Whether an issue can be assigned to a user: somebody who has been given access to the repository. */
export function assignable(site: Site, repository: Repository, login: string): boolean {
  const user = site.state.accounts.get(login.toLowerCase());
  if (user === undefined || user.type === 'Organization') return false;
  const given = repository.collaborators.get(login.toLowerCase()) ?? 'none';
  return user.id === repository.owner.id || given !== 'none';
}

/** Assigns an issue to these users and nobody else, with an event for each that comes or goes. */
export function setAssignees(
  site: Site,
  issue: Issue,
  logins: readonly string[],
  user: Account,
): void {
  const before = issue.assignees;
  issue.assignees = [...new Set(logins.map((login) => site.state.account(login)))];
  const gone = before.filter((one) => !issue.assignees.includes(one));
  const come = issue.assignees.filter((one) => !before.includes(one));
  if (gone.length + come.length > 0) issue.updatedAt = site.state.now();
  for (const assignee of gone) issueEvent(site, issue, 'unassigned', user, { assignee });
  for (const assignee of come) issueEvent(site, issue, 'assigned', user, { assignee });
  site.state.changed();
}
