/** What could not be checked and which budgets decided, in Markdown. */
import type { KeySource, Verdict } from '../budget/verdict.ts';
import { subjectName } from '../drift/drift.ts';
import type { Problem } from '../problem.ts';
import { groupBy } from './judgement.ts';
import type { Links } from './links.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import type { RowList } from './page.ts';
import { count, lineOf, number, type Style, sourceInWords, useInWords } from './wording.ts';

/** Problems, one a line. The same one on both sides is named once. */
export function problemList(problems: readonly Problem[], links: Links): RowList {
  const groups = groupBy(problems, ({ code: kind, file, message }) =>
    JSON.stringify([kind, file, message, file === null]),
  );
  return {
    head: '### ⚠️ Could not check\n',
    rows: [...groups.values()].map((group) => problemRow(group, links)),
    more: (left) => `- … and ${number(left)} more: full list with \`holdfast check\``,
    share: 16_000,
  };
}

/** Each exceeded budget in a sentence: how much was used, what is allowed, and who says so. */
export function exceededList(verdicts: readonly Verdict[], links: Links): RowList {
  const style = markdownStyle(links);
  const rows = verdicts.flatMap(({ subject, limits }) =>
    limits
      .filter(({ exceeded }) => exceeded)
      .map(
        (use) =>
          `- ${code(subjectName(subject), 100)}: **${useInWords(use)}**, says ${sourceInWords(use.source, style)}`,
      ),
  );
  return {
    head: '',
    rows,
    more: (left) => `- … and ${count(left, 'more exceeded budget')}`,
    // A few are read one by one; of very many the first stand for all.
    most: rows.length > 10 ? 5 : 10,
    share: 8_000,
  };
}

/** Every verdict with its limits, and for each the budget that set it. */
export function budgetTable(verdicts: readonly Verdict[], links: Links): RowList {
  const style = markdownStyle(links);
  return {
    head: '| Endpoint | Verdict | Used and left | Set by |\n| :-- | :-- | :-- | :-- |',
    rows: verdicts.map((verdict) => {
      const uses = verdict.limits.map((use) =>
        use.exceeded ? `**${useInWords(use)}**` : useInWords(use),
      );
      const sources =
        verdict.limits.length === 0
          ? [verdict.judged_by]
          : verdict.limits.map(({ source }) => source);
      return `| ${code(subjectName(verdict.subject), 80)} | ${STATUS[verdict.status]} | ${uses.join('<br>') || 'no limits'} | ${distinct(sources, style).join('<br>')} |`;
    }),
    more: (left) => `\n… and ${count(left, 'more endpoint')}: full list with \`holdfast check\``,
    most: 60,
    share: 16_000,
  };
}

/** Verdicts in a word, with a sign beside it. */
export const STATUS = {
  within: '🟢 within',
  exceeded: '🔴 exceeded',
  not_judged: '⚪ not judged',
} as const satisfies Record<Verdict['status'], string>;

function distinct(sources: readonly KeySource[], style: Style): readonly string[] {
  return [...new Set(sources.map((source) => sourceInWords(source, style)))];
}

/** Settings come from the base commit, so that is where their lines are linked. */
export function markdownStyle(links: Links): Style {
  return {
    name: (text) => code(text, 100),
    place: (location) => {
      const place = code(lineOf(location));
      const address = links.base(location);
      return address === null ? place : link(place, address);
    },
  };
}

function problemRow(group: readonly Problem[], links: Links): string {
  const shown = group.find(({ side }) => side !== 'base') ?? group[0];
  if (shown === undefined) return '';
  const { file, line, column, side, message } = shown;
  const sides = new Set(group.map((problem) => problem.side));
  const note = sides.size > 1 ? ' (the same at base)' : side === 'base' ? ' (at base)' : '';
  if (file === null) return `- ${escapeText(message)}`;
  const at = { file, line: line ?? 1, column: column ?? 1 };
  const place = code(line === null ? file : lineOf(at));
  const address = side === 'base' ? links.base(at) : links.head(at);
  return `- ${address === null ? place : link(place, address)}${note}: ${escapeText(message)}`;
}
