import type { CallExpr, Expr, FileFacts, MapEntry, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar, Node } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import { addCompiledDecorators } from './javascript-decorate.ts';
import {
  addAccess,
  addContains,
  environmentParams,
  importedEnvironment,
  isEnvironment,
  mayGiveEnvironment,
} from './javascript-environment.ts';
import { toExpr } from './javascript-expressions.ts';
import { addAssignedExport, addExport, addImport, requiredModule } from './javascript-imports.ts';
import { addCompiledExports } from './javascript-interop.ts';
import { javascriptModules } from './javascript-modules.ts';
import { nameText, textExpr } from './javascript-text.ts';

/** What both grammars have. */
const SHARED = `
[(function_declaration) (function_expression) (generator_function) (generator_function_declaration)
 (arrow_function) (method_definition) (class_declaration) (class)] @scope
[(call_expression) (new_expression)] @call
(import_statement) @import
(export_statement) @export
(variable_declarator) @declarator
(assignment_expression) @assignment
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
  const isTyped = root.tree.language.name !== 'javascript';
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
  if (environment.size > 0 || /\b_?env\b/i.test(root.text)) {
    for (const { name, node } of grammar.captures(ACCESSES, root)) {
      if (name === 'member') addAccess(node, build, environment);
      else addContains(node, build, environment);
    }
  }
  return build.facts();
}

function addScope(node: Node, build: FactsBuilder): void {
  const isClass = node.type.includes('class');
  const name = node.childForFieldName('name');
  build.addScope(node, {
    kind: isClass ? 'class' : 'function',
    name: name?.text ?? nameOfHolder(node),
  });
}

/** `f` of `const f = () => …` and of `{ f: () => … }`. */
function nameOfHolder(node: Node): string | null {
  const { parent } = node;
  if (parent?.type === 'variable_declarator') return parent.childForFieldName('name')?.text ?? null;
  if (parent?.type === 'pair') return parent.childForFieldName('key')?.text ?? null;
  return null;
}

function completeScope(node: Node, isTyped: boolean, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const { type } = node;
  if (type.includes('class')) {
    build.complete(index, { decorators: decoratorsOf(node, build), bases: basesOf(node, build) });
    return;
  }
  const isArrow = type === 'arrow_function';
  const single = isArrow ? node.childForFieldName('parameter') : null;
  const params = single === null ? named(node.childForFieldName('parameters')) : [single];
  build.complete(index, {
    decorators: type === 'method_definition' ? decoratorsOf(node, build) : [],
    params: params.flatMap((param) => paramOf(param, build)),
    returnType: isTyped ? typeOf(node.childForFieldName('return_type')) : null,
    ...(isGetter(node) ? { getter: true } : {}),
  });
  for (const param of params) addParts(param, index, build);
  const body = isArrow ? node.childForFieldName('body') : null;
  if (body !== null && body.type !== 'statement_block') build.addReturnOf(index, build.expr(body));
}

/** Whether a method is `get name() { … }`. */
function isGetter(node: Node): boolean {
  return (
    node.type === 'method_definition' &&
    node.children.some((part) => part !== null && !part.isNamed && part.type === 'get')
  );
}

function basesOf(node: Node, build: FactsBuilder): readonly Expr[] {
  const heritage = named(node).find(({ type }) => type === 'class_heritage');
  return named(heritage ?? null).flatMap((part) =>
    part.type.endsWith('_clause')
      ? named(part).map((base) => build.expr(base))
      : [build.expr(part)],
  );
}

/** Decorators stand inside of what they decorate, before it, or before its `export`. */
function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  const own = named(node).filter(({ type }) => type === 'decorator');
  const before: Node[] = [];
  const parent = node.parent;
  if (parent?.type === 'export_statement') {
    before.push(...named(parent).filter(({ type }) => type === 'decorator'));
  } else if (parent?.type === 'class_body') {
    for (
      let sibling = node.previousNamedSibling;
      sibling !== null && (sibling.type === 'decorator' || sibling.type === 'comment');
      sibling = sibling.previousNamedSibling
    ) {
      if (sibling.type === 'decorator') before.unshift(sibling);
    }
  }
  return [...before, ...own].map((decorator) => asCall(decorator, build));
}

function asCall(decorator: Node, build: FactsBuilder): CallExpr {
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
}

function paramOf(node: Node, build: FactsBuilder): readonly Param[] {
  const { type } = node;
  if (type === 'comment') return [];
  // Most parameters are a name and nothing else.
  if (type === 'identifier')
    return [
      {
        name: node.text,
        type: null,
        default: null,
        decorators: [],
        line: lineOf(node),
        column: columnOf(node),
      },
    ];
  const pattern = node.childForFieldName('pattern') ?? node.childForFieldName('left') ?? node;
  const value = node.childForFieldName('value') ?? node.childForFieldName('right');
  return [
    {
      name: pattern.type === 'rest_pattern' ? (pattern.firstNamedChild?.text ?? '') : pattern.text,
      type: typeOf(node.childForFieldName('type')),
      default: value === null ? null : build.expr(value),
      decorators: named(node)
        .filter((part) => part.type === 'decorator')
        .map((decorator) => asCall(decorator, build)),
      line: lineOf(node),
      column: columnOf(node),
    },
  ];
}

/** `path` of `({ path }) => …` and of `([path]) => …`: a part of the parameter, whose name is the pattern. */
function addParts(param: Node, scope: number, build: FactsBuilder): void {
  const pattern = param.childForFieldName('pattern') ?? param.childForFieldName('left') ?? param;
  if (!isPattern(pattern)) return;
  const whole: Expr = {
    kind: 'name',
    name: pattern.text,
    line: lineOf(pattern),
    column: columnOf(pattern),
  };
  for (const { at, local, value } of partsOf(pattern, whole))
    build.addBindingIn(scope, at, local, value);
}

function isPattern({ type }: Node): boolean {
  return type === 'object_pattern' || type === 'array_pattern';
}

/** What the names in a pattern are of the whole that is taken apart: a member each, or an item. */
function partsOf(
  pattern: Node,
  whole: Expr,
): readonly { readonly at: Node; readonly local: string; readonly value: Expr }[] {
  if (pattern.type === 'object_pattern') {
    return named(pattern).flatMap((part) => {
      const one = destructured(part);
      if (one === null) return [];
      const value: Expr = {
        kind: 'member',
        object: whole,
        name: one.key,
        line: lineOf(part),
        column: columnOf(part),
      };
      return [{ at: part, local: one.local, value }];
    });
  }
  return itemsOf(pattern).map(({ part, position }) => {
    const index: Expr = {
      kind: 'literal',
      type: 'number',
      text: `${position}`,
      line: lineOf(part),
      column: columnOf(part),
    };
    const item = whole.kind === 'list' ? whole.items[position] : undefined;
    const value: Expr = item ?? {
      kind: 'index',
      object: whole,
      index,
      line: lineOf(part),
      column: columnOf(part),
    };
    return { at: part, local: part.text, value };
  });
}

/** The names of `[a, , b]` with their positions. */
function itemsOf(pattern: Node): readonly { readonly part: Node; readonly position: number }[] {
  const found: { part: Node; position: number }[] = [];
  let position = 0;
  for (const part of pattern.children) {
    if (part?.type === ',') position += 1;
    else if (part?.type === 'identifier') found.push({ part, position });
  }
  return found;
}

/** `User[]` of the annotation `: User[]`. */
function typeOf(node: Node | null): string | null {
  return node === null ? null : node.text.replace(/^:\s*/, '').trim();
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
  const module = requiredModule(whole);
  const isTaken =
    isEnvironment(value) || (value.type === 'identifier' && environment.has(value.text));
  for (const part of named(pattern)) {
    const one = destructured(part);
    if (one === null) continue;
    const member: Expr = {
      kind: 'member',
      object: whole,
      name: one.key,
      line: lineOf(part),
      column: columnOf(part),
    };
    const fallback = one.fallback === null ? null : build.expr(one.fallback);
    if (module !== null) build.addImport(part, one.local, module, one.key);
    build.addBinding(
      part,
      one.local,
      fallback === null
        ? member
        : {
            kind: 'either',
            options: [member, fallback],
            line: lineOf(part),
            column: columnOf(part),
          },
    );
    if (isTaken) {
      const name: Expr = {
        kind: 'text',
        value: one.key,
        line: lineOf(part),
        column: columnOf(part),
      };
      build.addAccess(part, { object: whole, name, fallback });
    }
  }
}

function destructured(
  part: Node,
): { readonly key: string; readonly local: string; readonly fallback: Node | null } | null {
  if (part.type === 'shorthand_property_identifier_pattern')
    return { key: part.text, local: part.text, fallback: null };
  if (part.type === 'object_assignment_pattern') {
    const left = part.childForFieldName('left');
    return left === null
      ? null
      : { key: left.text, local: left.text, fallback: part.childForFieldName('right') };
  }
  if (part.type !== 'pair_pattern') return null;
  const key = part.childForFieldName('key');
  const value = part.childForFieldName('value');
  if (key === null || value === null) return null;
  const local = value.type === 'assignment_pattern' ? value.childForFieldName('left') : value;
  return {
    key: nameText(key),
    local: local?.text ?? '',
    fallback: value.type === 'assignment_pattern' ? value.childForFieldName('right') : null,
  };
}

function addAssignment(node: Node, build: FactsBuilder, environment: Set<string>): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (left === null || right === null || left.type === 'subscript_expression') return;
  const name = left.text.replace(/\s+/g, '');
  const value = build.expr(right);
  if (isEnvironment(right)) environment.add(name.slice(name.lastIndexOf('.') + 1));
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
  const item = `for ${{ line, column }.line}:${{ line, column }.column}`;
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
