import type { CallExpr, Expr, FileFacts } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { dottedName, lastName } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { givenEnvironment } from './jvm-environment.ts';
import { jvmModules, jvmSiblings } from './jvm-modules.ts';
import { argumentsOf, isBeginning, toExpr, typeExpr } from './kotlin-expressions.ts';
import { mended } from './kotlin-mending.ts';
import {
  childOf,
  decoratorsOf,
  lambdaParams,
  paramOf,
  partsName,
  signature,
  TYPE,
} from './kotlin-signatures.ts';

// A companion object is no scope of its own: its members are named as those of the class around it.
const QUERY = `
[(class_declaration) (object_declaration) (object_literal) (function_declaration) (anonymous_function)
 (lambda_literal) (primary_constructor) (secondary_constructor)] @scope
[(call_expression) (infix_expression)] @call
(binary_expression left: (binary_expression operator: "<") operator: ">") @call
(package_header) @package
(import) @import
(property_declaration) @property
(class_parameter) @parameter
(enum_entry) @entry
(assignment) @assignment
(return_expression) @return
(for_statement) @loop
(index_expression) @index
`;
/** Functions that give an object of their type argument that the program has made (Koin, Kodein). */
const INJECTING = /^(?:inject|instance|koinInject)$/;
const CLASS = /^(?:class_declaration|object_)/;

/**
 * Kotlin. The environment is `System.getenv()`, its `get`, `getOrDefault` and `[…]`, or those of a value that holds
 * it. An extension function's receiver is called `this`.
 */
export const kotlin: SourceLanguage = {
  id: 'kotlin',
  extensions: ['.kt', '.kts'],
  grammar: () => 'kotlin',
  read,
  modules: jvmModules,
  siblings: jvmSiblings,
};

function read(root: Node, grammar: Grammar): FileFacts {
  if (!root.hasError) return factsOf(root, grammar);
  // The root begins with its first word, not with the file.
  const text = '\n'.repeat(root.line - 1) + ' '.repeat(root.column - 1) + root.text;
  return (
    grammar.parse(mended(text), (better) => factsOf(better, grammar)) ?? factsOf(root, grammar)
  );
}

function factsOf(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('kotlin', root, toExpr);
  const captures = grammar.captures(QUERY, root);
  const scopes = captures.filter(({ name }) => name === 'scope');
  for (const { node } of scopes) {
    const kind = CLASS.test(node.type) ? 'class' : 'function';
    build.addScope(node, { kind, name: nameOf(node) });
  }
  for (const { node } of scopes) completeScope(node, build);
  const given = build
    .scopes()
    .flatMap(({ params }) => params.filter((one) => isEnvironment(one.default)));
  const environment = new Set([...given.map(({ name }) => name), ...givenEnvironment(build)]);
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build, environment);
    else if (name === 'package') build.setPackage(node.firstNamedChild?.text ?? '');
    else if (name === 'import') addImport(node, build);
    else if (name === 'property') addProperty(node, build, environment);
    else if (name === 'parameter') addParameter(node, build);
    else if (name === 'entry') addEntry(node, build);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'loop') addLoop(node, build);
    else if (name === 'index') addAccess(node, build, environment);
    else if (name === 'return') addReturn(node, build);
  }
  return build.facts();
}

function nameOf(node: Node): string | null {
  if (node.type.endsWith('_constructor')) return 'constructor';
  if (node.type === 'lambda_literal' || node.type === 'anonymous_function') {
    const { parent } = node;
    return parent?.type === 'property_declaration' ? nameIn(parent) : null;
  }
  return node.childForFieldName('name')?.text ?? null;
}

/** The name that a property declares. */
function nameIn(property: Node): string | null {
  return childOf(property, 'variable_declaration')?.firstNamedChild?.text ?? null;
}

function completeScope(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const decorators = decoratorsOf(node, build);
  if (CLASS.test(node.type)) {
    const bases = named(childOf(node, 'delegation_specifiers')).map(baseExpr);
    build.complete(index, { decorators, bases, abstract: isAbstract(node) });
    for (const specifier of named(childOf(node, 'delegation_specifiers')))
      addSuper(specifier, build);
  } else if (node.type === 'lambda_literal') {
    build.complete(index, { params: lambdaParams(node) });
    for (const param of named(childOf(node, 'lambda_parameters')))
      if (param.type === 'multi_variable_declaration') addParts(param, build);
    const last = lastChild(node);
    if (last !== null && isExpression(last)) build.addReturnOf(index, build.expr(last));
  } else {
    build.complete(index, { decorators, ...signature(node, build) });
    const body = childOf(node, 'function_body')?.firstNamedChild;
    if (body !== null && body !== undefined && body.type !== 'block')
      build.addReturnOf(index, build.expr(body));
  }
}

