import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { dottedName } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, lineOf, named } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { annotation, argumentsOf, toExpr, typeExpr } from './java-expressions.ts';
import { givenEnvironment } from './jvm-environment.ts';
import { jvmModules, jvmSiblings } from './jvm-modules.ts';

const QUERY = `
[(class_declaration) (interface_declaration) (enum_declaration) (record_declaration) (annotation_type_declaration)
 (method_declaration) (constructor_declaration) (lambda_expression)] @scope
(object_creation_expression (class_body) @scope)
[(method_invocation) (object_creation_expression) (explicit_constructor_invocation)] @call
(package_declaration) @package
(import_declaration) @import
[(field_declaration) (constant_declaration) (local_variable_declaration)] @declaration
(annotation_type_element_declaration) @element
(enum_constant) @constant
(resource) @resource
(enhanced_for_statement) @loop
(assignment_expression) @assignment
(return_statement) @return
`;

const FUNCTION = /^(?:method|constructor|lambda)_/;

/** Java. The environment is `System.getenv()`, `get` and `getOrDefault` of it or of a variable that holds it. */
export const java: SourceLanguage = {
  id: 'java',
  extensions: ['.java'],
  grammar: () => 'java',
  read,
  modules: jvmModules,
  siblings: jvmSiblings,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('java', root, toExpr);
  const captures = grammar.captures(QUERY, root);
  const scopes = captures.filter(({ name }) => name === 'scope');
  for (const { node } of scopes) {
    build.addScope(node, {
      kind: FUNCTION.test(node.type) ? 'function' : 'class',
      name: nameOf(node),
    });
  }
  for (const { node } of scopes) completeScope(node, build);
  const environment = new Set(givenEnvironment(build));
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build, environment);
    else if (name === 'package') build.setPackage(node.firstNamedChild?.text ?? '');
    else if (name === 'import') addImport(node, build);
    else if (name === 'declaration') addDeclaration(node, build, environment);
    else if (name === 'element' || name === 'resource') addNamed(node, build);
    else if (name === 'loop') addLoop(node, build);
    else if (name === 'constant') addConstant(node, build);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'return' && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}

function nameOf(node: Node): string | null {
  if (node.type === 'constructor_declaration') return 'constructor';
  const { parent } = node;
  const holder =
    node.type === 'lambda_expression' && parent?.type === 'variable_declarator' ? parent : node;
  return holder.childForFieldName('name')?.text ?? null;
}

function completeScope(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  if (node.type === 'class_body') {
    const type = node.parent?.childForFieldName('type');
    build.complete(index, { bases: type === null || type === undefined ? [] : [typeExpr(type)] });
    return;
  }
  const parameters = node.childForFieldName('parameters');
  const params =
    parameters?.type === 'identifier'
      ? [paramOf(parameters, build)]
      : named(parameters).map((param) => paramOf(param, build));
  const decorators = decoratorsOf(node, build);
  if (node.type === 'lambda_expression') {
    build.complete(index, { params });
    const body = node.childForFieldName('body');
    if (body !== null && body.type !== 'block') build.addReturnOf(index, build.expr(body));
  } else if (!FUNCTION.test(node.type)) {
    build.complete(index, { decorators, params, bases: basesOf(node), abstract: isAbstract(node) });
    // A record's components are its fields (JLS 8.10.3).
    for (const param of named(parameters)) addNamed(param, build);
  } else {
    const returnType = node.childForFieldName('type')?.text ?? null;
    build.complete(index, { decorators, params, returnType });
  }
}

function isAbstract(node: Node): boolean {
  if (node.type === 'interface_declaration' || node.type === 'annotation_type_declaration')
    return true;
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  return modifiers?.children.some((child) => child?.type === 'abstract') ?? false;
}

/** What a type extends and implements; `extends` of an interface has no field of its own. */
function basesOf(node: Node): readonly Expr[] {
  return named(node)
    .filter(({ type }) => /^(?:superclass|super_interfaces|extends_interfaces)$/.test(type))
    .flatMap((clause) => named(clause))
    .flatMap((part) => (part.type === 'type_list' ? named(part) : [part]))
    .map(typeExpr);
}

