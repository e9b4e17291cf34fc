import type { Expr, FileFacts, MapEntry } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { dottedName } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import { isNameOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { addCompiledDecorators } from './javascript-decorate.ts';
import {
  addAccess,
  addContains,
  environmentParams,
  HOLDER,
  importedEnvironment,
  mayAsk,
  mayBeEnvironment,
  mayGiveEnvironment,
} from './javascript-environment.ts';
import { toExpr } from './javascript-expressions.ts';
import { addAssignedExport, addExport, addImport, requiredModule } from './javascript-imports.ts';
import { addCompiledExports } from './javascript-interop.ts';
import { javascriptModules } from './javascript-modules.ts';
import {
  addScope,
  completeScope,
  decoratorsOf,
  destructured,
  isPattern,
  partsOf,
  typeOf,
} from './javascript-scopes.ts';
import { nameText, textExpr } from './javascript-text.ts';

/** What both grammars have. */
const SHARED = `
[(function_declaration) (function_expression) (generator_function) (generator_function_declaration)
 (arrow_function) (method_definition) (class_declaration) (class)] @scope
[(call_expression) (new_expression)] @call
(import_statement) @import
(export_statement) @export
(variable_declarator) @declarator
[(assignment_expression) (augmented_assignment_expression)] @assignment
(return_statement) @return
(for_in_statement) @loop
(binary_expression operator: ["===" "==" "!==" "!="] right: (string)) @comparison
(switch_statement body: (switch_body (switch_case value: (string) @case)))
`;
/** What may ask the environment for something; most files have nothing of it. */
const ACCESSES = `
[(member_expression) (subscript_expression)] @member
(binary_expression operator: "in") @in
`;
const QUERIES: Readonly<Record<'javascript' | 'typescript', string>> = {
  javascript: `${SHARED} (field_definition) @field`,
  typescript: `${SHARED} (abstract_class_declaration) @scope (public_field_definition) @field (enum_declaration) @enum`,
};

/** JavaScript and TypeScript, with JSX. Import specifiers follow Node and what bundlers allow: no extension, `index`. */
export const javascript: SourceLanguage = {
  id: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  manifest: /(?:^|\/)[tj]sconfig(?:\.[\w-]+)?\.json$/,
  grammar: (path) =>
    path.endsWith('.tsx') ? 'tsx' : /\.[mc]?ts$/.test(path) ? 'typescript' : 'javascript',
  read,
  modules: javascriptModules,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('javascript', root, toExpr);
  const isTyped = root.grammar !== 'javascript';
  const captures = grammar.captures(QUERIES[isTyped ? 'typescript' : 'javascript'], root);
  const scopes = captures.filter(({ name }) => name === 'scope');
  for (const { node } of scopes) addScope(node, build);
  for (const { node } of scopes) completeScope(node, isTyped, build);
  const environment = environmentParams(build.scopes());
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build);
    else if (name === 'import') {
      addImport(node, build);
      for (const local of importedEnvironment(node)) environment.add(local);
    } else if (name === 'export') addExport(node, build);
    else if (name === 'declarator') addDeclarator(node, build, environment);
    else if (name === 'assignment') addAssignment(node, build, environment);
    else if (name === 'return') addReturn(node, build);
    else if (name === 'loop') addLoop(node, build);
    else if (name === 'field') addField(node, build);
    else if (name === 'enum') addEnum(node, build);
    else if (name === 'comparison') addComparison(node, build);
    else if (name === 'case') addCase(node, build);
  }
  if (environment.size > 0 || mayAsk(root.text)) {
    for (const { name, node } of grammar.captures(ACCESSES, root)) {
      if (name === 'member') addAccess(node, build, environment);
      else addContains(node, build, environment);
    }
  }
  return build.facts();
}

function addCall(node: Node, build: FactsBuilder): void {
  const call = build.addCall(node);
  if (call === undefined) return;
  addCompiledExports(node, call, build);
  addCompiledDecorators(call, build);
}

function addDeclarator(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name === null) return;
  const type = typeOf(node.childForFieldName('type'));
  if (name.type === 'array_pattern' && value !== null) {
    for (const part of partsOf(name, build.expr(value)))
      build.addBinding(part.at, part.local, part.value);
  } else if (name.type !== 'object_pattern') {
    if (value !== null && mayGiveEnvironment(value)) environment.add(name.text);
    const given = value === null ? null : build.expr(value);
    const required = given === null ? null : requiredModule(given);
    // `const routes = module.exports`, whose members are set one by one.
    if (/^(?:module\.)?exports$/.test(value?.text ?? ''))
      build.addExport(name, 'default', build.expr(name));
    if (required !== null) build.addImport(name, name.text, required, '*');
    build.addBinding(name, name.text, given, { type });
  } else if (value !== null) destructure(name, value, build, environment);
}

