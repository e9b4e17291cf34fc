import type { CallExpr, Expr, MapEntry } from '../facts.ts';
import { dottedName } from '../facts-index.ts';
import { joined } from '../joined.ts';
import { percentFormat } from './format-text.ts';

/** What well-known calls of the library mean: texts put together, lists, maps, what stands in for nothing. */
export function meaningOf(call: CallExpr): Expr {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  const [first, second] = values;
  if (callee.kind !== 'member' || first === undefined) return call;
  const { object, name } = callee;
  if (name === 'orElse' || name === 'orElseGet')
    return { kind: 'either', options: [optional(object), first], line: at.line, column: at.column };
  if (name === 'concat' && call.args.length === 1) return joined([object, first], at);
  if (name === 'formatted' && object.kind === 'text')
    return percentFormat(object.value, values, at);
  if (object.kind !== 'name') return call;
  switch (`${object.name}.${name}`) {
    case 'String.format':
      return first.kind === 'text' ? percentFormat(first.value, values.slice(1), at) : call;
    case 'String.valueOf':
    case 'Objects.requireNonNull':
      return first;
    case 'Objects.requireNonNullElse':
      return second === undefined
        ? call
        : { kind: 'either', options: [first, second], line: at.line, column: at.column };
    case 'List.of':
    case 'Set.of':
    case 'Stream.of':
    case 'Arrays.asList':
    case 'ImmutableList.of':
    case 'ImmutableSet.of':
      return { kind: 'list', items: values, line: at.line, column: at.column };
    case 'Map.of':
    case 'ImmutableMap.of':
      return { kind: 'map', entries: pairs(values), line: at.line, column: at.column };
    default:
      return call;
  }
}

/** `x` of `Optional.ofNullable(x)`. */
function optional(expr: Expr): Expr {
  const value = expr.kind === 'call' ? expr.args[0]?.value : undefined;
  return expr.kind === 'call' && /^Optional\.of/.test(dottedName(expr.callee) ?? '')
    ? (value ?? expr)
    : expr;
}

function pairs(values: readonly Expr[]): readonly MapEntry[] {
  return values.flatMap((key, index): MapEntry[] => {
    const value = values[index + 1];
    return index % 2 === 0 && value !== undefined ? [{ key, value }] : [];
  });
}