function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  return named(modifiers).flatMap((one) =>
    one.type.endsWith('annotation') ? [annotation(one, build)] : [],
  );
}

function paramOf(node: Node, build: FactsBuilder): Param {
  const declarator = named(node).find(({ type }) => type === 'variable_declarator') ?? node;
  const type = node.childForFieldName('type') ?? (declarator === node ? null : typeBefore(node));
  return {
    name: declarator.childForFieldName('name')?.text ?? node.text,
    type: type?.text ?? null,
    default: null,
    decorators: decoratorsOf(node, build),
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** The type of `String... rest`. */
function typeBefore(node: Node): Node | null {
  return (
    named(node).find(({ type }) => type !== 'modifiers' && type !== 'variable_declarator') ?? null
  );
}

/** `import a.b.C` is the name `C` of the module `a.b.C`; a static one is a name of the class that it names. */
function addImport(node: Node, build: FactsBuilder): void {
  const path = named(node).find(({ type }) => type.endsWith('identifier'))?.text;
  if (path === undefined) return;
  const isStatic = node.children.some((child) => child?.type === 'static');
  const isAll = named(node).some(({ type }) => type === 'asterisk');
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (isAll) build.addImport(node, '*', path, '*');
  else build.addImport(node, last, isStatic ? path.slice(0, path.lastIndexOf('.')) : path, last);
}

function addDeclaration(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const declared = node.childForFieldName('type')?.text ?? null;
  const decorators = decoratorsOf(node, build);
  for (const declarator of node.childrenForFieldName('declarator')) {
    const name = declarator?.childForFieldName('name');
    if (declarator === null || name === null || name === undefined) continue;
    const value = declarator.childForFieldName('value');
    const made = value === null ? null : build.expr(value);
    if (isEnvironment(made)) environment.add(name.text);
    build.addBinding(name, name.text, made, {
      type: declared === 'var' ? null : declared,
      decorators,
    });
  }
}

/** An annotation type's element with its default, a record's component, what `try` opens. */
function addNamed(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name === null) return;
  const type = node.childForFieldName('type')?.text ?? null;
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type: type === 'var' ? null : type,
    decorators: decoratorsOf(node, build),
  });
}

/** `for (String name : names)`. */
function addLoop(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  if (name === null) return;
  const type = node.childForFieldName('type')?.text ?? null;
  build.addBinding(name, name.text, build.expr(node.childForFieldName('value')), {
    type: type === 'var' ? null : type,
    each: true,
  });
}

/** An enum's constant: what its constructor makes of the arguments. */
function addConstant(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  const type = node.parent?.parent?.childForFieldName('name')?.text ?? '';
  if (name === null) return;
  const args = argumentsOf(node, build);
  const callee: Expr = { kind: 'name', name: type, line: lineOf(name), column: columnOf(name) };
  const value: CallExpr = {
    kind: 'call',
    callee,
    args,
    line: lineOf(node),
    column: columnOf(node),
  };
  if (args.length > 0) build.addMade(node, value);
  build.addBinding(name, name.text, value, { type, decorators: decoratorsOf(node, build) });
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null || left.type === 'array_access') return;
  const value = build.expr(right);
  const isAdded = node.childForFieldName('operator')?.type === '+=';
  build.addBinding(
    left,
    left.text.replace(/\s+/g, ''),
    isAdded ? build.appended(left, value) : value,
  );
}

function addCall(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  build.addCall(node);
  const expr = build.expr(node);
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return;
  const { object, name } = expr.callee;
  if (name !== 'get' && name !== 'getOrDefault' && name !== 'containsKey') return;
  const isKnown = object.kind === 'name' ? environment.has(object.name) : isEnvironment(object);
  const [key, fallback] = expr.args;
  if (!isKnown || key === undefined) return;
  const tested = name === 'containsKey' || (fallback === undefined && isOnlyAsked(node));
  build.addAccess(node, { object, name: key.value, fallback: fallback?.value ?? null, tested });
}

/** `System.getenv()`. */
function isEnvironment(expr: Expr | null): boolean {
  return (
    expr?.kind === 'call' && expr.args.length === 0 && dottedName(expr.callee) === 'System.getenv'
  );
}
