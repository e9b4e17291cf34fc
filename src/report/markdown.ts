/** The reports in Markdown: for a check run, and whole for files and pages. */
import type { AuditReport } from '../audit/report.ts';
import type { AreaReport } from '../drift/area-report.ts';
import { type AnnotationList, annotationsOf } from './annotations.ts';
import { churnRemark, churnTable, shownChurn } from './churn.ts';
import {
  alignmentInWords,
  allProblems,
  checkedFiles,
  countJudged,
  exceededVerdicts,
  type JudgedChange,
  judgedChanges,
  unjudgedChanges,
} from './judgement.ts';
import { LIMITS } from './limits.ts';
import { type Links, NO_LINKS } from './links.ts';
import { changesTable, folded, overview, reasons } from './markdown-changes.ts';
import { code, escapeText } from './markdown-escape.ts';
import { budgetTable, exceededList, problemList } from './markdown-verdicts.ts';
import { Page } from './page.ts';
import { diffTitle, verdictTitle } from './title.ts';
import { idleList, idleWaivers, leftOut, waivedChanges, waivedList } from './waivers.ts';
import { count, countsInWords, number } from './wording.ts';

/** More changes than this are first shown from afar, by area of the API and by rule. */
const MANY_CHANGES = 150;
/** How many changes a check run's table shows. */
const MOST_ROWS = 150;

export interface MarkdownOptions {
  /** Addresses of lines; none by default. */
  readonly links?: Links;
}

/** What a check run shows. */
export interface CheckRunOutput {
  /** The verdict in a sentence: plain text. */
  readonly title: string;
  /** Markdown, within GitHub's limit. */
  readonly summary: string;
  /** Markdown, within GitHub's limit; empty when there is nothing to explain. */
  readonly text: string;
}

/** The check run of an audit: the verdict, the table, then the reasons and the budgets, cut at GitHub's limits. */
export function checkRunOutput(report: AuditReport, options: MarkdownOptions = {}): CheckRunOutput {
  const links = options.links ?? NO_LINKS;
  const summary = new Page(LIMITS.checkRunTextBytes);
  addSummary(summary, report, links, MOST_ROWS, annotationsOf(report));
  const text = new Page(LIMITS.checkRunTextBytes);
  addDetails(text, report, links, LIMITS.checkRunTextBytes);
  return { title: verdictTitle(report), summary: summary.text(), text: text.text() };
}

/** An audit as one Markdown document with every change, for `holdfast check --format markdown`. */
export function checkMarkdown(report: AuditReport, options: MarkdownOptions = {}): string {
  const links = options.links ?? NO_LINKS;
  const page = new Page(Number.POSITIVE_INFINITY);
  page.add(`## ${escapeText(verdictTitle(report))}`);
  addSummary(page, report, links, Number.POSITIVE_INFINITY);
  addDetails(page, report, links, Number.POSITIVE_INFINITY);
  return `${page.text()}\n`;
}

/** A comparison of two contracts as one Markdown document with every change. */
export function diffMarkdown(area: AreaReport, options: MarkdownOptions = {}): string {
  const links = options.links ?? NO_LINKS;
  const changes = unjudgedChanges(area.changes);
  const page = new Page(Number.POSITIVE_INFINITY);
  page.add(`## ${escapeText(diffTitle(area))}`);
  page.addRows(unlimited(problemList(area.problems, links)));
  addChanges(page, changes, links, Number.POSITIVE_INFINITY);
  addReasons(page, changes, links, Number.POSITIVE_INFINITY);
  return `${page.text()}\n`;
}

function addSummary(
  page: Page,
  report: AuditReport,
  links: Links,
  most: number,
  annotated?: AnnotationList,
): void {
  const changes = judgedChanges(report);
  const bounded = Number.isFinite(most);
  page.add(lead(report, changes));
  if (annotated !== undefined && annotated.left_out > 0) {
    page.add(
      `The worst ${count(annotated.annotations.length, 'place')} are annotated in the files, ${number(annotated.left_out)} more are not.`,
    );
  }
  const problems = problemList(allProblems(report), links);
  page.addRows(bounded ? problems : unlimited(problems));
  const exceeded = exceededList(exceededVerdicts(report), links);
  page.addRows(bounded ? exceeded : unlimited(exceeded));
  addChanges(page, changes, links, most);
  addChurn(page, report, links, bounded);
  const waived = waivedList(waivedChanges(report), links);
  page.addRows(bounded ? waived : unlimited(waived));
  const idle = idleList(idleWaivers(report), links);
  page.addRows(bounded ? idle : unlimited(idle));
}