/** The last named child that is no comment. */
function lastChild(node: Node): Node | null {
  let last = node.lastNamedChild;
  while (last?.type.endsWith('comment')) last = last.previousNamedSibling;
  return last;
}

function isAbstract(node: Node): boolean {
  const isInterface = node.children.some((child) => child?.type === 'interface');
  const modifiers = childOf(node, 'modifiers')?.namedChildren ?? [];
  return isInterface || modifiers.some((child) => /^(?:abstract|sealed)$/.test(child?.text ?? ''));
}

function isExpression({ type }: Node): boolean {
  return !/^(?:property_declaration|assignment|return_expression|lambda_parameters)$|_statement$/.test(
    type,
  );
}

/** What a class extends or implements; `by x` is left away. */
function baseExpr(specifier: Node): Expr {
  const inner = specifier.firstNamedChild ?? specifier;
  return typeExpr(inner.type === 'explicit_delegation' ? (inner.firstNamedChild ?? inner) : inner);
}

/** What a class gives to the constructor of its base: `class Users : Crud("users")`. */
function addSuper(specifier: Node, build: FactsBuilder): void {
  const made = childOf(specifier, 'constructor_invocation');
  const args = argumentsOf((made && childOf(made, 'value_arguments')) ?? null, build);
  if (made === undefined || args.length === 0) return;
  const at = { line: lineOf(made), column: columnOf(made) };
  build.addMade(made, {
    kind: 'call',
    callee: { kind: 'name', name: 'super', ...at },
    args,
    ...at,
  });
}

/** `import a.b.C` is the name `C` of the module `a.b.C`, which may be a function or a property too. */
function addImport(node: Node, build: FactsBuilder): void {
  const path = childOf(node, 'qualified_identifier')?.text ?? node.firstNamedChild?.text;
  if (path === undefined) return;
  if (/\*\s*$/.test(node.text)) {
    build.addImport(node, '*', path.replace(/\.\*$/, ''), '*');
    return;
  }
  const last = path.slice(path.lastIndexOf('.') + 1);
  const alias = named(node)[1];
  build.addImport(node, alias?.text ?? last, path, last);
}

function addProperty(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const decorators = decoratorsOf(node, build);
  const valueNode = valueIn(node);
  const value = valueNode === null ? null : build.expr(valueNode);
  const several = named(childOf(node, 'multi_variable_declaration'));
  for (const [index, declared] of several.entries()) {
    const name = declared.firstNamedChild;
    const item = value?.kind === 'list' ? value.items[index] : undefined;
    if (name !== null) build.addBinding(name, name.text, item ?? null);
  }
  const declared = childOf(node, 'variable_declaration');
  const name = declared?.firstNamedChild;
  if (declared === undefined || name === null || name === undefined) return;
  if (isEnvironment(value)) environment.add(name.text);
  const declaredType = named(declared).find((child) => TYPE.test(child.type))?.text ?? null;
  const type = declaredType ?? injectedType(value);
  const isInjected =
    type !== null && value?.kind === 'call' && INJECTING.test(lastName(value.callee) ?? '');
  build.addBinding(name, name.text, isInjected ? null : value, { type, decorators });
}

/** `Users` of `by inject<Users>()`, which is made elsewhere. */
function injectedType(value: Expr | null): string | null {
  const isInjected = value?.kind === 'call' && INJECTING.test(lastName(value.callee) ?? '');
  return (isInjected ? value.types?.[0] : null) ?? null;
}

/** `for (name in names)`; of `(a, b)` each name is a part of an item, which has a name that no code has. */
function addLoop(node: Node, build: FactsBuilder): void {
  const [declared, list] = named(node);
  if (declared?.type === 'multi_variable_declaration') {
    build.addBinding(declared, partsName(declared), build.expr(list), { each: true });
    addParts(declared, build);
  }
  const name = declared?.type === 'variable_declaration' ? declared.firstNamedChild : null;
  if (name !== null) build.addBinding(name, name.text, build.expr(list), { each: true });
}

/** The names of `(a, b)`, as parts of what is taken apart. */
function addParts(several: Node, build: FactsBuilder): void {
  const place = placeOf(several);
  const object: Expr = { kind: 'name', name: partsName(several), ...place };
  for (const [position, { firstNamedChild: name }] of named(several).entries()) {
    const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
    const value: Expr = { kind: 'index', object, index, ...place };
    if (name !== null) build.addBinding(name, name.text, value);
  }
}

