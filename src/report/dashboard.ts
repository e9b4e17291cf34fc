/** The issue "Drift health": how a repository stands, on one page that is kept current. Pure. */
import { type Area, type OperationRef, SEVERITIES } from '../drift/drift.ts';
import { contractAlignment } from '../incidents/alignment.ts';
import { type Fix, isRepairable } from '../incidents/fix.ts';
import { type Incident, isUnsettled } from '../incidents/incident.ts';
import { compareText } from '../location.ts';
import { encodePath } from './address.ts';
import { DRIFT_LABEL } from './incident-issue.ts';
import { LIMITS } from './limits.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import { Page } from './page.ts';
import { count, number } from './wording.ts';

/** The hidden line the dashboard starts with. */
export const DASHBOARD_MARKER = '<!-- holdfast:dashboard -->';
export const DASHBOARD_TITLE = 'Drift health';

const AUDIT_MARKER = '<!-- holdfast:audit-now -->';

const FIX_MARKER = /<!-- holdfast:fix-now:([0-9a-f-]{36}) -->/;

/** What is asked for by the ticked boxes of a dashboard; nothing where a body is none. */
export interface Ticked {
  readonly audit: boolean;
  /** Ids of the incidents that a fix is wanted for. */
  readonly fixes: readonly string[];
}

/** Reads the boxes of an issue's body. */
export function tickedBoxes(body: string): Ticked {
  const lines = body.startsWith(DASHBOARD_MARKER) ? body.split(/\r\n|\r|\n/) : [];
  const ticked = lines.filter((line) => /^- \[[xX]\] /.test(line));
  return {
    audit: ticked.some((line) => line.includes(AUDIT_MARKER)),
    fixes: ticked.flatMap((line) => FIX_MARKER.exec(line)?.[1] ?? []),
  };
}

/** What a cycle came to in one area. */
export interface DashboardPoint {
  readonly area: Area;
  readonly takenAt: Date;
  readonly standing: number;
  readonly problems: number;
  readonly aligned: number | null;
  readonly total: number | null;
  readonly budgets: readonly {
    readonly level: string;
    readonly name: string;
    readonly key: string;
    readonly limit: number;
    readonly used: number;
  }[];
}

export interface DashboardInput {
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  /** Points of the default branch, newest first. */
  readonly points: readonly DashboardPoint[];
  /** Those of the default branch that are open, and those resolved of late. */
  readonly incidents: readonly Incident[];
  /** The fixes that were asked for. */
  readonly fixes: readonly Fix[];
  /** The operations of the contracts; null where they are not known. */
  readonly operations: readonly OperationRef[] | null;
  /** What the newest cycle could not check; unescaped text. */
  readonly problems: readonly { readonly file: string | null; readonly message: string }[];
}

