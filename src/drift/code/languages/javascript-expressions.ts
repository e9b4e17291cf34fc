import type { Argument, CallExpr, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { unwrapped } from './javascript-interop.ts';
import { nameText, textExpr, textOfTemplate, unquote } from './javascript-text.ts';

/** The expression that a node of JavaScript is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string':
      return { kind: 'text', value: unquote(node), line, column };
    case 'template_string':
      return textOfTemplate(node, build);
    case 'number':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'true':
    case 'false':
      return { kind: 'literal', type: 'boolean', text: node.text, line, column };
    case 'null':
    case 'undefined':
      return { kind: 'literal', type: 'null', text: node.text, line, column };
    case 'identifier':
    case 'this':
    case 'super':
    case 'import':
    case 'type_identifier':
    case 'meta_property':
    case 'shorthand_property_identifier':
      return { kind: 'name', name: node.text, line, column };
    case 'member_expression': {
      const name = field('property');
      const object = build.expr(field('object'));
      return {
        kind: 'member',
        object,
        name: name?.text ?? '',
        line: lineOf(name ?? node),
        column: columnOf(name ?? node),
      };
    }
    case 'subscript_expression':
      return {
        kind: 'index',
        object: build.expr(field('object')),
        index: build.expr(field('index')),
        line,
        column,
      };
    case 'call_expression':
      return unwrapped(callExpr(node, build));
    case 'new_expression':
      return callExpr(node, build);
    // `(0, x.f)` calls `f` without its object.
    case 'sequence_expression':
      return build.expr(node.lastNamedChild);
    case 'binary_expression':
      return binaryExpr(node, build);
    case 'ternary_expression':
      return {
        kind: 'either',
        options: [build.expr(field('consequence')), build.expr(field('alternative'))],
        line,
        column,
      };
    case 'parenthesized_expression':
    case 'spread_element':
    case 'await_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return build.expr(node.firstNamedChild);
    case 'type_assertion':
      return build.expr(node.lastNamedChild);
    case 'assignment_expression':
      return build.expr(field('right'));
    case 'array':
      return listExpr(node, build);
    case 'object':
      return {
        kind: 'map',
        entries: named(node).flatMap((entry) => entryOf(entry, build)),
        line,
        column,
      };
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
    case 'function_declaration':
    case 'class_declaration':
    case 'class':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function callExpr(node: Node, build: FactsBuilder): CallExpr {
  const callee = node.childForFieldName('function') ?? node.childForFieldName('constructor');
  const list = node.childForFieldName('arguments');
  const args = list?.type === 'template_string' ? [list] : named(list);
  return {
    kind: 'call',
    callee: build.expr(callee),
    args: args.map((arg): Argument => {
      const spread = arg.type === 'spread_element';
      return { name: null, value: build.expr(spread ? arg.firstNamedChild : arg), spread };
    }),
    line: lineOf(node),
    column: columnOf(node),
  };
}

function listExpr(node: Node, build: FactsBuilder): Expr {
  const parts = named(node);
  const spreads = parts.flatMap(({ type }, at) => (type === 'spread_element' ? [at] : []));
  return {
    kind: 'list',
    items: parts.map((item) => build.expr(item)),
    ...(spreads.length > 0 ? { spreads } : {}),
    line: lineOf(node),
    column: columnOf(node),
  };
}

function binaryExpr(node: Node, build: FactsBuilder): Expr {
  const operator = node.childForFieldName('operator')?.type;
  const sides = [node.childForFieldName('left'), node.childForFieldName('right')];
  if (operator === '+') {
    const parts = sides.map((side) => build.expr(side));
    return { kind: 'join', parts, line: lineOf(node), column: columnOf(node) };
  }
  if (operator === '??' || operator === '||')
    return {
      kind: 'either',
      options: sides.map((side) => build.expr(side)),
      line: lineOf(node),
      column: columnOf(node),
    };
  if (operator === '&&') return build.expr(sides[1]);
  return build.unknown(node);
}

function entryOf(entry: Node, build: FactsBuilder): readonly MapEntry[] {
  if (entry.type === 'pair') {
    const key = entry.childForFieldName('key');
    if (key === null) return [];
    const isComputed = key.type === 'computed_property_name';
    return [
      {
        key: isComputed ? build.expr(key.firstNamedChild) : textExpr(key, nameText(key)),
        value: build.expr(entry.childForFieldName('value')),
      },
    ];
  }
  if (entry.type === 'shorthand_property_identifier')
    return [{ key: textExpr(entry, entry.text), value: build.expr(entry) }];
  if (entry.type === 'spread_element')
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  if (entry.type === 'method_definition') {
    const name = entry.childForFieldName('name');
    return name === null
      ? []
      : [{ key: textExpr(name, nameText(name)), value: build.functionExpr(entry) }];
  }
  return [];
}
