import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { dottedName, lastName } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, field, lineOf, named } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { addLoop, addPrefixed, addWith, bind } from './python-bindings.ts';
import { addConditions } from './python-conditions.ts';
import { pythonExpr } from './python-expressions.ts';
import { pythonModules, pythonSubmodule } from './python-modules.ts';
import { formattedBy } from './python-text.ts';

const QUERY = `
[(function_definition) (class_definition) (lambda)] @scope
(call) @call
(import_statement) @import
(import_from_statement) @from
[(assignment) (augmented_assignment)] @assignment
(named_expression) @named
(with_item value: (as_pattern) @with)
(for_statement) @for
(with_statement) @block
(for_in_clause) @for
(if_statement) @if
(return_statement) @return
(subscript) @subscript
(comparison_operator [(string) (identifier)] ["in" "not in"] [(attribute) (identifier)]) @contains
((comparison_operator . (attribute attribute: (identifier) @compared)) (#eq? @compared "method"))
((if_statement condition: (attribute attribute: (identifier) @tested)) (#eq? @tested "POST"))
((boolean_operator left: (attribute attribute: (identifier) @tested)) (#eq? @tested "POST"))
`;

/** Methods of `os.environ` that read one variable. */
const READS = new Set(['get', 'pop', 'setdefault', '__getitem__']);

/** Python 3. Modules are found from the package of a file, from the folders around it and from any source root. */
export const python: SourceLanguage = {
  id: 'python',
  extensions: ['.py'],
  grammar: () => 'python',
  read,
  modules: pythonModules,
  submodule: pythonSubmodule,
  formatted: formattedBy,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('python', root, pythonExpr);
  const captures = grammar.captures(QUERY, root);
  const scopes = captures.filter(({ name }) => name === 'scope');
  const environment = new Set<string>();
  for (const { node } of scopes) addScope(node, build);
  for (const { node } of scopes) completeScope(node, build, environment);
  for (const { name, node } of captures) {
    if (name === 'import') addImport(node, build, environment);
    else if (name === 'from') addFromImport(node, build, environment);
    else if (name === 'assignment') addAssignment(node, build, environment);
    else if (name === 'named') bind(field(node, 'name'), build.expr(field(node, 'value')), build);
    else if (name === 'with') addWith(node, build);
    else if (name === 'for') addLoop(node, build);
    else if (name === 'block') addPrefixed(node, build);
    else if (name === 'return') addReturn(node, build);
    else if (name === 'if') addConditions(node, build);
    else if (name === 'compared') build.addCall(node.parent?.parent ?? node);
    // `if request.POST:` tells views apart as `request.method` does.
    else if (name === 'tested') build.addBareCall(node.parent ?? node);
  }
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build, environment);
    else if (name === 'subscript') addSubscript(node, build, environment);
    else if (name === 'contains') addContains(node, build, environment);
  }
  return build.facts();
}

function addScope(node: Node, build: FactsBuilder): void {
  const isClass = node.type === 'class_definition';
  const name = node.type === 'lambda' ? nameOfHolder(node) : (field(node, 'name')?.text ?? null);
  build.addScope(node, { kind: isClass ? 'class' : 'function', name });
}

/** `f` of `f = lambda: …`. */
function nameOfHolder(node: Node): string | null {
  const { parent } = node;
  const left = parent?.type === 'assignment' ? field(parent, 'left') : null;
  return left?.type === 'identifier' ? left.text : null;
}

function completeScope(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  if (node.type === 'class_definition') {
    const bases = named(field(node, 'superclasses'))
      .filter(({ type }) => type !== 'keyword_argument')
      .map((base) => build.expr(base));
    build.complete(index, { bases, decorators: decoratorsOf(node, build) });
    return;
  }
  const params = named(field(node, 'parameters')).flatMap((param) => paramOf(param, build));
  for (const one of params)
    if (one.default !== null && isEnvironment(one.default, environment)) environment.add(one.name);
  const decorators = node.type === 'lambda' ? [] : decoratorsOf(node, build);
  build.complete(index, {
    params,
    decorators,
    ...(decorators.some(isProperty) ? { getter: true } : {}),
    returnType: field(node, 'return_type')?.text ?? null,
  });
  if (node.type === 'lambda') build.addReturnOf(index, build.expr(field(node, 'body')));
}

/** `@property` and `@cached_property`: the method is read like a field. */
function isProperty({ callee }: CallExpr): boolean {
  return /^(?:cached_)?property$/.test(lastName(callee) ?? '');
}

function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  const { parent } = node;
  if (parent?.type !== 'decorated_definition') return [];
  return named(parent)
    .filter(({ type }) => type === 'decorator')
    .map((decorator): CallExpr => {
      const expr = build.expr(decorator.firstNamedChild);
      return expr.kind === 'call'
        ? expr
        : {
            kind: 'call',
            callee: expr,
            args: [],
            line: lineOf(decorator),
            column: columnOf(decorator),
          };
    });
}

function paramOf(node: Node, build: FactsBuilder): readonly Param[] {
  if (node.type.endsWith('_separator')) return [];
  const holder =
    field(node, 'name') ?? (node.type === 'typed_parameter' ? node.firstNamedChild : node);
  if (holder === null) return [];
  const value = field(node, 'value');
  return [
    {
      name: holder.text.replace(/^\*+/, ''),
      type: field(node, 'type')?.text ?? null,
      default: value === null ? null : build.expr(value),
      decorators: [],
      ...restOf(node.type, holder.type),
      line: lineOf(node),
      column: columnOf(node),
    },
  ];
}

