import type { Direction } from '../../drift.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { schemaLifecycle } from '../model/lifecycle.ts';
import type { Node } from '../model/node.ts';
import { Containment } from '../schema/containment.ts';
import { Sameness } from '../schema/sameness.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { compareValueLifecycles } from './enum.ts';
import { compareLifecycle } from './lifecycle.ts';
import { compareSchema } from './schema.ts';
import { Unit } from './unit.ts';
import { describe, type Label } from './where.ts';

/** Which way data flows: what callers send, or what consumers get. */
export type Flow = Exclude<Direction, 'none'>;

/** What is proven: that values are accepted, that they are meant alike too, or that values are by custom. */
type ProofKind = 'exact' | 'strict' | 'customary';

/** How often a proof turns round: `not` within `not`, or within `if`. */
const MAX_INVERSE = 4;

/** Pairs of declarations that are compared at most; no real pair of contracts comes near. */
const MAX_UNITS = 300_000;

/**
 * The state of one comparison: the two contracts, every pair of declarations met so far, and the schemas that wait.
 * Schemas wait in a queue, not on the stack, so that depth and cycles cost nothing.
 */
export class Comparison {
  readonly units: Unit[] = [];
  readonly sameness: Sameness;
  /** Pairs of alternatives that were looked at for being alike. */
  matched = 0;
  private readonly known = new Map<string, Map<object, Map<object, Unit>>>();
  private readonly proofs = new Map<string, Containment>();
  private readonly proofStack = { depth: 0 };
  private readonly waiting: (() => void)[] = [];

  constructor(
    readonly base: ContractModel,
    readonly head: ContractModel,
    /** The audit's date, which sunset dates are measured by: `YYYY-MM-DD`. */
    readonly date: string,
  ) {
    this.sameness = new Sameness(base.contract, head.contract);
  }

  /** The unit of an operation, from which all else is reached; `name` is how its parts speak of it, where they do. */
  operation(index: number, name: string): Unit {
    const unit = new Unit('none', index, false, name);
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
    const isText = label.isText ?? (parent.isText && label.part === undefined);
    const isSame = label.part === undefined && (label.step ?? '') === '';
    const isAlwaysSent = label.isAlwaysSent ?? (parent.isAlwaysSent && isSame);
    const known = this.knownOf(`${flow}${isText ? '-text' : ''}${isAlwaysSent ? '-always' : ''}`);
    let byHead = known.get(pair.base);
    if (byHead === undefined) {
      byHead = new Map();
      known.set(pair.base, byHead);
    }
    const met = byHead.get(pair.head);
    const unit = met ?? new Unit(flow, null, isText, '', isAlwaysSent);
    unit.parents.push({ unit: parent, label });
    if (met !== undefined) return;
    byHead.set(pair.head, unit);
    this.units.push(unit);
    if (this.units.length <= MAX_UNITS) compare(unit);
    else this.reportLimit();
  }

  private knownOf(kind: string): Map<object, Map<object, Unit>> {
    let known = this.known.get(kind);
    if (known === undefined) {
      known = new Map();
      this.known.set(kind, known);
    }
    return known;
  }

  /** Goes to the schemas at one place of each side, unless they are the same. */
  schemas(
    parent: Unit,
    label: Label,
    flow: Flow,
    base: readonly Node[],
    head: readonly Node[],
  ): void {
    const onlyBase = base[0];
    const onlyHead = head[0];
    if (onlyBase === undefined || onlyHead === undefined) return;
    const single = base.length + head.length === 2;
    if (single && this.sameness.same(onlyBase, onlyHead)) return;
    const baseSchema = this.base.schemas.of(base);
    const headSchema = this.head.schemas.of(head);
    if (baseSchema === undefined || headSchema === undefined) return;
    this.schemaPair(parent, label, flow, baseSchema, headSchema);
  }

  /** Goes to a pair of schemas; it is compared when its turn comes. */
  schemaPair(parent: Unit, label: Label, flow: Flow, base: SchemaNode, head: SchemaNode): void {
    this.enter(parent, label, flow, { base, head }, (unit) => {
      unit.schemas = { base, head };
      this.waiting.push(() => {
        compareSchema(this, unit, flow, base, head);
        compareValueLifecycles({
          comparison: this,
          unit,
          flow,
          base: base.view(),
          head: head.view(),
        });
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

  /** Whether two schemas are proven to accept the same values, and mean them alike. */
  areEquivalent(base: SchemaNode, head: SchemaNode, flow: Flow): boolean {
    return (
      this.proof(flow, true, 'strict').schemas(base, head) &&
      this.proof(flow, false, 'strict').schemas(head, base)
    );
  }

  /**
   * Whether a change is proven to be safe: every request that was accepted still is,
   * every response that can come could come before.
   */
  isSafe(base: SchemaNode, head: SchemaNode, flow: Flow): boolean {
    return flow === 'request'
      ? this.proof(flow, true, 'exact').schemas(base, head)
      : this.proof(flow, false, 'exact').schemas(head, base);
  }

  /** The same, taken for granted that nothing is sent under names that an open object says nothing of. */
  isCustomarilySafe(base: SchemaNode, head: SchemaNode, flow: Flow): boolean {
    return flow === 'request'
      ? this.proof(flow, true, 'customary').schemas(base, head)
      : this.proof(flow, false, 'customary').schemas(head, base);
  }

  /** Whether schemas at one place of each side are proven to accept the same values, and mean them alike. */
  areAlike(base: readonly Node[], head: readonly Node[], flow: Flow): boolean {
    return (
      this.proof(flow, true, 'strict').nodes(base, head) &&
      this.proof(flow, false, 'strict').nodes(head, base)
    );
  }

  private proof(flow: Flow, forward: boolean, kind: ProofKind, level = 0): Containment {
    const key = `${flow} ${forward} ${kind} ${level}`;
    let proof = this.proofs.get(key);
    if (proof === undefined) {
      const [inner, outer] = forward ? [this.base, this.head] : [this.head, this.base];
      // Each level has proofs of its own, so that nothing is concluded in a circle.
      const back = (of: ProofKind) => () => this.proof(flow, !forward, of, level + 1);
      proof = new Containment({
        inner,
        outer,
        flow,
        forward,
        strict: kind === 'strict',
        isCustomary: kind === 'customary',
        sameness: this.sameness,
        stack: this.proofStack,
        ...(level === 0 ? { opposite: back(kind === 'customary' ? kind : 'exact') } : {}),
        ...(level < MAX_INVERSE ? { inverse: back('exact') } : {}),
      });
      this.proofs.set(key, proof);
    }
    return proof;
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
