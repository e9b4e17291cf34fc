import { toPointer } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childrenOf, isList, type Node } from '../model/node.ts';
import { Acceptance } from '../schema/accepts.ts';
import { saysNothing } from '../schema/anything.ts';
import { isNumberOf } from '../schema/formats.ts';
import { kindOfKeyword } from '../schema/keywords.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { type DataFlow, propertyShape } from '../schema/shape.ts';
import type { SchemaView } from '../schema/view.ts';
import { namePart } from './field-name.ts';
import { digest, promiseOf } from './promise.ts';

/** What leads from a shape to the next one. */
export interface Step {
  /** Part of a JSON pointer (RFC 6901); what is no property starts with `/~` and a letter, which no escaped name does. */
  readonly name: string;
  /** Whether it is a field of its own; items, map values and conditions belong to the field that holds them. */
  readonly isField: boolean;
  /** Whether what is there has to be there. */
  readonly presence: string;
  /** Null where it cannot be read. */
  readonly target: Shape | null;
}

/** What may stand at one place: one schema, or all of its alternatives. */
export interface Shape {
  /** What is promised of the value itself. */
  readonly promise: string;
  /** The promise and the steps by name: equal for shapes that are the same, whatever they lead to. */
  readonly outline: string;
  /** Sorted by name. */
  readonly steps: readonly Step[];
}

/** The shapes of one contract for data that flows one way: the same schemas make the same object. */
export class Shapes {
  private readonly known = new Map<string, LazyShape>();
  private readonly numbers = new Map<SchemaNode, number>();
  private readonly promises = new Map<SchemaNode, string>();
  /** Pairs of shapes that were found to be the same, or not. */
  private readonly compared = new Map<Shape, ReadonlyMap<Shape, boolean>>();

  private readonly acceptance: Acceptance;

  constructor(
    readonly model: ContractModel,
    readonly flow: DataFlow,
  ) {
    this.acceptance = new Acceptance(model, flow, isNumberOf);
  }

  /** The shape of a schema; null, with a problem, where its reference cannot be followed. */
  ofNode(node: Node): Shape | null {
    const schema = this.model.schemas.of([node]);
    return schema === undefined ? null : this.of([schema]);
  }

  /** The shape of what is one of the schemas. */
  of(schemas: readonly SchemaNode[]): Shape {
    const unique = [...new Set(schemas)];
    const key = unique
      .map((schema) => this.numberOf(schema))
      .sort((a, b) => a - b)
      .join(' ');
    let shape = this.known.get(key);
    if (shape === undefined) {
      shape = new LazyShape(this, unique);
      this.known.set(key, shape);
    }
    return shape;
  }

  promiseOf(schema: SchemaNode): string {
    let promise = this.promises.get(schema);
    if (promise === undefined) {
      promise = promiseOf(schema.view(), this.acceptance);
      this.promises.set(schema, promise);
    }
    return promise;
  }

  /**
   * Whether two shapes promise the same all the way down. What recursion comes back to is the same until
   * something is found that is not (coinduction).
   */
  same(one: Shape, other: Shape): boolean {
    if (one === other) return true;
    if (one.outline !== other.outline) return false;
    const known = this.compared.get(one)?.get(other);
    if (known !== undefined) return known;
    const met = new Map<Shape, Map<Shape, boolean>>();
    const waiting: (readonly [Shape, Shape])[] = [[one, other]];
    let isSame = true;
    for (let pair = waiting.pop(); pair !== undefined && isSame; pair = waiting.pop()) {
      const [left, right] = pair;
      const others = met.get(left) ?? new Map<Shape, boolean>();
      if (left === right || others.has(right)) continue;
      met.set(left, others.set(right, true));
      if (left.outline !== right.outline) isSame = false;
      else isSame = pushSteps(waiting, left, right);
    }
    // Nothing speaks against any of the pairs that were met; otherwise it is not known which of them differ.
    if (!isSame) this.remember(one, new Map([[other, false]]));
    else for (const [left, others] of met) this.remember(left, others);
    return isSame;
  }

  private remember(one: Shape, others: ReadonlyMap<Shape, boolean>): void {
    this.compared.set(one, new Map([...(this.compared.get(one) ?? []), ...others]));
  }

  private numberOf(schema: SchemaNode): number {
    let number = this.numbers.get(schema);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(schema, number);
    }
    return number;
  }
}

