import type { Argument, CallExpr, Expr, MapEntry } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { percentFormat } from './format-text.ts';
import { textOfString } from './kotlin-text.ts';

const LIST = /^(?:(?:mutable|immutable|persistent)?(?:list|set)|array)of$/i;
const MAP = /^(?:mutable|immutable|linked|hash)?mapof$/i;

/** The expression that a node of Kotlin is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string_literal':
    case 'multiline_string_literal':
      return textOfString(node, build);
    case 'character_literal':
      return { kind: 'text', value: node.text.slice(1, -1), line, column };
    case 'number_literal':
    case 'float_literal':
      return { kind: 'literal', type: 'number', text: node.text, line, column };
    case 'identifier':
      return identifier(node);
    case 'this_expression':
    case 'super_expression':
      return { kind: 'name', name: node.text, line, column };
    case 'user_type':
    case 'nullable_type':
    case 'constructor_invocation':
      return typeExpr(node);
    case 'navigation_expression':
      return navigation(node, build);
    case 'callable_reference': {
      const [object, name] = named(node);
      if (object === undefined) return build.unknown(node);
      return name === undefined
        ? { kind: 'name', name: object.text, line, column }
        : {
            kind: 'member',
            object: build.expr(object),
            name: name.text,
            line: lineOf(name),
            column: columnOf(name),
          };
    }
    case 'index_expression': {
      const [object, index] = named(node);
      return { kind: 'index', object: build.expr(object), index: build.expr(index), line, column };
    }
    case 'call_expression':
      return callExpr(node, build);
    case 'infix_expression':
      return infix(node, build);
    case 'binary_expression':
      return binaryExpr(node, build);
    case 'if_expression': {
      const condition = field('condition');
      const branches = named(node).filter(({ id }) => id !== condition?.id);
      return { kind: 'either', options: branches.map((one) => lastOf(one, build)), line, column };
    }
    case 'when_expression': {
      const entries = named(node).filter(({ type }) => type === 'when_entry');
      const options = entries.map(({ lastNamedChild }) => lastOf(lastNamedChild, build));
      return { kind: 'either', options, line, column };
    }
    case 'try_expression':
      return lastOf(node.firstNamedChild, build);
    case 'parenthesized_expression':
    case 'spread_expression':
    case 'annotated_lambda':
    case 'annotated_expression':
      return build.expr(node.lastNamedChild);
    case 'unary_expression':
      return /^[!+-]?!?$/.test(field('operator')?.text ?? '') && node.text.endsWith('!!')
        ? build.expr(field('argument'))
        : build.unknown(node);
    case 'as_expression':
      return build.expr(field('left'));
    case 'assignment':
      return build.expr(field('right'));
    case 'collection_literal':
      return { kind: 'list', items: named(node).map((item) => build.expr(item)), line, column };
    case 'lambda_literal':
    case 'anonymous_function':
    case 'object_literal':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

/** What a branch gives: itself, or the last expression of its block. */
function lastOf(node: Node | null, build: FactsBuilder): Expr {
  return build.expr(node?.type === 'block' ? named(node).at(-1) : node);
}

/** The grammar takes `true` and `null` for names. */
function identifier(node: Node): Expr {
  const { text } = node;
  const { line, column } = placeOf(node);
  if (text === 'true' || text === 'false')
    return { kind: 'literal', type: 'boolean', text, line, column };
  if (text === 'null') return { kind: 'literal', type: 'null', text, line, column };
  return { kind: 'name', name: text.replaceAll('`', ''), line, column };
}

/** A type as the expression that names it, without its arguments. */
export function typeExpr(node: Node): Expr {
  if (node.type !== 'user_type') {
    const inner = named(node).find(({ type }) => type.endsWith('_type'));
    if (inner !== undefined) return typeExpr(inner);
  }
  const { line, column } = placeOf(node);
  let expr: Expr | null = null;
  for (const part of named(node)) {
    if (part.type !== 'identifier') continue;
    expr =
      expr === null
        ? { kind: 'name', name: part.text, line, column }
        : { kind: 'member', object: expr, name: part.text, line, column };
  }
  return expr ?? { kind: 'name', name: node.text, line, column };
}

/** `a.b`, `a?.b`, `a::b`; `Foo::class` is the type itself. */
function navigation(node: Node, build: FactsBuilder): Expr {
  const [object] = named(node);
  const name = node.lastNamedChild;
  if (object === undefined || name === null) return build.unknown(node);
  if (name.text === 'class' && name.previousSibling?.type === '::') return build.expr(object);
  const made = build.expr(object);
  // `Foo::class.java` is the type too.
  if (name.text === 'java' && /::\s*class$/.test(object.text)) return made;
  return {
    kind: 'member',
    object: made,
    name: name.text,
    line: lineOf(name),
    column: columnOf(name),
  };
}

/** Arguments in parentheses. */
export function argumentsOf(list: Node | null, build: FactsBuilder): readonly Argument[] {
  return named(list).map((arg): Argument => {
    const value = arg.lastNamedChild ?? arg;
    const label = arg.firstNamedChild;
    const isNamed = label !== null && label.id !== value.id && label.nextSibling?.type === '=';
    const spread = value.type === 'spread_expression';
    return { name: isNamed ? label.text : null, value: build.expr(value), spread };
  });
}

