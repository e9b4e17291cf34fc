/** Changes in Markdown: the table, the reasons, and the overview of very many. */
import { type Drift, subjectName } from '../drift/drift.ts';
import { type Fold, foldChanges, foldSizes, othersInWords } from './fold.ts';
import { countJudged, groupBy, type JudgedChange } from './judgement.ts';
import type { Links } from './links.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import type { RowList } from './page.ts';
import { pathAreas } from './path-areas.ts';
import { COMPATIBILITY_WORDS, count, lineOf, number } from './wording.ts';

/** Names in tables are shorter than elsewhere, or the table cannot be read. */
const MAX_CELL_NAME = 80;
const MAX_CELL_TEXT = 240;

/** The table of the summary: endpoint, change, compatibility, budget used and left. */
export function changesTable(changes: readonly JudgedChange[], links: Links): RowList {
  const withBudget = changes.some(({ judged }) => judged);
  const folds = foldChanges(changes);
  return {
    head: withBudget
      ? '| Endpoint | Change | Compatibility | Budget |\n| :-- | :-- | :-- | :-- |'
      : '| Endpoint | Change | Compatibility |\n| :-- | :-- | :-- |',
    rows: folds.map((fold) => changeRow(fold, withBudget, links)),
    sizes: foldSizes(folds),
    more: (left) => `\n… and ${count(left, 'more change')}: full list with \`holdfast check\``,
  };
}

/** Rules and areas of paths with their counts: what thousands of changes look like from afar. */
export function overview(changes: readonly JudgedChange[]): readonly RowList[] {
  const rules = [...groupBy(changes, ({ drift, counted }) => `${counted} ${drift.rule}`).values()];
  const areas = pathAreas(changes, ({ drift }) =>
    drift.subject.kind === 'operation' ? drift.subject.path : '/',
  );
  return [
    {
      head: '**By area of the API**\n\n| Paths | Breaking | Potentially | Harmless |\n| :-- | --: | --: | --: |',
      rows: areas.map(({ prefix, rest, items }) => {
        const counts = countJudged(items);
        return `| ${code(prefix, MAX_CELL_NAME)}${rest ? ' (others)' : ''} | ${number(counts.definitely_breaking)} | ${number(counts.potentially_breaking)} | ${number(counts.non_breaking)} |`;
      }),
      more: (left) => `\n… and ${count(left, 'more area')}`,
    },
    {
      head: '**By rule**\n\n| Rule | Compatibility | Changes | For example |\n| :-- | :-- | --: | :-- |',
      rows: rules
        .map((group) => ({ group, first: group[0] }))
        .flatMap(({ group, first }) => (first === undefined ? [] : [ruleRow(first, group.length)])),
      more: (left) => `\n… and ${count(left, 'more rule')}`,
      most: 60,
      share: 16_000,
    },
  ];
}

/**
 * Why each change breaks and what to do instead. Changes with the same reason stand under it together,
 * so that a thousand of a kind are explained once.
 */
export function reasons(changes: readonly JudgedChange[], links: Links): readonly RowList[] {
  const groups = groupBy(changes, ({ drift, promoted, counted }) =>
    JSON.stringify([counted, drift.rule, drift.why, drift.remedy, promoted]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [reason(first, group, links)];
  });
}

/** The harmless changes, folded away. */
export function folded(title: string, table: RowList): RowList {
  return {
    ...table,
    head: `<details>\n<summary>${title}</summary>\n\n${table.head}`,
    foot: '\n\n</details>',
  };
}

