import type { Argument, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import type { PhpNames } from './php-names.ts';
import { phpText, textParts } from './php-text.ts';
import { formatted } from './printf.ts';

/** The expression that a node of the syntax tree is. */
export function phpExpr(node: Node, build: FactsBuilder, names: PhpNames): Expr {
  const at = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string':
    case 'nowdoc':
      return { kind: 'text', value: phpText(node), ...at };
    case 'encapsed_string':
    case 'heredoc':
      return textParts(node, build);
    case 'integer':
    case 'float':
      return { kind: 'literal', type: 'number', text: node.text, ...at };
    case 'boolean':
      return { kind: 'literal', type: 'boolean', text: node.text, ...at };
    case 'null':
      return { kind: 'literal', type: 'null', text: node.text, ...at };
    case 'variable_name':
      return { kind: 'name', name: bare(node), ...at };
    case 'name':
    case 'relative_scope':
    case 'primitive_type':
      return { kind: 'name', name: node.text, ...at };
    case 'qualified_name':
    case 'relative_name':
      return { kind: 'name', name: names.shortened(node, build), ...at };
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return member(field('object'), field('name'), node, build);
    case 'scoped_property_access_expression':
      return member(field('scope'), field('name'), node, build);
    case 'class_constant_access_expression': {
      const [object, name] = named(node);
      if (name?.text === 'class' && object?.type === 'relative_scope')
        return { kind: 'text', value: object.text, ...at };
      if (name?.text === 'class' && /name$/.test(object?.type ?? ''))
        return { kind: 'text', value: names.whole(object?.text ?? ''), ...at };
      return member(object ?? null, name ?? null, node, build);
    }
    case 'subscript_expression': {
      const [object, index] = named(node);
      return { kind: 'index', object: build.expr(object), index: build.expr(index), ...at };
    }
    case 'function_call_expression':
      return functionCall(node, build);
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression':
      return {
        kind: 'call',
        callee: method(field('object') ?? field('scope'), field('name'), node, build),
        args: argumentsOf(field('arguments'), build),
        ...at,
      };
    case 'object_creation_expression': {
      const list = named(node).find(({ type }) => type === 'arguments') ?? null;
      return {
        kind: 'call',
        callee: build.expr(node.firstNamedChild),
        args: argumentsOf(list, build),
        ...at,
      };
    }
    case 'require_expression':
    case 'require_once_expression':
    case 'include_expression':
    case 'include_once_expression': {
      const name = node.type.replace(/_expression$/, '');
      return {
        kind: 'call',
        callee: { kind: 'name', name, ...at },
        args: [{ name: null, value: build.expr(node.firstNamedChild), spread: false }],
        ...at,
      };
    }
    case 'binary_expression': {
      const parts = [build.expr(field('left')), build.expr(field('right'))];
      const operator = field('operator')?.type;
      if (operator === '.') return joined(parts, at);
      return operator === '??' ? { kind: 'either', options: parts, ...at } : build.unknown(node);
    }
    case 'conditional_expression':
      return {
        kind: 'either',
        options: [
          build.expr(field('body') ?? field('condition')),
          build.expr(field('alternative')),
        ],
        ...at,
      };
    case 'match_expression':
      return {
        kind: 'either',
        options: named(field('body')).map((arm) =>
          build.expr(arm.childForFieldName('return_expression')),
        ),
        ...at,
      };
    case 'assignment_expression':
      return build.expr(field('right'));
    case 'parenthesized_expression':
    case 'clone_expression':
    case 'error_suppression_expression':
    case 'by_ref':
    case 'print_intrinsic':
      return build.expr(node.firstNamedChild);
    case 'cast_expression':
      return build.expr(field('value'));
    case 'array_creation_expression':
      return arrayExpr(node, build);
    case 'anonymous_function':
    case 'arrow_function':
    case 'anonymous_class':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function member(object: Node | null, name: Node | null, node: Node, build: FactsBuilder): Expr {
  return { kind: 'member', object: build.expr(object), name: bare(name), ...placeOf(name ?? node) };
}

/** A method; one whose name is worked out, `Route::$verb`, is what stands at that index. */
function method(object: Node | null, name: Node | null, node: Node, build: FactsBuilder): Expr {
  const on = build.expr(object);
  const at = placeOf(name ?? node);
  return name === null || name.type === 'name'
    ? { kind: 'member', object: on, name: name?.text ?? '', ...at }
    : { kind: 'index', object: on, index: build.expr(name), ...at };
}

function functionCall(node: Node, build: FactsBuilder): Expr {
  const callee = node.childForFieldName('function');
  const args = argumentsOf(node.childForFieldName('arguments'), build);
  if (callee !== null && /^\\?sprintf$/.test(callee.text)) {
    const text = formatted(args, /%[-+ 0]*(?:'.)?\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf(node));
    if (text !== null) return text;
  }
  return { kind: 'call', callee: build.expr(callee), args, ...placeOf(node) };
}

/** What a call, an attribute or `new` is given. */
export function argumentsOf(list: Node | null, build: FactsBuilder): readonly Argument[] {
  return named(list).flatMap((argument): Argument[] => {
    if (argument.type !== 'argument') return [];
    const value = named(argument).at(-1);
    if (value === undefined) return [];
    const spread = value.type === 'variadic_unpacking';
    return [
      {
        name: argument.childForFieldName('name')?.text ?? null,
        value: build.expr(spread ? value.firstNamedChild : value),
        spread,
      },
    ];
  });
}

/** An array without keys is a list; one with them a map, in which others have their position as the key. */
function arrayExpr(node: Node, build: FactsBuilder): Expr {
  const elements = named(node).map((element) => named(element));
  const at = placeOf(node);
  const spread = (part: Node | undefined) => part?.type === 'variadic_unpacking';
  if (elements.every((element) => element.length === 1 && !spread(element[0])))
    return { kind: 'list', items: elements.map(([item]) => build.expr(item)), ...at };
  return {
    kind: 'map',
    entries: elements.map(([first, second], position) => {
      if (first !== undefined && spread(first))
        return { key: null, value: build.expr(first.firstNamedChild) };
      if (second !== undefined) return { key: build.expr(first), value: build.expr(second) };
      const text = String(position);
      return { key: { kind: 'literal', type: 'number', text, ...at }, value: build.expr(first) };
    }),
    ...at,
  };
}

/** `x` of `$x`. */
export function bare(node: Node | null): string {
  return node?.text.replace(/^[&$]+/, '') ?? '';
}
