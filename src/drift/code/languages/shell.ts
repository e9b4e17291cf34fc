import type { Expr, FileFacts } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, field, lineOf, named, placeOf } from '../nodes.ts';
import type { Capture } from '../query.ts';
import type { Node } from '../syntax-tree.ts';
import { askedBySet, isTested } from './shell-tests.ts';

const QUERY = `
[(simple_expansion) (expansion)] @expansion
(variable_assignment) @assignment
(declaration_command (variable_name) @declared)
(for_statement variable: (variable_name) @name)
(command) @command
(test_operator) @operator
(function_definition) @scope
`;

/** Commands that give variables a value, whose names are their arguments. */
const FILLS = /^(?:read|mapfile|readarray|getopts|select|printf|IFS=\S*)$/;
/** What asks for a variable whose name is in another one: `${!name}`, `eval "x=\\$$name"`, `printenv "$name"`. */
const BY_NAME = /\$\{!\w|\beval\b[^\n]*\\\$|\bprintenv\s+"?\$|\bdeclare -n\b/;
/** What functions of entry points do: their second argument is a default, `X_FILE` names a file with the value. */
const TAKES_DEFAULT = /\$\{?2\b/;
const BY_FILE = /\$\{?\w+\}?_FILE\b/;
const NAMED = /\$\{?([A-Za-z_]\w*)/g;
const SOURCES = /^(?:source|\.)$/;

/**
 * Shell scripts, for settings alone: expansions as readings, assignments as bindings, sourced files as imports
 * (POSIX.1-2017, Shell Command Language, 2.6.2 for the forms of expansion).
 */
export const shell: SourceLanguage = {
  id: 'shell',
  extensions: ['.sh', '.bash', '.ksh', '.zsh', 'entrypoint', 'docker-entrypoint', 'start', 'run'],
  grammar: () => 'bash',
  read: (root, grammar) => read(root, grammar, 'shell'),
  modules: () => [],
};

/**
 * Dockerfiles, for settings alone. What stands in one reads as commands do: `RUN echo $X`, continued lines included;
 * `ARG` and `ENV` are bindings.
 */
export const dockerfile: SourceLanguage = {
  id: 'dockerfile',
  extensions: [
    'dockerfile',
    'containerfile',
    '.dockerfile',
    'dockerfile.dev',
    'dockerfile.prod',
    'dockerfile.production',
    'dockerfile.development',
    'dockerfile.test',
    'dockerfile.ci',
  ],
  grammar: () => 'bash',
  // It is no shell script, so that what does not parse is no mistake.
  read: (root, grammar) => ({ ...read(root, grammar, 'dockerfile'), broken: null }),
  modules: () => [],
};

function read(root: Node, grammar: Grammar, language: 'shell' | 'dockerfile'): FileFacts {
  const build = new FactsBuilder(language, root, toExpr);
  const captures = grammar.captures(QUERY, root);
  const asking = new Map<string, Asking>([
    ['file_env', { takesDefault: true, hasFile: true }],
    ['printenv', { takesDefault: false, hasFile: false }],
  ]);
  for (const { name, node } of captures) {
    if (name !== 'scope') continue;
    const own = field(node, 'name')?.text ?? null;
    build.addScope(node, { kind: 'function', name: own });
    const body = field(node, 'body')?.text ?? '';
    if (own !== null && BY_NAME.test(body))
      asking.set(own, { takesDefault: TAKES_DEFAULT.test(body), hasFile: BY_FILE.test(body) });
  }
  for (const { name, node } of captures) {
    if (name === 'expansion') addExpansion(node, build);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'name') addLoop(node, captures, build);
    else if (name === 'declared') addDeclared(node, build);
    else if (name === 'operator') addAskedBySet(node, build);
    else if (name === 'command') addCommand(node, build, language, asking);
  }
  if (root.hasError) addLostAssignments(root, build);
  return build.facts();
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const name = field(node, 'name');
  const value = field(node, 'value');
  // `A=1 command` sets it for the command alone.
  if (name === null || node.parent?.type === 'command') return;
  build.addBinding(name, name.text, value === null ? null : build.expr(value));
}

/** Assignments that begin a line, where the grammar lost its way: without them the script's own names look given. */
function addLostAssignments(root: Node, build: FactsBuilder): void {
  const pattern =
    /^[ \t]*(?:(?:export|local|readonly|declare(?: -\w+)*)[ \t]+)?([A-Za-z_]\w*)\+?=/gm;
  for (const match of root.text.matchAll(pattern)) {
    const at = match.index + match[0].indexOf(match[1] ?? '');
    const node = root.descendantForIndex(at);
    if (node !== null) build.addBinding(node, match[1] ?? '', null);
  }
}

/** `local x` makes a variable; `export X` only passes one on. */
function addDeclared(node: Node, build: FactsBuilder): void {
  const keyword = node.parent?.firstChild?.type ?? '';
  if (!/^(?:export|readonly|unset)$/.test(keyword)) build.addBinding(node, node.text, null);
}

/** `for name in A B; do eval "value=\\$$name"; done`: names that are asked for one by one. */
function addLoop(node: Node, captures: readonly Capture[], build: FactsBuilder): void {
  build.addBinding(node, node.text, null, { each: true });
  const body = node.parent === null ? '' : (field(node.parent, 'body')?.text ?? '');
  if (node.parent === null || !BY_NAME.test(body)) return;
  for (const value of node.parent.childrenForFieldName('value')) {
    if (value === null) continue;
    const list = /^"?\$\{(\w+)\[[@*]\]\}"?$/.exec(value.text)?.[1];
    if (list === undefined) addNamed(value, build);
    for (const one of list === undefined ? [] : captures) {
      const isList = one.name === 'assignment' && field(one.node, 'name')?.text === list;
      const items = isList ? field(one.node, 'value') : null;
      for (const item of items?.type === 'array' ? named(items) : []) addNamed(item, build);
    }
  }
}

/** A function that asks for the variables whose names it is given; see `TAKES_DEFAULT`. */
interface Asking {
  readonly takesDefault: boolean;
  readonly hasFile: boolean;
}

/** `[[ -v X ]]`. */
function addAskedBySet(operator: Node, build: FactsBuilder): void {
  const name = askedBySet(operator);
  if (name !== null) addNamed(name, build, { object: '$+', tested: isTested(operator) });
}

/** A name that is asked for by itself, where it is one. */
function addNamed(
  node: Node,
  build: FactsBuilder,
  how: {
    readonly end?: string;
    readonly fallback?: Node | undefined;
    readonly object?: string;
    readonly tested?: boolean;
  } = {},
): void {
  const value = node.text.replace(/^(["'])(.*)\1$/, '$2');
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(value)) return;
  const { end = '', fallback, object = '$', tested = false } = how;
  const { line, column } = placeOf(node);
  build.addAccess(node, {
    object: { kind: 'name', name: object, line, column },
    name: { kind: 'text', value: value + end, line, column },
    fallback: fallback === undefined ? null : build.expr(fallback),
    tested,
  });
}

/** `file_env NAME default`; functions that take no default are given several names. */
function addAsked(
  args: readonly Node[],
  { takesDefault, hasFile }: Asking,
  build: FactsBuilder,
): void {
  const [first, fallback] = args;
  for (const arg of takesDefault ? args.slice(0, 1) : args)
    addNamed(arg, build, { fallback: takesDefault ? fallback : undefined, tested: hasFile });
  if (hasFile && first !== undefined) addNamed(first, build, { end: '_FILE', tested: true });
}

function addCommand(
  node: Node,
  build: FactsBuilder,
  language: 'shell' | 'dockerfile',
  asking: ReadonlyMap<string, Asking>,
): void {
  const command = field(node, 'name')?.text ?? '';
  const args = named(node).slice(1);
  const asked = asking.get(command);
  if (asked !== undefined) {
    addAsked(args, asked, build);
    return;
  }
  const [operator] = args;
  if (command === 'test' && operator !== undefined) addAskedBySet(operator, build);
  if (SOURCES.test(command)) {
    const [file] = args;
    const path = file?.text.replace(/^["']|["']$/g, '') ?? '';
    if (path !== '') build.addImport(node, '*', path.slice(path.lastIndexOf('/') + 1), '*');
  } else if (command === 'envsubst') {
    // `envsubst '$A $B'` names what it fills in.
    for (const arg of args) {
      for (const match of arg.type === 'raw_string' ? arg.text.matchAll(NAMED) : [])
        build.addAccess(arg, {
          object: { kind: 'name', name: '$', line: lineOf(arg), column: columnOf(arg) },
          name: { kind: 'text', value: match[1] ?? '', line: lineOf(arg), column: columnOf(arg) },
          fallback: null,
        });
    }
  } else if (FILLS.test(command)) {
    for (const arg of args) if (/^\w+$/.test(arg.text)) build.addBinding(arg, arg.text, null);
  } else if (language === 'dockerfile' && /^(?:ARG|ENV)$/i.test(command)) {
    for (const match of node.text.matchAll(/\s([A-Za-z_]\w*)(?==|\s|$)/g))
      build.addBinding(node, match[1] ?? '', null);
  } else if (language === 'dockerfile') {
    // `RUN A=$(…); …` sets it as a script does.
    for (const arg of args) {
      const name = /^([A-Za-z_]\w*)=/.exec(arg.text)?.[1];
      if (name !== undefined) build.addBinding(arg, name, null);
    }
  }
}

/** `$X`, `${X}`, `${X:-d}`, `${X:?why}`, `${X:+y}`, `${#X}`, `${X%.*}`. */
function addExpansion(node: Node, build: FactsBuilder): void {
  const variable = node.namedChildren.find((child) => child?.type === 'variable_name');
  if (variable === null || variable === undefined) return;
  const rest = node.text.slice(node.text.indexOf(variable.text) + variable.text.length);
  const [, operator = '', word = ''] = /^(:?[-=?+])([\s\S]*)\}$/.exec(rest) ?? [];
  const stands = /^:?[-=]$/.test(operator);
  // `[ -z "${X+x}" ]` asks whether it is set, which a script knows of what it sets itself.
  const asks = operator === '+' && /^\w+$/.test(word) && isTested(node);
  build.addAccess(node, {
    object: { kind: 'name', name: asks ? '$+' : '$', line: lineOf(node), column: columnOf(node) },
    name: {
      kind: 'text',
      value: variable.text,
      line: lineOf(variable),
      column: columnOf(variable),
    },
    fallback: stands ? wordExpr(word, node) : null,
    tested: /^:?\+$/.test(operator) || (operator === '' && isTested(node)),
  });
}

/** A word without its quotes; one that is put together is not known. */
function wordExpr(word: string, node: Node): Expr {
  const value = word.replace(/^(["'])([\s\S]*)\1$/, '$2');
  return /[$`]/.test(value)
    ? { kind: 'unknown', text: '$', line: lineOf(node), column: columnOf(node) }
    : { kind: 'text', value, line: lineOf(node), column: columnOf(node) };
}

function toExpr(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'raw_string':
      return { kind: 'text', value: node.text.replace(/^'|'$/g, ''), line, column };
    case 'string':
      return named(node).some(({ type }) => type !== 'string_content')
        ? build.unknown(node)
        : { kind: 'text', value: node.text.slice(1, -1), line, column };
    default:
      return build.unknown(node);
  }
}
