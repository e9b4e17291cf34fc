import type { Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { ENTRY_LOOP } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { compositeExpr, readTypes } from './go-composites.ts';
import { toExpr } from './go-expressions.ts';
import { goModules, goSiblings, packageName } from './go-modules.ts';
import { unquoteGo } from './go-text.ts';

const QUERY = `
[(function_declaration) (method_declaration) (func_literal) (method_elem)] @function
[(type_spec) (type_alias)] @type
(package_clause) @package
(import_spec) @import
[(call_expression) (type_conversion_expression)] @call
(return_statement) @return
[(var_spec) (const_spec)] @spec
[(short_var_declaration) (assignment_statement)] @assignment
(range_clause) @range
(field_declaration) @field
`;

/** What compares a request's method with one, where a file asks for it. */
const COMPARISONS = `
(binary_expression operator: ["==" "!="]) @comparison
(expression_switch_statement) @switch
`;

/** Names of HTTP's methods: the standard library's, and those that fiber and echo have of their own. */
const METHOD_CONSTANTS =
  /^(?:net\/http\.Method|github\.com\/gofiber\/fiber(?:\/v\d+)?\.Method|github\.com\/labstack\/echo(?:\/v\d+)?\.(?=[A-Z]+$))([A-Z]\w*)$/;

/**
 * Go. A type is a class: a struct's fields are its bindings, what it embeds its bases. Methods stand in the file with
 * their receiver. Of several results of a function the first is what it returns.
 */
export const go: SourceLanguage = {
  id: 'go',
  extensions: ['.go'],
  manifest: /(?:^|\/)go\.mod$/,
  grammar: () => 'go',
  read,
  modules: goModules,
  siblings: goSiblings,
  constant: (module, name) => METHOD_CONSTANTS.exec(`${module}.${name}`)?.[1]?.toUpperCase(),
};

function read(root: Node, grammar: Grammar): FileFacts {
  const captures = grammar.captures(QUERY, root);
  const types = readTypes(captures.flatMap(({ name, node }) => (name === 'type' ? [node] : [])));
  const build = new FactsBuilder('go', root, (node, builder) =>
    node.type === 'composite_literal' ? compositeExpr(node, builder, types) : toExpr(node, builder),
  );
  for (const { name, node } of captures) {
    if (name !== 'function' && name !== 'type') continue;
    const own = node.childForFieldName('name')?.text ?? null;
    build.addScope(node, { kind: name === 'type' ? 'class' : 'function', name: own });
  }
  for (const { name, node } of captures) {
    if (name === 'call') build.addCall(node);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'return') addReturn(node, build);
    else if (name === 'spec') addSpec(node, build);
    else if (name === 'function') completeFunction(node, build);
    else if (name === 'type') completeType(node, build);
    else if (name === 'field') addField(node, build);
    else if (name === 'range') addRange(node, build);
    else if (name === 'import') addImport(node, build);
    else if (name === 'package') build.setPackage(node.firstNamedChild?.text ?? '');
  }
  if (/\.Method\b/.test(root.text)) {
    for (const { name, node } of grammar.captures(COMPARISONS, root)) {
      if (name === 'switch') addSwitch(node, build);
      else
        addComparison(node, node.childForFieldName('left'), node.childForFieldName('right'), build);
    }
  }
  return build.facts();
}

/** `r.Method == http.MethodGet`; comparisons of anything else say nothing of routes. */
function addComparison(
  at: Node,
  subject: Node | null,
  value: Node | null,
  build: FactsBuilder,
): void {
  if (subject?.type !== 'selector_expression' || value === null) return;
  if (subject.childForFieldName('field')?.text !== 'Method') return;
  build.addComparison(at, build.expr(subject), build.expr(value));
}

/** `switch r.Method { case http.MethodGet, http.MethodHead: … }`, and `switch { case r.Method == "GET": … }` as it is. */
function addSwitch(node: Node, build: FactsBuilder): void {
  const subject = node.childForFieldName('value');
  for (const one of named(node).filter(({ type }) => type === 'expression_case')) {
    for (const value of named(one.childForFieldName('value')))
      addComparison(one, subject, value, build);
  }
}

function completeFunction(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const result = node.childForFieldName('result');
  const first = result?.type === 'parameter_list' ? named(result)[0] : result;
  build.complete(index, {
    params: paramsOf(node.childForFieldName('parameters')),
    returnType: (first?.childForFieldName('type') ?? first)?.text ?? null,
    receiver: paramsOf(node.childForFieldName('receiver'))[0] ?? null,
  });
  // Results with names are variables: `func Load() (config Config, err error)`.
  for (const declared of result?.type === 'parameter_list' ? named(result) : []) {
    const type = declared.childForFieldName('type')?.text ?? null;
    for (const name of named(declared).filter((child) => child.type === 'identifier'))
      build.addBindingIn(index, name, name.text, null, { type });
  }
}

/** One parameter for each name; `_` where only a type is written. */
function paramsOf(list: Node | null): readonly Param[] {
  return named(list).flatMap((node) => {
    const type = node.childForFieldName('type')?.text ?? node.text;
    const names = named(node).filter((child) => child.type === 'identifier');
    const param = (at: Node, name: string): Param => ({
      name,
      type: node.type === 'variadic_parameter_declaration' ? `...${type}` : type,
      default: null,
      decorators: [],
      ...placeOf(at),
    });
    return names.length === 0 ? [param(node, '_')] : names.map((name) => param(name, name.text));
  });
}

