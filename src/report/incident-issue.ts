/** An incident as an issue: a remediation ticket that says what broke, why, and how to end it. Pure. */

import type { Trigger } from '../audit/report.ts';
import {
  type Incident,
  type IncidentDrift,
  type IncidentEvent,
  type IncidentStatus,
  isUnsettled,
} from '../incidents/incident.ts';
import type { Location } from '../location.ts';
import { LIMITS } from './limits.ts';
import { permalinks } from './links.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import { Page } from './page.ts';
import { count, lineOf, number } from './wording.ts';

/** The label by which the app finds its issues again. */
export const DRIFT_LABEL = 'drift';

/** The labels of the app as they are made where they are missing. */
export const LABELS = [
  {
    name: DRIFT_LABEL,
    color: '5319e7',
    description: 'The repository drifts from what it promises',
  },
  { name: 'contract', color: 'c5def5', description: 'Drift of an API contract' },
  { name: 'severity: info', color: 'ededed', description: 'Good to know' },
  { name: 'severity: low', color: 'fef2c0', description: 'Small harm' },
  { name: 'severity: medium', color: 'fbca04', description: 'Some harm' },
  { name: 'severity: high', color: 'd93f0b', description: 'Breaks somebody' },
  { name: 'severity: critical', color: 'b60205', description: 'Breaks many' },
  { name: 'technical-debt', color: 'bfd4f2', description: 'Found by an audit, not by a change' },
] as const;

/** The hidden line of the issue that lists the incidents without one of their own. */
export const OVERFLOW_MARKER = '<!-- holdfast:more-incidents -->';

/** The hidden line an incident's issue starts with. */
export function incidentMarker(id: string): string {
  return `<!-- holdfast:incident:${id} -->`;
}

/** The hidden line of a comment about one event; `index` counts an incident's events from 1. */
export function eventMarker(id: string, index: number): string {
  return `<!-- holdfast:event:${id}:${index} -->`;
}

/** Where the incident's repository is seen in a browser, and what set its first cycle off. */
export interface IncidentContext {
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly trigger: Trigger;
}

export interface IncidentIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** Rows of a list at most: an issue is to be read. */
const MOST_DRIFTS = 15;
const MOST_OPERATIONS = 20;
const MOST_STEPS = 10;

/** GitHub's limit is 256; longer ones are cut in lists anyway. */
const MAX_TITLE = 200;

/** The issue of an incident: the same incident gives the same text, so that it is only written when it changed. */
export function incidentIssue(incident: Incident, context: IncidentContext): IncidentIssue {
  const page = new Page(LIMITS.commentBytes);
  const links = permalinks({ ...context, baseSha: incident.baseSha, headSha: incident.headSha });
  page.add(`${incidentMarker(incident.id)}\n${lead(incident)}`);
  page.add(facts(incident, context));
  page.addRows({
    head: '### Current state\n',
    rows: incident.details.drifts.map((drift) => driftRow(drift, links.head)),
    more: (left) => `- … and ${count(left + incident.details.more_drifts, 'more change')}`,
    most: MOST_DRIFTS,
    share: 24_000,
  });
  if (incident.details.drifts.length === 0) page.add(`### Current state\n\n${overTime(incident)}`);
  page.add(expected(incident, links.base));
  const operations = reached(incident);
  if (operations.length > 1) {
    page.addRows({
      head: '### What it reaches\n',
      rows: operations.map((name) => `- ${code(name)}`),
      more: (left) => `- … and ${count(left, 'more operation')}`,
      most: MOST_OPERATIONS,
      share: 6_000,
    });
  }
  page.add(rootCause(incident, context));
  page.add(plan(incident));
  page.add(prevention(incident));
  page.add(COMMANDS);
  return {
    title: plainTitle(incident),
    body: page.text(),
    labels: labelsOf(incident, context.trigger),
  };
}

/** What people filter by: the area, how bad it is, and whether it was found by looking, not by a change. */
function labelsOf({ area, severity }: Incident, trigger: Trigger): readonly string[] {
  const isFoundByAudit = trigger !== 'push' && trigger !== 'pull_request';
  return [
    DRIFT_LABEL,
    area,
    `severity: ${severity}`,
    ...(isFoundByAudit ? ['technical-debt'] : []),
  ];
}

