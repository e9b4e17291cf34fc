import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { ENTRY_LOOP } from '../facts-index.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { named, placeOf } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { annotationsOf } from './php-annotations.ts';
import { argumentsOf, bare, phpExpr } from './php-expressions.ts';
import { phpModules, phpSiblings } from './php-modules.ts';
import { addUse, PhpNames, qualified } from './php-names.ts';

const QUERY = `
[(function_definition) (method_declaration) (anonymous_function) (arrow_function)] @function
[(class_declaration) (interface_declaration) (trait_declaration) (enum_declaration) (anonymous_class)] @class
((comment) @doc (#match? @doc "^/\\\\*\\\\*[\\\\s\\\\S]*@[A-Z]"))
(namespace_definition) @namespace
(namespace_use_declaration) @use
[(function_call_expression) (member_call_expression) (nullsafe_member_call_expression)
 (scoped_call_expression) (object_creation_expression) (require_expression) (require_once_expression)
 (include_expression) (include_once_expression)] @call
[(assignment_expression) (augmented_assignment_expression)] @assignment
[(const_element) (property_element) (enum_case) (static_variable_declaration)] @declared
(foreach_statement) @foreach
(return_statement) @return
((subscript_expression (variable_name (name) @environment)) @subscript
 (#any-of? @environment "_ENV" "_SERVER"))
`;

/**
 * PHP. Variables are named without their dollar sign, `$this->x` is a member of `this`. Names with a namespace are
 * their last part, with an import that says where it comes from. `require` and `include` are calls. Annotations in doc
 * comments (Doctrine's, `@Route("/x")`) are decorators as attributes are.
 */
export const php: SourceLanguage = {
  id: 'php',
  extensions: ['.php'],
  manifest: /(?:^|\/)composer\.json$/,
  grammar: () => 'php',
  read,
  modules: phpModules,
  siblings: phpSiblings,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const names = new PhpNames();
  const build = new FactsBuilder('php', root, (node, builder) => phpExpr(node, builder, names));
  const captures = grammar.captures(QUERY, root);
  const docs: Node[] = [];
  for (const { name, node } of captures) {
    if (name === 'use') addUse(node, build, names);
    else if (name === 'doc') docs.push(node);
    else if (name === 'namespace') {
      names.namespace = node.childForFieldName('name')?.text ?? '';
      build.setPackage(names.namespace);
    } else if (name === 'function' || name === 'class') {
      const own = node.childForFieldName('name')?.text ?? null;
      build.addScope(node, { kind: name, name: own });
    }
  }
  const annotations = annotationsOf(root, docs);
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'return') addReturn(node, build);
    else if (name === 'function' || name === 'class')
      completeScope(node, build, annotations.get(node.startIndex) ?? []);
    else if (name === 'declared') addDeclared(node, build, annotations);
    else if (name === 'foreach') addForeach(node, build);
    else if (name === 'subscript') addAccess(node, build);
  }
  return build.facts();
}

function completeScope(node: Node, build: FactsBuilder, annotations: readonly CallExpr[]): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const decorators = [...annotations, ...attributesOf(node, build)];
  const parameters = named(node.childForFieldName('parameters'));
  build.complete(index, {
    decorators,
    params: parameters.map((param) => paramOf(param, build)),
    returnType: node.childForFieldName('return_type')?.text ?? null,
    bases: /^(?:class|interface|trait|enum|anonymous_class)/.test(node.type)
      ? basesOf(node, build)
      : [],
    ...(isAbstract(node) ? { abstract: true } : {}),
  });
  const body = node.childForFieldName('body');
  if (node.type === 'arrow_function' && body !== null) build.addReturnOf(index, build.expr(body));
  for (const param of parameters) {
    // `private Foo $foo` in a constructor is a property too.
    const name = param.childForFieldName('name');
    if (param.type !== 'property_promotion_parameter' || name === null) continue;
    build.addBinding(name, `this.${bare(name)}`, build.expr(name), {
      type: param.childForFieldName('type')?.text ?? null,
      decorators: attributesOf(param, build),
    });
  }
}

function isAbstract(node: Node): boolean {
  return (
    node.type === 'trait_declaration' ||
    node.type === 'interface_declaration' ||
    (node.type === 'class_declaration' &&
      named(node).some(({ type }) => type === 'abstract_modifier'))
  );
}

/** What a class extends, implements and (traits) uses. */
function basesOf(node: Node, build: FactsBuilder): readonly Expr[] {
  const body = node.childForFieldName('body') ?? named(node).at(-1);
  const used = named(body).filter(({ type }) => type === 'use_declaration');
  const clauses = named(node).filter(({ type }) => /^(?:base|class_interface)_clause$/.test(type));
  return [...clauses, ...used].flatMap((clause) =>
    named(clause).flatMap((base) => (/name$/.test(base.type) ? [build.expr(base)] : [])),
  );
}

/** The name of an attribute, which may begin with an alias of a namespace: `#[Rest\Get]`. */
function attributeName(node: Node | null, build: FactsBuilder): Expr {
  const isBehindAlias = node?.type === 'qualified_name' && /^\w/.test(node.text);
  return isBehindAlias ? qualified(node.text, placeOf(node)) : build.expr(node);
}

function attributesOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  const list = node.childForFieldName('attributes');
  return named(list).flatMap((group) =>
    named(group).map((attribute): CallExpr => {
      const args = argumentsOf(attribute.childForFieldName('parameters'), build);
      return {
        kind: 'call',
        callee: attributeName(attribute.firstNamedChild, build),
        args,
        ...placeOf(attribute),
      };
    }),
  );
}

