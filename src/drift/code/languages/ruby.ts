import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { addElement, addFigaro, addRead, addReads, WHOLE } from './ruby-environment.ts';
import { isMadeClass, isProc, lastOf, returned, rubyExpr, SAME } from './ruby-expressions.ts';
import { rubyModules } from './ruby-modules.ts';

const QUERY = `
[(class) (module) (method) (singleton_method) (lambda) (do_block) (block)] @scope
[(call) (yield)] @call
(for) @for
(binary left: (identifier) operator: "<<") @append
(program (identifier) @bare)
(body_statement (identifier) @bare)
(block_body (identifier) @bare)
[(assignment) (operator_assignment)] @assignment
(return) @return
(element_reference) @element
`;

const NOT_AUTOLOADED =
  /^(?:ENV|Rails|Class|Module|File|String|Integer|Float|Array|Hash|Proc|Struct|Object|Kernel|Time|Date)$/;

/** Ruby 3, with Rails' autoloading: a constant that a file does not declare counts as an import of its file. */
export const ruby: SourceLanguage = {
  id: 'ruby',
  extensions: [
    '.rb',
    '.ru',
    '.rake',
    'rakefile',
    '.gemspec',
    'capfile',
    'guardfile',
    'gemfile',
    'fastfile',
    'appfile',
    'podfile',
    'dangerfile',
    'vagrantfile',
  ],
  grammar: () => 'ruby',
  read,
  modules: rubyModules,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const constants = new Map<string, Node>();
  const build = new FactsBuilder('ruby', root, (node, facts) => {
    if (node.type === 'constant' && !constants.has(node.text)) constants.set(node.text, node);
    return rubyExpr(node, facts);
  });
  const captures = grammar.captures(QUERY, root);
  const scopes = captures.filter(
    ({ name, node }) => name === 'scope' && node.parent?.type !== 'lambda',
  );
  const declared = new Set<string>();
  for (const { node } of scopes) addScope(node, build, declared);
  const environment = new Set(['ENV']);
  const texts = new Set<string>();
  for (const { name, node } of captures) {
    if (name !== 'assignment') continue;
    addAssignment(node, build, environment, declared);
    if (/^\+?["']/.test(field(node, 'right')?.text ?? ''))
      texts.add(field(node, 'left')?.text ?? '');
  }
  const mixins = new Map<number, Expr[]>();
  for (const { name, node } of captures) {
    if (name === 'for') addLoop(node, build);
    else if (name === 'append') addAppended(node, texts, build);
    else if (name === 'call') addCall(node, build, environment, mixins);
    else if (name === 'bare' && isStatement(node)) build.addBareCall(node);
    else if (name === 'return') build.addReturn(node, returned(node, build));
    else if (name === 'element') addElement(node, build, environment);
  }
  for (const { node } of scopes) completeScope(node, build, mixins);
  for (const [name, node] of constants)
    if (!declared.has(name) && !NOT_AUTOLOADED.test(name)) build.addImport(node, name, name, name);
  return build.facts();
}

function addScope(node: Node, build: FactsBuilder, declared: Set<string>): void {
  const isBlock = node.type.endsWith('block');
  const isClass = isBlock
    ? isMadeClass(node.parent)
    : node.type === 'class' || node.type === 'module';
  const holder = isBlock ? node.parent : node;
  const name =
    isBlock || node.type === 'lambda' ? nameOfHolder(holder) : (field(node, 'name')?.text ?? null);
  if (isClass && name !== null) declared.add(name);
  build.addScope(node, { kind: isClass ? 'class' : 'function', name });
}

/** `f` of `f = ->(x) { … }`, of `f = lambda { … }` and of `F = Class.new do … end`. */
function nameOfHolder(node: Node | null): string | null {
  const parent = node?.parent;
  if (node === null || parent?.type !== 'assignment') return null;
  const isFunction = node.type === 'lambda' || isMadeClass(node) || isProc(node);
  return isFunction ? (field(parent, 'left')?.text ?? null) : null;
}

function completeScope(node: Node, build: FactsBuilder, mixins: ReadonlyMap<number, Expr[]>): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const isMade = node.type.endsWith('block') && isMadeClass(node.parent);
  if (node.type === 'class' || node.type === 'module' || isMade) {
    const superclass = isMade
      ? named(node.parent === null ? null : field(node.parent, 'arguments'))
      : named(field(node, 'superclass'));
    const bases = superclass.slice(0, 1).map((base) => build.expr(base));
    build.complete(index, { bases: [...bases, ...(mixins.get(index) ?? [])] });
    return;
  }
  const params = named(field(node, 'parameters')).flatMap((param) => paramOf(param, build));
  build.complete(index, { params });
  const body =
    node.type === 'lambda' ? field(field(node, 'body') ?? node, 'body') : field(node, 'body');
  const last = lastOf(body);
  if (last !== null && last.type !== 'return') build.addReturnOf(index, build.expr(last));
}

function paramOf(node: Node, build: FactsBuilder): readonly Param[] {
  if (node.type === 'destructured_parameter')
    return named(node).flatMap((part) => paramOf(part, build));
  const name = field(node, 'name')?.text ?? node.text;
  const value = field(node, 'value');
  return [
    {
      name,
      type: null,
      default: value === null ? null : build.expr(value),
      decorators: [],
      line: lineOf(node),
      column: columnOf(node),
    },
  ];
}

function addAssignment(
  node: Node,
  build: FactsBuilder,
  environment: Set<string>,
  declared: Set<string>,
): void {
  const left = field(node, 'left');
  const right = field(node, 'right');
  if (left === null || right === null) return;
  const value = build.expr(right);
  if (left.type === 'element_reference') {
    if (node.type === 'operator_assignment') addRead(left, value, build, environment);
    return;
  }
  if (node.type === 'operator_assignment' && field(node, 'operator')?.type === '+=') {
    bind(left, build.appended(left, value), build);
    return;
  }
  if (left.type === 'constant') declared.add(left.text);
  if (WHOLE.test(right.text)) environment.add(left.text);
  bind(left, value, build);
}

/** `for name in list`. */
function addLoop(node: Node, build: FactsBuilder): void {
  const name = field(node, 'pattern');
  const list = field(node, 'value')?.lastNamedChild;
  if (name?.type === 'identifier' && list)
    build.addBinding(name, name.text, build.expr(list), { each: true });
}

/** `path << '/x'` of one of the names that are given texts; a list gets another item. */
function addAppended(node: Node, texts: ReadonlySet<string>, build: FactsBuilder): void {
  const left = field(node, 'left');
  if (left !== null && texts.has(left.text))
    bind(left, build.appended(left, build.expr(field(node, 'right'))), build);
}

function bind(left: Node, value: Expr, build: FactsBuilder): void {
  if (left.type !== 'left_assignment_list') {
    build.addBinding(left, left.text.replace(/\s+/g, '').replaceAll('&.', '.'), value);
    return;
  }
  const { line, column } = placeOf(left);
  for (const [position, part] of named(left).entries()) {
    const item: Expr =
      value.kind === 'list'
        ? (value.items[position] ?? { kind: 'unknown', text: '', line, column })
        : {
            kind: 'index',
            object: value,
            index: { kind: 'literal', type: 'number', text: String(position), line, column },
            line,
            column,
          };
    if (part.type !== 'rest_assignment') bind(part, item, build);
  }
}

function addCall(
  node: Node,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
  mixins: Map<number, Expr[]>,
): void {
  const call = build.expr(node);
  const method = field(node, 'method')?.text ?? '';
  const receiver = field(node, 'receiver');
  if (receiver?.text === 'Figaro.env') addFigaro(node, receiver, method, build);
  if (call.kind !== 'call' || (receiver !== null && SAME.has(method))) return;
  build.addCall(node);
  if (receiver === null) {
    addRequired(node, method, call, build);
    if (method === 'include' || method === 'extend' || method === 'prepend') {
      const scope = build.scopeAt(node);
      const known = mixins.get(scope) ?? [];
      mixins.set(scope, [...known, ...call.args.map(({ value }) => value)]);
    }
    return;
  }
  addReads(node, call, receiver, build, environment);
}

/** Whether a name that stands alone says something: at the end of a method it is what the method gives. */
function isStatement(node: Node): boolean {
  const body = node.parent;
  if (body === null || !/method$/.test(body.parent?.type ?? '')) return true;
  return body.lastNamedChild?.id !== node.id;
}

/** `require 'x'` brings all of a file's constants: its local name is `*`. */
function addRequired(node: Node, method: string, call: CallExpr, build: FactsBuilder): void {
  const [first, second] = call.args;
  if (method === 'autoload' && first?.value.kind === 'text' && second?.value.kind === 'text') {
    build.addImport(node, first.value.value, second.value.value, first.value.value);
    return;
  }
  if (!/^(?:require|require_relative|load|require_dependency)$/.test(method)) return;
  if (first?.value.kind !== 'text') return;
  const path = first.value.value;
  const isRelative = method === 'require_relative' && !/^\.\.?\//.test(path);
  build.addImport(node, '*', isRelative ? `./${path}` : path, '*');
}