/** `*paths` and `**options`, also with a type. */
function restOf(...types: readonly string[]): Pick<Param, 'rest'> {
  if (types.includes('list_splat_pattern')) return { rest: 'list' };
  return types.includes('dictionary_splat_pattern') ? { rest: 'map' } : {};
}

/** `import a.b` brings `a`, through which `a.b` is reached; `import a.b as c` brings `a.b` itself. */
function addImport(node: Node, build: FactsBuilder, environment: Set<string>): void {
  for (const one of named(node)) {
    const module = field(one, 'name')?.text ?? one.text;
    const alias = field(one, 'alias')?.text;
    if (module === 'os' && alias !== undefined) environment.add(`${alias}.environ`);
    const [first = module] = module.split('.');
    if (alias !== undefined) build.addImport(one, alias, module, '*');
    else {
      build.addImport(one, first, first, '*');
      if (first !== module) build.addImport(one, module, module, '*');
    }
  }
}

/** A star import brings all names: its local name is `*`. */
function addFromImport(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const source = field(node, 'module_name');
  const module = source?.text.replace(/\s+/g, '') ?? '';
  for (const one of named(node)) {
    if (one.id === source?.id) continue;
    if (one.type === 'wildcard_import') {
      build.addImport(one, '*', module, '*');
      continue;
    }
    const name = field(one, 'name')?.text ?? one.text;
    const local = field(one, 'alias')?.text ?? name;
    if (module === 'os' && name === 'environ') environment.add(local);
    build.addImport(one, local, module, name);
  }
}

function addAssignment(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const type = field(node, 'type')?.text ?? null;
  if (left === null) return;
  if (right === null) {
    if (type !== null) bind(left, null, build, type);
    return;
  }
  const value = build.expr(right);
  if (node.type === 'augmented_assignment') {
    if (field(node, 'operator')?.type !== '+=') return;
    bind(left, build.appended(left, value), build);
    return;
  }
  if (/^(?:identifier|attribute)$/.test(left.type) && holdsEnvironment(value, environment))
    environment.add(left.text.replace(/\s+/g, ''));
  bind(left, value, build, type);
}

function addReturn(node: Node, build: FactsBuilder): void {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}

function isEnvironment(expr: Expr, environment: ReadonlySet<string>): boolean {
  const name = dottedName(expr);
  return name !== null && (name === 'os.environ' || environment.has(name));
}

/** `os.environ` itself, or a copy: `dict(os.environ)`, `os.environ.copy()`, `{**os.environ, …}`. */
function holdsEnvironment(expr: Expr, environment: ReadonlySet<string>): boolean {
  if (expr.kind === 'map')
    return expr.entries.some(({ key, value }) => key === null && isEnvironment(value, environment));
  if (expr.kind !== 'call') return isEnvironment(expr, environment);
  const { callee, args } = expr;
  if (callee.kind === 'member')
    return callee.name === 'copy' && isEnvironment(callee.object, environment);
  const first = args[0];
  return (
    callee.kind === 'name' &&
    callee.name === 'dict' &&
    first !== undefined &&
    isEnvironment(first.value, environment)
  );
}

function addCall(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const call = build.expr(node);
  // What a field of a dataclass is made by is a call of its own.
  if (call.kind === 'call' && (call.line !== lineOf(node) || call.column !== columnOf(node)))
    return;
  build.addCall(node);
  if (call.kind !== 'call' || call.callee.kind !== 'member' || !READS.has(call.callee.name)) return;
  const [name, fallback] = call.args;
  const object = call.callee.object;
  if (name === undefined || name.spread || !isEnvironment(object, environment)) return;
  const standing = fallback?.value ?? otherwise(node, build);
  const tested = standing === null && isOnlyAsked(node);
  build.addAccess(node, { object, name: name.value, fallback: standing, tested });
}

function addSubscript(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const object = build.expr(field(node, 'value'));
  if (!isEnvironment(object, environment) || isWritten(node)) return;
  const name = build.expr(field(node, 'subscript'));
  build.addAccess(node, { object, name, fallback: otherwise(node, build) });
}

function isWritten(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'delete_statement') return true;
  return (
    (parent?.type === 'assignment' || parent?.type === 'augmented_assignment') &&
    field(parent, 'left')?.id === node.id
  );
}

/** `'x'` of `os.environ.get('A') or 'x'`. */
function otherwise(node: Node, build: FactsBuilder): Expr | null {
  let inner = node;
  while (inner.parent?.type === 'parenthesized_expression') inner = inner.parent;
  const { parent } = inner;
  return parent?.type === 'boolean_operator' &&
    field(parent, 'operator')?.type === 'or' &&
    field(parent, 'left')?.id === inner.id
    ? build.expr(field(parent, 'right'))
    : null;
}

/** `'A' in os.environ` asks for a variable that need not be there. */
function addContains(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const [name, object] = named(node).map((part) => build.expr(part));
  if (name === undefined || object === undefined || !isEnvironment(object, environment)) return;
  build.addAccess(node, { object, name, fallback: null, tested: true });
}