function paramOf(node: Node, build: FactsBuilder): Param {
  const value = node.childForFieldName('default_value');
  return {
    name: bare(node.childForFieldName('name')),
    type: node.childForFieldName('type')?.text ?? null,
    default: value === null ? null : build.expr(value),
    decorators: attributesOf(node, build),
    ...placeOf(node),
  };
}

function addCall(node: Node, build: FactsBuilder): void {
  build.addCall(node);
  if (node.childForFieldName('function')?.text !== 'define') return;
  const [name, value] = named(node.childForFieldName('arguments'));
  const text = name === undefined ? null : build.expr(name.firstNamedChild);
  if (name !== undefined && value !== undefined && text?.kind === 'text')
    build.addBinding(name, text.value, build.expr(value.firstNamedChild));
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  const operator = node.childForFieldName('operator')?.type ?? '=';
  if (left === null || right === null) return;
  if (operator === '.=') bind(left, build.appended(left, build.expr(right)), build);
  if (!/^(?:\?\?)?=$/.test(operator)) return;
  bind(left, build.expr(right), build);
}

/** Gives a value to a variable, a property, or (in turn or by key) to those of a list. */
function bind(left: Node, value: Expr, build: FactsBuilder): void {
  if (left.type === 'list_literal' || left.type === 'array_creation_expression') {
    for (const [position, part] of named(left).entries()) {
      const inner = part.type === 'array_element_initializer' ? part.lastNamedChild : part;
      const place = placeOf(part);
      const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
      if (inner !== null) bind(inner, { kind: 'index', object: value, index, ...place }, build);
    }
    return;
  }
  const name = assignedName(left);
  if (name !== null) build.addBinding(left, name, value);
}

/** `x` of `$x`, `this.x` of `$this->x`, `self.x` of `self::$x`; null for what is no name. */
function assignedName(node: Node): string | null {
  if (node.type === 'variable_name') return bare(node);
  const isMember = node.type === 'member_access_expression';
  if (!isMember && node.type !== 'scoped_property_access_expression') return null;
  const object = node.childForFieldName(isMember ? 'object' : 'scope');
  const outer = object === null || !isMember ? (object?.text ?? null) : assignedName(object);
  return outer === null ? null : `${outer}.${bare(node.childForFieldName('name'))}`;
}

function addDeclared(
  node: Node,
  build: FactsBuilder,
  annotations: ReadonlyMap<number, readonly CallExpr[]>,
): void {
  const name = node.childForFieldName('name') ?? node.firstNamedChild;
  const value =
    node.childForFieldName('value') ??
    node.childForFieldName('default_value') ??
    (node.type === 'const_element' ? node.lastNamedChild : null);
  if (name === null) return;
  const holder = node.type === 'property_element' ? node.parent : null;
  build.addBinding(name, bare(name), value === null ? null : build.expr(value), {
    // A case of an enum is one of its objects.
    type: node.type === 'enum_case' ? 'self' : (holder?.childForFieldName('type')?.text ?? null),
    decorators:
      holder === null
        ? []
        : [...(annotations.get(holder.startIndex) ?? []), ...attributesOf(holder, build)],
  });
}

/**
 * `foreach ($list as $value)`. Of `$key => $value` and `[$a, $b]` each name is a part of an item, and the item has a
 * name that no code has.
 */
function addForeach(node: Node, build: FactsBuilder): void {
  const [list, item] = named(node);
  if (list === undefined || item === undefined) return;
  if (item.type === 'variable_name') {
    build.addBinding(item, bare(item), build.expr(list), { each: true });
    return;
  }
  const kind = item.type === 'pair' ? ENTRY_LOOP : 'for';
  addParts(item, build.expr(list), kind, true, build);
}

/** What an item is taken apart into; a part may be taken apart itself: `$path => [$verb, $handler]`. */
function addParts(item: Node, value: Expr, kind: string, each: boolean, build: FactsBuilder): void {
  const place = placeOf(item);
  const whole: Expr = { kind: 'name', name: `${kind} ${place.line}:${place.column}`, ...place };
  build.addBinding(item, whole.name, value, { each });
  for (const [position, part] of named(item).entries()) {
    const inner = part.type === 'array_element_initializer' ? part.lastNamedChild : part;
    if (inner === null) continue;
    const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
    const own: Expr = { kind: 'index', object: whole, index, ...place };
    if (inner.type === 'variable_name') build.addBinding(inner, bare(inner), own);
    else if (/^(?:list_literal|array_creation_expression)$/.test(inner.type))
      addParts(inner, own, 'for', false, build);
  }
}

function addReturn(node: Node, build: FactsBuilder): void {
  const value = node.firstNamedChild;
  if (value !== null) build.addReturn(node, build.expr(value));
}

function addAccess(node: Node, build: FactsBuilder): void {
  const { parent } = node;
  const isWritten =
    parent?.type === 'assignment_expression' && parent.childForFieldName('left')?.id === node.id;
  if (isWritten) return;
  const [object, index] = named(node);
  build.addAccess(node, {
    object: build.expr(object),
    name: index === undefined ? null : build.expr(index),
    tested: isOnlyAsked(node),
    fallback: fallbackOf(node, build),
  });
}

/** `'x'` of `$_ENV['A'] ?? 'x'` and of `$_ENV['A'] ?: 'x'`. */
function fallbackOf(node: Node, build: FactsBuilder): Expr | null {
  let inner = node;
  while (inner.parent?.type === 'parenthesized_expression') inner = inner.parent;
  const { parent } = inner;
  const isFirst = parent?.firstNamedChild?.id === inner.id;
  if (!isFirst) return null;
  if (parent?.type === 'binary_expression' && parent.childForFieldName('operator')?.type === '??')
    return build.expr(parent.childForFieldName('right'));
  return parent?.type === 'conditional_expression' && parent.childForFieldName('body') === null
    ? build.expr(parent.childForFieldName('alternative'))
    : null;
}
