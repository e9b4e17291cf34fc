import type { ContractModel } from '../model/contract-model.ts';
import { childOf, type Node } from '../model/node.ts';
import { canonical } from '../schema/canonical.ts';
import { ANY, isWithin, NULL } from '../schema/types.ts';
import type { SchemaView, Union } from '../schema/view.ts';
import { plainAlternatives } from './plain-alternatives.ts';
import type { SchemaPair } from './schema.ts';
import { describe, quote } from './where.ts';

/**
 * Pairs of alternatives that are looked at for being alike, at most: as many as two unions of 200 have. Of larger
 * unions only what is written the same, or goes by the same name, is matched.
 */
const MAX_MATCHED = 40_000;
/** The same for all unions of a comparison together. */
const MAX_MATCHED_IN_ALL = 2_000_000;

/**
 * Compares `anyOf` and `oneOf`: members are matched by what they are, not by their place in the list.
 * Answers `instead` where one side is a union and the other plain: then only the alternatives are compared.
 */
export function compareUnions(pair: SchemaPair): 'instead' | 'beside' {
  const { base, head } = pair;
  const [baseUnion] = base.unions;
  const [headUnion] = head.unions;
  if (baseUnion !== undefined && headUnion !== undefined) {
    compareNull(pair, [baseUnion.orNull, baseUnion.node], [headUnion.orNull, headUnion.node]);
  }
  if (baseUnion === undefined && headUnion === undefined) return 'beside';
  if (
    baseUnion === undefined &&
    headUnion !== undefined &&
    isBare(pair.comparison.head, head) &&
    isPlain(base)
  ) {
    const { members, orNull } = plainAlternatives(base);
    compareNull(pair, [orNull, base.typeNode], [orNullIn(head, headUnion), headUnion.node]);
    matchMembers(pair, members, headUnion.members, headUnion, headUnion.node);
    return 'instead';
  }
  if (
    headUnion === undefined &&
    baseUnion !== undefined &&
    isBare(pair.comparison.base, base) &&
    isPlain(head)
  ) {
    const { members, orNull } = plainAlternatives(head);
    compareNull(pair, [orNullIn(base, baseUnion), baseUnion.node], [orNull, head.typeNode]);
    matchMembers(pair, baseUnion.members, members, baseUnion, head.typeNode);
    return 'instead';
  }
  base.unions.forEach((union, index) => {
    const other = head.unions[index];
    if (other !== undefined) {
      matchMembers(pair, union.members, other.members, other, other.node);
      if (union.keyword !== other.keyword) reportKeyword(pair, union, other);
    } else reportUnion(pair, union.node, null, union.keyword);
  });
  for (const union of head.unions.slice(base.unions.length)) {
    reportUnion(pair, null, union.node, union.keyword);
  }
  return 'beside';
}

/** Whether null can come beside the alternatives, and where they are listed. */
type NullSide = readonly [orNull: boolean, node: Node];

/** Whether null came to, or went from, what has other alternatives on both sides. */
function compareNull({ unit }: SchemaPair, base: NullSide, head: NullSide): void {
  const [[could, before], [can, after]] = [base, head];
  if (could === can) return;
  unit.report({
    rule: { fact: can ? 'became-nullable' : 'became-not-nullable' },
    topic: 'nullable',
    action: 'change',
    base: before,
    head: after,
    near: null,
    message: (where) => `${describe(where)} can ${can ? 'now' : 'no longer'} be null.`,
  });
}

/** Whether a schema can be one of a union's alternatives: it stands at one place, and not just anything goes. */
function isPlain(view: SchemaView): boolean {
  return view.parts.length === 1 && view.types !== ANY;
}

function orNullIn({ types }: SchemaView, union: Union): boolean {
  return union.orNull && (types & NULL) !== 0;
}

/** Whether a schema is nothing but one union; the types beside it only repeat those of its alternatives. */
function isBare({ schemas }: ContractModel, view: SchemaView): boolean {
  const [union] = view.unions;
  const isRepeated = (member: Node) => {
    const own = schemas.of([member])?.view();
    return own !== undefined && isWithin(own.types & ~NULL, view.types);
  };
  return (
    union !== undefined &&
    view.unions.length === 1 &&
    ((view.types & ~NULL) === (ANY & ~NULL) || union.members.every(isRepeated)) &&
    view.values === null &&
    view.properties.size === 0 &&
    view.items.length === 0 &&
    view.required.size === 0
  );
}

