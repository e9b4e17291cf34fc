import type { Argument, CallExpr, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { lastName } from '../facts-index.ts';
import { joined } from '../joined.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { collectionOf, comparedCollection, mapOf, tupleOf } from './csharp-collections.ts';
import { csharpText, textOfInterpolated } from './csharp-text.ts';
import { braceFormat } from './format-text.ts';

/** The expression that a node of C# is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
    case 'character_literal':
      return { kind: 'text', value: csharpText(node.text), line, column };
    case 'interpolated_string_expression':
      return textOfInterpolated(node, build);
    case 'integer_literal':
    case 'real_literal':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'boolean_literal':
      return { kind: 'literal', type: 'boolean', text: node.text, line, column };
    case 'null_literal':
      return { kind: 'literal', type: 'null', text: node.text, line, column };
    case 'identifier':
    case 'predefined_type':
    case 'this':
    case 'base':
      return { kind: 'name', name: node.text, line, column };
    case 'generic_name':
    case 'qualified_name':
    case 'alias_qualified_name':
      return typeExpr(node);
    case 'typeof_expression':
      return typeExpr(field('type') ?? node);
    case 'member_access_expression': {
      if (/^[sS]tring\.Empty$/.test(node.text)) return { kind: 'text', value: '', line, column };
      return memberExpr(build.expr(field('expression')), field('name'), node);
    }
    case 'conditional_access_expression':
      return conditional(node, build);
    case 'element_access_expression': {
      const index = named(field('subscript'))[0]?.lastNamedChild;
      return {
        kind: 'index',
        object: build.expr(field('expression')),
        index: build.expr(index),
        line,
        column,
      };
    }
    case 'invocation_expression':
    case 'object_creation_expression':
    case 'implicit_object_creation_expression':
      return callExpr(node, build);
    case 'constructor_initializer':
    case 'base_list':
      return constructorCall(node, build);
    case 'binary_expression':
      return binaryExpr(node, build);
    case 'conditional_expression': {
      const options = [build.expr(field('consequence')), build.expr(field('alternative'))];
      return { kind: 'either', options, line, column };
    }
    case 'switch_expression': {
      const arms = named(node).filter(({ type }) => type === 'switch_expression_arm');
      return {
        kind: 'either',
        options: arms.map((arm) => build.expr(arm.lastNamedChild)),
        line,
        column,
      };
    }
    case 'parenthesized_expression':
    case 'await_expression':
    case 'postfix_unary_expression':
    case 'range_expression':
      return build.expr(node.lastNamedChild);
    case 'argument':
      // `this` and `base` are no named nodes.
      return build.expr(node.lastNamedChild ?? node.lastChild);
    case 'cast_expression':
      return build.expr(field('value'));
    case 'as_expression':
      return build.expr(field('left'));
    case 'assignment_expression':
      return build.expr(field('right'));
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
      return build.expr(childOf(node, 'initializer_expression') ?? field('initializer'));
    case 'initializer_expression':
    case 'collection_expression':
    case 'element_binding_expression':
      return { kind: 'list', items: named(node).map((item) => build.expr(item)), line, column };
    case 'tuple_expression':
      return tupleOf(node, build);
    case 'anonymous_object_creation_expression':
      return { kind: 'map', entries: anonymousEntries(node, build), line, column };
    case 'lambda_expression':
    case 'anonymous_method_expression':
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
    name: bareName(name),
    line: lineOf(name ?? node),
    column: columnOf(name ?? node),
  };
}

/** `: base("x")` and `: this("x")` of a constructor, and what a primary constructor gives to the base. */
function constructorCall(node: Node, build: FactsBuilder): Expr {
  const word =
    node.children.find((child) => child?.type === 'this') === undefined ? 'base' : 'this';
  const args = argumentsOf(childOf(node, 'argument_list'), build);
  const { line, column } = placeOf(node);
  return { kind: 'call', callee: { kind: 'name', name: word, line, column }, args, line, column };
}

/** `a?.b` and `a?["b"]`. */
function conditional(node: Node, build: FactsBuilder): Expr {
  const object = build.expr(node.childForFieldName('condition'));
  const rest = node.lastNamedChild;
  const { line, column } = placeOf(node);
  if (rest?.type === 'member_binding_expression')
    return memberExpr(object, rest.childForFieldName('name'), node);
  if (rest?.type === 'element_binding_expression')
    return { kind: 'index', object, index: build.expr(rest.firstNamedChild), line, column };
  return build.unknown(node);
}

function binaryExpr(node: Node, build: FactsBuilder): Expr {
  const operator = node.childForFieldName('operator')?.type;
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (operator === '+') return joined([build.expr(left), build.expr(right)], placeOf(node));
  if (operator === '>') return comparedCollection(node, build) ?? build.unknown(node);
  if (operator !== '??') return build.unknown(node);
  if (right?.type === 'throw_expression') return build.expr(left);
  return {
    kind: 'either',
    options: [build.expr(left), build.expr(right)],
    isFirst: true,
    line: lineOf(node),
    column: columnOf(node),
  };
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const type = node.childForFieldName('type');
  const target = node.childForFieldName('function');
  const list = node.childForFieldName('arguments') ?? childOf(node, 'argument_list');
  const initial = node.childForFieldName('initializer') ?? childOf(node, 'initializer_expression');
  const args = argumentsOf(list, build);
  if (target === null) {
    const declared = type ?? declaredType(node);
    const known =
      initial === null || args.some(({ value }) => value.kind !== 'member')
        ? undefined
        : collectionOf(declared, initial, build);
    if (known !== undefined) return known;
    const callee: Expr =
      declared === null ? { kind: 'unknown', text: 'new', line, column } : typeExpr(declared);
    const made = initial === null ? [] : [initializer(initial, build)];
    const entries = made.map((value) => ({ name: null, value, spread: false }));
    return { kind: 'call', callee, args: [...args, ...entries], line, column };
  }
  return meaningOf({
    kind: 'call',
    callee: build.expr(target),
    args,
    line,
    column,
    ...typesOf(target),
  });
}

/** The type that `new(…)` leaves out, where it is declared. */
function declaredType(node: Node): Node | null {
  const holder = node.parent?.type === 'variable_declarator' ? node.parent.parent : node.parent;
  return holder?.childForFieldName('type') ?? null;
}

/** `new { a = 1, b.c }`: its members, by the names that they have or that their values end with. */
function anonymousEntries(node: Node, build: FactsBuilder): readonly MapEntry[] {
  const parts = named(node);
  return parts.flatMap((part): readonly MapEntry[] => {
    if (part.nextSibling?.type === '=') return [];
    const isNamed = part.previousSibling?.type === '=';
    const value = build.expr(part);
    const name = isNamed ? part.previousNamedSibling?.text : lastName(value);
    if (name === null || name === undefined) return [];
    return [
      { key: { kind: 'text', value: name, line: lineOf(part), column: columnOf(part) }, value },
    ];
  });
}

/** `{ A = 1, ["b"] = 2 }` after `new` is a map, `{ 1, 2 }` a list; both stand last among the arguments. */
function initializer(node: Node, build: FactsBuilder): Expr {
  const isMap = named(node).some(({ type }) => type === 'assignment_expression');
  return isMap ? mapOf(node, build) : build.expr(node);
}

/** The type arguments of `GetValue<int>`. */
function typesOf(target: Node): { readonly types?: readonly string[] } {
  const name = target.childForFieldName('name') ?? target;
  const list = name.type === 'generic_name' ? childOf(name, 'type_argument_list') : null;
  return list === null ? {} : { types: named(list).map(({ text }) => text) };
}

/** What well-known calls mean: `nameof(X.Y)`, `string.Format`, `string.Concat`. */
function meaningOf(call: CallExpr): Expr {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  const [first] = values;
  if (first === undefined) return call;
  if (callee.kind === 'name' && callee.name === 'nameof' && values.length === 1) {
    const named = first.kind === 'name' || first.kind === 'member' ? first.name : null;
    return named === null ? call : { kind: 'text', value: named, line: at.line, column: at.column };
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return call;
  if (!/^string$/i.test(callee.object.name)) return call;
  if (callee.name === 'Concat') return joined(values, at);
  return callee.name === 'Format' && first.kind === 'text'
    ? braceFormat(first.value, values.slice(1), at)
    : call;
}

/** Arguments of calls and attributes: `x`, `name: x`, and an attribute's `Name = x`. */
export function argumentsOf(list: Node | null, build: FactsBuilder): readonly Argument[] {
  return named(list).map((arg): Argument => {
    const value = arg.lastNamedChild ?? arg;
    if (arg.type === 'attribute_argument' && value.type === 'assignment_expression') {
      const name = value.childForFieldName('left')?.text ?? null;
      return { name, value: build.expr(value.childForFieldName('right')), spread: false };
    }
    const label = arg.firstNamedChild;
    const isNamed = label !== null && label.id !== value.id && label.nextSibling?.type === ':';
    return { name: isNamed ? label.text : null, value: build.expr(value), spread: false };
  });
}

/** A type as the expression that names it, without its arguments. */
export function typeExpr(node: Node): Expr {
  const { line, column } = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  if (node.type === 'primary_constructor_base_type') return typeExpr(field('type') ?? node);
  if (node.type === 'generic_name')
    return { kind: 'name', name: node.firstNamedChild?.text ?? '', line, column, ...typesOf(node) };
  const object = field('qualifier') ?? field('alias');
  const name = field('name');
  if (object === null || name === null) return { kind: 'name', name: node.text, line, column };
  return { kind: 'member', object: typeExpr(object), name: bareName(name), line, column };
}

/** `MapGet` of `MapGet<T>`. */
function bareName(node: Node | null): string {
  return (node?.type === 'generic_name' ? node.firstNamedChild?.text : node?.text) ?? '';
}

/** The first named child of a type. */
export function childOf(node: Node, type: string): Node | null {
  return node.namedChildren.find((child) => child?.type === type) ?? null;
}
