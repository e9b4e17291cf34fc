import type { Area, Compatibility, Direction, MismatchType, Severity } from './drift.ts';

/** A kind of drift, declared once in its area's catalogue; the docs are generated from these. */
export interface Rule {
  /** Kebab case, stable: it is part of every fingerprint and of teams' settings. */
  readonly id: string;
  readonly area: Area;
  readonly direction: Direction;
  readonly compatibility: Compatibility;
  readonly severity: Severity;
  readonly mismatch_type: MismatchType;
  /** What the rule finds, as a short heading. */
  readonly title: string;
  /** Whom it breaks and why, in a sentence. */
  readonly why: string;
  /** What to do instead, in a sentence. */
  readonly remedy: string;
  /** Why it is judged otherwise than by other tools, in a sentence. */
  readonly note?: string;
}
