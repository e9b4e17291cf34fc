import type { CallExpr, Expr, FileFacts, MapEntry, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar, Node } from '../grammar.ts';
import { joined } from '../joined.ts';
import type { SourceLanguage } from '../language.ts';
import { named, placeOf } from '../nodes.ts';
import { addUse } from './rust-imports.ts';
import { rustModules } from './rust-modules.ts';
import { rustText } from './rust-text.ts';
import { attributeCall, macroExpr, staticsOf, treeCall } from './rust-tokens.ts';

const QUERY = `
[(function_item) (function_signature_item) (closure_expression)] @function
[(struct_item) (enum_item) (union_item) (trait_item) (impl_item)] @class
(mod_item) @module
(attribute_item) @attribute
(use_declaration) @use
(extern_crate_declaration) @extern
[(call_expression) (macro_invocation)] @call
(token_tree (token_tree) @tree)
[(const_item) (static_item) (let_declaration) (let_condition)] @binding
(assignment_expression) @assignment
(for_expression) @for
(field_declaration) @field
(return_expression) @return
(scoped_identifier path: [(crate) (super)] @root)
`;

/** Calls that give their object, or their only argument, as it is, as far as anybody needs to know. */
const PASSING =
  /^(?:to_string|to_owned|into|as_str|as_ref|clone|borrow|into_owned|to_vec|iter|into_iter)$/;
const WRAPPING = /^(?:Ok|Some|Box::new|Arc::new|Rc::new|String::from|Cow::from|Cow::Borrowed)$/;

/**
 * Rust. A struct, an enum, a trait, an `impl` and an inline `mod` are classes; `impl T for X` is named `X` and has the
 * base `T`. Macros are calls, their tokens read as arguments as far as they are expressions.
 */
export const rust: SourceLanguage = {
  id: 'rust',
  extensions: ['.rs'],
  manifest: /(?:^|\/)Cargo\.toml$/,
  grammar: () => 'rust',
  read,
  modules: rustModules,
};

type Attributes = ReadonlyMap<number, readonly Node[]>;

function read(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('rust', root, toExpr);
  const captures = grammar.captures(QUERY, root);
  const attributes = attributesOf(
    root,
    captures.flatMap(({ name, node }) => (name === 'attribute' ? [node] : [])),
  );
  for (const { name, node } of captures) {
    if (name === 'function') build.addScope(node, { kind: 'function', name: nameOf(node) });
    else if (name === 'class' || (name === 'module' && hasBody(node)))
      build.addScope(node, { kind: 'class', name: nameOf(node) });
  }
  const roots = new Set<string>();
  for (const { name, node } of captures) {
    if (name === 'call' || name === 'tree') addCall(node, build);
    else if (name === 'binding') addBinding(node, build, attributes);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'function') completeFunction(node, build, attributes);
    else if (name === 'class' || name === 'module') completeClass(node, build, attributes);
    else if (name === 'use') addUse(node, build);
    else if (name === 'extern') addExtern(node, build);
    else if (name === 'field') addField(node, build, attributes);
    else if (name === 'for') addFor(node, build);
    else if (name === 'root' && !roots.has(node.type)) {
      roots.add(node.type);
      build.addImport(node, node.type, node.type, '*');
    } else if (name === 'return' && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}

/** The attributes of what begins at a position of the text. */
function attributesOf(root: Node, nodes: readonly Node[]): Attributes {
  const found = new Map<number, Node[]>();
  if (nodes.length === 0) return found;
  const { text, startIndex } = root;
  const space = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  for (const node of nodes) {
    space.lastIndex = node.endIndex - startIndex;
    space.exec(text);
    const before = found.get(node.startIndex) ?? [];
    found.delete(node.startIndex);
    found.set(space.lastIndex + startIndex, [...before, node]);
  }
  return found;
}

function decoratorsOf(
  node: Node,
  build: FactsBuilder,
  attributes: Attributes,
): readonly CallExpr[] {
  return (attributes.get(node.startIndex) ?? []).flatMap((attribute) => {
    const inner = attribute.firstNamedChild;
    const path = inner?.firstNamedChild;
    if (inner === null || path === null || path === undefined) return [];
    return [attributeCall(inner, path, inner.childForFieldName('arguments'), build)];
  });
}

function hasBody(node: Node): boolean {
  return node.childForFieldName('body') !== null;
}

/** The name of an item; for an `impl` that of the type, without its path and arguments. */
function nameOf(node: Node): string | null {
  const name = node.childForFieldName('name')?.text;
  if (name !== undefined || node.type !== 'impl_item') return name ?? null;
  const type = node.childForFieldName('type')?.text.replace(/<.*$/s, '') ?? '';
  return /(\w+)$/.exec(type)?.[1] ?? null;
}

function completeFunction(node: Node, build: FactsBuilder, attributes: Attributes): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  build.complete(index, {
    decorators: node.type === 'closure_expression' ? [] : decoratorsOf(node, build, attributes),
    params: named(node.childForFieldName('parameters')).flatMap((param) => paramOf(param)),
    returnType: node.childForFieldName('return_type')?.text ?? null,
  });
  const last = resultOf(node.childForFieldName('body'));
  if (last !== null) build.addReturnOf(index, build.expr(last));
}

