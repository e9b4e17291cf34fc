/** A fix as a pull request: what it repairs, what was changed, and the proof. Pure. */
import type { Found, Proof } from '../fix/proof.ts';
import type { Fix } from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import { WORKFLOWS_BYTES, type WorkflowsReport, workflowsSection } from './fix-workflows.ts';
import { LIMITS } from './limits.ts';
import { code, escapeText } from './markdown-escape.ts';
import { Page } from './page.ts';
import { count } from './wording.ts';

/** The labels that a fix pull request gets, as they are made where they are missing. */
export const FIX_LABELS = [
  {
    name: 'drift',
    color: '5319e7',
    description: 'The repository drifts from what it promises',
  },
  { name: 'drift-fix', color: '0e8a16', description: 'A repair that Holdfast has proven' },
] as const;

export interface FixReport {
  readonly fix: Pick<Fix, 'key' | 'target'>;
  /** The branch it is to be merged into. */
  readonly base: string;
  /** The incidents it repairs; empty for one of a pull request. */
  readonly incidents: readonly Incident[];
  readonly changes: readonly { readonly file: string; readonly sentence: string }[];
  readonly proofs: readonly Proof[];
  /** The proof for fixtures that are brought in line with their contracts; null where none are. */
  readonly fixtures: Proof | null;
  /** Fixtures that could not be read. */
  readonly unread: readonly { readonly file: string | null; readonly message: string }[];
  readonly removed: readonly Found[];
  readonly refused: readonly (Found & { readonly reason: string })[];
  /** The workflows that are run on its branch. */
  readonly workflows: WorkflowsReport;
}

export interface FixPage {
  readonly title: string;
  readonly body: string;
  /** The message of the one commit. */
  readonly message: string;
}

const MOST_ROWS = 30;
const MAX_TITLE = 200;
const MAX_SUBJECT = 72;

/** The hidden line that a fix pull request starts with. */
export function fixMarker({ key }: Pick<Fix, 'key'>): string {
  return `<!-- holdfast:fix:${key} -->`;
}

/** The pull request of a fix: the same fix gives the same text. */
export function fixPullRequest(report: FixReport): FixPage {
  const { fix, changes, incidents } = report;
  const workflows = workflowsSection(report.workflows);
  // The section grows later, when the rest of the text is not made anew.
  const page = new Page(LIMITS.commentBytes - (workflows === '' ? 0 : WORKFLOWS_BYTES));
  page.add(`${fixMarker(fix)}\n${lead(report)}`);
  page.add(summary(report));
  const endpoints = endpointsOf(incidents);
  page.addRows({
    head: '### Affected endpoints\n',
    rows: endpoints.map((name) => `- ${code(name)}`),
    more: (left) => `- … and ${count(left, 'more endpoint')}`,
    most: MOST_ROWS,
    share: 6_000,
  });
  page.addRows({
    head: '### Changes made\n',
    rows: sentencesOf(changes).map(
      ({ file, sentence }) => `- ${code(file)}: ${escapeText(sentence)}`,
    ),
    more: (left) => `- … and ${count(left, 'more change')}`,
    most: MOST_ROWS,
    share: 16_000,
  });
  if (workflows !== '') page.add(workflows);
  page.addRows({
    head: '### Not repaired\n',
    rows: report.refused.map(
      ({ message, reason }) => `- ${escapeText(message)} ${escapeText(reason)}`,
    ),
    more: (left) => `- … and ${count(left, 'more change')}`,
    most: MOST_ROWS,
    share: 8_000,
  });
  page.addRows({
    head: '### Fixtures not checked\n',
    rows: report.unread.map(
      ({ file, message }) => `- ${file === null ? '' : `${code(file)}: `}${escapeText(message)}`,
    ),
    more: (left) => `- … and ${count(left, 'more fixture')}`,
    most: MOST_ROWS,
    share: 4_000,
  });
  page.addRows({
    head: '### Incidents\n',
    rows: incidents.map(incidentRow),
    more: (left) => `- … and ${count(left, 'more incident')}`,
    most: MOST_ROWS,
    share: 8_000,
  });
  page.add(proof(report));
  page.add(rejecting(report));
  return { title: titleOf(report), body: page.text(), message: messageOf(report) };
}

/** What the title says of one incident: `POST /api/users - breaking change`. */
function titleOf(report: FixReport): string {
  const { fix, incidents } = report;
  if (fix.target.kind === 'pull_request') {
    return isOfFixturesAlone(report)
      ? `Update fixtures for #${fix.target.number}`
      : `Fix drift in #${fix.target.number}`;
  }
  const [first] = incidents;
  if (first === undefined) return 'Fix drift';
  const what = oneLine(first);
  const more = incidents.length === 1 ? '' : ` and ${count(incidents.length - 1, 'more incident')}`;
  return cut(`Fix drift: ${what}${more}`, MAX_TITLE);
}

function oneLine({ method, endpoint, incidentType, title }: Incident): string {
  if (method === null || endpoint === null) return plain(title);
  const kind = incidentType === 'breaking_change' ? 'breaking change' : 'threshold exceeded';
  return plain(`${method} ${endpoint} - ${kind}`);
}

/**
 * What GitHub acts upon in titles and messages of commits, which have no Markdown that could be escaped: mentions,
 * references (`#1`, `GH-1`, addresses of issues), which a closing keyword may stand before, and words that keep
 * workflows from running (`[skip ci]`).
 */
