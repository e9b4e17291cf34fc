// Brings a recorded body towards what the contract says: what is still valid stays as it is.
import { sample } from 'openapi-sampler';
import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import { equalValues, valueAt } from '../../../fix/values.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from '../model/node.ts';
import { propertyShape, requiredNames } from '../schema/shape.ts';
import type { SchemaView } from '../schema/view.ts';
import { Confirmation } from '../witness/confirm.ts';
import { Slicer } from '../witness/slice.ts';

/** How deep schemas are written out for the sampler; recursion has no end otherwise. */
const MOST_DEPTH = 12;
/** Members and items that are gone through at most. */
const MOST_STEPS = 20_000;

/** Holds bodies of responses against one contract, and brings them towards it. */
export class FixtureMerge {
  private readonly confirmation = new Confirmation();
  private readonly slicer: Slicer;
  private steps = 0;

  constructor(
    private readonly model: ContractModel,
    /** The contract before, which tells what was removed; null where it is not known. */
    private readonly before: ContractModel | null,
  ) {
    this.slicer = new Slicer(model.contract, 'response', { spent: 0 });
  }

  /** Whether `ajv` accepts a value; undefined where that cannot be told. */
  accepts(nodes: readonly Node[], value: JsonValue): boolean | undefined {
    const cuts = this.slicer.all(nodes, value);
    return cuts === undefined ? undefined : this.confirmation.acceptsAll(cuts);
  }

  /**
   * The value as it has to be; undefined where no such value could be made. `example` is the contract's own, for the
   * same place; `old` are the schemas of the contract before.
   */
  merged(
    nodes: readonly Node[],
    old: readonly Node[] | null,
    value: JsonValue,
    example: JsonValue | undefined,
  ): JsonValue | undefined {
    this.steps += 1;
    if (this.steps > MOST_STEPS) return undefined;
    const view = this.model.schemas.of(nodes)?.view();
    if (view === undefined) return undefined;
    const kept = this.kept(view, old, value, example);
    if (kept !== undefined && this.accepts(nodes, kept) === true) return kept;
    for (const { members } of view.unions) {
      for (const member of members) {
        const chosen = this.merged([member], old, value, example);
        if (chosen !== undefined && this.accepts(nodes, chosen) === true) return chosen;
      }
    }
    return this.made(nodes, view, example);
  }

  /** The value with its members and items brought towards the contract; undefined where it is none of these kinds. */
  private kept(
    view: SchemaView,
    old: readonly Node[] | null,
    value: JsonValue,
    example: JsonValue | undefined,
  ): JsonValue | undefined {
    if (isList(value)) return this.list(view, old, value, example);
    return isObject(value) ? this.object(view, old, value, example) : value;
  }

  private list(
    view: SchemaView,
    old: readonly Node[] | null,
    value: readonly JsonValue[],
    example: JsonValue | undefined,
  ): JsonValue | undefined {
    if (view.items.length === 0) return value;
    const oldItems = this.oldView(old)?.items ?? null;
    const model = isList(example) ? example[0] : undefined;
    const items: JsonValue[] = [];
    for (const item of value) {
      const merged = this.merged(view.items, oldItems, item, model);
      if (merged === undefined) return undefined;
      items.push(merged);
    }
    return items;
  }

  private object(
    view: SchemaView,
    old: readonly Node[] | null,
    value: JsonObject,
    example: JsonValue | undefined,
  ): JsonValue | undefined {
    const before = this.oldView(old);
    const members: [string, JsonValue][] = [];
    for (const [name, item] of Object.entries(value)) {
      const { schemas, forbidden, hidden } = propertyShape(this.model, view, name, 'response');
      const isListed = view.properties.has(name);
      const isRemoved = !isListed && before?.properties.has(name) === true && schemas.length === 0;
      if (forbidden || hidden || isRemoved) continue;
      const oldNodes = before?.properties.get(name) ?? null;
      const merged =
        schemas.length === 0 ? item : this.merged(schemas, oldNodes, item, memberOf(example, name));
      // What need not be there is better left out than wrong.
      if (merged === undefined && view.required.has(name)) return undefined;
      if (merged !== undefined) members.push([name, merged]);
    }
    for (const name of requiredNames(this.model, view, 'response')) {
      if (members.some(([known]) => known === name)) continue;
      const { schemas } = propertyShape(this.model, view, name, 'response');
      const own = this.model.schemas.of(schemas)?.view();
      const made =
        own === undefined
          ? memberOf(example, name)
          : this.made(schemas, own, memberOf(example, name));
      if (made === undefined) return undefined;
      members.push([name, made]);
    }
    return Object.fromEntries(members);
  }

  private oldView(old: readonly Node[] | null): SchemaView | undefined {
    if (old === null || old.length === 0) return undefined;
    return this.before?.schemas.of(old)?.view();
  }

  /** A value from the contract: its own example, then what a sample of the schema gives. */
  private made(
    nodes: readonly Node[],
    view: SchemaView,
    example: JsonValue | undefined,
  ): JsonValue | undefined {
    const candidates = [
      example,
      ...nodes.map((node) => this.ownExample(node)),
      ...nodes.map((node) => this.sampled(node)),
      ...[...(view.values?.values() ?? [])].map(({ value }) => value),
      null,
    ];
    return candidates.find(
      (candidate) => candidate !== undefined && this.accepts(nodes, candidate) === true,
    );
  }

  private ownExample(node: Node): JsonValue | undefined {
    const target = this.model.schemas.follow(node);
    if (target === undefined) return undefined;
    const list = childOf(target, 'examples')?.value;
    return (
      childOf(target, 'example')?.value ??
      (isList(list) ? list[0] : undefined) ??
      childOf(target, 'default')?.value
    );
  }

  private sampled(node: Node): JsonValue | undefined {
    const schema = this.writtenOut(node, 0);
    if (!isObject(schema)) return undefined;
    try {
      const made: unknown = sample(schema, { skipWriteOnly: true, quiet: true });
      const text: string | undefined = JSON.stringify(made);
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      // The sampler knows fewer schemas than there are; then there is no sample.
      return undefined;
    }
  }

  /** A schema with its references written out, as far as the sampler needs it. */
  private writtenOut(node: Node, depth: number): JsonValue {
    const target = this.model.contract.follow(node);
    if (target === undefined || depth > MOST_DEPTH) return {};
    if (isList(target.value))
      return childrenOf(target).map((item) => this.writtenOut(item, depth + 1));
    if (!isObjectNode(target)) return target.value;
    return Object.fromEntries(
      childrenOf(target).map((child) => [String(child.key), this.writtenOut(child, depth + 1)]),
    );
  }
}

function memberOf(example: JsonValue | undefined, name: string): JsonValue | undefined {
  return example === undefined ? undefined : valueAt(example, [name]);
}

/** Whether a body is as the contract wants it and nothing has to be changed. */
export function isSettled(value: JsonValue, merged: JsonValue | undefined): boolean {
  return merged !== undefined && equalValues(value, merged);
}