function matchMembers(
  pair: SchemaPair,
  base: readonly Node[],
  head: readonly Node[],
  { keyword }: Union,
  near: Node,
): void {
  const { comparison, unit, flow } = pair;
  const before = new Set(base);
  const after = new Set(head);
  const match = (left: Node, right: Node): void => {
    before.delete(left);
    after.delete(right);
    comparison.schemas(unit, { step: '', isAlternative: true }, flow, [left], [right]);
  };
  const { sameness, base: baseModel, head: headModel } = pair.comparison;
  const matchEach = (isMatch: (left: Node, right: Node) => boolean): void => {
    const pairs = before.size * after.size;
    if (pairs > MAX_MATCHED || pair.comparison.matched + pairs > MAX_MATCHED_IN_ALL) return;
    pair.comparison.matched += pairs;
    for (const left of [...before]) {
      for (const right of after) {
        if (!isMatch(left, right)) continue;
        match(left, right);
        break;
      }
    }
  };
  const matchByText = (textOf: (model: ContractModel, node: Node) => string | null): void => {
    for (const [left, right] of samePairs(
      [...before].map((node) => [node, textOf(baseModel, node)]),
      [...after].map((node) => [node, textOf(headModel, node)]),
    ))
      match(left, right);
  };
  // Best first: what is the same, what goes by the same name, what is alike.
  for (const [left, right] of samePairs(written(base), written(head)))
    if (sameness.same(left, right)) match(left, right);
  matchEach((left, right) => sameness.same(left, right));
  matchByText(givenName);
  matchEach((left, right) => likeness(pair, left, right) >= 0.5);
  const place = keyword === 'oneOf' ? 'one-of' : 'any-of';
  for (const member of after) {
    unit.report({
      rule: { fact: `${place}-added` },
      detail: memberName(comparison.head, member),
      action: 'add',
      base: null,
      head: member,
      near: null,
      message: (where) =>
        `Alternative ${quote(memberName(comparison.head, member))} was added to ${describe(where)}.`,
      after: member.value,
    });
  }
  for (const member of before) {
    unit.report({
      rule: { fact: `${place}-removed` },
      detail: memberName(comparison.base, member),
      action: 'remove',
      base: member,
      head: null,
      near,
      message: (where) =>
        `Alternative ${quote(memberName(comparison.base, member))} was removed from ${describe(where)}.`,
      before: member.value,
    });
  }
}

type Named = readonly [node: Node, text: string | null];

function written(members: readonly Node[]): Named[] {
  return members.map((node) => [node, canonical(node.value)]);
}

/** Members of two sides that have the same text, each in one pair at most. */
function samePairs(base: readonly Named[], head: readonly Named[]): (readonly [Node, Node])[] {
  const waiting = new Map<string, Node[]>();
  for (const [node, text] of [...head].reverse()) {
    if (text === null) continue;
    const known = waiting.get(text);
    if (known === undefined) waiting.set(text, [node]);
    else known.push(node);
  }
  return base.flatMap(([left, text]) => {
    const right = text === null ? undefined : waiting.get(text)?.pop();
    return right === undefined ? [] : [[left, right] as const];
  });
}

/** The name a member goes by: of the component it refers to, or its title. */
function givenName(model: ContractModel, node: Node): string | null {
  const reference = model.contract.referenceOf(node);
  if (reference !== undefined) return reference.slice(reference.lastIndexOf('/') + 1);
  const title = childOf(node, 'title')?.value;
  return typeof title === 'string' ? title : null;
}

function memberName(model: ContractModel, node: Node): string {
  const given = givenName(model, node);
  if (given !== null) return given;
  const view = model.schemas.of([node])?.view();
  if (view !== undefined && view.properties.size > 0) {
    return `{${[...view.properties.keys()].sort().slice(0, 8).join(', ')}}`;
  }
  const type = childOf(node, 'type')?.value;
  return typeof type === 'string' ? type : 'schema';
}

/** How alike two members are, from 0 to 1: the same types, and the share of property names they have in common. */
function likeness(pair: SchemaPair, left: Node, right: Node): number {
  const before = pair.comparison.base.schemas.of([left])?.view();
  const after = pair.comparison.head.schemas.of([right])?.view();
  if (before === undefined || after === undefined) return 0;
  if (before.types === ANY || after.types === ANY)
    return before.types === after.types ? shared(pair, before, after) : 0;
  if ((before.types & after.types & ~NULL) === 0) return 0;
  return shared(pair, before, after);
}

function shared(pair: SchemaPair, before: SchemaView, after: SchemaView): number {
  const all = new Set([...before.properties.keys(), ...after.properties.keys()]);
  if (all.size === 0) return 1;
  let common = 0;
  for (const [name, schemas] of before.properties) {
    const others = after.properties.get(name);
    if (others === undefined) continue;
    const own = onlyValue(pair.comparison.base, schemas);
    const other = onlyValue(pair.comparison.head, others);
    // A property with one allowed value tells alternatives apart.
    if (own !== null && other !== null) return own === other ? 1 : 0;
    common += 1;
  }
  return common / all.size;
}

/** The one value that a property may have; null where it may have several. */
function onlyValue(model: ContractModel, schemas: readonly Node[]): string | null {
  const values = model.schemas.of(schemas)?.view().values;
  const [value] = values?.size === 1 ? values.keys() : [];
  return value ?? null;
}

/** One alternative has to match where any number could, or the other way: that only shows where they overlap. */
function reportKeyword({ unit }: SchemaPair, base: Union, head: Union): void {
  unit.report({
    rule: { fact: 'constraint-changed' },
    detail: 'union',
    topic: 'constraint union',
    action: 'change',
    base: base.node,
    head: head.node,
    near: null,
    message: (where) =>
      `${describe(where)} now says ${quote(head.keyword)} instead of ${quote(base.keyword)}.`,
    before: base.keyword,
    after: head.keyword,
  });
}

function reportUnion(
  pair: SchemaPair,
  base: Node | null,
  head: Node | null,
  keyword: string,
): void {
  pair.unit.report({
    rule: { fact: 'constraint-changed' },
    detail: keyword,
    topic: `constraint ${keyword}`,
    action: base === null ? 'add' : 'remove',
    base,
    head,
    near: pair.head.node,
    message: (where) =>
      `${quote(keyword)} was ${base === null ? 'added to' : 'removed from'} ${describe(where)}.`,
  });
}
