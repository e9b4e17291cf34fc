/** Budgets over time: what is used and left, in words, for a terminal and in Markdown. */
import { isDecidingChurn } from '../audit/outcome.ts';
import type { AuditReport } from '../audit/report.ts';
import type { ChurnVerdict, EndpointChurn } from '../budget/churn-verdict.ts';
import type { Links } from './links.ts';
import { markdownStyle, STATUS } from './markdown-verdicts.ts';
import type { RowList } from './page.ts';
import { count, number, type Style, sourceInWords } from './wording.ts';

/** Said once instead of once for each budget. */
const NOTHING_RECORDED =
  'Budgets over time are not judged here: nothing is recorded to compare with. The GitHub App records the default branch; on the command line there are no records.';

/** Why nothing is shown of any budget over time; null where something is, and where none is set. */
export function churnRemark({ churn }: AuditReport): string | null {
  return churn.length > 0 && churn.every(({ reason }) => reason === 'no_history')
    ? NOTHING_RECORDED
    : null;
}

/** The verdicts to show, in the report's order. */
export function shownChurn(report: AuditReport): readonly ChurnVerdict[] {
  return churnRemark(report) === null ? report.churn : [];
}

/** The budgets over time that make the report exceeded. */
export function exceededChurn({ churn, trigger }: AuditReport): readonly ChurnVerdict[] {
  return churn.filter((verdict) => isDecidingChurn(verdict, trigger));
}

/** `the whole repository`, `tag users`, `GET /users`. */
export function churnName({ level, name }: ChurnVerdict, style: Style): string {
  if (level === 'default') return 'the whole repository';
  return level === 'endpoint' ? style.name(name) : `${level} ${style.name(name)}`;
}

/** `4.2 % of 10 % used, 5.8 % left: 3 of 71 fields changed in 30 days`. */
export function churnInWords(verdict: ChurnVerdict, style: Style): string {
  const { status, limit, used, left } = verdict;
  if (used === null || left === null) return notJudged(verdict, style);
  const use =
    status === 'exceeded'
      ? `${percent(used)} changed, ${percent(limit)} allowed`
      : `${percent(used)} of ${percent(limit)} used, ${percent(left)} left`;
  return `${use}: ${fieldsInWords(verdict)}${ownShare(verdict)}`;
}

function notJudged(verdict: ChurnVerdict, style: Style): string {
  switch (verdict.reason) {
    case 'switched_off':
      return `not judged: switched off by ${sourceInWords(verdict.source, style)}`;
    case 'no_operations':
      return 'not judged: no operation belongs to it';
    case 'no_fields_at_start':
      return `not judged: there was no field ${startInWords(verdict)}, and ${count(verdict.fields_changed, 'field')} changed since`;
    default:
      return 'not judged: nothing is recorded to compare with';
  }
}

/** `3 of 71 fields changed in 30 days`; a field that was added is one more than those of the start. */
function fieldsInWords(verdict: ChurnVerdict): string {
  const { fields_changed, fields_at_start, window_days } = verdict;
  const since = verdict.is_shortened
    ? `since ${day(verdict)}, when records begin`
    : `in ${count(window_days, 'day')}`;
  return `${count(fields_changed, 'field')} added, removed or changed ${since}, of ${number(fields_at_start)} at the start`;
}

function ownShare({ status, fields_changed_by_head }: ChurnVerdict): string {
  return status === 'exceeded' && fields_changed_by_head === 0
    ? ', none of them by this change'
    : '';
}

function startInWords(verdict: ChurnVerdict): string {
  return verdict.is_shortened
    ? `on ${day(verdict)}, when records begin`
    : `${count(verdict.window_days, 'day')} ago`;
}

function day({ since }: ChurnVerdict): string {
  return (since ?? '').slice(0, 10);
}

/** A percentage as the settings and the verdict give it. */
export function percent(value: number): string {
  return `${value} %`;
}

/** `GET /users (3), POST /users (1)`; the empty text where nothing changed. */
export function mostChangedInWords(most: readonly EndpointChurn[], style: Style): string {
  return most
    .map(
      ({ method, path, fields_changed }) =>
        `${style.name(`${method} ${path}`)} (${number(fields_changed)})`,
    )
    .join(', ');
}

/** Every budget over time: what is used and left, where most changed, and who set it. */
export function churnTable(verdicts: readonly ChurnVerdict[], links: Links): RowList {
  const style = markdownStyle(links);
  return {
    head: '### Budgets over time\n\n| Fields of | Verdict | Used and left | Most changed | Set by |\n| :-- | :-- | :-- | :-- | :-- |',
    rows: verdicts.map((verdict) => {
      const words = churnInWords(verdict, style);
      const use = verdict.status === 'exceeded' ? `**${words}**` : words;
      const most = mostChangedInWords(verdict.most_changed, style);
      return `| ${churnName(verdict, style)} | ${STATUS[verdict.status]} | ${use} | ${most} | ${sourceInWords(verdict.source, style)} |`;
    }),
    more: (left) => `\n… and ${count(left, 'more budget')}: full list with \`holdfast check\``,
    most: 20,
    share: 8_000,
  };
}

/** Each exceeded budget over time in a sentence. */
export function exceededChurnList(verdicts: readonly ChurnVerdict[], links: Links): RowList {
  const style = markdownStyle(links);
  return {
    head: '',
    rows: verdicts.map(
      (verdict) =>
        `- Fields of ${churnName(verdict, style)}: **${churnInWords(verdict, style)}**, says ${sourceInWords(verdict.source, style)}`,
    ),
    more: (left) => `- … and ${count(left, 'more exceeded budget')}`,
    most: 5,
    share: 4_000,
  };
}
