import type { Argument, CallExpr, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { dottedName, lastName } from '../facts-index.ts';
import { joined } from '../joined.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { braceFormatted, joinedBy, percentFormatted, textOfString } from './python-text.ts';

/** What a node of Python is as an expression. */
export function pythonExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  switch (node.type) {
    case 'string':
      return textOfString(node, build);
    case 'concatenated_string':
      return joined(
        named(node).map((part) => build.expr(part)),
        { line, column },
      );
    case 'integer':
    case 'float':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'true':
    case 'false':
      return { kind: 'literal', type: 'boolean', text: node.text, line, column };
    case 'none':
      return { kind: 'literal', type: 'null', text: node.text, line, column };
    case 'identifier':
      return { kind: 'name', name: node.text, line, column };
    case 'attribute':
      return {
        kind: 'member',
        object: build.expr(field(node, 'object')),
        name: field(node, 'attribute')?.text ?? '',
        line: lineOf(field(node, 'attribute') ?? node),
        column: columnOf(field(node, 'attribute') ?? node),
      };
    case 'subscript':
      return {
        kind: 'index',
        object: build.expr(field(node, 'value')),
        index: build.expr(field(node, 'subscript')),
        line,
        column,
      };
    case 'call':
      return callExpr(node, build);
    case 'binary_operator':
      return binaryExpr(node, build);
    case 'boolean_operator':
      return booleanExpr(node, build);
    case 'conditional_expression': {
      const [then, condition, otherwise] = named(node);
      const options = [build.expr(then), build.expr(otherwise)];
      // `a if a else b` is `a or b`.
      const isFirst = then !== undefined && then.text === condition?.text;
      return { kind: 'either', options, ...(isFirst ? { isFirst } : {}), line, column };
    }
    case 'comparison_operator':
      return comparedExpr(node, build);
    case 'unary_operator':
      return field(node, 'argument')?.type === 'integer'
        ? { kind: 'literal', type: 'number', text: node.text, line, column }
        : build.unknown(node);
    case 'parenthesized_expression':
    case 'await':
      return build.expr(named(node)[0]);
    case 'named_expression':
      return build.expr(field(node, 'value'));
    case 'assignment':
      return build.expr(field(node, 'right'));
    case 'type':
      return build.expr(node.firstNamedChild);
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
      return listExpr(node, build);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return { kind: 'list', items: [build.expr(field(node, 'body'))], line, column };
    case 'dictionary_comprehension':
    case 'dictionary':
      return {
        kind: 'map',
        entries: named(node).flatMap((entry) => entryOf(entry, build)),
        line,
        column,
      };
    case 'lambda':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const list = field(node, 'arguments');
  const args = list?.type === 'generator_expression' ? [list] : named(list);
  const call: CallExpr = {
    kind: 'call',
    callee: build.expr(field(node, 'function')),
    args: args.map((arg) => argumentOf(arg, build)),
    line: lineOf(node),
    column: columnOf(node),
  };
  return braceFormatted(call) ?? joinedBy(call) ?? madeField(call, list, build) ?? call;
}

/** What a field of a dataclass, or of attrs, holds at first: `field(default_factory=APIRouter)`; null for other calls. */
function madeField(call: CallExpr, list: Node | null, build: FactsBuilder): Expr | null {
  if (!/^(?:(?:dataclasses|attrs?)\.)?(?:field|ib|attrib)$/.test(dottedName(call.callee) ?? ''))
    return null;
  for (const { name, value } of call.args) {
    if (name === 'default') {
      const isFactory = value.kind === 'call' && lastName(value.callee) === 'Factory';
      const [factory] = isFactory ? value.args : [];
      return factory === undefined ? value : { ...call, callee: factory.value, args: [] };
    }
    if (name !== 'default_factory' && name !== 'factory') continue;
    if (value.kind !== 'function') return { ...call, callee: value, args: [] };
    const lambda = named(list)
      .map((arg) => field(arg, 'value'))
      .find((one) => one?.type === 'lambda');
    return lambda ? build.expr(field(lambda, 'body')) : null;
  }
  return null;
}

function argumentOf(arg: Node, build: FactsBuilder): Argument {
  if (arg.type === 'keyword_argument')
    return {
      name: field(arg, 'name')?.text ?? null,
      value: build.expr(field(arg, 'value')),
      spread: false,
    };
  const spread = arg.type === 'list_splat' || arg.type === 'dictionary_splat';
  return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
}

function binaryExpr(node: Node, build: FactsBuilder): Expr {
  const operator = field(node, 'operator')?.type;
  // Sets are put together with `|`.
  if (operator !== '+' && operator !== '%' && operator !== '|') return build.unknown(node);
  const { line, column } = placeOf(node);
  const left = build.expr(field(node, 'left'));
  const right = build.expr(field(node, 'right'));
  if (operator !== '%') return joined([left, right], { line, column });
  if (left.kind === 'text')
    return percentFormatted(left.value, right, { line, column }) ?? build.unknown(node);
  if (left.kind !== 'name' && left.kind !== 'member') return build.unknown(node);
  const callee: Expr = { kind: 'member', object: left, name: '%', line, column };
  return {
    kind: 'call',
    callee,
    args: [{ name: null, value: right, spread: false }],
    line,
    column,
  };
}

/** `request.method == "POST"` is a call of `==`: views tell their methods apart so. Other comparisons say nothing. */
function comparedExpr(node: Node, build: FactsBuilder): Expr {
  const [left, right] = named(node);
  const operator = field(node, 'operators')?.type;
  const isMethod = left?.type === 'attribute' && field(left, 'attribute')?.text === 'method';
  if (!isMethod || right === undefined || operator === undefined) return build.unknown(node);
  const { line, column } = placeOf(node);
  return {
    kind: 'call',
    callee: { kind: 'name', name: operator, line, column },
    args: [left, right].map((side) => ({ name: null, value: build.expr(side), spread: false })),
    line,
    column,
  };
}

function booleanExpr(node: Node, build: FactsBuilder): Expr {
  const sides = [field(node, 'left'), field(node, 'right')];
  return field(node, 'operator')?.type === 'or'
    ? {
        kind: 'either',
        options: sides.map((side) => build.expr(side)),
        isFirst: true,
        line: lineOf(node),
        column: columnOf(node),
      }
    : build.expr(sides[1]);
}

/** `[*a, b]` is `a` and `[b]` put together. */
function listExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const items = named(node);
  if (!items.some(({ type }) => type === 'list_splat'))
    return { kind: 'list', items: items.map((item) => build.expr(item)), line, column };
  const parts = items.map(
    (item): Expr =>
      item.type === 'list_splat'
        ? build.expr(item.firstNamedChild)
        : { kind: 'list', items: [build.expr(item)], line: lineOf(item), column: columnOf(item) },
  );
  return { kind: 'join', parts, line, column };
}

function entryOf(entry: Node, build: FactsBuilder): readonly MapEntry[] {
  if (entry.type === 'pair')
    return [{ key: build.expr(field(entry, 'key')), value: build.expr(field(entry, 'value')) }];
  return entry.type === 'dictionary_splat'
    ? [{ key: null, value: build.expr(entry.firstNamedChild) }]
    : [];
}
