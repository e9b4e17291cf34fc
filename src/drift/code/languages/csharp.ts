import type { CallExpr, Expr, FileFacts, Param } from '../facts.ts';
import { FactsBuilder } from '../facts-builder.ts';
import type { Grammar } from '../grammar.ts';
import type { SourceLanguage } from '../language.ts';
import { columnOf, lineOf, named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { tupleNames, withNames } from './csharp-collections.ts';
import { addAccess, addCall, settingNames } from './csharp-environment.ts';
import { argumentsOf, childOf, toExpr, typeExpr } from './csharp-expressions.ts';
import { csharpModules, csharpSiblings } from './csharp-modules.ts';

const QUERY = `
[(class_declaration) (struct_declaration) (record_declaration) (interface_declaration) (enum_declaration)
 (method_declaration) (constructor_declaration) (local_function_statement) (lambda_expression)
 (anonymous_method_expression)] @scope
[(invocation_expression) (object_creation_expression) (implicit_object_creation_expression)
 (constructor_initializer)] @call
(base_list (argument_list)) @call
[(namespace_declaration) (file_scoped_namespace_declaration)] @namespace
(using_directive) @using
(variable_declarator) @declarator
(property_declaration) @property
(enum_member_declaration) @member
(assignment_expression) @assignment
(return_statement) @return
(element_access_expression) @element
(foreach_statement) @loop
`;
const FUNCTION = /^(?:method_declaration|constructor|local_function|lambda|anonymous_method)/;

/**
 * C#. The environment is `Environment.GetEnvironmentVariables()[…]` and, as it is a part of it, an indexed
 * `IConfiguration`: `Configuration["Jwt:Key"]`. An extension method's first parameter is
 * its receiver and a parameter as well: it can be called both ways.
 */
export const csharp: SourceLanguage = {
  id: 'csharp',
  extensions: ['.cs'],
  grammar: () => 'c-sharp',
  read,
  modules: csharpModules,
  siblings: csharpSiblings,
};

function read(root: Node, grammar: Grammar): FileFacts {
  const build = new FactsBuilder('csharp', root, toExpr);
  const captures = grammar.captures(QUERY, root);
  const scopes = captures.filter(({ name }) => name === 'scope');
  for (const { node } of scopes) {
    const kind = FUNCTION.test(node.type) ? 'function' : 'class';
    build.addScope(node, { kind, name: nameOf(node) });
  }
  for (const { node } of scopes) completeScope(node, build);
  let hasNamespace = false;
  const known = settingNames(root);
  for (const { name, node } of captures) {
    if (name === 'call') addCall(node, build);
    else if (name === 'using') addUsing(node, build);
    else if (name === 'declarator') addDeclarator(node, build);
    else if (name === 'property') addProperty(node, build);
    else if (name === 'member') addMember(node, build);
    else if (name === 'assignment') addAssignment(node, build);
    else if (name === 'loop') addLoop(node, build);
    else if (name === 'element') addAccess(node, build, known);
    else if (name === 'namespace' && !hasNamespace) {
      build.setPackage(node.childForFieldName('name')?.text ?? '');
      hasNamespace = true;
    } else if (name === 'return' && node.firstNamedChild !== null)
      build.addReturn(node, build.expr(node.firstNamedChild));
  }
  return build.facts();
}

function nameOf(node: Node): string | null {
  if (node.type === 'constructor_declaration') return 'constructor';
  const { parent } = node;
  const isHeld = parent?.type === 'variable_declarator' && FUNCTION.test(node.type);
  return (isHeld ? parent : node).childForFieldName('name')?.text ?? null;
}

function completeScope(node: Node, build: FactsBuilder): void {
  const index = build.scopeOf(node);
  if (index === undefined) return;
  const list = node.childForFieldName('parameters') ?? childOf(node, 'parameter_list');
  const params = paramsOf(list, build);
  const decorators = decoratorsOf(node, build);
  if (!FUNCTION.test(node.type)) {
    const bases = named(childOf(node, 'base_list')).flatMap((base) =>
      base.type === 'argument_list' ? [] : [typeExpr(base)],
    );
    build.complete(index, {
      decorators,
      bases,
      params,
      abstract: isAbstract(node),
      ...(hasModifier(node, 'partial') ? { partial: true } : {}),
    });
    addPrimary(list, params, build);
    return;
  }
  const [first] = params;
  const isExtension = first !== undefined && isThis(list);
  build.complete(index, {
    decorators,
    params,
    receiver: isExtension ? first : null,
    ...(hasModifier(node, 'public') && !hasModifier(node, 'static') ? { public: true } : {}),
    returnType: (node.childForFieldName('returns') ?? node.childForFieldName('type'))?.text ?? null,
  });
  const body = node.childForFieldName('body');
  if (body?.type === 'arrow_expression_clause')
    build.addReturnOf(index, build.expr(body.firstNamedChild));
  else if (node.type === 'lambda_expression' && body !== null && body.type !== 'block')
    build.addReturnOf(index, build.expr(body));
}

/** A generic class has objects only of what others make of it. */
function isAbstract(node: Node): boolean {
  return (
    node.type === 'interface_declaration' ||
    childOf(node, 'type_parameter_list') !== null ||
    hasModifier(node, 'abstract')
  );
}

function hasModifier(node: Node, name: string): boolean {
  return node.namedChildren.some((child) => child?.type === 'modifier' && child.text === name);
}

/** The parameters of a primary constructor (C# 12) and a record's are names of the class. */
function addPrimary(list: Node | null, params: readonly Param[], build: FactsBuilder): void {
  const nodes = named(list).filter(({ type }) => type === 'parameter');
  for (const [position, { name, type, default: value, decorators }] of params.entries()) {
    const at = nodes[position]?.childForFieldName('name');
    if (at !== null && at !== undefined) build.addBinding(at, name, value, { type, decorators });
  }
}

/** Whether the first parameter is what an extension method extends. */
function isThis(list: Node | null): boolean {
  const modifiers = named(list)[0]?.namedChildren ?? [];
  return modifiers.some((child) => child?.type === 'modifier' && child.text === 'this');
}

function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  return named(node)
    .filter(({ type }) => type === 'attribute_list')
    .flatMap((list) => named(list).filter(({ type }) => type === 'attribute'))
    .map((attribute): CallExpr => {
      const name = attribute.childForFieldName('name');
      return {
        kind: 'call',
        callee: name === null ? build.unknown(attribute) : typeExpr(name),
        args: argumentsOf(childOf(attribute, 'attribute_argument_list'), build),
        line: lineOf(attribute),
        column: columnOf(attribute),
      };
    });
}