/** GitHub renders no Markdown in titles, but turns `@name` into nothing there either: only length matters. */
function plainTitle({ title }: Incident): string {
  const line = title.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1)}…`;
}

const SIGNS: Readonly<Record<IncidentStatus, string>> = {
  open: '🔴',
  acknowledged: '🟠',
  resolved: '✅',
  closed: '⚪',
};

function lead({ status, branch, incidentType }: Incident): string {
  const [now, once] =
    incidentType === 'breaking_change'
      ? ['breaks what the contract promised', 'broke what the contract promised']
      : ['changes more than its budget allows', 'changed more than its budget allows'];
  const what = isUnsettled(status) ? now : once;
  return `${SIGNS[status]} **${status}**: ${code(branch)} ${what}.`;
}

function facts(incident: Incident, { serverUrl, owner, repo }: IncidentContext): string {
  const commit = link(
    code(incident.headSha.slice(0, 7)),
    `${serverUrl}/${owner}/${repo}/commit/${incident.headSha}`,
  );
  const limits = incident.details.limits
    .slice(0, 1)
    .map(
      ({ key, limit, used, set_by }) =>
        `${code(key)}: ${number(used)} used, ${number(limit)} allowed; set by ${escapeText(set_by)}`,
    );
  const rows: readonly (readonly [string, string])[] = [
    [
      'Type',
      incident.incidentType === 'breaking_change' ? 'breaking change' : 'threshold exceeded',
    ],
    ['Severity', incident.severity],
    ['Discovered', `${day(incident.detectedAt)} at commit ${commit}`],
    ['Budget', limits[0] ?? '—'],
    ['Workspace', code(incident.workspace)],
    ...(incident.service === null ? [] : [['Service', code(incident.service)] as const]),
    ...(incident.externalTicketId === null
      ? []
      : [['Ticket', escapeText(incident.externalTicketId)] as const]),
    ['Incident', code(incident.id)],
  ];
  return ['| | |', '| :-- | :-- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join(
    '\n',
  );
}

function driftRow(drift: IncidentDrift, at: (location: Location) => string | null): string {
  const address = drift.head === null ? null : at(drift.head);
  const place =
    drift.head === null
      ? ''
      : ` (${address === null ? code(lineOf(drift.head)) : link(code(lineOf(drift.head)), address)})`;
  const after = drift.after === null ? '' : ` Now: ${code(drift.after)}.`;
  return `- ${escapeText(drift.message.replace(/\.$/, ''))}${place}.${after} ${escapeText(drift.why)}`;
}

function overTime({ details }: Incident): string {
  return details.limits
    .map(
      ({ subject, used, limit }) =>
        `${escapeText(subject)}: ${number(used)} % of the fields changed within the window, ${number(limit)} % allowed.`,
    )
    .join('\n');
}

function expected(
  { details, baseSha }: Incident,
  at: (location: Location) => string | null,
): string {
  const rows = details.drifts.slice(0, MOST_DRIFTS).flatMap(({ base, before }) => {
    if (base === null && before === null) return [];
    const address = base === null ? null : at(base);
    const place =
      base === null
        ? ''
        : address === null
          ? code(lineOf(base))
          : link(code(lineOf(base)), address);
    const was = before === null ? '' : `${place === '' ? '' : ': '}${code(before)}`;
    return [`- ${place}${was}`];
  });
  const head = `### Expected state\n\nWhat was promised at ${code(baseSha.slice(0, 7))}, or a budget that allows the change.`;
  return rows.length === 0 ? head : `${head}\n\n${[...new Set(rows)].join('\n')}`;
}

function reached({ details }: Incident): readonly string[] {
  const names = details.drifts.flatMap(({ operations }) =>
    operations.map(({ method, path }) => `${method} ${path}`),
  );
  return [...new Set(names)].sort();
}

function rootCause({ details, pullRequest }: Incident, context: IncidentContext): string {
  const cause = details.root_cause;
  const root = `${context.serverUrl}/${context.owner}/${context.repo}`;
  if (cause === null || cause.commits.length === 0) {
    return '### Root cause\n\nNot known: the commits between the two states are not in one history.';
  }
  const commits = cause.commits.map(
    ({ sha, title, author }) =>
      `- ${link(code(sha.slice(0, 7)), `${root}/commit/${sha}`)} ${escapeText(title)}${author === null ? '' : `, by ${escapeText(author)}`}`,
  );
  const brought =
    cause.commits.length === 1 ? 'This commit brought it:' : 'One of these brought it:';
  const pull =
    pullRequest === null
      ? ''
      : `\n\nMerged with ${link(`pull request ${pullRequest}`, `${root}/pull/${pullRequest}`)}.`;
  return `### Root cause\n\n${brought}\n\n${commits.join('\n')}${pull}`;
}