/** Adds what the steps of two shapes with the same outline lead to; false where only one of two can be read. */
function pushSteps(waiting: (readonly [Shape, Shape])[], left: Shape, right: Shape): boolean {
  return left.steps.every((step, index) => {
    const target = right.steps[index]?.target ?? null;
    if (step.target === null || target === null) return step.target === target;
    waiting.push([step.target, target]);
    return true;
  });
}

class LazyShape implements Shape {
  private alternatives: readonly SchemaNode[] | undefined;
  private knownPromise: string | undefined;
  private knownOutline: string | undefined;
  private knownSteps: readonly Step[] | undefined;

  constructor(
    private readonly shapes: Shapes,
    private readonly schemas: readonly SchemaNode[],
  ) {}

  get promise(): string {
    if (this.knownPromise === undefined) {
      const all = this.all().map((schema) => this.shapes.promiseOf(schema));
      this.knownPromise = [...new Set(all)].sort().join('\n');
    }
    return this.knownPromise;
  }

  get outline(): string {
    this.knownOutline ??= digest(
      JSON.stringify([this.promise, ...this.steps.map(({ name, presence }) => [name, presence])]),
    );
    return this.knownOutline;
  }

  get steps(): readonly Step[] {
    if (this.knownSteps === undefined) {
      const found = new StepCollector(this.shapes);
      for (const schema of this.all()) found.addAll(schema.view());
      this.knownSteps = found.sorted();
    }
    return this.knownSteps;
  }

  /** The schemas, and the members of their unions. */
  private all(): readonly SchemaNode[] {
    if (this.alternatives !== undefined) return this.alternatives;
    const { schemas } = this.shapes.model;
    const met = new Set<SchemaNode>(this.schemas);
    for (const schema of met) {
      for (const { members } of schema.view().unions) {
        for (const member of members) {
          const found = schemas.of([member]);
          if (found !== undefined) met.add(found);
        }
      }
    }
    this.alternatives = [...met];
    return this.alternatives;
  }
}

interface StepDraft {
  readonly isField: boolean;
  readonly presences: Set<string>;
  readonly schemas: SchemaNode[];
}

/** Collects where all alternatives of a shape lead to. */
class StepCollector {
  private readonly drafts = new Map<string, StepDraft>();

  constructor(private readonly shapes: Shapes) {}

  addAll(view: SchemaView): void {
    const { model, flow } = this.shapes;
    for (const name of view.properties.keys()) {
      const { schemas, hidden } = propertyShape(model, view, name, flow);
      if (hidden) continue;
      this.add(
        namePart(toPointer([name])),
        schemas,
        view.required.has(name) ? 'required' : 'optional',
      );
    }
    if (this.says(view.items)) this.add('/~items', view.items);
    if (this.says(view.additional)) this.add('/~additional', view.additional);
    const content = view.annotations.get('contentSchema');
    if (content !== undefined) this.add('/~contentSchema', [content]);
    for (const [keyword, nodes] of view.constraints) this.addHeld(keyword, nodes);
  }

  /** Whether schemas say anything of items or further properties. */
  private says(nodes: readonly Node[]): boolean {
    const view = this.shapes.model.schemas.of(nodes)?.view();
    return nodes.length > 0 && (view === undefined || !saysNothing(view));
  }

  /** The schemas that a keyword such as `patternProperties`, `prefixItems` or `not` holds. */
  private addHeld(keyword: string, nodes: readonly Node[]): void {
    const kind = kindOfKeyword(keyword);
    if (kind === undefined || kind === 'value') return;
    for (const node of nodes) {
      if (kind === 'schema' && !isList(node.value)) this.add(`/~${keyword}`, [node]);
      else
        for (const held of childrenOf(node))
          this.add(namePart(`/~${keyword}${toPointer([held.key])}`), [held]);
    }
  }

  private add(name: string, nodes: readonly Node[], presence = ''): void {
    let draft = this.drafts.get(name);
    if (draft === undefined) {
      draft = { isField: presence !== '', presences: new Set(), schemas: [] };
      this.drafts.set(name, draft);
    }
    const schema = this.shapes.model.schemas.of(nodes);
    if (schema !== undefined) draft.schemas.push(schema);
    draft.presences.add(schema === undefined ? `${presence} unreadable` : presence);
  }

  sorted(): readonly Step[] {
    return [...this.drafts.keys()].sort().flatMap((name) => {
      const draft = this.drafts.get(name);
      if (draft === undefined) return [];
      const { isField, presences, schemas } = draft;
      const target = schemas.length === 0 ? null : this.shapes.of(schemas);
      return [{ name, isField, presence: [...presences].sort().join(' or '), target }];
    });
  }
}
