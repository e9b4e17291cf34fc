import type { Argument, CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import { ENTRY_LOOP } from '../facts-index.ts';
import type { Grammar, Node } from '../grammar.ts';
import { joined } from '../joined.ts';
import type { SourceLanguage } from '../language.ts';
import { named, placeOf } from '../nodes.ts';
import { annotationsOf } from './php-annotations.ts';
import { phpModules, phpSiblings } from './php-modules.ts';
import { addUse, PhpNames } from './php-names.ts';
import { phpText, textParts } from './php-text.ts';
import { formatted } from './printf.ts';

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
  const build = new FactsBuilder('php', root, (node, builder) => toExpr(node, builder, names));
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

/** What a class extends, implements and (traits) uses. */
function basesOf(node: Node, build: FactsBuilder): readonly Expr[] {
  const body = node.childForFieldName('body') ?? named(node).at(-1);
  const used = named(body).filter(({ type }) => type === 'use_declaration');
  const clauses = named(node).filter(({ type }) => /^(?:base|class_interface)_clause$/.test(type));
  return [...clauses, ...used].flatMap((clause) =>
    named(clause).flatMap((base) => (/name$/.test(base.type) ? [build.expr(base)] : [])),
  );
}

function attributesOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  const list = node.childForFieldName('attributes');
  return named(list).flatMap((group) =>
    named(group).map((attribute): CallExpr => {
      const args = argumentsOf(attribute.childForFieldName('parameters'), build);
      return {
        kind: 'call',
        callee: build.expr(attribute.firstNamedChild),
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

/** `x` of `$x`. */
function bare(node: Node | null): string {
  return node?.text.replace(/^[&$]+/, '') ?? '';
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
  if (left === null || right === null || !/^(?:\?\?)?=$/.test(operator)) return;
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
    type: holder?.childForFieldName('type')?.text ?? null,
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
  const place = placeOf(item);
  const kind = item.type === 'pair' ? ENTRY_LOOP : 'for';
  const whole: Expr = { kind: 'name', name: `${kind} ${place.line}:${place.column}`, ...place };
  build.addBinding(item, whole.name, build.expr(list), { each: true });
  for (const [position, part] of named(item).entries()) {
    const inner = part.type === 'array_element_initializer' ? part.lastNamedChild : part;
    if (inner?.type !== 'variable_name') continue;
    const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
    const value: Expr = { kind: 'index', object: whole, index, ...place };
    build.addBinding(inner, bare(inner), value);
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

function toExpr(node: Node, build: FactsBuilder, names: PhpNames): Expr {
  const at = placeOf(node);
  const field = (name: string) => node.childForFieldName(name);
  switch (node.type) {
    case 'string':
    case 'nowdoc':
      return { kind: 'text', value: phpText(node), ...at };
    case 'encapsed_string':
    case 'heredoc':
      return textParts(node, build);
    case 'integer':
    case 'float':
      return { kind: 'literal', type: 'number', text: node.text, ...at };
    case 'boolean':
      return { kind: 'literal', type: 'boolean', text: node.text, ...at };
    case 'null':
      return { kind: 'literal', type: 'null', text: node.text, ...at };
    case 'variable_name':
      return { kind: 'name', name: bare(node), ...at };
    case 'name':
    case 'relative_scope':
    case 'primitive_type':
      return { kind: 'name', name: node.text, ...at };
    case 'qualified_name':
    case 'relative_name':
      return { kind: 'name', name: names.shortened(node, build), ...at };
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return member(field('object'), field('name'), node, build);
    case 'scoped_property_access_expression':
      return member(field('scope'), field('name'), node, build);
    case 'class_constant_access_expression': {
      const [object, name] = named(node);
      if (name?.text === 'class' && /name$/.test(object?.type ?? ''))
        return { kind: 'text', value: names.whole(object?.text ?? ''), ...at };
      return member(object ?? null, name ?? null, node, build);
    }
    case 'subscript_expression': {
      const [object, index] = named(node);
      return { kind: 'index', object: build.expr(object), index: build.expr(index), ...at };
    }
    case 'function_call_expression':
      return functionCall(node, build);
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression':
      return {
        kind: 'call',
        callee: {
          kind: 'member',
          object: build.expr(field('object') ?? field('scope')),
          name: field('name')?.text ?? '',
          ...placeOf(field('name') ?? node),
        },
        args: argumentsOf(field('arguments'), build),
        ...at,
      };
    case 'object_creation_expression': {
      const list = named(node).find(({ type }) => type === 'arguments') ?? null;
      return {
        kind: 'call',
        callee: build.expr(node.firstNamedChild),
        args: argumentsOf(list, build),
        ...at,
      };
    }
    case 'require_expression':
    case 'require_once_expression':
    case 'include_expression':
    case 'include_once_expression': {
      const name = node.type.replace(/_expression$/, '');
      return {
        kind: 'call',
        callee: { kind: 'name', name, ...at },
        args: [{ name: null, value: build.expr(node.firstNamedChild), spread: false }],
        ...at,
      };
    }
    case 'binary_expression': {
      const parts = [build.expr(field('left')), build.expr(field('right'))];
      const operator = field('operator')?.type;
      if (operator === '.') return joined(parts, at);
      return operator === '??' ? { kind: 'either', options: parts, ...at } : build.unknown(node);
    }
    case 'conditional_expression':
      return {
        kind: 'either',
        options: [
          build.expr(field('body') ?? field('condition')),
          build.expr(field('alternative')),
        ],
        ...at,
      };
    case 'match_expression':
      return {
        kind: 'either',
        options: named(field('body')).map((arm) =>
          build.expr(arm.childForFieldName('return_expression')),
        ),
        ...at,
      };
    case 'assignment_expression':
      return build.expr(field('right'));
    case 'parenthesized_expression':
    case 'clone_expression':
    case 'error_suppression_expression':
    case 'by_ref':
    case 'print_intrinsic':
      return build.expr(node.firstNamedChild);
    case 'cast_expression':
      return build.expr(field('value'));
    case 'array_creation_expression':
      return arrayExpr(node, build);
    case 'anonymous_function':
    case 'arrow_function':
    case 'anonymous_class':
      return build.functionExpr(node);
    default:
      return build.unknown(node);
  }
}

function member(object: Node | null, name: Node | null, node: Node, build: FactsBuilder): Expr {
  return { kind: 'member', object: build.expr(object), name: bare(name), ...placeOf(name ?? node) };
}

function functionCall(node: Node, build: FactsBuilder): Expr {
  const callee = node.childForFieldName('function');
  const args = argumentsOf(node.childForFieldName('arguments'), build);
  if (callee !== null && /^\\?sprintf$/.test(callee.text)) {
    const text = formatted(args, /%[-+ 0]*(?:'.)?\d*(?:\.\d+)?([a-zA-Z%])/g, placeOf(node));
    if (text !== null) return text;
  }
  return { kind: 'call', callee: build.expr(callee), args, ...placeOf(node) };
}

function argumentsOf(list: Node | null, build: FactsBuilder): readonly Argument[] {
  return named(list).flatMap((argument): Argument[] => {
    if (argument.type !== 'argument') return [];
    const value = named(argument).at(-1);
    if (value === undefined) return [];
    const spread = value.type === 'variadic_unpacking';
    return [
      {
        name: argument.childForFieldName('name')?.text ?? null,
        value: build.expr(spread ? value.firstNamedChild : value),
        spread,
      },
    ];
  });
}

/** An array without keys is a list; one with them a map, in which others have their position as the key. */
function arrayExpr(node: Node, build: FactsBuilder): Expr {
  const elements = named(node).map((element) => named(element));
  const at = placeOf(node);
  const spread = (part: Node | undefined) => part?.type === 'variadic_unpacking';
  if (elements.every((element) => element.length === 1 && !spread(element[0])))
    return { kind: 'list', items: elements.map(([item]) => build.expr(item)), ...at };
  return {
    kind: 'map',
    entries: elements.map(([first, second], position) => {
      if (first !== undefined && spread(first))
        return { key: null, value: build.expr(first.firstNamedChild) };
      if (second !== undefined) return { key: build.expr(first), value: build.expr(second) };
      const text = String(position);
      return { key: { kind: 'literal', type: 'number', text, ...at }, value: build.expr(first) };
    }),
    ...at,
  };
}