function completeType(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  const type = node.childForFieldName('type');
  if (index === undefined || type === null) return;
  build.complete(index, { bases: basesOf(type).map((base) => build.expr(base)) });
}

/** What a struct or an interface embeds; the type itself for `type Handler http.Handler`. */
function basesOf(type: Node): readonly Node[] {
  if (type.type === 'struct_type')
    return named(type.firstNamedChild).flatMap((field) => {
      const embedded = field.childForFieldName('type');
      return field.childForFieldName('name') === null && embedded !== null ? [embedded] : [];
    });
  if (type.type === 'interface_type')
    return named(type).flatMap((part) => (part.type === 'type_elem' ? named(part) : []));
  return /^(?:type_identifier|qualified_type|generic_type|pointer_type)$/.test(type.type)
    ? [type]
    : [];
}

function addField(node: Node, build: FactsBuilder): void {
  const type = node.childForFieldName('type');
  if (type === null) return;
  const fields = named(node).filter((child) => child.type === 'field_identifier');
  const names =
    fields.length > 0
      ? fields.map((field) => ({ node: field, name: field.text }))
      : [{ node: type, name: /(\w+)(?:\[.*\])?$/s.exec(type.text)?.[1] ?? type.text }];
  const tag = node.childForFieldName('tag');
  for (const { node: at, name } of names) {
    build.addBinding(at, name, null, { type: type.text });
    if (tag !== null) build.addTag(at, { field: name, type: type.text, text: unquoteGo(tag) });
  }
}

function addImport(node: Node, build: FactsBuilder): void {
  const path = node.childForFieldName('path');
  if (path === null) return;
  const module = unquoteGo(path);
  const local = node.childForFieldName('name')?.text ?? packageName(module);
  build.addImport(node, local, module, '*');
}

function addSpec(node: Node, build: FactsBuilder): void {
  const names = named(node).filter((child) => child.type === 'identifier');
  const type = node.childForFieldName('type')?.text ?? null;
  bind(names, named(node.childForFieldName('value')), type, build);
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const operator = node.childForFieldName('operator')?.type ?? '=';
  const left = named(node.childForFieldName('left'));
  const right = named(node.childForFieldName('right'));
  const [at] = left;
  if (operator === '+=' && at?.type === 'identifier')
    build.addBinding(at, at.text, build.appended(at, build.expr(right[0])));
  if (operator === '=') bind(left, right, null, build);
}

/** Values for names, one by one; or one call that gives all of them. */
function bind(
  names: readonly Node[],
  values: readonly Node[],
  type: string | null,
  build: FactsBuilder,
): void {
  const [first] = values;
  for (const [position, at] of names.entries()) {
    if (at.type !== 'identifier' && at.type !== 'selector_expression') continue;
    if (at.text === '_') continue;
    const own = values[position];
    nameFunction(own, at, build);
    const value =
      own !== undefined
        ? build.expr(own)
        : first === undefined
          ? null
          : numbered(build.expr(first), position, at);
    build.addBinding(at, at.text.replace(/\s+/g, ''), value, {
      type: type ?? (own === undefined ? null : literalType(own)),
    });
  }
}

/** `add := func(r *gin.RouterGroup) { … }` is called by its name. */
function nameFunction(value: Node | undefined, { type, text }: Node, build: FactsBuilder): void {
  const scope = value?.type === 'func_literal' ? build.scopeOf(value) : undefined;
  if (scope !== undefined && type === 'identifier') build.complete(scope, { name: text });
}

function numbered(object: Expr, position: number, at: Node): Expr {
  const place = placeOf(at);
  const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
  return { kind: 'index', object, index, ...place };
}

/** `*Server` of `&Server{…}`, `Server` of `Server{…}` and of `new(Server)`: Go's types need no declaration. */
function literalType(value: Node): string | null {
  if (value.type === 'composite_literal') return value.childForFieldName('type')?.text ?? null;
  if (value.type === 'unary_expression') {
    const operand = value.childForFieldName('operand');
    const type = operand?.type === 'composite_literal' ? literalType(operand) : null;
    return type === null ? null : `*${type}`;
  }
  if (value.type !== 'call_expression' || value.childForFieldName('function')?.text !== 'new')
    return null;
  const made = value.childForFieldName('arguments')?.firstNamedChild;
  return made === null || made === undefined ? null : `*${made.text}`;
}

/**
 * `for _, value := range list`. Where the key is named too, both are parts of an item that has a name no code has:
 * a position and an item of a list, or a key and a value of a map.
 */
function addRange(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const [key, value] = named(left);
  const list = build.expr(node.childForFieldName('right'));
  if (key?.type === 'identifier' && key.text !== '_') {
    const at = placeOf(key);
    const item = `${ENTRY_LOOP} ${at.line}:${at.column}`;
    build.addBinding(key, item, list, { each: true });
    for (const [position, part] of [key, value].entries()) {
      if (part?.type !== 'identifier') continue;
      const object: Expr = { kind: 'name', name: item, ...at };
      build.addBinding(part, part.text, numbered(object, position, part));
    }
  } else if (value?.type === 'identifier')
    build.addBinding(value, value.text, list, { each: true });
}

function addReturn(node: Node, build: FactsBuilder): void {
  const [first] = named(node.firstNamedChild);
  if (first !== undefined) build.addReturn(node, build.expr(first));
}