export interface Dashboard {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** The dashboard: the same state gives the same text. */
export function dashboard(input: DashboardInput): Dashboard {
  const page = new Page(LIMITS.commentBytes);
  const open = input.incidents.filter(({ status }) => isUnsettled(status)).sort(worstFirst);
  const fixed = input.incidents.filter(({ status }) => status === 'resolved');
  page.add(`${DASHBOARD_MARKER}\nHow ${code(input.branch)} keeps what it promises.`);
  page.add(areaTable(input, open));
  page.add(`- [ ] ${AUDIT_MARKER}Tick this box to audit ${code(input.branch)} now.`);
  page.addRows({
    head: '### Open incidents\n\n| Severity | Incident | Since | Fix |\n| :-- | :-- | :-- | :-- |',
    rows: open.map((incident) => openRow(incident, fixOf(incident, input.fixes))),
    more: (left) => `\n… and ${count(left, 'more incident')}`,
    most: 50,
    share: 20_000,
  });
  if (open.length === 0) page.add('### Open incidents\n\nNone.');
  page.addRows({
    head: 'Tick a box to get a pull request that repairs it:\n',
    rows: open
      .filter((incident) => isRepairable(incident) && isAskable(fixOf(incident, input.fixes)))
      .map(fixBox),
    more: (left) => `\n… and ${count(left, 'more incident')}`,
    most: 20,
    share: 8_000,
  });
  page.addRows({
    head: '### Resolved in the last 30 days\n\n| Incident | Resolved | By |\n| :-- | :-- | :-- |',
    rows: fixed.map((incident) => fixedRow(incident, input)),
    more: (left) => `\n… and ${count(left, 'more incident')}`,
    most: 20,
    share: 10_000,
  });
  page.addRows({
    head: '### Budgets used by the last audit\n\n| Budget | Limit | Used | Left |\n| :-- | :-- | --: | --: |',
    rows: newest(input.points).flatMap(({ budgets }) => budgets.map(budgetRow)),
    more: (left) => `\n… and ${count(left, 'more limit')}`,
    most: 20,
    share: 10_000,
  });
  page.addRows({
    head: '### Could not be checked\n',
    rows: input.problems.map(
      ({ file, message }) => `- ${file === null ? '' : `${code(file)}: `}${escapeText(message)}`,
    ),
    more: (left) => `- … and ${number(left)} more`,
    most: 20,
    share: 10_000,
  });
  page.add(
    '<sub>Kept current by Holdfast; what you write here is overwritten. `/holdfast audit` in a comment does the same as the box.</sub>',
  );
  return { title: DASHBOARD_TITLE, body: page.text(), labels: [DRIFT_LABEL] };
}

const AREA_NAMES: Readonly<Record<Area, string>> = {
  contract: 'API contracts',
  spec: 'Code and specification',
  test: 'Tests',
  config: 'Configuration',
  schema: 'Database schema',
};

function areaTable(input: DashboardInput, open: readonly Incident[]): string {
  const rows = newest(input.points).map((point) => {
    const before = input.points.find(
      ({ area, takenAt }) => area === point.area && takenAt < point.takenAt,
    );
    const unchecked = point.problems > 0 ? ` ⚠️ ${number(point.problems)} not checked` : '';
    return `| ${AREA_NAMES[point.area]} | ${statusOf(point, input, open)}${unchecked} | ${number(openIn(point.area, open))} | ${day(point.takenAt)} | ${trendOf(point, before)} |`;
  });
  return [
    '| Area | Status | Open | Last check | Trend |',
    '| :-- | :-- | --: | :-- | :-: |',
    ...rows,
  ].join('\n');
}

/** The newest point of each area, in the order of the areas. */
function newest(points: readonly DashboardPoint[]): readonly DashboardPoint[] {
  const areas: readonly Area[] = ['contract', 'spec', 'test', 'config', 'schema'];
  return areas.flatMap((area) => points.find((point) => point.area === area) ?? []);
}

function openIn(area: Area, open: readonly Incident[]): number {
  return open.filter((incident) => incident.area === area).length;
}

/** Alignment; that of contracts is as of now: people may have settled incidents since the last cycle. */
function statusOf(
  { area, aligned, total }: DashboardPoint,
  { operations }: DashboardInput,
  open: readonly Incident[],
): string {
  if (area === 'contract' && operations !== null) {
    const now = contractAlignment(operations, open);
    const sign = signOf(openIn(area, open) === 0);
    return now.total === 0
      ? sign
      : `${sign} ${percent(now.aligned, now.total)} of ${count(now.total, 'operation')}`;
  }
  if (aligned !== null && total !== null && total > 0) {
    return `${signOf(aligned === total)} ${percent(aligned, total)} aligned`;
  }
  return signOf(openIn(area, open) === 0);
}

function signOf(isWell: boolean): string {
  return isWell ? '✅' : '🔴';
}

/** Rounded down, so that only all is 100 %. */
function percent(part: number, whole: number): string {
  return `${Math.floor((part / whole) * 100)} %`;
}

function trendOf(now: DashboardPoint, before: DashboardPoint | undefined): string {
  if (before === undefined) return '→';
  const change = scoreOf(now) - scoreOf(before);
  return change > 0 ? '↑' : change < 0 ? '↓' : '→';
}

/** More is better. For contracts it is fewer incidents, as for areas without alignment: two can reach one operation. */
function scoreOf({ area, aligned, total, standing }: DashboardPoint): number {
  const isMeasured = area !== 'contract' && aligned !== null && total !== null && total > 0;
  return isMeasured ? aligned / total : -standing;
}

/** The oldest first among those that are equally bad. */
function worstFirst(a: Incident, b: Incident): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    a.detectedAt.getTime() - b.detectedAt.getTime() ||
    compareText(a.title, b.title)
  );
}

/** `#12` is a reference to our own issue: GitHub shows its state beside it. */
function openRow(
  { issueNumber, severity, title, detectedAt, status }: Incident,
  fix: Fix | undefined,
): string {
  const issue = issueNumber === null ? '' : `#${issueNumber} `;
  const known = status === 'acknowledged' ? ' (acknowledged)' : '';
  return `| ${severity}${known} | ${issue}${escapeText(title, 200)} | ${day(detectedAt)} | ${fixInWords(fix)} |`;
}

/** The newest fix of an incident. */
function fixOf({ id }: Incident, fixes: readonly Fix[]): Fix | undefined {
  return fixes.findLast(
    ({ target }) => target.kind === 'incidents' && target.incidentIds.includes(id),
  );
}

function isAskable(fix: Fix | undefined): boolean {
  return fix === undefined || ['declined', 'withdrawn', 'impossible'].includes(fix.status);
}

function fixInWords(fix: Fix | undefined): string {
  if (fix === undefined) return '';
  const pull = fix.number === null ? '' : `#${fix.number} `;
  switch (fix.status) {
    case 'open':
    case 'merged':
      return pull.trim();
    case 'taken_over':
      return `${pull}(taken over)`;
    case 'declined':
      return `${pull}(declined)`;
    case 'wanted':
      return 'to be opened';
    case 'impossible':
      return escapeText(fix.note ?? 'none found', 200);
    case 'withdrawn':
      return '';
  }
}

function fixBox({ id, issueNumber, title }: Incident): string {
  const name = issueNumber === null ? escapeText(title, 120) : `#${issueNumber}`;
  return `- [ ] <!-- holdfast:fix-now:${id} -->Open a fix pull request for ${name}.`;
}

function fixedRow(
  { issueNumber, title, endedAt, resolvedSha }: Incident,
  { serverUrl, owner, repo }: DashboardInput,
): string {
  const issue = issueNumber === null ? '' : `#${issueNumber} `;
  const by =
    resolvedSha === null
      ? 'a decision'
      : link(
          code(resolvedSha.slice(0, 7)),
          `${serverUrl}/${encodePath(`${owner}/${repo}`)}/commit/${resolvedSha}`,
        );
  return `| ${issue}${escapeText(title, 200)} | ${endedAt === null ? '' : day(endedAt)} | ${by} |`;
}

function budgetRow({ level, name, key, limit, used }: DashboardPoint['budgets'][number]): string {
  const budget = level === 'default' ? 'default' : `${level} ${code(name)}`;
  return `| ${budget} | ${code(key)} | ${used} of ${limit} | ${Math.max(0, Math.round((limit - used) * 100) / 100)} |`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
