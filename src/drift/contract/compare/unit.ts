import type { JsonValue } from '../../../document/document.ts';
import type { Compatibility, Direction } from '../../drift.ts';
import type { Node } from '../model/node.ts';
import type { RuleId } from '../rules/index.ts';
import type { LifecycleEvent } from '../rules/lifecycle.ts';
import type { SchemaFact } from '../rules/schema.ts';
import type { Label, Where } from './where.ts';

/** What a comparison found at one pair of declarations, before it is known whom it reaches. */
export interface Finding {
  /** The rule, or what happened to a schema or was announced about it, which with the place it is used at makes the rule. */
  readonly rule: RuleId | { readonly fact: SchemaFact } | { readonly event: LifecycleEvent };
  /** Findings with the same topic about the same declaration are one, as bad as the worst; the rule where absent. */
  readonly topic?: string;
  /** What tells it from others about the same declaration: an enum value, a scope. */
  readonly detail?: string;
  readonly action: 'add' | 'remove' | 'change';
  /** The thing on each side; null where that side does not have it. */
  readonly base: Node | null;
  readonly head: Node | null;
  /** For removed things: the nearest place that head still has. */
  readonly near: Node | null;
  readonly message: (where: Where) => string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** Where the case is worse or better than the rule's. */
  readonly compatibility?: Compatibility;
}

/** A pair of declarations that is compared once in one direction, and those it is reached from. */
export class Unit {
  readonly parents: { readonly unit: Unit; readonly label: Label }[] = [];
  readonly findings: Finding[] = [];

  constructor(
    readonly direction: Direction,
    /** Index of the operation, for the unit that is one. */
    readonly operation: number | null = null,
  ) {}

  report(finding: Finding): void {
    this.findings.push(finding);
  }
}
