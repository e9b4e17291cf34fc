import type { Expr, LanguageId } from './facts.ts';
import { dottedName, lastName } from './facts-index.ts';
import { WITHOUT_THIS } from './origin.ts';

/** Functions that give the items of the list that they are given: Laravel's `collect` too. */
const REARRANGING: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  javascript: /^(?:Array\.from|Set|Map|Object\.(?:freeze|fromEntries))$/,
  python: /^(?:sorted|list|tuple|set|reversed)$/,
  php: /^(?:collect|array_unique|array_values|array_reverse)$/,
};
/** Methods of JavaScript's lists that give items of theirs, as far as can be told all of them. */
const KEEPING = /^(?:filter|sort|toSorted|reverse|toReversed|slice)$/;
/** Methods that give the items of the list that they are called on, in Java, Kotlin and C#. */
const REARRANGED =
  /^(?:Cast|OfType|ToList|ToArray|AsEnumerable|OrderBy|OrderByDescending|Reverse|Distinct|stream|parallelStream|toList|toSet|asSequence|sorted|sortedBy|reversed|distinct)$/;
/** Functions that give the items of all lists that they are given. */
const CONCATENATING: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  php: /^array_merge$/,
  go: /^slices\.Concat$/,
  python: /^(?:itertools\.)?chain$/,
};

/** The list that Python's `sorted(list)`, JavaScript's `list.filter(…)` and their like have the items of; null for any other. */
export function rearrangedBy(list: Expr, language: LanguageId | undefined): Expr | null {
  if (list.kind !== 'call' || language === undefined) return null;
  const { callee, args } = list;
  const name = dottedName(callee) ?? '';
  if (REARRANGING[language]?.test(name)) return args[0]?.value ?? null;
  if (callee.kind !== 'member') return null;
  const keeping = WITHOUT_THIS.has(language) ? REARRANGED : KEEPING;
  const isTold = language === 'javascript' || WITHOUT_THIS.has(language);
  const isKept = isTold && keeping.test(callee.name);
  return isKept && callee.object.kind !== 'text' ? callee.object : null;
}

/** A part of a list: one item, or a list of which the items are in it. */
export interface ListPart {
  readonly expr: Expr;
  readonly isList: boolean;
}

/**
 * What a list is put together of: `[...users, ...orders, own]`, `users.concat(orders)`, `[users, orders].flat()`, and
 * Python's `USERS + ORDERS`. Null for one that is written out, or not understood.
 */
export function combinedOf(
  list: Expr,
  language: LanguageId | undefined,
): readonly ListPart[] | null {
  if (list.kind === 'list') {
    const { items, spreads } = list;
    if (spreads === undefined) return null;
    return items.map((expr, at) => ({ expr, isList: spreads.includes(at) }));
  }
  if (list.kind === 'join') return list.parts.map((expr) => ({ expr, isList: true }));
  if (list.kind !== 'call' || language === undefined) return null;
  const { callee, args } = list;
  const values = args.map(({ value }) => value);
  if (CONCATENATING[language]?.test(dottedName(callee) ?? ''))
    return values.map((expr) => ({ expr, isList: true }));
  if (language !== 'javascript' || callee.kind !== 'member') return null;
  if (lastName(callee) === 'concat')
    return [callee.object, ...values].map((expr) => ({ expr, isList: true }));
  const isFlat = callee.name === 'flat' && callee.object.kind === 'list';
  return isFlat && callee.object.kind === 'list'
    ? callee.object.items.map((expr) => ({ expr, isList: true }))
    : null;
}
