/** The reports as text for a terminal. Without colours it is the same text. */
import { styleText } from 'node:util';
import type { AuditReport } from '../audit/report.ts';
import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { Verdict } from '../budget/verdict.ts';
import type { AreaReport } from '../drift/area-report.ts';
import { type Compatibility, type Drift, subjectName } from '../drift/drift.ts';
import { formatLocation, type Location } from '../location.ts';
import type { Problem } from '../problem.ts';
import type { Waiver } from '../settings/settings.ts';
import { shown } from '../visible.ts';
import { churnInWords, churnName, churnRemark, mostChangedInWords, shownChurn } from './churn.ts';
import { type Fold, foldChanges, othersInWords } from './fold.ts';
import {
  alignmentInWords,
  allProblems,
  bySubject,
  checkedFiles,
  countJudged,
  exceededVerdicts,
  type JudgedChange,
  judgedChanges,
  unjudgedChanges,
} from './judgement.ts';
import { diffTitle, verdictTitle } from './title.ts';
import {
  givenWithout,
  idleInWords,
  idleWaivers,
  leftOut,
  waivedChanges,
  waiverInWords,
} from './waivers.ts';
import {
  COMPATIBILITY_WORDS,
  count,
  countsInWords,
  plainStyle,
  sourceInWords,
  useInWords,
  witnessInWords,
} from './wording.ts';