const ACTIVE = /[@#]|\bGH-(?=\d)|:(?=\/\/)|\[(?=(?:skip|no|ci|actions)\b)/gi;

/** Text from a repository as one line of a title or a message, of which GitHub does nothing. */
function plain(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .replaceAll(ACTIVE, (sign) => `${sign}\u200b`)
    .trim();
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Whether nothing is taken back: the change was meant, and only fixtures have to follow it. */
function isOfFixturesAlone({ removed, fixtures }: FixReport): boolean {
  return removed.length === 0 && fixtures !== null;
}

function lead(report: FixReport): string {
  const { fix, base, removed, fixtures } = report;
  const branch =
    fix.target.kind === 'pull_request'
      ? `${code(base)}, the branch of pull request #${fix.target.number}`
      : code(base);
  if (fixtures !== null && isOfFixturesAlone(report)) {
    return `This brings ${count(fixtures.gone.length, 'fixture')} in line with the contracts of ${branch}, and leaves the rest of it as it is.`;
  }
  const what = count(removed.length, 'change that breaks a promise', 'changes that break promises');
  const rest =
    fix.target.kind === 'pull_request'
      ? ', and leaves the rest of it as it is.'
      : '. Every edit was checked before it was offered: see the proof below.';
  const also =
    fixtures === null
      ? ''
      : ` ${count(fixtures.gone.length, 'fixture')} that would not agree with that ${fixtures.gone.length === 1 ? 'follows' : 'follow'}.`;
  return `This takes back ${what} from ${branch}${rest}${also}`;
}

function summary({ incidents, removed, refused, fixtures }: FixReport): string {
  const breaking = incidents.filter(({ incidentType }) => incidentType === 'breaking_change');
  const rows: readonly (readonly [string, number])[] = [
    ['Incidents', incidents.length],
    ['Breaking changes', breaking.length],
    ['Thresholds exceeded', incidents.length - breaking.length],
    ['Drifts repaired', removed.length],
    ['Drifts not repaired', refused.length],
    ...(fixtures === null ? [] : [['Fixtures updated', fixtures.gone.length] as const]),
  ];
  return [
    '### Summary\n',
    '| | |',
    '| :-- | --: |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}

function endpointsOf(incidents: readonly Incident[]): readonly string[] {
  const names = incidents.flatMap(({ details, method, endpoint }) => [
    ...(method === null || endpoint === null ? [] : [`${method} ${endpoint}`]),
    ...details.drifts.flatMap(({ operations }) =>
      operations.map((operation) => `${operation.method} ${operation.path}`),
    ),
  ]);
  return [...new Set(names)].sort();
}

/** Each sentence once for each file, in the order of the edits. */
function sentencesOf(changes: FixReport['changes']): FixReport['changes'] {
  const known = new Set<string>();
  return changes.filter(({ file, sentence }) => {
    const key = JSON.stringify([file, sentence]);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function incidentRow(incident: Incident): string {
  const issue = incident.issueNumber === null ? '' : `Fixes #${incident.issueNumber}: `;
  return `- ${issue}${escapeText(incident.title)} (${incident.severity}, ${code(incident.id)})`;
}

function proof({ proofs, fixtures, removed }: FixReport): string {
  const rows = proofs.map((each) => {
    const { before, after } = each;
    return `- ${checkInWords(each)}: ${count(before, 'drift')} before, ${after} after.`;
  });
  if (fixtures !== null) {
    const { checked, before, after } = fixtures;
    const disagreed = `${before} did not agree before`;
    const valid = checked.length - after;
    rows.push(
      `- ${checkInWords(fixtures)}: ${count(checked.length, 'fixture')} checked by ajv, ${disagreed}, ${valid === checked.length ? 'all' : valid} are valid now.`,
    );
  }
  const gone = removed.slice(0, MOST_ROWS).map(({ message }) => `- gone: ${escapeText(message)}`);
  return `### Proof\n\nThe same check was run over the repository as it is and as it would be with this change: what it repairs is gone, and nothing new came.\n\n${[...rows, ...gone].join('\n')}`;
}

/** What was run, and over which files. */
function checkInWords({ check, checked }: Proof): string {
  const files = checked.slice(0, 5).map((file) => code(file));
  const more = checked.length > files.length ? ` and ${checked.length - files.length} more` : '';
  return `${escapeText(check)}${files.length === 0 ? '' : `, in ${files.join(', ')}${more}`}`;
}

function rejecting(report: FixReport): string {
  const { fix, base } = report;
  const again =
    fix.target.kind === 'pull_request'
      ? `\`/holdfast fix\` on #${fix.target.number} asks for it again.`
      : '`/holdfast fix` on the incident’s issue asks for it again.';
  const instead = isOfFixturesAlone(report)
    ? ''
    : ' If the change was meant, accept it instead: `/holdfast waive <until> <reason>`.';
  return `### If you do not want it\n\nClose it: that means no, and Holdfast does not open it again by itself. ${again}${instead}\n\n<sub>Kept current by Holdfast: one commit on the newest ${code(base)}. As soon as somebody else’s commit is on the branch, Holdfast leaves it alone.</sub>`;
}

function messageOf(report: FixReport): string {
  const lines = sentencesOf(report.changes)
    .slice(0, MOST_ROWS)
    .map(({ file, sentence }) => `- ${plain(`${file}: ${sentence}`)}`);
  return [cut(titleOf(report), MAX_SUBJECT), '', ...lines].join('\n').trimEnd();
}