/** What stands after `=`, what `by lazy { … }` works out, or what a getter without a block gives. */
function valueIn(property: Node): Node | null {
  for (const child of named(property)) {
    if (child.previousSibling?.type === '=') return child;
    if (child.type === 'property_delegate') {
      const call = child.firstNamedChild;
      const block = call?.text.startsWith('lazy') ? call.lastNamedChild?.lastNamedChild : null;
      return block?.type === 'lambda_literal' ? (named(block).at(-1) ?? null) : call;
    }
    if (child.type === 'getter') {
      const body = childOf(child, 'function_body')?.firstNamedChild;
      return body === undefined || body === null || body.type === 'block' ? null : body;
    }
  }
  return null;
}

/** A parameter of a primary constructor is a name of the class, which is where its constructor stands. */
function addParameter(node: Node, build: FactsBuilder): void {
  const name = childOf(node, 'identifier');
  const holder = node.parent?.parent;
  const around = holder?.parent;
  if (name === undefined || around === null || around === undefined) return;
  const { type, default: value, decorators } = paramOf(node, childOf(node, 'modifiers'), build);
  build.addBindingIn(build.scopeOf(around) ?? 0, name, name.text, value, { type, decorators });
}

/** An enum's entry: what its constructor makes of the arguments. */
function addEntry(node: Node, build: FactsBuilder): void {
  const name = childOf(node, 'identifier');
  const type = node.parent?.parent?.childForFieldName('name')?.text ?? '';
  if (name === undefined) return;
  const callee: Expr = { kind: 'name', name: type, line: lineOf(name), column: columnOf(name) };
  const args = argumentsOf(childOf(node, 'value_arguments') ?? null, build);
  const made: CallExpr = {
    kind: 'call',
    callee,
    args,
    line: lineOf(node),
    column: columnOf(node),
  };
  if (args.length > 0) build.addMade(node, made);
  build.addBinding(name, name.text, made, { type });
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null) return;
  if (left.type !== 'identifier' && left.type !== 'navigation_expression') return;
  const value = build.expr(right);
  const isAdded = node.children.some(({ type }) => type === '+=');
  const name = left.text.replace(/\s+/g, '');
  build.addBinding(left, name, isAdded ? build.appended(left, value) : value);
}

/** A `return` without a label leaves the function, not the lambda that it stands in. */
function addReturn(node: Node, build: FactsBuilder): void {
  const label = node.childForFieldName('label');
  const value = named(node).at(-1);
  if (value === undefined || value.id === label?.id) return;
  let at = node;
  if (label === null) {
    for (let up = node.parent; up !== null; up = up.parent) {
      if (up.type === 'lambda_literal') at = up;
      else if (build.scopeOf(up) !== undefined) break;
    }
  }
  build.addReturn(at, build.expr(value));
}

function addCall(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  if (isBeginning(node)) return;
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return;
  const { object, name } = expr.callee;
  const [key, fallback] = expr.args;
  if (!/^(?:get|getOrDefault|getOrElse|getValue|containsKey)$/.test(name) || key === undefined)
    return;
  if (!holdsEnvironment(object, environment)) return;
  const fallen = fallback?.value ?? fallbackOf(node, build);
  const tested = name === 'containsKey' || (fallen === null && isOnlyAsked(node));
  build.addAccess(node, { object, name: key.value, fallback: fallen, tested });
}

function addAccess(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const expr = build.expr(node);
  if (expr.kind !== 'index' || !holdsEnvironment(expr.object, environment)) return;
  const fallback = fallbackOf(node, build);
  const tested = fallback === null && isOnlyAsked(node);
  build.addAccess(node, { object: expr.object, name: expr.index, fallback, tested });
}

/** `x` of `System.getenv()["A"] ?: x`. */
function fallbackOf(node: Node, build: FactsBuilder): Expr | null {
  const { parent } = node;
  return parent?.type === 'binary_expression' &&
    parent.childForFieldName('operator')?.type === '?:' &&
    parent.childForFieldName('left')?.id === node.id
    ? build.expr(parent.childForFieldName('right'))
    : null;
}

function holdsEnvironment(expr: Expr, environment: ReadonlySet<string>): boolean {
  return expr.kind === 'name' ? environment.has(expr.name) : isEnvironment(expr);
}

/** `System.getenv()`, and what `dotenv { … }` of dotenv-kotlin loads. */
function isEnvironment(expr: Expr | null): boolean {
  if (expr?.kind !== 'call') return false;
  const name = dottedName(expr.callee);
  return (expr.args.length === 0 && name === 'System.getenv') || name === 'dotenv';
}
