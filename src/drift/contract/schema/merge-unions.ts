import { isObject } from '../../../document/document.ts';
import { childrenOf, isList, type Node } from '../model/node.ts';
import { bareTypes, isNullSchema, listedValues, overlap } from './alternatives.ts';
import type { ViewBuilder } from './build-view.ts';
import { canonical } from './canonical.ts';
import { ANNOUNCEMENTS } from './keywords.ts';
import { takesNullBeside } from './null-beside.ts';
import { ANY, NULL } from './types.ts';

/** Keeps the values that are listed: those of an `enum`, a `const`, or a union of them. */
export function mergeValues(
  view: ViewBuilder,
  node: Node,
  members: readonly Node[] | undefined,
  orNull: boolean,
  isUnion = false,
): void {
  if (members === undefined) {
    view.breakKeyword(node, 'a list of values');
    return;
  }
  const values = new Map<string, Node>();
  for (const member of members) values.set(canonical(member.value), member);
  if (orNull && (isUnion || view.nullListed || node.key === 'const')) values.set('null', node);
  const known = view.values;
  if (known === null) {
    view.values = values;
    view.valuesNode = node;
    return;
  }
  for (const text of [...known.keys()]) if (!values.has(text)) known.delete(text);
}

/** Adds a union, in a simpler form where it has one: a list of types, of values, or one schema and null. */
export function mergeUnion(
  view: ViewBuilder,
  keyword: 'anyOf' | 'oneOf',
  node: Node,
  orNull: boolean,
): void {
  if (!isList(node.value)) {
    view.breakKeyword(node, 'a list of schemas');
    return;
  }
  const members = childrenOf(node);
  const others = members.filter((member) => !isNullSchema(view.contract, member));
  const nulls = members.length - others.length;
  const isTwice = keyword === 'oneOf' && nulls > 1;
  if (isTwice || (nulls > 0 && !takesNullBeside(view.contract, keyword, others))) {
    view.unions.push({ keyword, node, members, orNull });
    return;
  }
  const withNull = orNull || others.length < members.length;
  const [only] = others;
  if (only !== undefined && others.length === 1) {
    view.wait(only, withNull, view.nullListed || others.length < members.length);
    return;
  }
  const types = overlap(view.contract, keyword, others)
    ? undefined
    : bareTypes(view.contract, others);
  if (types === undefined) {
    const listed = listedValues(view.contract, keyword, others);
    if (listed !== undefined) {
      mergeValues(view, node, listed, withNull, true);
      // What is announced about single values has to be the same for two unions to say the same.
      if (others.some(announces)) view.annotations = view.own.annotate(keyword, node);
    } else view.unions.push({ keyword, node, members: others, orNull: withNull });
    return;
  }
  if (view.types === ANY) view.typeNode = node;
  view.types &= withNull ? types | NULL : types;
}

function announces({ value }: Node): boolean {
  return isObject(value) && ANNOUNCEMENTS.some((keyword) => Object.hasOwn(value, keyword));
}
