import type { Expr, MapEntry, MemberExpr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { rustText } from './rust-text.ts';
import { macroExpr, treeCall } from './rust-tokens.ts';

/** Calls that give their object, or their only argument, as it is, as far as anybody needs to know. */
const PASSING =
  /^(?:to_string|to_owned|into|as_str|as_ref|clone|borrow|into_owned|to_vec|iter|into_iter)$/;
const WRAPPING = /^(?:Ok|Some|Box::new|Arc::new|Rc::new|String::from|Cow::from|Cow::Borrowed)$/;

/** The expression that a block gives: its last one, unless a semicolon follows. */
export function resultOf(node: Node | null): Node | null {
  if (node === null) return null;
  if (node.type === 'async_block' || node.type === 'unsafe_block' || node.type === 'else_clause')
    return resultOf(named(node).at(-1) ?? null);
  if (node.type !== 'block') return node;
  const last = named(node).at(-1);
  if (last === undefined || /_item$|_declaration$|^attribute_item$/.test(last.type)) return null;
  if (last.type !== 'expression_statement') return last.type === 'block' ? resultOf(last) : last;
  return last.lastChild?.type === ';' ? null : last.firstNamedChild;
}

/** The expression that a node of Rust is. */
export function toExpr(node: Node, build: FactsBuilder): Expr {
  const at = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return { kind: 'text', value: rustText(node), ...at };
    case 'char_literal':
      return { kind: 'text', value: node.text.slice(1, -1), ...at };
    case 'integer_literal':
    case 'float_literal':
      return { kind: 'literal', type: 'number', text: node.text, ...at };
    case 'boolean_literal':
      return { kind: 'literal', type: 'boolean', text: node.text, ...at };
    case 'identifier':
    case 'metavariable':
    case 'type_identifier':
    case 'primitive_type':
    case 'self':
    case 'crate':
    case 'super':
      return { kind: 'name', name: node.text, ...at };
    case 'field_expression':
      return member(field('value'), field('field'), node, build);
    case 'scoped_identifier':
    case 'scoped_type_identifier': {
      const path = field('path');
      return path === null || path.type === 'self'
        ? { kind: 'name', name: field('name')?.text ?? '', ...at }
        : inPath(member(path, field('name'), node, build));
    }
    case 'generic_function':
      return build.expr(field('function'));
    case 'generic_type':
      return build.expr(field('type'));
    case 'index_expression': {
      const [object, index] = named(node);
      return { kind: 'index', object: build.expr(object), index: build.expr(index), ...at };
    }
    case 'call_expression':
      return callExpr(node, build);
    case 'macro_invocation':
      return macroExpr(node, field('macro'), named(node).at(-1) ?? null, build);
    case 'token_tree':
      return treeCall(node, build);
    case 'reference_expression':
    case 'type_cast_expression':
      return build.expr(field('value'));
    case 'reference_type':
      return build.expr(field('type'));
    case 'try_expression':
    case 'await_expression':
    case 'parenthesized_expression':
    case 'return_expression':
      return build.expr(node.firstNamedChild);
    case 'unary_expression':
      return node.firstChild?.type === '*' ? build.expr(node.firstNamedChild) : build.unknown(node);
    case 'binary_expression':
      // Flags: any of them.
      if (field('operator')?.type === '|')
        return either([field('left'), field('right')], node, build);
      if (field('operator')?.type !== '+') return build.unknown(node);
      return joined([build.expr(field('left')), build.expr(field('right'))], at);
    case 'block':
    case 'async_block':
    case 'unsafe_block':
    case 'else_clause': {
      const value = resultOf(node);
      return value === null ? build.unknown(node) : build.expr(value);
    }
    case 'if_expression':
      return either([field('consequence'), field('alternative')], node, build);
    case 'match_expression':
      return either(
        named(field('body')).map((arm) => arm.childForFieldName('value')),
        node,
        build,
      );
    case 'array_expression':
    case 'tuple_expression':
      return { kind: 'list', items: named(node).map((item) => build.expr(item)), ...at };
    case 'struct_expression':
      return {
        kind: 'map',
        entries: named(field('body')).flatMap((entry) => entryOf(entry, build)),
        type: field('name')?.text ?? '',
        ...at,
      };
    case 'closure_expression':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function member(
  object: Node | null,
  name: Node | null,
  node: Node,
  build: FactsBuilder,
): MemberExpr {
  const place = placeOf(name ?? node);
  return { kind: 'member', object: build.expr(object), name: name?.text ?? '', ...place };
}

/** `api::users`, where `api` is no variable. */
function inPath(expr: MemberExpr): MemberExpr {
  return expr.object.kind === 'name' ? { ...expr, object: { ...expr.object, path: true } } : expr;
}

/** The branches that give a value: those that return, fail or go on with a loop do not. */
function either(nodes: readonly (Node | null)[], node: Node, build: FactsBuilder): Expr {
  const options = nodes.flatMap((one) => {
    const value = resultOf(one);
    return value === null || /^(?:return|break|continue)_expression$/.test(value.type)
      ? []
      : [build.expr(value)];
  });
  const [only] = options;
  if (only === undefined) return build.unknown(node);
  return options.length === 1 ? only : { kind: 'either', options, ...placeOf(node) };
}

function callExpr(node: Node, build: FactsBuilder): Expr {
  const callee = node.childForFieldName('function');
  const values = named(node.childForFieldName('arguments'));
  const [first] = values;
  if (callee?.type === 'field_expression') {
    const object = callee.childForFieldName('value');
    const name = callee.childForFieldName('field')?.text ?? '';
    if (values.length === 0 && PASSING.test(name)) return build.expr(object);
    if (values.length === 0 && name === 'concat' && isListOfTexts(object))
      return joined(
        named(object).map((item) => build.expr(item)),
        placeOf(node),
      );
    if (first !== undefined && (name === 'unwrap_or' || name === 'unwrap_or_else')) {
      const body = first.type === 'closure_expression' ? first.childForFieldName('body') : first;
      return either([object, body], node, build);
    }
  } else if (first !== undefined && values.length === 1 && WRAPPING.test(callee?.text ?? ''))
    return build.expr(first);
  const args = values.map((arg) => ({ name: null, value: build.expr(arg), spread: false }));
  return {
    kind: 'call',
    callee: build.expr(callee),
    args,
    ...typesOf(callee),
    ...placeOf(node),
  };
}

/** Whether a list has a text in it, so that `[base, "/api"].concat()` is one too. */
function isListOfTexts(node: Node | null): node is Node {
  return (
    node?.type === 'array_expression' && named(node).some(({ type }) => type === 'string_literal')
  );
}

function entryOf(entry: Node, build: FactsBuilder): readonly MapEntry[] {
  if (entry.type === 'base_field_initializer')
    return [{ key: null, value: build.expr(entry.firstNamedChild) }];
  const key = entry.childForFieldName('field') ?? entry.firstNamedChild;
  if (key === null) return [];
  return [
    {
      key: { kind: 'text', value: key.text, ...placeOf(key) },
      value: build.expr(entry.childForFieldName('value') ?? key),
    },
  ];
}

/** The types of a turbofish: `Config` of `from_env::<Config>()`. */
function typesOf(callee: Node | null): { readonly types?: readonly string[] } {
  const list =
    callee?.type === 'generic_function' ? callee.childForFieldName('type_arguments') : null;
  return list === null ? {} : { types: named(list).map(({ text }) => text) };
}