/** `const { a, b: c = 1 } = value`: a binding for each name, and a reading of the environment where that is taken apart. */
function destructure(
  pattern: Node,
  value: Node,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const whole = build.expr(value);
  const isTaken =
    mayBeEnvironment(value, environment) ||
    (value.type === 'call_expression' && mayGiveEnvironment(value));
  takeApart(pattern, { whole, module: requiredModule(whole), isTaken }, build);
}

/** What a pattern takes apart, the module that it is, and whether it may be the environment. */
interface Taken {
  readonly whole: Expr;
  readonly module: string | null;
  readonly isTaken: boolean;
}

function takeApart(pattern: Node, { whole, module, isTaken }: Taken, build: FactsBuilder): void {
  if (pattern.type === 'array_pattern')
    for (const part of partsOf(pattern, whole)) build.addBinding(part.at, part.local, part.value);
  for (const part of pattern.type === 'array_pattern' ? [] : named(pattern)) {
    if (part.type === 'rest_pattern')
      build.addBinding(part, part.firstNamedChild?.text ?? '', whole);
    const one = destructured(part);
    if (one === null) continue;
    const place = { line: lineOf(part), column: columnOf(part) };
    const member: Expr = { kind: 'member', object: whole, name: one.key, ...place };
    if (one.inner !== undefined) {
      const isEnvironment = one.key === 'env' && HOLDER.test(dottedName(whole) ?? '');
      takeApart(one.inner, { whole: member, module: null, isTaken: isEnvironment }, build);
      continue;
    }
    const fallback = one.fallback === null ? null : build.expr(one.fallback);
    if (module !== null) build.addImport(part, one.local, module, one.key);
    const value: Expr =
      fallback === null ? member : { kind: 'either', options: [member, fallback], ...place };
    build.addBinding(part, one.local, value);
    if (isTaken) {
      const name: Expr = { kind: 'text', value: one.key, ...place };
      const tested = fallback === null && isNameOnlyAsked(one.local, part);
      build.addAccess(part, { object: whole, name, fallback, tested });
    }
  }
}

function addAssignment(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null || left.type === 'subscript_expression') return;
  const name = left.text.replace(/\s+/g, '');
  const value = build.expr(right);
  if (node.type === 'augmented_assignment_expression') {
    if (node.childForFieldName('operator')?.type === '+=')
      build.addBinding(left, name, build.appended(left, value));
    return;
  }
  if (mayGiveEnvironment(right)) environment.add(name.slice(name.lastIndexOf('.') + 1));
  addAssignedExport(node, name, build);
  if (left.type === 'identifier' || left.type === 'member_expression')
    build.addBinding(left, name, value);
}

function addReturn(node: Node, build: FactsBuilder): void {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}

/** `for (const name of list)`, and `for (const { name } of list)`, where the item has a name that no code has. */
function addLoop(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const isOf = node.childForFieldName('operator')?.type === 'of';
  if (left === null || !isOf) return;
  const list = build.expr(node.childForFieldName('right'));
  if (left.type === 'identifier') build.addBinding(left, left.text, list, { each: true });
  if (!isPattern(left)) return;
  const { line, column } = placeOf(left);
  const item = `for ${line}:${column}`;
  build.addBinding(left, item, list, { each: true });
  for (const part of partsOf(left, { kind: 'name', name: item, line, column }))
    build.addBinding(part.at, part.local, part.value);
}

function addField(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name') ?? node.childForFieldName('property');
  const value = node.childForFieldName('value');
  if (name === null) return;
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type: typeOf(node.childForFieldName('type')),
    decorators: decoratorsOf(node, build),
  });
}

/** An enum as an object: `enum Paths { Users = '/users' }`. */
function addEnum(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  if (name === null) return;
  const entries = named(node.childForFieldName('body')).flatMap((member): MapEntry[] => {
    const key = member.childForFieldName('name');
    const value = member.childForFieldName('value');
    if (key === null || value === null) return [];
    return [{ key: textExpr(key, nameText(key)), value: build.expr(value) }];
  });
  build.addBinding(name, name.text, {
    kind: 'map',
    entries,
    line: lineOf(node),
    column: columnOf(node),
  });
}

function addComparison(node: Node, build: FactsBuilder): void {
  const subject = build.expr(node.childForFieldName('left'));
  build.addComparison(node, subject, build.expr(node.childForFieldName('right')));
}

/** `case 'x':` of a `switch`. */
function addCase(value: Node, build: FactsBuilder): void {
  const subject = value.parent?.parent?.parent?.childForFieldName('value');
  build.addComparison(value, build.expr(subject), build.expr(value));
}