function reason(first: JudgedChange, group: readonly JudgedChange[], links: Links): RowList {
  const { sign, word } = COMPATIBILITY_WORDS[first.counted];
  const { drift, promoted } = first;
  const size = group.length === 1 ? '' : `, ${count(group.length, 'change')}`;
  const folds = foldChanges(group);
  const counted =
    promoted === null ? [] : [`**Counted as breaking:** ${escapeText(sentence(promoted))}  `];
  return {
    head: `#### ${sign} ${code(drift.rule)} (${word}${size})\n`,
    rows: folds.map((fold) => reasonRow(fold, links)),
    sizes: foldSizes(folds),
    more: (left) => `- … and ${number(left)} more: full list with \`holdfast check\``,
    foot: `\n\n${[
      ...counted,
      `**Why:** ${escapeText(sentence(drift.why))}  `,
      `**Instead:** ${escapeText(sentence(drift.remedy))}`,
    ].join('\n')}`,
    most: 25,
  };
}

function reasonRow(fold: Fold, links: Links): string {
  const { drift } = fold.first;
  const lines = [
    `- ${subject(drift)}: ${escapeText(drift.message)} ${places(drift, links)}`.trimEnd(),
  ];
  if (fold.others.length > 0) lines.push(`  ${othersLine(fold)}`);
  if (drift.witness !== null) {
    const [accepts, refuses] =
      drift.witness.accepted_by === 'base' ? ['base', 'head'] : ['head', 'base'];
    lines.push(
      `  <br>shown by ${value(drift.witness.value)}: ${accepts} accepts it, ${refuses} does not`,
    );
  }
  if (drift.before !== null || drift.after !== null) {
    lines.push(`  <br>before ${value(drift.before)}, now ${value(drift.after)}`);
  }
  return lines.join('\n');
}

function value(text: string | null): string {
  return text === null ? '*not there*' : code(text);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function ruleRow({ drift, counted }: JudgedChange, size: number): string {
  return `| ${code(drift.rule, MAX_CELL_NAME)} | ${compatibility(counted)} | ${number(size)} | ${code(subjectName(drift.subject), MAX_CELL_NAME)}: ${escapeText(drift.message, 120)} |`;
}

function changeRow(fold: Fold, withBudget: boolean, links: Links): string {
  const { drift, counted, promoted } = fold.first;
  const where = places(drift, links);
  const cells = [
    subject(drift),
    `${escapeText(drift.message, MAX_CELL_TEXT)}${othersLine(fold)}${where === '' ? '' : `<br>${where}`}`,
    `${compatibility(counted)}${promoted === null ? '' : '<br>(counted as breaking)'}`,
    ...(withBudget ? [budgetCell(fold.first)] : []),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The values that the same happened to, on a line of their own. */
function othersLine(fold: Fold): string {
  const others = othersInWords(fold, (text) => code(text, MAX_CELL_NAME));
  return others === null ? '' : `<br>${others}`;
}

function subject(drift: Drift): string {
  const name = code(subjectName(drift.subject), MAX_CELL_NAME);
  const others = drift.operations.length - 1;
  return others > 0 ? `${name} and ${count(others, 'more', 'more')}` : name;
}

function compatibility(of: JudgedChange['counted']): string {
  const { sign, word } = COMPATIBILITY_WORDS[of];
  return `${sign} ${word}`;
}

function budgetCell({ limit, judged }: JudgedChange): string {
  if (!judged) return 'not judged';
  if (limit === null) return 'no limit';
  const used = `${number(limit.used)} of ${number(limit.limit)} used`;
  return limit.exceeded
    ? `**${used}, ${number(limit.used - limit.limit)} too many**`
    : `${used}, ${number(limit.left)} left`;
}

/** Where it is at head, and where it was at base if that says more. */
function places({ base, head }: Drift, links: Links): string {
  const now = head === null ? null : linked(lineOf(head), links.head(head));
  if (base === null) return now ?? '';
  const was = linked(
    head !== null && head.file === base.file ? `line ${base.line}` : lineOf(base),
    links.base(base),
  );
  if (now === null) return `${was} at base`;
  return head !== null && head.file === base.file && head.line === base.line
    ? now
    : `${now} (was ${was})`;
}

function linked(place: string, address: string | null): string {
  return address === null ? code(place) : link(code(place), address);
}