function paramsOf(list: Node | null, build: FactsBuilder): readonly Param[] {
  if (list === null) return [];
  if (!list.type.endsWith('parameter_list'))
    return [
      {
        name: list.text,
        type: null,
        default: null,
        decorators: [],
        line: lineOf(list),
        column: columnOf(list),
      },
    ];
  const params = named(list)
    .filter(({ type }) => type === 'parameter' || type === 'implicit_parameter')
    .map((node) => paramOf(node, build));
  // `params string[] rest` has no node of its own.
  const rest = list.childForFieldName('name');
  if (rest === null) return params;
  const type = list.childForFieldName('type')?.text ?? null;
  return [
    ...params,
    {
      name: rest.text,
      type,
      default: null,
      decorators: [],
      line: lineOf(rest),
      column: columnOf(rest),
      rest: 'list',
    },
  ];
}

function paramOf(node: Node, build: FactsBuilder): Param {
  const name = node.childForFieldName('name');
  const last = node.lastNamedChild;
  const value = name !== null && last !== null && last.id !== name.id ? last : null;
  return {
    name: name?.text ?? node.text,
    type: node.childForFieldName('type')?.text ?? null,
    default: value === null ? null : build.expr(value),
    decorators: decoratorsOf(node, build),
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** `using A.B;` brings all of a namespace, `using static A.B.C;` of a class, `using X = A.B.C;` one name. */
function addUsing(node: Node, build: FactsBuilder): void {
  const module = node.lastNamedChild?.text.replace(/^global::/, '') ?? '';
  const alias = node.childForFieldName('name');
  if (alias === null) build.addImport(node, '*', module, '*');
  else build.addImport(node, alias.text, module, module.slice(module.lastIndexOf('.') + 1));
}

function addDeclarator(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  if (name === null) return;
  const last = node.lastNamedChild;
  const type = node.parent?.childForFieldName('type');
  const value =
    last === null || last.id === name.id
      ? null
      : withNames(build.expr(last), tupleNames(type?.text ?? ''));
  const field = node.parent?.parent;
  build.addBinding(name, name.text, value, {
    type: type === null || type === undefined || type.type === 'implicit_type' ? null : type.text,
    decorators: field?.type === 'field_declaration' ? decoratorsOf(field, build) : [],
  });
}

/** `foreach (var name in names)`; of `var (a, b)` each name is a part of an item, which has a name that no code has. */
function addLoop(node: Node, build: FactsBuilder): void {
  const left = node.childForFieldName('left');
  if (left === null) return;
  const value = build.expr(node.childForFieldName('right'));
  if (left.type === 'identifier') {
    build.addBinding(left, left.text, value, { each: true });
    return;
  }
  const place = placeOf(left);
  const whole = `for ${place.line}:${place.column}`;
  const item: Expr = { kind: 'name', name: whole, ...place };
  build.addBinding(left, whole, value, { each: true });
  for (const [position, part] of named(left).entries()) {
    const declared = part.type === 'argument' ? (part.firstNamedChild ?? part) : part;
    const name = declared.childForFieldName('name') ?? declared;
    if (name.type !== 'identifier') continue;
    const index: Expr = { kind: 'literal', type: 'number', text: String(position), ...place };
    build.addBinding(name, name.text, { kind: 'index', object: item, index, ...place });
  }
}

/** A property; `=> x` and `= x` are its value. */
function addProperty(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name === null) return;
  const given = value?.type === 'arrow_expression_clause' ? value.firstNamedChild : value;
  build.addBinding(name, name.text, given === null ? null : build.expr(given), {
    type: node.childForFieldName('type')?.text ?? null,
    decorators: decoratorsOf(node, build),
  });
}

/** A member of an enum. */
function addMember(node: Node, build: FactsBuilder): void {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name === null) return;
  const type = node.parent?.parent?.childForFieldName('name')?.text ?? null;
  const decorators = decoratorsOf(node, build);
  build.addBinding(name, name.text, value === null ? null : build.expr(value), {
    type,
    decorators,
  });
}

function addAssignment(node: Node, build: FactsBuilder): void {
  const holder = node.parent?.type;
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (holder === 'initializer_expression' || holder === 'attribute_argument') return;
  if (left === null || right === null) return;
  if (left.type !== 'identifier' && left.type !== 'member_access_expression') return;
  const value = build.expr(right);
  const isAdded = node.childForFieldName('operator')?.type === '+=';
  const name = left.text.replace(/\s+/g, '');
  build.addBinding(left, name, isAdded ? build.appended(left, value) : value);
}
