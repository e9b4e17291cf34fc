import type { Direction } from '../../drift.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { schemaLifecycle } from '../model/lifecycle.ts';
import type { Node } from '../model/node.ts';
import { Sameness } from '../schema/sameness.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { compareLifecycle } from './lifecycle.ts';
import { compareSchema } from './schema.ts';
import { Unit } from './unit.ts';
import { describe, type Label } from './where.ts';

/** Which way data flows: what callers send, or what consumers get. */
export type Flow = Exclude<Direction, 'none'>;

/** Pairs of declarations that are compared at most; no real pair of contracts comes near. */
const MAX_UNITS = 300_000;

/**
 * The state of one comparison: the two contracts, every pair of declarations met so far, and the schemas that wait.
 * Schemas wait in a queue, not on the stack, so that depth and cycles cost nothing.
 */
export class Comparison {
  readonly units: Unit[] = [];
  readonly sameness: Sameness;
  private readonly known: Record<Flow, Map<object, Map<object, Unit>>> = {
    request: new Map(),
    response: new Map(),
  };
  private readonly waiting: (() => void)[] = [];

  constructor(
    readonly base: ContractModel,
    readonly head: ContractModel,
    /** The audit's date, which sunset dates are measured by: `YYYY-MM-DD`. */
    readonly date: string,
  ) {
    this.sameness = new Sameness(base.contract, head.contract);
  }

  /** The unit of an operation, from which all else is reached. */
  operation(index: number): Unit {
    const unit = new Unit('none', index);
    this.units.push(unit);
    return unit;
  }

  /**
   * Goes from `parent` to a pair of declarations; `compare` is called the first time the pair is met in this direction.
   */
  enter(
    parent: Unit,
    label: Label,
    flow: Flow,
    pair: { readonly base: object; readonly head: object },
    compare: (unit: Unit) => void,
  ): void {
    let byHead = this.known[flow].get(pair.base);
    if (byHead === undefined) {
      byHead = new Map();
      this.known[flow].set(pair.base, byHead);
    }
    const met = byHead.get(pair.head);
    const unit = met ?? new Unit(flow);
    unit.parents.push({ unit: parent, label });
    if (met !== undefined) return;
    byHead.set(pair.head, unit);
    this.units.push(unit);
    if (this.units.length <= MAX_UNITS) compare(unit);
    else this.reportLimit();
  }

  /** Goes to the schemas at one place of each side, unless they are the same. */
  schemas(
    parent: Unit,
    label: Label,
    flow: Flow,
    base: readonly Node[],
    head: readonly Node[],
  ): void {
    const [onlyBase, secondBase] = base;
    const [onlyHead, secondHead] = head;
    if (onlyBase === undefined || onlyHead === undefined) return;
    const single = secondBase === undefined && secondHead === undefined;
    if (single && this.sameness.same(onlyBase, onlyHead)) return;
    const baseSchema = this.base.schemas.of(base);
    const headSchema = this.head.schemas.of(head);
    if (baseSchema === undefined || headSchema === undefined) return;
    this.schemaPair(parent, label, flow, baseSchema, headSchema);
  }

  /** Goes to a pair of schemas; it is compared when its turn comes. */
  schemaPair(parent: Unit, label: Label, flow: Flow, base: SchemaNode, head: SchemaNode): void {
    this.enter(parent, label, flow, { base, head }, (unit) => {
      this.waiting.push(() => {
        compareSchema(this, unit, flow, base.view(), head.view());
        compareLifecycle({
          unit,
          base: schemaLifecycle(this.base.contract, base.node, base.view().parts),
          head: schemaLifecycle(this.head.contract, head.node, head.view().parts),
          date: this.date,
          ruleOf: (event) => ({ event }),
          nameOf: describe,
        });
      });
    });
  }

  /** Puts something off, so that declarations inside each other do not grow the stack. */
  later(compare: () => void): void {
    this.waiting.push(compare);
  }

  /** Compares all that waits, and what that leads to. */
  finish(): void {
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) next();
  }

  private reportLimit(): void {
    const { contract } = this.head;
    contract.report(
      contract.root,
      'limit-reached',
      `More than ${MAX_UNITS} pairs of declarations differ. The rest was not compared.`,
    );
  }
}
