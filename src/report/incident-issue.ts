/** An incident as an issue: a remediation ticket that says what broke, why, and how to end it. Pure. */

import type { Trigger } from '../audit/report.ts';
import {
  type Incident,
  type IncidentDrift,
  type IncidentStatus,
  isUnsettled,
} from '../incidents/incident.ts';
import type { Location } from '../location.ts';
import { driftLinks, type RepositoryAddress } from './incident-links.ts';
import { LIMITS } from './limits.ts';
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

/** Where the incident's repository is seen in a browser, and what set its first cycle off. */
export interface IncidentContext extends RepositoryAddress {
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
  page.add(`${incidentMarker(incident.id)}\n${lead(incident)}`);
  page.add(facts(incident, context));
  page.addRows({
    head: '### Current state\n',
    rows: incident.details.drifts.map((drift) =>
      driftRow(drift, driftLinks(context, incident, drift).head),
    ),
    more: (left) => `- … and ${count(left + incident.details.more_drifts, 'more change')}`,
    most: MOST_DRIFTS,
    share: 24_000,
  });
  if (incident.details.drifts.length === 0) page.add(`### Current state\n\n${overTime(incident)}`);
  page.add(expected(incident, context));
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
  page.add(isOverTime(incident) ? COMMANDS.replace(WAIVE, '') : COMMANDS);
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

function driftRow(drift: IncidentDrift, address: string | null): string {
  const place = drift.head === null ? '' : ` (${placeOf(drift.head, address)})`;
  const after = drift.after === null ? '' : ` Now: ${code(drift.after)}.`;
  return `- ${escapeText(drift.message.replace(/\.$/, ''))}${place}.${after} ${escapeText(drift.why)}`;
}

function placeOf(location: Location, address: string | null): string {
  const line = code(lineOf(location));
  return address === null ? line : link(line, address);
}

/** A budget over time has no drift of its own: the sum of many exceeds it. */
export function isOverTime({ fingerprints }: Incident): boolean {
  return fingerprints.length === 0;
}

function overTime({ details }: Incident): string {
  return details.limits
    .map(
      ({ subject, used, limit }) =>
        `- Of the fields of ${escapeText(subject)}, ${number(used)} % were added, removed or changed within the window; ${number(limit)} % are allowed. The check run of the commit says where most changed.`,
    )
    .join('\n');
}

function expected(incident: Incident, context: IncidentContext): string {
  const { details, baseSha } = incident;
  if (isOverTime(incident)) {
    const limits = details.limits.map(
      ({ subject, limit }) =>
        `- At most ${number(limit)} % of the fields of ${escapeText(subject)} change within the window, or the budget allows more.`,
    );
    return `### Expected state\n\n${limits.join('\n')}`;
  }
  const rows = details.drifts.slice(0, MOST_DRIFTS).flatMap((drift) => {
    const { base, before } = drift;
    if (base === null && before === null) return [];
    const place = base === null ? '' : placeOf(base, driftLinks(context, incident, drift).base);
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

function rootCause(incident: Incident, context: IncidentContext): string {
  const { details, pullRequest } = incident;
  const cause = details.root_cause;
  const root = `${context.serverUrl}/${context.owner}/${context.repo}`;
  if (cause === null || cause.commits.length === 0) {
    return '### Root cause\n\nNot known: the commits between the two states are not in one history.';
  }
  const commits = cause.commits.map(
    ({ sha, title, author }) =>
      `- ${link(code(sha.slice(0, 7)), `${root}/commit/${sha}`)} ${escapeText(title)}${author === null ? '' : `, by ${escapeText(author)}`}`,
  );
  const brought = isOverTime(incident)
    ? 'The limit was passed with:'
    : cause.commits.length === 1
      ? 'This commit brought it:'
      : 'One of these brought it:';
  const pull =
    pullRequest === null
      ? ''
      : `\n\nMerged with ${link(`pull request ${pullRequest}`, `${root}/pull/${pullRequest}`)}.`;
  return `### Root cause\n\n${brought}\n\n${commits.join('\n')}${pull}`;
}

function plan(incident: Incident): string {
  const steps = isOverTime(incident) ? OVER_TIME_STEPS : driftSteps(incident);
  return `### Remediation plan\n\n${steps.map((step) => `- [ ] ${step}`).join('\n')}`;
}

function driftSteps({ details }: Incident): readonly string[] {
  const remedies = [...new Set(details.drifts.map(({ remedy }) => remedy))];
  return [
    ...remedies.slice(0, MOST_STEPS).map((remedy) => escapeText(remedy)),
    'Push the repair: the next audit resolves this issue by itself.',
    `Or, if everybody agrees to the change, waive it: ${code('/holdfast waive 30d <reason>')}.`,
  ];
}

/** Changing a field back does not help: it has changed all the same. */
const OVER_TIME_STEPS = [
  'Put off further changes of these contracts: the audit that finds enough of the old ones outside the window resolves this issue by itself.',
  `Or, if everybody agrees to the pace, raise ${code('max_field_churn_percent')} in the settings, or end this with ${code('/holdfast resolve <note>')}.`,
];

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

const WAIVE = ', `/holdfast waive <until> <reason>`';
const COMMANDS = `<sub>Commands, for those who may write: \`/holdfast audit\`, \`/holdfast ack\`, \`/holdfast resolve <note>\`${WAIVE}. For everybody: \`/holdfast explain\`, \`/holdfast help\`. Closing as *not planned* closes the incident. Edited in place.</sub>`;

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

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
