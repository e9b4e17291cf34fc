import { literalText } from './expr-parts.ts';
import type { CallExpr, Expr } from './facts.ts';
import { dottedName, lastName } from './facts-index.ts';

/** A call that puts the items of a list together. */
export interface JoinedList {
  /** The list itself, or the items that are written one by one. */
  readonly list: Expr;
  readonly separator: string;
  /** Whether empty items are left out. */
  readonly skipsEmpty: boolean;
}

/** What JavaScript, Go, Python and Ruby call the joining of paths. */
const PATHS =
  /^(?:(?:path|os\.path|posixpath|path\.posix|posix|upath|filepath|url|File|Path|urlpath|fspath|nodePath)\.(?:join|Join)|posixpath|path_join|urljoin)$/;
/** What has its separator before its items: `String.join("/", a, b)`, `implode('/', $list)`. */
const SEPARATOR_FIRST = /^(?:[Ss]tring\.[jJ]oin|String\.join|implode)$/;

/**
 * What a call joins: `['a', 'b'].join('/')`, `"/".join(parts)`, `strings.Join(parts, "/")`, `implode('/', $parts)`. Null
 * for any other call; `paths` says that it joins paths, which have a slash between them.
 */
export function joinedList(call: CallExpr): JoinedList | 'paths' | null {
  const { callee, args } = call;
  const name = lastName(callee) ?? '';
  if (!/^(?:join|Join|implode|joinToString|urljoin|path_join)$/.test(name)) return null;
  const dotted = dottedName(callee) ?? '';
  const values = args.map(({ value }) => value);
  const [first, second, ...others] = values;
  if (PATHS.test(dotted)) return 'paths';
  if (SEPARATOR_FIRST.test(dotted)) {
    const separator = first === undefined ? null : literalText(first);
    if (separator === null || second === undefined) return null;
    return { list: itemsOr(second, others), separator, skipsEmpty: false };
  }
  if (dotted === 'strings.Join') {
    const separator = second === undefined ? null : literalText(second);
    return first === undefined || separator === null
      ? null
      : { list: first, separator, skipsEmpty: false };
  }
  if (callee.kind !== 'member') return null;
  const before = literalText(callee.object);
  if (before !== null)
    return first === undefined ? null : { list: first, separator: before, skipsEmpty: false };
  const separator = first === undefined ? OF_NONE[name] : literalText(first);
  // A library for paths may have been imported under any name.
  if (values.length > 1) return 'paths';
  if (separator === null || separator === undefined) return null;
  const filtered = withoutEmpty(callee.object);
  return { list: filtered ?? callee.object, separator, skipsEmpty: filtered !== null };
}

/** What stands between items where nothing is said. */
const OF_NONE: Readonly<Record<string, string>> = { join: ',', joinToString: ', ' };

/** One list, or the items that are given one by one. */
function itemsOr(first: Expr, others: readonly Expr[]): Expr {
  const { line, column } = first;
  return others.length === 0 ? first : { kind: 'list', items: [first, ...others], line, column };
}

/** The list of `list.filter(Boolean)` and Ruby's `list.compact`; null for anything else. */
function withoutEmpty(list: Expr): Expr | null {
  if (list.kind !== 'call' || list.callee.kind !== 'member') return null;
  const [only] = list.args;
  const isBoolean = only?.value.kind === 'name' && only.value.name === 'Boolean';
  const isFiltered = list.callee.name === 'filter' && isBoolean;
  return isFiltered || list.callee.name === 'compact' ? list.callee.object : null;
}