export interface TextOptions {
  /** Whether to colour; the caller knows the terminal and `NO_COLOR`. */
  readonly colour: boolean;
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

const COLOURS = {
  definitely_breaking: 'red',
  potentially_breaking: 'yellow',
  non_breaking: 'green',
} as const satisfies Record<Compatibility, string>;

const PLAIN = plainStyle((text) => shown(text, 500));

/** What `holdfast check` prints: changes by subject, worst first, then problems, and the verdict at the end. */
export function checkText(report: AuditReport, options: TextOptions): string {
  const paint = painter(options);
  const changes = judgedChanges(report);
  const verdicts = new Map(
    report.verdicts.map((verdict) => [subjectName(verdict.subject), verdict]),
  );
  const good = report.outcome === 'within';
  return page([
    ...subjects(changes, verdicts, paint),
    ...exceededElsewhere(report, changes, paint),
    ...churnLines(report, paint),
    ...waivedLines(report, paint),
    ...idleLines(report, paint),
    ...problems(allProblems(report), paint),
    [
      ...summary(changes, checkedFiles(report), allProblems(report), paint),
      ...alignmentInWords(report).map((sentence) => paint('dim', sentence)),
      ...leftOutLines(report, paint),
      `${paint(['bold', good ? 'green' : 'red'], `${good ? '✓' : '✗'} ${verdictTitle(report)}`)}`,
    ],
  ]);
}

/** What `holdfast diff` prints: changes by subject, worst first, then problems, and the counts at the end. */
export function diffText(area: AreaReport, options: TextOptions): string {
  const paint = painter(options);
  const changes = unjudgedChanges(area.changes);
  return page([
    ...subjects(changes, new Map(), paint),
    ...problems(area.problems, paint),
    [...summary(changes, area.checked, area.problems, paint), paint('bold', diffTitle(area))],
  ]);
}

/** Problems alone, as commands print them that could not start. */
export function problemsText(found: readonly Problem[], options: TextOptions): string {
  return page(problems(found, painter(options)));
}

function painter({ colour }: TextOptions): Paint {
  return (format, text) => (colour ? styleText(format, text, { validateStream: false }) : text);
}

function page(blocks: readonly (readonly string[])[]): string {
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function subjects(
  changes: readonly JudgedChange[],
  verdicts: ReadonlyMap<string, Verdict>,
  paint: Paint,
): readonly string[][] {
  return [...bySubject(changes)].map(([name, group]) => {
    const verdict = verdicts.get(name);
    return [
      heading(name, verdict, paint),
      ...foldChanges(group).flatMap((fold) => changeLines(fold, paint)),
      ...(verdict === undefined ? [] : verdictLines(verdict, paint)),
    ];
  });
}

function heading(name: string, verdict: Verdict | undefined, paint: Paint): string {
  const title = paint(['bold', 'underline'], shown(name, 200));
  return verdict?.status === 'exceeded' ? `${title}  ${paint('red', 'budget exceeded')}` : title;
}

function changeLines(fold: Fold, paint: Paint): string[] {
  const { drift, counted, promoted } = fold.first;
  const { mark, word } = COMPATIBILITY_WORDS[counted];
  const label = paint(COLOURS[counted], `${mark} ${word}`);
  const others = othersInWords(fold, (text) => shown(text, 100));
  const lines = [
    `  ${label}  ${shown(drift.message, 500)}`,
    ...(others === null ? [] : [`      ${others}`]),
    `      ${places(drift, paint)}`,
  ];
  if (promoted !== null)
    lines.push(`      ${paint('dim', 'counted as breaking:')} ${shown(promoted, 300)}`);
  if (counted === 'non_breaking') return lines;
  lines.push(`      ${paint('dim', 'why:')}  ${shown(drift.why, 500)}`);
  lines.push(`      ${paint('dim', 'do:')}   ${shown(drift.remedy, 500)}`);
  if (drift.before !== null || drift.after !== null) {
    lines.push(
      `      ${paint('dim', 'was:')}  ${shown(drift.before ?? 'not there', 200)}   ${paint('dim', 'now:')} ${shown(drift.after ?? 'not there', 200)}`,
    );
  }
  if (drift.witness !== null) {
    lines.push(`      ${paint('dim', 'shown by:')} ${shown(witnessInWords(drift.witness), 300)}`);
  }
  if (drift.operations.length > 1) {
    lines.push(`      ${paint('dim', 'also reaches')} ${otherOperations(drift)}`);
  }
  return lines;
}

function otherOperations(drift: Drift): string {
  const names = drift.operations.slice(1).map(subjectName);
  const named = names.slice(0, 5).map((name) => shown(name, 100));
  return names.length > named.length
    ? `${named.join(', ')} and ${count(names.length - named.length, 'more operation')}`
    : named.join(', ');
}

function places({ base, head, rule }: Drift, paint: Paint): string {
  const where = head ?? base;
  const parts = where === null ? [] : [paint('cyan', place(where))];
  if (base !== null && head !== null && !sameFile(base, head)) parts.push(`(was ${place(base)})`);
  else if (base !== null && head !== null && base.line !== head.line) {
    parts.push(`(was line ${base.line})`);
  } else if (head === null && base !== null) parts.push('(at base; the file is gone)');
  parts.push(paint('dim', `[${rule}]`));
  return parts.join(' ');
}

function sameFile(a: Location, b: Location): boolean {
  return a.file === b.file;
}

function place(location: Location): string {
  return shown(formatLocation(location), 300);
}

function verdictLines(verdict: Verdict, paint: Paint): string[] {
  if (verdict.status === 'not_judged') {
    return [
      `  ${paint('dim', `not judged: switched off by ${sourceInWords(verdict.judged_by, PLAIN)}`)}`,
    ];
  }
  return verdict.limits
    .filter(({ used }) => used > 0)
    .map((use) => {
      const line = `budget: ${useInWords(use)}, says ${sourceInWords(use.source, PLAIN)}`;
      return `  ${use.exceeded ? paint('red', line) : paint('dim', line)}`;
    });
}

/** Budgets exceeded at operations that changes reach from elsewhere, so that no exceeded budget goes unnamed. */
function exceededElsewhere(
  report: AuditReport,
  changes: readonly JudgedChange[],
  paint: Paint,
): readonly string[][] {
  const shownAlready = bySubject(changes);
  const rest = exceededVerdicts(report).filter(
    ({ subject }) => !shownAlready.has(subjectName(subject)),
  );
  if (rest.length === 0) return [];
  return [
    [
      paint('bold', 'Budgets exceeded by the changes above'),
      ...rest.flatMap((verdict) => [
        `  ${shown(subjectName(verdict.subject), 200)}`,
        ...verdictLines(verdict, paint).map((line) => `  ${line}`),
      ]),
    ],
  ];
}

function churnLines(report: AuditReport, paint: Paint): readonly string[][] {
  const remark = churnRemark(report);
  if (remark !== null) return [[paint('dim', remark)]];
  const verdicts = shownChurn(report);
  if (verdicts.length === 0) return [];
  return [
    [paint('bold', 'Budgets over time'), ...verdicts.flatMap((each) => churnOf(each, paint))],
  ];
}

function churnOf(verdict: ChurnVerdict, paint: Paint): string[] {
  const line = `  fields of ${churnName(verdict, PLAIN)}: ${churnInWords(verdict, PLAIN)}`;
  const most = mostChangedInWords(verdict.most_changed, PLAIN);
  return [
    verdict.status === 'exceeded' ? paint('red', line) : line,
    ...(most === '' ? [] : [`      ${paint('dim', 'most changed:')} ${most}`]),
    ...(verdict.reason === 'switched_off'
      ? []
      : [`      ${paint('dim', `says ${sourceInWords(verdict.source, PLAIN)}`)}`]),
  ];
}

function waivedLines(report: AuditReport, paint: Paint): readonly string[][] {
  const waived = waivedChanges(report);
  if (waived.length === 0) return [];
  return [
    [
      paint('bold', 'Waived, counted in no budget'),
      ...waived.flatMap(({ drift, waiver }) => [
        `  ${shown(subjectName(drift.subject), 200)}: ${shown(drift.message, 500)}`,
        `      ${places(drift, paint)}`,
        `      ${waiverInWords(waiver, (text) => shown(text, 500))} (${waiverPlace(waiver)})`,
      ]),
    ],
  ];
}

function waiverPlace(waiver: Waiver): string {
  return waiver.location === null ? givenWithout(waiver) : place(waiver.location);
}

function idleLines(report: AuditReport, paint: Paint): readonly string[][] {
  const idle = idleWaivers(report);
  if (idle.length === 0) return [];
  return [
    [
      paint(['bold', 'yellow'], 'Waivers to look at'),
      ...idle.map(
        (use) =>
          `  ${paint('cyan', waiverPlace(use))}: ${idleInWords(use, (text) => shown(text, 300))}`,
      ),
    ],
  ];
}

function leftOutLines(report: AuditReport, paint: Paint): string[] {
  const left = leftOut(report);
  const line = `The rules in the settings leave out ${count(left, 'more change')}.`;
  return left === 0 ? [] : [paint('dim', line)];
}

function problems(found: readonly Problem[], paint: Paint): readonly string[][] {
  if (found.length === 0) return [];
  return [
    [
      paint(['bold', 'yellow'], 'Could not check'),
      ...found.map(({ file, line, column, side, message }) => {
        const at = [file, line, line === null ? null : column].filter((part) => part !== null);
        const from = side === 'base' ? ' (at base)' : '';
        return `  ${at.length === 0 ? '' : `${paint('cyan', shown(at.join(':'), 300))}${from}: `}${shown(message, 600)}`;
      }),
    ],
  ];
}

function summary(
  changes: readonly JudgedChange[],
  checked: readonly string[],
  found: readonly Problem[],
  paint: Paint,
): string[] {
  const compared = `Compared ${count(checked.length, 'contract file')}`;
  const words = countsInWords(countJudged(changes));
  const places = bySubject(changes).size;
  if (checked.length === 0 && words !== '')
    return [paint('dim', `No contract changed; found ${words} in ${count(places, 'place')}.`)];
  const none = checked.length === 0 && found.length > 0 ? compared : `${compared}: no changes`;
  const parts = [
    words === '' ? none : `${compared}: ${words} in ${count(places, 'place')}`,
    ...(found.length === 0 ? [] : [count(found.length, 'problem')]),
  ];
  return [paint('dim', `${parts.join(', ')}.`)];
}
