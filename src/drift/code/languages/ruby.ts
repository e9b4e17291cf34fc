import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
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

/** Methods of `ENV` that read variables, and those that only ask for one. */
const READS = new Set(['fetch', 'values_at', 'dig', 'slice', 'delete', 'assoc']);
const ASKS = new Set(['key?', 'has_key?', 'include?', 'member?']);
/** The environment, and copies of it. */
const WHOLE = /^ENV(?:\.(?:to_h|to_hash|dup|clone))?$/;
/** Methods that Figaro's environment has beside the names of settings. */
const OF_FIGARO = /^(?:to_h|to_hash|key\w*\?|each\w*|fetch|inspect|class|send|respond_to\?)$/;
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
  const reads = READS.has(method);
  if ((!reads && !ASKS.has(method)) || !isEnvironment(receiver.text, environment)) return;
  const object = build.expr(receiver);
  if (!reads || method === 'fetch') {
    const [name, fallback] = call.args;
    if (name === undefined) return;
    const other =
      fallback === undefined ? otherwise(node, build) : blockValue(node, fallback.value, build);
    build.addAccess(node, {
      object,
      name: name.value,
      fallback: reads ? other : null,
      tested: !reads,
    });
    return;
  }
  for (const { name, value, spread } of call.args)
    if (name === null && !spread) build.addAccess(node, { object, name: value, fallback: null });
}

/** `Figaro.env.a`, `Figaro.env.a!` and `Figaro.env.a?`; only the second takes what is missing for a fault. */
function addFigaro(node: Node, receiver: Node, method: string, build: FactsBuilder): void {
  if (OF_FIGARO.test(method)) return;
  const value = method.replace(/[!?]$/, '').toUpperCase();
  build.addAccess(node, {
    object: build.expr(receiver),
    name: { kind: 'text', value, ...placeOf(node) },
    fallback: otherwise(node, build),
    tested: !method.endsWith('!'),
  });
}

/** Whether a name that stands alone says something: at the end of a method it is what the method gives. */
function isStatement(node: Node): boolean {
  const body = node.parent;
  if (body === null || !/method$/.test(body.parent?.type ?? '')) return true;
  return body.lastNamedChild?.id !== node.id;
}

/** What a block that stands in for a default gives: `ENV.fetch('A') { 'x' }`. */
function blockValue(call: Node, fallback: Expr, build: FactsBuilder): Expr {
  const block = field(call, 'block');
  if (fallback.kind !== 'function' || block === null) return fallback;
  const last = lastOf(field(block, 'body'));
  return last === null ? fallback : build.expr(last);
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

function isEnvironment(text: string, known: ReadonlySet<string>): boolean {
  return known.has(text) || WHOLE.test(text);
}

function addElement(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const { parent } = node;
  if (parent?.type.endsWith('assignment') && field(parent, 'left')?.id === node.id) return;
  addRead(node, otherwise(node, build), build, environment);
}

function addRead(
  node: Node,
  fallback: Expr | null,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const object = field(node, 'object');
  if (object === null || !isEnvironment(object.text, environment)) return;
  const name = named(node).find(({ id }) => id !== object.id);
  if (name !== undefined)
    build.addAccess(node, {
      object: build.expr(object),
      name: build.expr(name),
      fallback,
      tested: fallback === null && isTested(node),
    });
}

/** `'x'` of `ENV['A'] || 'x'`, also behind `ENV['A'].presence`. */
function otherwise(node: Node, build: FactsBuilder): Expr | null {
  let inner = node;
  for (let up = node.parent; up !== null; up = inner.parent) {
    const isSame =
      up.type === 'parenthesized_statements' ||
      (up.type === 'call' &&
        field(up, 'receiver')?.id === inner.id &&
        SAME.has(field(up, 'method')?.text ?? ''));
    if (!isSame) break;
    inner = up;
  }
  const { parent } = inner;
  const operator = parent?.type === 'binary' ? field(parent, 'operator')?.type : undefined;
  return parent !== null &&
    (operator === '||' || operator === 'or') &&
    field(parent, 'left')?.id === inner.id
    ? build.expr(field(parent, 'right'))
    : null;
}

/** Questions that go well without a value. */
const QUESTION = /^(?:present|blank|nil|empty|match|start_with|end_with|include|eql|casecmp)\?$/;

/** Whether a value is only looked at: `if x`, `x == 'y'`, `x.present?`, unless the code gives up where it is not as wanted. */
function isTested(node: Node): boolean {
  let isAsked = false;
  let inner = node;
  for (let up = node.parent; up !== null; up = up.parent) {
    const condition = field(up, 'condition');
    if (condition !== null) {
      if (condition.id !== inner.id) return isAsked;
      const then = (field(up, 'consequence') ?? field(up, 'body'))?.text ?? '';
      return !/^\s*(?:then\s+)?(?:raise|abort|exit|fail)\b/.test(then);
    }
    if (up.type === 'assignment') return isAsked || isOnlyAsked(inner);
    const operator = field(up, 'operator')?.type ?? '';
    if (up.type === 'binary') isAsked ||= /^(?:==|!=|=~|!~)$/.test(operator);
    else if (up.type === 'call' && field(up, 'receiver')?.id === inner.id) {
      const method = field(up, 'method')?.text ?? '';
      const isSafe = up.children.some(({ type }) => type === '&.');
      if (isSafe || QUESTION.test(method)) isAsked = true;
      else if (!/^(?:to_s|strip|downcase|upcase)$/.test(method)) return isAsked;
    } else if (!/^(?:unary|parenthesized_statements)$/.test(up.type)) return isAsked;
    inner = up;
  }
  return isAsked;
}
