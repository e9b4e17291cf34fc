import type { Argument, CallExpr, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { meaningOf } from './java-library.ts';
import { javaText } from './java-text.ts';

/** A type as the expression that names it, without its arguments. */
export function typeExpr(node: Node): Expr {
  const { line, column } = placeOf(node);
  if (node.type === 'generic_type' || node.type === 'annotated_type') {
    const inner = named(node).find(({ type }) => type.endsWith('type_identifier'));
    if (inner !== undefined) return typeExpr(inner);
  }
  const object = node.type.startsWith('scoped_') ? node.firstNamedChild : null;
  return object === null
    ? { kind: 'name', name: node.text, line, column }
    : {
        kind: 'member',
        object: typeExpr(object),
        name: node.lastNamedChild?.text ?? '',
        line,
        column,
      };
}

/** An annotation as a call of its name. */
export function annotation(node: Node, build: FactsBuilder): CallExpr {
  const name = node.childForFieldName('name');
  return {
    kind: 'call',
    callee: name === null ? build.unknown(node) : build.expr(name),
    args: named(node.childForFieldName('arguments')).map((arg): Argument => {
      const isPair = arg.type === 'element_value_pair';
      const value = isPair ? arg.childForFieldName('value') : arg;
      const key = isPair ? (arg.childForFieldName('key')?.text ?? null) : null;
      return { name: key, value: build.expr(value), spread: false };
    }),
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** The expression that a node of Java is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string_literal':
      return { kind: 'text', value: javaText(node.text), line, column };
    case 'character_literal':
      return { kind: 'text', value: javaText(node.text), line, column };
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'decimal_floating_point_literal':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'true':
    case 'false':
      return { kind: 'literal', type: 'boolean', text: node.text, line, column };
    case 'null_literal':
      return { kind: 'literal', type: 'null', text: node.text, line, column };
    case 'identifier':
    case 'type_identifier':
    case 'this':
    case 'super':
      return { kind: 'name', name: node.text, line, column };
    case 'field_access':
    case 'scoped_identifier': {
      const object = build.expr(field('object') ?? field('scope'));
      return memberExpr(object, field('field') ?? field('name'), node);
    }
    case 'method_reference': {
      return memberExpr(build.expr(node.firstNamedChild), node.lastChild, node);
    }
    case 'class_literal':
    case 'generic_type':
    case 'scoped_type_identifier':
      return typeExpr(node.type === 'class_literal' ? (node.firstNamedChild ?? node) : node);
    case 'array_access':
      return {
        kind: 'index',
        object: build.expr(field('array')),
        index: build.expr(field('index')),
        line,
        column,
      };
    case 'explicit_constructor_invocation': {
      const callee = build.expr(field('constructor'));
      return { kind: 'call', callee, args: argumentsOf(node, build), line, column };
    }
    case 'method_invocation':
    case 'object_creation_expression':
      return callExpr(node, build);
    case 'annotation':
    case 'marker_annotation':
      return annotation(node, build);
    case 'binary_expression':
      return field('operator')?.type === '+'
        ? joined([build.expr(field('left')), build.expr(field('right'))], { line, column })
        : build.unknown(node);
    case 'ternary_expression': {
      const options = [build.expr(field('consequence')), build.expr(field('alternative'))];
      return { kind: 'either', options, line, column };
    }
    case 'parenthesized_expression':
      return build.expr(node.firstNamedChild);
    case 'cast_expression':
    case 'array_creation_expression':
      return build.expr(field('value'));
    case 'assignment_expression':
      return build.expr(field('right'));
    case 'array_initializer':
    case 'element_value_array_initializer':
      return { kind: 'list', items: named(node).map((item) => build.expr(item)), line, column };
    case 'lambda_expression':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

/** A member; its place is that of its name. */
function memberExpr(object: Expr, name: Node | null, node: Node): Expr {
  return {
    kind: 'member',
    object,
    name: name?.text ?? '',
    line: lineOf(name ?? node),
    column: columnOf(name ?? node),
  };
}

/** The arguments of a call or of what makes an object. */
export function argumentsOf(node: Node, build: FactsBuilder): readonly Argument[] {
  return named(node.childForFieldName('arguments')).map((arg) => ({
    name: null,
    value: build.expr(arg),
    spread: false,
  }));
}

/** Methods and variables have names of their own (JLS 6.5.1): no variable is called. */
function methodName(name: Expr): Expr {
  return name.kind === 'name' ? { ...name, path: true } : name;
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const type = node.childForFieldName('type');
  const object = node.childForFieldName('object');
  const name = node.childForFieldName('name');
  const callee: Expr =
    type !== null
      ? typeExpr(type)
      : object === null
        ? methodName(build.expr(name))
        : memberExpr(build.expr(object), name, node);
  const args = argumentsOf(node, build);
  const call: CallExpr = { kind: 'call', callee, args, line, column };
  return type === null ? meaningOf(call) : call;
}