function addChurn(page: Page, report: AuditReport, links: Links, bounded: boolean): void {
  const remark = churnRemark(report);
  if (remark !== null) page.add(remark);
  const table = churnTable(shownChurn(report), links);
  page.addRows(bounded ? table : unlimited(table));
}

function addChanges(
  page: Page,
  changes: readonly JudgedChange[],
  links: Links,
  most: number,
): void {
  if (changes.length > MANY_CHANGES) for (const table of overview(changes)) page.addRows(table);
  const telling = changes.filter(({ counted, exceeds }) => counted !== 'non_breaking' || exceeds);
  const harmless = changes.filter(({ counted, exceeds }) => counted === 'non_breaking' && !exceeds);
  const left = page.addRows({ ...changesTable(telling, links), most });
  const rest = Math.max(0, most - (telling.length - left));
  if (harmless.length === 0) return;
  if (rest === 0) {
    page.add(
      `… and ${count(harmless.length, 'harmless change')}: full list with \`holdfast check\``,
    );
    return;
  }
  page.addRows({
    ...folded(count(harmless.length, 'harmless change'), changesTable(harmless, links)),
    most: rest,
  });
}

function addDetails(page: Page, report: AuditReport, links: Links, limit: number): void {
  const budgets = budgetTable(report.verdicts, links);
  // The reasons come first, but must leave room for the budgets.
  const reserve = Number.isFinite(limit) ? limit - (budgets.share ?? 0) : limit;
  addReasons(page, judgedChanges(report), links, reserve);
  if (report.verdicts.length === 0) return;
  const head = `### Budgets\n\n${settingsSentence(report)}\n\n${budgets.head}`;
  page.addRows(Number.isFinite(limit) ? { ...budgets, head } : unlimited({ ...budgets, head }));
}

function addReasons(
  page: Page,
  changes: readonly JudgedChange[],
  links: Links,
  share: number,
): void {
  const groups = reasons(
    changes.filter(({ counted }) => counted !== 'non_breaking'),
    links,
  );
  const room = page.room - share;
  let left = groups.length;
  for (const [index, group] of groups.entries()) {
    const heading = index === 0 ? '### Why, and what to do instead\n\n' : '';
    const bounded = Number.isFinite(share);
    const list = { ...(bounded ? group : unlimited(group)), head: `${heading}${group.head}` };
    // Room for the line below is kept.
    const free = page.room - (bounded ? room : 0) - 200;
    const before = page.room;
    page.addRows({ ...list, share: free });
    if (bounded && page.room === before) break;
    left -= 1;
  }
  if (left > 0) {
    page.add(`… and ${count(left, 'more kind')} of change: full list with \`holdfast check\``);
  }
}

function lead(report: AuditReport, changes: readonly JudgedChange[]): string {
  const files = checkedFiles(report);
  const what =
    files.length === 0
      ? 'Holdfast found no contract that changed'
      : `Holdfast compared ${files.length === 1 ? code(files[0] ?? '') : count(files.length, 'contract file')}`;
  const between = `between ${code(revision(report.base_revision))} and ${code(revision(report.head_revision))}`;
  const words = countsInWords(countJudged(changes));
  const nothing = files.length === 0 ? '.' : ': nothing changed.';
  const found = words === '' ? nothing : `: ${words}.`;
  const unchecked =
    report.outcome === 'unchecked'
      ? '\n\n**This is not a pass.** Something that this change may touch could not be checked.'
      : '';
  const left = leftOut(report);
  const tuned =
    left === 0 ? '' : ` The rules in the settings leave out ${count(left, 'more change')}.`;
  const aligned = alignmentInWords(report).map((sentence) => ` ${sentence}`);
  return `${what} ${between}${found}${aligned.join('')}${tuned}${unchecked}`;
}

function settingsSentence({ settings_files }: AuditReport): string {
  return settings_files.length === 0
    ? 'There is no settings file, so Holdfast’s defaults apply. Add `.github/holdfast.yml` to set your own.'
    : `Set by ${settings_files.map((file) => code(file)).join(', then ')}. Why a budget applies: \`holdfast explain "POST /path"\`.`;
}

/** A commit's short name; other revisions as they are. */
function revision(name: string): string {
  return /^[0-9a-f]{40}$/.test(name) ? name.slice(0, 7) : name;
}

function unlimited<T extends { readonly most?: number; readonly share?: number }>(
  list: T,
): Omit<T, 'most' | 'share'> {
  const { most: _most, share: _share, ...rest } = list;
  return rest;
}
