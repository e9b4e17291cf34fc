import type { CallExpr, Expr, Param } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { nameText } from './javascript-text.ts';

/** The scope of a function or class, with its name alone. */
export function addScope(node: Node, build: FactsBuilder): void {
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

/** What more a scope is: its parameters, decorators, bases and type. */
export function completeScope(node: Node, isTyped: boolean, build: FactsBuilder): void {
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
export function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
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
  const isRest = pattern.type === 'rest_pattern';
  return [
    {
      name: isRest ? (pattern.firstNamedChild?.text ?? '') : pattern.text,
      ...(isRest ? { rest: 'list' } : {}),
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

/** Whether a node takes something apart: `{ a, b }`, `[a, b]`. */
export function isPattern({ type }: Node): boolean {
  return type === 'object_pattern' || type === 'array_pattern';
}

/** A name in a pattern, and what it is of the whole. */
interface PatternPart {
  readonly at: Node;
  readonly local: string;
  readonly value: Expr;
}

/** What the names in a pattern are of the whole that is taken apart: a member each, or an item; parts within parts too. */
export function partsOf(pattern: Node, whole: Expr): readonly PatternPart[] {
  if (pattern.type === 'array_pattern')
    return itemsOf(pattern).flatMap(({ part, position, isRest }) => {
      const at = { line: lineOf(part), column: columnOf(part) };
      const text = isRest ? `${position}:` : `${position}`;
      const index: Expr = { kind: 'literal', type: 'number', text, ...at };
      const item = whole.kind === 'list' && !isRest ? whole.items[position] : undefined;
      const value: Expr = item ?? { kind: 'index', object: whole, index, ...at };
      return isPattern(part) ? partsOf(part, value) : [{ at: part, local: part.text, value }];
    });
  return named(pattern).flatMap((part) => {
    // What is left has its members still.
    if (part.type === 'rest_pattern')
      return [{ at: part, local: part.firstNamedChild?.text ?? '', value: whole }];
    const one = destructured(part);
    if (one === null) return [];
    const at = { line: lineOf(part), column: columnOf(part) };
    const value: Expr = { kind: 'member', object: whole, name: one.key, ...at };
    return one.inner === undefined
      ? [{ at: part, local: one.local, value }]
      : partsOf(one.inner, value);
  });
}

interface Item {
  /** Its name, or the pattern that takes it apart. */
  readonly part: Node;
  readonly position: number;
  /** Whether it is a list of all items from there on: `...rest`. */
  readonly isRest: boolean;
}

/** The names and patterns of `[a, , { b }, ...rest]` with their positions. */
function itemsOf(pattern: Node): readonly Item[] {
  const found: Item[] = [];
  let position = 0;
  for (const child of pattern.children) {
    const part = child?.type === 'assignment_pattern' ? child.childForFieldName('left') : child;
    if (part?.type === ',') position += 1;
    else if (part?.type === 'identifier' || (part !== null && isPattern(part)))
      found.push({ part, position, isRest: false });
    else if (part?.type === 'rest_pattern' && part.firstNamedChild !== null)
      found.push({ part: part.firstNamedChild, position, isRest: true });
  }
  return found;
}

/** `User[]` of the annotation `: User[]`. */
export function typeOf(node: Node | null): string | null {
  return node === null ? null : node.text.replace(/^:\s*/, '').trim();
}

/** What a part of a pattern is of the value that is taken apart. */
export function destructured(part: Node): {
  readonly key: string;
  readonly local: string;
  readonly fallback: Node | null;
  /** The pattern that takes apart what it is itself: `{ a }` of `{ env: { a } }`. */
  readonly inner?: Node;
} | null {
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
    ...(local !== null && isPattern(local) ? { inner: local } : {}),
    fallback: value.type === 'assignment_pattern' ? value.childForFieldName('right') : null,
  };
}
