import type { Argument, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { unquoteGo } from './go-text.ts';
import { formatted } from './printf.ts';

/** The expression that a node of Go is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const at = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { kind: 'text', value: unquoteGo(node), ...at };
    case 'int_literal':
    case 'float_literal':
      return { kind: 'literal', type: 'number', text: node.text, ...at };
    case 'true':
    case 'false':
      return { kind: 'literal', type: 'boolean', text: node.text, ...at };
    case 'nil':
      return { kind: 'literal', type: 'null', text: 'nil', ...at };
    case 'identifier':
    case 'blank_identifier':
    case 'type_identifier':
    case 'package_identifier':
    case 'field_identifier':
      return { kind: 'name', name: node.text, ...at };
    case 'selector_expression':
      return member(field('operand'), field('field'), node, build);
    case 'qualified_type':
      return member(field('package'), field('name'), node, build);
    case 'index_expression':
      return {
        kind: 'index',
        object: build.expr(field('operand')),
        index: build.expr(field('index')),
        ...at,
      };
    case 'call_expression':
      return callExpr(node, build);
    case 'type_conversion_expression':
      return conversion(node, build);
    case 'generic_type':
      return build.expr(field('type'));
    case 'type_instantiation_expression':
      return build.expr(field('type') ?? node.firstNamedChild);
    case 'pointer_type':
    case 'parenthesized_expression':
      return build.expr(node.firstNamedChild);
    case 'type_assertion_expression':
      return build.expr(field('operand'));
    case 'unary_expression':
      return /^[&*]$/.test(field('operator')?.type ?? '')
        ? build.expr(field('operand'))
        : build.unknown(node);
    case 'binary_expression':
      if (field('operator')?.type !== '+') return build.unknown(node);
      return joined([build.expr(field('left')), build.expr(field('right'))], at);
    case 'literal_element':
      return build.expr(node.firstNamedChild);
    case 'func_literal':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function member(object: Node | null, name: Node | null, node: Node, build: FactsBuilder): Expr {
  return {
    kind: 'member',
    object: build.expr(object),
    name: name?.text ?? '',
    ...placeOf(name ?? node),
  };
}

/** `f[int](3)` reads like a conversion to the parser; one to a slice (`[]byte("x")`) is its operand. */
function conversion(node: Node, build: FactsBuilder): Expr {
  const type = node.childForFieldName('type');
  const operand = build.expr(node.childForFieldName('operand'));
  if (type === null || !/^(?:generic_type|type_identifier|qualified_type)$/.test(type.type))
    return operand;
  return {
    kind: 'call',
    callee: build.expr(type),
    args: [{ name: null, value: operand, spread: false }],
    ...placeOf(node),
  };
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const callee = node.childForFieldName('function');
  const args = named(node.childForFieldName('arguments')).map((arg): Argument => {
    const spread = arg.type === 'variadic_argument';
    return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
  });
  if (callee?.text === 'fmt.Sprintf') {
    const text = formatted(args, /%[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf(node));
    if (text !== null) return text;
  }
  const called = callee === null ? null : withoutTypes(callee);
  return { kind: 'call', callee: build.expr(called), args, ...placeOf(node) };
}

/** `Mount` of `Mount[User](x)`, which reads like a call of an item: types begin with a capital, or are Go's own. */
function withoutTypes(callee: Node): Node {
  const index = callee.type === 'index_expression' ? callee.childForFieldName('index') : null;
  const isType = /^[*&]?(?:\w+\.)?[A-Z]\w*$|^(?:string|bool|any|error|u?int\d*|float\d+)$/.test(
    index?.text ?? '',
  );
  return isType ? (callee.childForFieldName('operand') ?? callee) : callee;
}