/** `f(x) { … }` is one call, though the grammar makes two of it. */
function callExpr(node: Node, build: FactsBuilder): Expr {
  const parts = named(node);
  const [target] = parts;
  if (target === undefined) return build.unknown(node);
  const block = parts.find(({ type }) => type === 'annotated_lambda');
  const list = parts.find(({ type }) => type === 'value_arguments') ?? null;
  const inner = list === null && target.type === 'call_expression' ? build.expr(target) : null;
  const blocks: readonly Argument[] =
    block === undefined ? [] : [{ name: null, value: build.expr(block), spread: false }];
  if (inner?.kind === 'call') return { ...inner, args: [...inner.args, ...blocks] };
  const types = typesOf(parts.find(({ type }) => type === 'type_arguments'));
  const args = [...argumentsOf(list, build), ...blocks];
  return meaningOf({
    kind: 'call',
    callee: build.expr(target),
    args,
    ...types,
    line: lineOf(node),
    column: columnOf(node),
  });
}

function typesOf(list: Node | undefined): { readonly types?: readonly string[] } {
  return list === undefined ? {} : { types: named(list).map(({ text }) => text) };
}

/** Whether a call is only the beginning of one: `f(x)` of `f(x) { … }`. */
export function isBeginning(node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'call_expression' || parent.firstNamedChild?.id !== node.id) return false;
  return parent.lastNamedChild?.type === 'annotated_lambda' && parent.namedChildren.length === 2;
}

/** `a to b` is a pair, any other a call: `path("/x") and accept(JSON)`. */
function infix(node: Node, build: FactsBuilder): Expr {
  const [left, operator, right] = named(node);
  if (left === undefined || operator === undefined || right === undefined)
    return build.unknown(node);
  const { line, column } = placeOf(node);
  const [object, value] = [build.expr(left), build.expr(right)];
  if (operator.text === 'to') return { kind: 'list', items: [object, value], line, column };
  const callee: Expr = {
    kind: 'member',
    object,
    name: operator.text,
    line: lineOf(operator),
    column: columnOf(operator),
  };
  return { kind: 'call', callee, args: [{ name: null, value, spread: false }], line, column };
}

function binaryExpr(node: Node, build: FactsBuilder): Expr {
  const operator = node.childForFieldName('operator')?.type;
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const { line, column } = placeOf(node);
  if (operator === '+') return joined([build.expr(left), build.expr(right)], { line, column });
  if (operator === '?:') {
    if (/^(?:return|throw)_expression$/.test(right?.type ?? '')) return build.expr(left);
    return { kind: 'either', options: [build.expr(left), build.expr(right)], line, column };
  }
  if (operator === '>') return comparedCall(node, build) ?? build.unknown(node);
  return build.unknown(node);
}

/** `get<Articles> { … }` and `f<T>(x)`, which the grammar often takes for comparisons. */
function comparedCall(node: Node, build: FactsBuilder): Expr | null {
  const inner = node.childForFieldName('left');
  const last = node.childForFieldName('right');
  if (inner?.type !== 'binary_expression' || last === null) return null;
  if (inner.childForFieldName('operator')?.type !== '<') return null;
  const type = inner.childForFieldName('right');
  const isBlock = last.type === 'lambda_literal';
  if (type === null || (!isBlock && last.type !== 'parenthesized_expression')) return null;
  if (!/^[A-Z]/.test(type.text.slice(type.text.lastIndexOf('.') + 1))) return null;
  const callee = build.expr(inner.childForFieldName('left'));
  const args = [{ name: null, value: build.expr(last), spread: false }];
  return {
    kind: 'call',
    callee,
    args,
    types: [type.text],
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** What well-known calls mean: `listOf`, `mapOf`, `"%s".format(x)`. */
function meaningOf(call: CallExpr): Expr {
  const { callee, line, column } = call;
  const at = { line, column };
  const values = call.args.map(({ value }) => value);
  if (callee.kind === 'name' && LIST.test(callee.name))
    return { kind: 'list', items: values, line: at.line, column: at.column };
  if (callee.kind === 'name' && MAP.test(callee.name)) {
    const entries = values.flatMap((pair): MapEntry[] => {
      const [key, value] = pair.kind === 'list' ? pair.items : [];
      return key === undefined || value === undefined ? [] : [{ key, value }];
    });
    return { kind: 'map', entries, line: at.line, column: at.column };
  }
  if (callee.kind === 'member' && callee.name === 'plus' && values.length === 1)
    return joined([callee.object, ...values], at);
  if (callee.kind !== 'member' || callee.name !== 'format') return call;
  const { object } = callee;
  const [first] = values;
  if (object.kind === 'text') return percentFormat(object.value, values, at);
  const isStatic = object.kind === 'name' && object.name === 'String' && first?.kind === 'text';
  return isStatic ? percentFormat(first.value, values.slice(1), at) : call;
}
