import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { resultOf, toExpr } from './rust-expressions.ts';
import { addUse } from './rust-imports.ts';
import { rustModules } from './rust-modules.ts';
import { attributeCall, staticsOf } from './rust-tokens.ts';

const QUERY = `
[(function_item) (function_signature_item) (closure_expression)] @function
[(struct_item) (enum_item) (union_item) (trait_item) (impl_item)] @class
(mod_item) @module
(macro_rule) @macro
(attribute_item) @attribute
(use_declaration) @use
(extern_crate_declaration) @extern
[(call_expression) (macro_invocation)] @call
(token_tree (token_tree) @tree)
[(const_item) (static_item) (let_declaration) (let_condition)] @binding
[(assignment_expression) (compound_assignment_expr)] @assignment
(for_expression) @for
(field_declaration) @field
(return_expression) @return
(scoped_identifier path: [(crate) (super)] @root)
`;

/** Macros are read as functions only where they read the environment. */
const READS = /\benv\s*::\s*var|\b(?:option_)?env!|\bvar(?:_os)?\(\s*\$/;

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
    else if (name === 'macro' && READS.test(node.text))
      build.addScope(node, {
        kind: 'function',
        name: node.parent?.childForFieldName('name')?.text ?? null,
      });
    else if (name === 'class' || (name === 'module' && hasBody(node)))
      build.addScope(node, { kind: 'class', name: nameOf(node) });
  }
  const roots = new Set<string>();
  for (const { name, node } of captures) {
    if (name === 'call' || name === 'tree') addCall(node, build);
    else if (name === 'binding') addBinding(node, build, attributes);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'macro') completeMacro(node, build);
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
  for (const param of named(node.childForFieldName('parameters'))) {
    const pattern = param.childForFieldName('pattern') ?? param;
    if (pattern.type === 'tuple_pattern') addParts(pattern, index, build);
  }
  const last = resultOf(node.childForFieldName('body'));
  if (last !== null) build.addReturnOf(index, build.expr(last));
}

/** A rule of a macro that reads the environment, as a function of what its pattern binds: `($name:expr) => { … }`. */
function completeMacro(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const params = named(named(node)[0]).flatMap((pattern): readonly Param[] => {
    const bound = pattern.type === 'token_binding_pattern' ? pattern.firstNamedChild : null;
    return bound === null
      ? []
      : [{ name: bound.text, type: null, default: null, decorators: [], ...placeOf(pattern) }];
  });
  build.complete(index, { params });
}

function paramOf(node: Node): readonly Param[] {
  if (node.type === 'attribute_item') return [];
  const pattern = node.childForFieldName('pattern') ?? node;
  const name = node.type === 'self_parameter' ? 'self' : pattern.text.replace(/^mut\s+/, '');
  const type = node.childForFieldName('type')?.text ?? null;
  return [{ name, type, default: null, decorators: [], ...placeOf(node) }];
}

/** `path` of `|(path, handler)| …`: a part of the parameter, whose name is the pattern. */
function addParts(pattern: Node, scope: number, build: FactsBuilder): void {
  const at = placeOf(pattern);
  const whole: Expr = { kind: 'name', name: pattern.text, ...at };
  for (const [position, part] of named(pattern).entries()) {
    const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...at };
    const name = part.type === 'mut_pattern' ? part.lastNamedChild : part;
    if (name?.type === 'identifier')
      build.addBindingIn(scope, name, name.text, { kind: 'index', object: whole, index, ...at });
  }
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
  if (node.type === 'call_expression') addAppending(node, build);
  if (node.type !== 'macro_invocation') return;
  for (const { at, value, type } of staticsOf(node, build))
    build.addBinding(at, at.text, value, { type });
}

/** `path.push_str("/x")` and `path.push('/')`. */
function addAppending(node: Node, build: FactsBuilder): void {
  const callee = node.childForFieldName('function');
  const name = callee?.childForFieldName('field')?.text;
  const to = callee?.childForFieldName('value');
  const [only] = named(node.childForFieldName('arguments'));
  const isText = name === 'push_str' || (name === 'push' && only?.type === 'char_literal');
  if (isText && to?.type === 'identifier' && only !== undefined)
    build.addBinding(to, to.text, build.appended(to, build.expr(only)));
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
  const name = left.text.replace(/\s+/g, '');
  const operator = node.childForFieldName('operator')?.type ?? '=';
  if (operator === '=') build.addBinding(left, name, build.expr(right));
  if (operator === '+=') build.addBinding(left, name, build.appended(left, build.expr(right)));
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
