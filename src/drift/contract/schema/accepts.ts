import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { childrenOf, isList, type Node } from '../model/node.ts';
import { automatonOf } from '../pattern/automaton.ts';
import { conditionalsOf, containedOf } from './adjacent.ts';
import { countOf, isMultiple, lowerLimit, numbersOf, textsOf, upperLimit } from './bounds.ts';
import { canonical } from './canonical.ts';
import { type DataFlow, patternSchemas, propertyShape, requiredNames } from './shape.ts';
import { typeOfValue } from './types.ts';
import type { SchemaView, Union } from './view.ts';

/** Whether a schema accepts a value; undefined where that was not decided. */
export type Answer = boolean | undefined;

/** Tells whether text is of a format; undefined for formats it does not know. */
export type FormatTest = (format: string, value: string | number) => Answer;

/** Deeper values are not looked at. */
const MAX_DEPTH = 40;
/** Schemas that are asked about one value at most: alternatives may refer to each other without end. */
const MAX_STEPS = 3_000;

/** Decides by the normal form of schemas whether they accept values. Not by `ajv`, which confirms it independently. */
export class Acceptance {
  private steps = 0;
  /** What was decided of objects and lists, which many values share: they are never changed once they are made. */
  private readonly known = new WeakMap<object, Map<SchemaView, boolean>>();

  constructor(
    private readonly model: ContractModel,
    private readonly flow: DataFlow,
    private readonly ofFormat: FormatTest,
    /** What is counted of all that is asked. */
    private readonly effort: { spent: number } = { spent: 0 },
  ) {}

  /** Whether the schemas that hold at one place accept a value. */
  byNodes(nodes: readonly Node[], value: JsonValue, depth = 0): Answer {
    if (nodes.length === 0) return true;
    const view = this.model.schemas.of(nodes)?.view();
    if (view === undefined) return undefined;
    if (typeof value !== 'object' || value === null) return this.byView(view, value, depth);
    const known = this.known.get(value)?.get(view);
    if (known !== undefined) return known;
    const answer = this.byView(view, value, depth);
    if (answer !== undefined) this.remember(view, value, answer);
    return answer;
  }

  private remember(view: SchemaView, value: object, answer: boolean): void {
    const answers = this.known.get(value);
    if (answers === undefined) this.known.set(value, new Map([[view, answer]]));
    else answers.set(view, answer);
  }

  byView(view: SchemaView, value: JsonValue, depth = 0): Answer {
    this.steps = depth === 0 ? 0 : this.steps + 1;
    this.effort.spent += 1;
    if (depth > MAX_DEPTH || this.steps > MAX_STEPS || view.broken.size > 0) return undefined;
    if ((typeOfValue(value) & view.types) === 0) return false;
    if (view.values !== null && !view.values.has(canonical(value))) return false;
    let answer = this.byKind(view, value, depth);
    for (const union of view.unions) {
      if (answer === false) return false;
      answer = and(answer, this.byUnion(union, value, depth));
    }
    return answer === false ? false : and(answer, this.byConditions(view, value, depth));
  }

  private byKind(view: SchemaView, value: JsonValue, depth: number): Answer {
    if (typeof value === 'string') return this.text(view, value);
    if (typeof value === 'number') return this.number(view, value);
    if (isList(value)) return this.list(view, value, depth);
    return isObject(value) ? this.object(view, value, depth) : true;
  }

  private text(view: SchemaView, value: string): Answer {
    const length = [...value].length;
    if (length < countOf(view, 'minLength') || length > countOf(view, 'maxLength')) return false;
    return all([
      ...textsOf(view, 'pattern').map((pattern) => () => automatonOf(pattern)?.accepts(value)),
      () => this.format(view, value),
    ]);
  }

  private format(view: SchemaView, value: string | number): Answer {
    if (view.format === null && !view.constraints.has('format')) return true;
    const formats = [view.format, ...(view.constraints.get('format') ?? [])];
    return all(
      formats.map((node) => () => {
        const format = node?.value;
        return typeof format === 'string' ? this.ofFormat(format, value) : true;
      }),
    );
  }

  private number(view: SchemaView, value: number): Answer {
    const [lower, upper] = [lowerLimit(view), upperLimit(view)];
    if (lower !== null && (lower.exclusive ? value <= lower.value : value < lower.value))
      return false;
    if (upper !== null && (upper.exclusive ? value >= upper.value : value > upper.value))
      return false;
    if (numbersOf(view, 'multipleOf').some((step) => !isMultiple(value, step))) return false;
    return this.format(view, value);
  }

  private list(view: SchemaView, value: readonly JsonValue[], depth: number): Answer {
    if (value.length < countOf(view, 'minItems') || value.length > countOf(view, 'maxItems'))
      return false;
    if (view.constraints.has('uniqueItems') && new Set(value.map(canonical)).size < value.length)
      return false;
    if (view.mixedItems) return undefined;
    if (view.constraints.has('unevaluatedItems') || view.constraints.has('additionalItems'))
      return undefined;
    const prefix = (view.constraints.get('prefixItems') ?? []).map(childrenOf);
    return all([
      ...value.map((item, index) => () => {
        const own = prefix.flatMap((positions) => positions[index] ?? []);
        const rest = prefix.some((positions) => index < positions.length) ? [] : view.items;
        return this.byNodes(own.length > 0 ? own : rest, item, depth + 1);
      }),
      () => this.contains(view, value, depth),
    ]);
  }