function paramOf(node: Node): readonly Param[] {
  if (node.type === 'attribute_item') return [];
  const pattern = node.childForFieldName('pattern') ?? node;
  const name = node.type === 'self_parameter' ? 'self' : pattern.text.replace(/^mut\s+/, '');
  const type = node.childForFieldName('type')?.text ?? null;
  return [{ name, type, default: null, decorators: [], ...placeOf(node) }];
}

/** The expression that a block gives: its last one, unless a semicolon follows. */
function resultOf(node: Node | null): Node | null {
  if (node === null) return null;
  if (node.type === 'async_block' || node.type === 'unsafe_block' || node.type === 'else_clause')
    return resultOf(named(node).at(-1) ?? null);
  if (node.type !== 'block') return node;
  const last = named(node).at(-1);
  if (last === undefined || /_item$|_declaration$|^attribute_item$/.test(last.type)) return null;
  if (last.type !== 'expression_statement') return last.type === 'block' ? resultOf(last) : last;
  return last.lastChild?.type === ';' ? null : last.firstNamedChild;
}

function completeClass(node: Node, build: FactsBuilder, attributes: Attributes): void {
  const name = node.childForFieldName('name');
  const index = build.scopeOf(node);
  if (index === undefined) {
    if (name !== null) build.addImport(node, name.text, `self::${name.text}`, '*');
    return;
  }
  const trait = node.childForFieldName('trait');
  build.complete(index, {
    decorators: decoratorsOf(node, build, attributes),
    bases: trait === null ? [] : [build.expr(trait)],
  });
}

/** `extern crate a as b;` */
function addExtern(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name')?.text ?? '';
  build.addImport(node, node.childForFieldName('alias')?.text ?? name, name, '*');
}

function addField(node: Node, build: FactsBuilder, attributes: Attributes): void {
  const name = node.childForFieldName('name');
  if (name === null) return;
  build.addBinding(name, name.text, null, {
    type: node.childForFieldName('type')?.text ?? null,
    decorators: decoratorsOf(node, build, attributes),
  });
}

function addCall(node: Node, build: FactsBuilder): void {
  build.addCall(node);
  if (node.type !== 'macro_invocation') return;
  for (const { at, value, type } of staticsOf(node, build))
    build.addBinding(at, at.text, value, { type });
}

function addBinding(node: Node, build: FactsBuilder, attributes: Attributes): void {
  const pattern = node.childForFieldName('pattern') ?? node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (pattern === null) return;
  const expr = value === null ? null : build.expr(value);
  const type = node.childForFieldName('type')?.text ?? null;
  if (pattern.type === 'identifier') {
    const decorators = node.type.endsWith('_item') ? decoratorsOf(node, build, attributes) : [];
    build.addBinding(pattern, pattern.text, expr, { type, decorators });
  } else if (expr !== null) destructure(pattern, expr, build);
}

/** `(a, b)`: its parts by number; `Some(x)`, `Ok(x)`: what is inside. */
function destructure(pattern: Node, value: Expr, build: FactsBuilder): void {
  const place = placeOf(pattern);
  if (pattern.type === 'identifier') build.addBinding(pattern, pattern.text, value);
  else if (pattern.type === 'mut_pattern' || pattern.type === 'ref_pattern') {
    const inner = named(pattern).at(-1);
    if (inner !== undefined) destructure(inner, value, build);
  } else if (pattern.type === 'tuple_struct_pattern') {
    const inner = named(pattern)[1];
    if (inner !== undefined) destructure(inner, value, build);
  } else if (pattern.type === 'tuple_pattern') {
    for (const [position, part] of named(pattern).entries()) {
      const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
      destructure(part, { kind: 'index', object: value, index, ...placeOf(part) }, build);
    }
  }
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null || !/^(?:identifier|field_expression)$/.test(left.type))
    return;
  build.addBinding(left, left.text.replace(/\s+/g, ''), build.expr(right));
}

/** `for x in list`; what is done to the list before (`.iter()`) changes nothing. */
function addFor(node: Node, build: FactsBuilder): void {
  const pattern = node.childForFieldName('pattern');
  const value = node.childForFieldName('value');
  if (pattern === null || value === null) return;
  if (pattern.type === 'identifier')
    build.addBinding(pattern, pattern.text, build.expr(value), { each: true });
  else if (pattern.type === 'tuple_pattern') {
    // Each name is a part of an item, which has a name that no code has.
    const at = placeOf(pattern);
    const item = `for ${at.line}:${at.column}`;
    build.addBinding(pattern, item, build.expr(value), { each: true });
    destructure(pattern, { kind: 'name', name: item, ...at }, build);
  }
}

function toExpr(node: Node, build: FactsBuilder): Expr {
  const at = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return { kind: 'text', value: rustText(node), ...at };
    case 'integer_literal':
    case 'float_literal':
      return { kind: 'literal', type: 'number', text: node.text, ...at };
    case 'boolean_literal':
      return { kind: 'literal', type: 'boolean', text: node.text, ...at };
    case 'identifier':
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
        : member(path, field('name'), node, build);
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

function member(object: Node | null, name: Node | null, node: Node, build: FactsBuilder): Expr {
  const place = placeOf(name ?? node);
  return { kind: 'member', object: build.expr(object), name: name?.text ?? '', ...place };
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

/** The types of a turbofish: `Config` of `from_env::<Config>()`. */
function typesOf(callee: Node | null): { readonly types?: readonly string[] } {
  const list =
    callee?.type === 'generic_function' ? callee.childForFieldName('type_arguments') : null;
  return list === null ? {} : { types: named(list).map(({ text }) => text) };
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
