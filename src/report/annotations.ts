import type { AuditReport } from '../audit/report.ts';
import { type Drift, subjectName } from '../drift/drift.ts';
import { compareText, formatLocation } from '../location.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../visible.ts';
import { allProblems, type JudgedChange, judgedChanges } from './judgement.ts';
import { byteLength, LIMITS } from './limits.ts';
import { count, witnessInWords } from './wording.ts';

/** A note on a line of a file at head, as check runs show it. Plain text. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

export interface AnnotationList {
  /** Worst first, then by place. */
  readonly annotations: readonly Annotation[];
  /** How many were left out because there were too many. */
  readonly left_out: number;
}

const LEVELS = ['failure', 'warning', 'notice'] as const;

/**
 * The annotations of an audit: failures where something breaks or counts towards an exceeded limit, warnings
 * where it may break, notices where something could not be checked. Harmless changes have none.
 * At most `max`, by default 500.
 */
export function annotationsOf(
  report: AuditReport,
  max: number = LIMITS.annotations,
): AnnotationList {
  return limited(
    [
      ...judgedChanges(report).flatMap(changeAnnotation),
      ...allProblems(report).flatMap((problem) => problemAnnotation(problem, 'notice')),
    ],
    max,
  );
}

/** Annotations at the problems of one file, such as settings that do not hold. */
export function problemAnnotations(
  problems: readonly Problem[],
  max: number = LIMITS.annotationsPerRequest,
): AnnotationList {
  return limited(
    problems.flatMap((problem) => problemAnnotation(problem, 'failure')),
    max,
  );
}

function limited(found: readonly Annotation[], max: number): AnnotationList {
  const sorted = [...found].sort(compareAnnotations);
  return { annotations: sorted.slice(0, max), left_out: Math.max(0, sorted.length - max) };
}

function compareAnnotations(a: Annotation, b: Annotation): number {
  return (
    LEVELS.indexOf(a.annotation_level) - LEVELS.indexOf(b.annotation_level) ||
    compareText(a.path, b.path) ||
    a.start_line - b.start_line ||
    compareText(a.title, b.title) ||
    compareText(a.message, b.message)
  );
}

function changeAnnotation({ drift, counted, promoted, exceeds }: JudgedChange): Annotation[] {
  // A file that is gone has no line left; the table and the reasons still name it.
  if (drift.head === null || (counted === 'non_breaking' && !exceeds)) return [];
  const others = drift.operations.length - 1;
  const lines = [
    drift.message,
    origin(drift),
    others > 0 ? `Reaches ${count(others, 'more operation')}.` : '',
    promoted === null ? '' : `Counted as breaking: ${promoted}`,
    `Why: ${drift.why}`,
    drift.witness === null ? '' : `Shown by ${shown(witnessInWords(drift.witness), 300)}.`,
    `Instead: ${drift.remedy}`,
  ];
  const failure = counted === 'definitely_breaking' || exceeds;
  return [
    {
      path: drift.head.file,
      start_line: drift.head.line,
      end_line: drift.head.line,
      annotation_level: failure ? 'failure' : 'warning',
      title: title(`${subjectName(drift.subject)}: ${drift.rule}`),
      message: message(lines),
    },
  ];
}

/** Names the base line where it is not the same, above all for what is gone. */
function origin({ base, head, action }: Drift): string {
  if (base === null) return '';
  if (action === 'remove')
    return `It stood at ${formatLocation(base)} at base; this is the nearest line left.`;
  return head !== null && head.file === base.file && head.line === base.line
    ? ''
    : `At base: ${formatLocation(base)}.`;
}

function problemAnnotation(
  { code, message: text, file, line, side }: Problem,
  level: 'failure' | 'notice',
): Annotation[] {
  if (file === null || side === 'base') return [];
  const at = line ?? 1;
  return [
    {
      path: file,
      start_line: at,
      end_line: at,
      annotation_level: level,
      title: title(
        code === 'invalid-settings' ? 'These settings do not hold' : `Could not check: ${code}`,
      ),
      message: message([text]),
    },
  ];
}

function title(text: string): string {
  return cut(shown(text, 200), LIMITS.annotationTitleBytes);
}

function message(lines: readonly string[]): string {
  const text = lines.filter((line) => line !== '').map((line) => shown(line, 2_000));
  return cut(text.join('\n'), LIMITS.annotationMessageBytes);
}

/** Cuts at a limit in bytes, at a whole character, and shows that it did. */
function cut(text: string, max: number): string {
  if (byteLength(text) <= max) return text;
  let kept = '';
  let size = byteLength('…');
  for (const character of text) {
    size += byteLength(character);
    if (size > max) break;
    kept += character;
  }
  return `${kept}…`;
}