function plan(incident: Incident): string {
  const remedies = [...new Set(incident.details.drifts.map(({ remedy }) => remedy))];
  const steps = [
    ...remedies.slice(0, MOST_STEPS).map((remedy) => escapeText(remedy)),
    'Push the repair: the next audit resolves this issue by itself.',
    `Or, if everybody agrees to the change, waive it: ${code('/holdfast waive 30d <reason>')}.`,
  ];
  return `### Remediation plan\n\n${steps.map((step) => `- [ ] ${step}`).join('\n')}`;
}

function prevention({ contractDiffId, incidentType }: Incident): string {
  const seen =
    contractDiffId === null
      ? 'Make the check **Holdfast** required on pull requests: it shows this before it is merged.'
      : 'The check on the pull request had shown this. Make it required, so that it cannot be merged past it.';
  const budget =
    incidentType === 'breaking_change'
      ? ' Announce removals first (`deprecated`, `x-sunset`): a planned removal is not a break.'
      : '';
  return `### Prevention\n\n${seen}${budget}`;
}

const COMMANDS =
  '<sub>Commands, for those who may write: `/holdfast audit`, `/holdfast ack`, `/holdfast resolve <note>`, `/holdfast waive <until> <reason>`. Closing as *not planned* closes the incident. Edited in place.</sub>';

/** What a comment says of an event; null for events that nobody has to be told of. */
export function eventComment(
  incident: Incident,
  event: IncidentEvent,
  index: number,
  { serverUrl, owner, repo }: IncidentContext,
): string | null {
  const note = event.note === null ? '' : ` ${escapeText(event.note)}`;
  const by = event.actor === 'holdfast' ? '' : ` by ${escapeText(actorName(event.actor))}`;
  const at =
    event.commitSha === null
      ? ''
      : ` at ${link(code(event.commitSha.slice(0, 7)), `${serverUrl}/${owner}/${repo}/commit/${event.commitSha}`)}`;
  const said = (text: string) => `${eventMarker(incident.id, index)}\n${text}`;
  switch (event.kind) {
    case 'resolved':
      return said(`✅ Resolved${by}${at}.${note}`);
    case 'closed':
      return said(`⚪ Closed${by}.${note}`);
    case 'waived':
      return said(`✅ Waived${by}.${note}`);
    case 'reopened':
      return said(`🔴 Open again${by}${at}.${note}`);
    case 'refreshed':
      return said(`🔴 It got worse${at}.${note}`);
    case 'created':
    case 'acknowledged':
    case 'updated':
      return null;
  }
}

/** What is said when somebody closed the issue as completed and the newest cycle still finds the drift. */
export function stillThereComment(
  incident: Incident,
  { serverUrl, owner, repo }: IncidentContext,
): { readonly marker: string; readonly body: string } {
  const marker = `<!-- holdfast:still-there:${incident.id}:${incident.lastCycleId} -->`;
  const since = link(
    code(incident.headSha.slice(0, 7)),
    `${serverUrl}/${owner}/${repo}/commit/${incident.headSha}`,
  );
  return {
    marker,
    body: `${marker}\n🔴 Open again: the newest audit of ${code(incident.branch)} still finds what commit ${since} brought. It is resolved by itself as soon as an audit does not find it any more; ${code('/holdfast waive <until> <reason>')} accepts it for a time, closing as *not planned* for good.`,
  };
}

/** The issue that lists incidents which have none of their own, because one audit opens only so many. */
export function overflowIssue(incidents: readonly Incident[]): IncidentIssue {
  const page = new Page(LIMITS.commentBytes);
  page.add(
    incidents.length === 0
      ? `${OVERFLOW_MARKER}\nEvery incident has an issue of its own now.`
      : `${OVERFLOW_MARKER}\nOne audit opens only so many issues (\`incidents.issues.max_new\`). These incidents are open, and get issues of their own with the next audits.`,
  );
  page.addRows({
    head: '| Severity | Incident |\n| :-- | :-- |',
    rows: incidents.map(({ severity, title }) => `| ${severity} | ${escapeText(title, 200)} |`),
    more: (left) => `\n… and ${count(left, 'more incident')}`,
  });
  return {
    title:
      incidents.length === 0 ? 'No more incidents' : `${count(incidents.length, 'more incident')}`,
    body: page.text(),
    labels: [DRIFT_LABEL],
  };
}

/** `dana` for `github:dana`, `the API token deploy` for `token:deploy`. */
function actorName(actor: string): string {
  const [kind, ...name] = actor.split(':');
  return kind === 'token' ? `the API token ${name.join(':')}` : name.join(':') || actor;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