  private contains(view: SchemaView, value: readonly JsonValue[], depth: number): Answer {
    return all(
      containedOf(view).map(({ node, least, most }) => () => {
        const answers = value.map((item) => this.byNodes([node], item, depth + 1));
        const surely = answers.filter((answer) => answer === true).length;
        const maybe = answers.filter((answer) => answer !== false).length;
        if (maybe < least || surely > most) return false;
        return surely >= least && maybe <= most ? true : undefined;
      }),
    );
  }

  private object(view: SchemaView, value: JsonObject, depth: number): Answer {
    const names = Object.keys(value).sort();
    this.effort.spent += names.length;
    if (
      names.length < countOf(view, 'minProperties') ||
      names.length > countOf(view, 'maxProperties')
    )
      return false;
    if (requiredNames(this.model, view, this.flow).some((name) => !Object.hasOwn(value, name)))
      return false;
    if (view.mixed || OPEN_QUESTIONS.some((keyword) => view.constraints.has(keyword)))
      return undefined;
    let answer: Answer = true;
    for (const name of names) {
      const member = value[name];
      const own = member === undefined ? undefined : this.property(view, name, member, depth);
      if (own === false) return false;
      answer = and(answer, own);
    }
    return view.constraints.size === 0
      ? answer
      : and(answer, this.namesTogether(view, value, names, depth));
  }

  /** What keywords ask of the properties of an object beyond what each of them is. */
  private namesTogether(
    view: SchemaView,
    value: JsonObject,
    names: readonly string[],
    depth: number,
  ): Answer {
    return all([
      () => dependencies(view, value),
      ...(view.constraints.get('dependentSchemas') ?? []).flatMap(childrenOf).map((node) => () => {
        const isThere = Object.hasOwn(value, String(node.key));
        return isThere ? this.byNodes([node], value, depth + 1) : true;
      }),
      () =>
        all(
          (view.constraints.get('propertyNames') ?? []).flatMap((node) =>
            names.map((name) => () => this.byNodes([node], name, depth + 1)),
          ),
        ),
    ]);
  }

  /** A property by name; patterns of names speak of those that are listed too, and keep them from being additional. */
  private property(view: SchemaView, name: string, value: JsonValue, depth: number): Answer {
    const matching = patternSchemas(view, name);
    if (matching === undefined) return undefined;
    const isListed = view.properties.has(name);
    const shape = propertyShape(this.model, view, name, this.flow);
    if (matching.length === 0 && shape.forbidden) return false;
    const own = isListed || matching.length === 0 ? shape.schemas : [];
    if (matching.length === 0) return this.byNodes(own, value, depth + 1);
    return all(
      [own, ...matching.map((node) => [node])].map(
        (nodes) => () => this.byNodes(nodes, value, depth + 1),
      ),
    );
  }

  private byUnion(union: Union, value: JsonValue, depth: number): Answer {
    if (value === null && union.orNull) return true;
    let accepted = 0;
    let isOpen = false;
    for (const member of union.members) {
      const answer = this.byNodes([member], value, depth + 1);
      if (answer === undefined) isOpen = true;
      if (answer !== true) continue;
      if (union.keyword === 'anyOf') return true;
      accepted += 1;
      if (accepted > 1) return false;
    }
    if (isOpen) return undefined;
    return accepted === 1;
  }

  private byConditions(view: SchemaView, value: JsonValue, depth: number): Answer {
    if (view.constraints.size === 0) return true;
    return all([
      ...(view.constraints.get('not') ?? []).map((node) => () => {
        const answer = this.byNodes([node], value, depth + 1);
        return answer === undefined ? undefined : !answer;
      }),
      ...conditionalsOf(view).map(({ test, met, unmet }) => () => {
        if (met === null && unmet === null) return true;
        const holds = this.byNodes([test], value, depth + 1);
        if (holds === undefined) return undefined;
        const asked = holds ? met : unmet;
        return asked === null || this.byNodes([asked], value, depth + 1);
      }),
    ]);
  }
}

/** Keywords of objects that are left to `ajv`. */
const OPEN_QUESTIONS = ['unevaluatedProperties'];

function dependencies(view: SchemaView, value: JsonObject): Answer {
  for (const { value: rules } of view.constraints.get('dependentRequired') ?? []) {
    if (!isObject(rules)) return undefined;
    for (const [name, needed] of Object.entries(rules)) {
      if (!Object.hasOwn(value, name) || !isList(needed)) continue;
      if (needed.some((other) => typeof other === 'string' && !Object.hasOwn(value, other)))
        return false;
    }
  }
  return true;
}

/** What two answers come to, of which the first is not false. */
function and(answer: Answer, own: Answer): Answer {
  return own === true ? answer : own;
}

/** False as soon as one is false; undefined where none is and not all are true. */
function all(checks: readonly (() => Answer)[]): Answer {
  let answer: Answer = true;
  for (const check of checks) {
    const own = check();
    if (own === false) return false;
    if (own === undefined) answer = undefined;
  }
  return answer;
}
