import type { JsonValue } from '../../../document/document.ts';
import type { Compatibility, Direction, Witness } from '../../drift.ts';
import type { Node } from '../model/node.ts';
import type { RuleId } from '../rules/index.ts';
import type { LifecycleEvent } from '../rules/lifecycle.ts';
import type { SchemaFact } from '../rules/schema.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
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
  compatibility?: Compatibility;
  /** Why it matters, or does not, where the rule's own reason does not hold. */
  readonly reason?: string;
  /** A value that shows the break, where one was found and confirmed. */
  witness?: Witness;
  /** What could not be decided, where that is why the case is potentially breaking. */
  doubt?: string;
  /** Whether it breaks by its rule, though no value could be made that shows it. */
  isUnshown?: boolean;
  /** Whether patterns were not compared, as those before them took all the work that is done. */
  isCutShort?: boolean;
  /** Whether it is an alternative whose values are all values of the other side. */
  isCovered?: boolean;
  /** Whether it is harmless by its rule, which holds only where nothing else is beside it. */
  isDoubted?: boolean;
}

/** The schemas that a unit compared, and which of its findings a value has to show. */
export interface Claim {
  readonly base: SchemaNode;
  readonly head: SchemaNode;
  readonly flow: 'request' | 'response';
  readonly findings: readonly Finding[];
}

/** A pair of declarations that is compared once in one direction, and those it is reached from. */
export class Unit {
  readonly parents: { readonly unit: Unit; readonly label: Label }[] = [];
  readonly findings: Finding[] = [];
  /** What has to be shown by values, for units that compared schemas. */
  claim: Claim | null = null;
  /** The schemas it compares, where it compares schemas. */
  schemas: { readonly base: SchemaNode; readonly head: SchemaNode } | null = null;

  constructor(
    readonly direction: Direction,
    /** Index of the operation, for the unit that is one. */
    readonly operation: number | null = null,
    /** Whether its values are sent as text: parameters, headers, fields of forms. */
    readonly isText: boolean = false,
    /** How messages about its parts name it: `webhook 'paid'`; empty where the subject says enough. */
    readonly name: string = '',
    /** Whether the value is always there, so that a default is never taken: of a parameter that is required. */
    readonly isAlwaysSent: boolean = false,
  ) {}

  report(finding: Finding): void {
    this.findings.push(finding);
  }
}
