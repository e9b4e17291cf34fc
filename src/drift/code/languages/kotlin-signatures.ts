import type { CallExpr, Param } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { argumentsOf, typeExpr } from './kotlin-expressions.ts';
/** Nodes that are types. */
export const TYPE =
  /^(?:user|nullable|function|parenthesized|non_nullable|dynamic)_?type$|^dynamic$/;

/** The first child of a kind. */
export function childOf(node: Node, type: string): Node | undefined {
  return node.namedChildren.find((child) => child?.type === type) ?? undefined;
}

/** Parameters, receiver and return type: types before the name and after the parameters. */
export function signature(node: Node, build: FactsBuilder) {
  const name = node.childForFieldName('name');
  let receiver: Param | null = null;
  let returnType: string | null = null;
  let params: readonly Param[] = [];
  for (const child of named(node)) {
    if (/^(?:function_value|class)_parameters$/.test(child.type)) params = paramsOf(child, build);
    else if (TYPE.test(child.type)) {
      if (name !== null && child.startIndex < name.startIndex) receiver = receiverOf(child);
      else returnType ??= child.text;
    }
  }
  return { params, receiver, returnType };
}

function receiverOf(type: Node): Param {
  return {
    name: 'this',
    type: type.text,
    default: null,
    decorators: [],
    line: lineOf(type),
    column: columnOf(type),
  };
}

/** Annotations and the default stand beside a parameter of a function, and inside of one of a class. */
function paramsOf(list: Node, build: FactsBuilder): readonly Param[] {
  const params: Param[] = [];
  let modifiers: Node | undefined;
  for (const child of named(list)) {
    if (child.type === 'class_parameter')
      params.push(paramOf(child, childOf(child, 'modifiers'), build));
    else if (child.type === 'parameter') params.push(paramOf(child, modifiers, build));
    else if (child.type === 'parameter_modifiers') modifiers = child;
    else {
      const last = params.pop();
      if (last !== undefined) params.push({ ...last, default: build.expr(child) });
    }
    if (child.type !== 'parameter_modifiers') modifiers = undefined;
  }
  return params;
}

/** A parameter, with the annotations and the default that stand in it or beside it. */
export function paramOf(node: Node, modifiers: Node | undefined, build: FactsBuilder): Param {
  const type = named(node).find((child) => TYPE.test(child.type));
  const last = node.lastNamedChild;
  const isDefault = last !== null && last.previousSibling?.type === '=';
  return {
    name: childOf(node, 'identifier')?.text ?? '',
    type: type?.text ?? null,
    default: isDefault ? build.expr(last) : null,
    decorators: annotationsIn(modifiers, build),
    line: lineOf(node),
    column: columnOf(node),
  };
}

/** The parameters of a lambda; `it` where none are written. */
export function lambdaParams(node: Node): readonly Param[] {
  const first = node.firstNamedChild;
  const list = first?.type === 'lambda_parameters' ? named(first) : [];
  if (list.length === 0)
    return [
      {
        name: 'it',
        type: null,
        default: null,
        decorators: [],
        line: lineOf(node),
        column: columnOf(node),
      },
    ];
  return list.map((param) => ({
    name:
      param.type === 'multi_variable_declaration'
        ? partsName(param)
        : (param.firstNamedChild?.text ?? param.text),
    type: named(param).find((child) => TYPE.test(child.type))?.text ?? null,
    default: null,
    decorators: [],
    line: lineOf(param),
    column: columnOf(param),
  }));
}

/** The name of what `(a, b)` takes apart, which no code has. */
export function partsName(several: Node): string {
  return `for ${lineOf(several)}:${columnOf(several)}`;
}

/** The annotations of a declaration. */
export function decoratorsOf(node: Node, build: FactsBuilder): readonly CallExpr[] {
  return [
    ...annotationsBefore(node.previousNamedSibling, build),
    ...annotationsIn(childOf(node, 'modifiers'), build),
  ];
}

/** Outside of classes the grammar may take `@A @B("x") class C` for an expression `@A @B ("x")` and a class. */
function annotationsBefore(before: Node | null, build: FactsBuilder): readonly CallExpr[] {
  if (before?.type !== 'annotated_expression') return [];
  const found: CallExpr[] = [];
  let at: Node | null = before;
  for (; at?.type === 'annotated_expression'; at = at.lastNamedChild)
    found.push(...annotationCalls(at, build));
  const last = found.pop();
  if (at?.type !== 'parenthesized_expression' || last === undefined) return [];
  const args = [{ name: null, value: build.expr(at), spread: false }];
  return [...found, { ...last, args }];
}

function annotationsIn(modifiers: Node | undefined, build: FactsBuilder): readonly CallExpr[] {
  return modifiers === undefined ? [] : annotationCalls(modifiers, build);
}

function annotationCalls(node: Node, build: FactsBuilder): readonly CallExpr[] {
  return named(node)
    .filter(({ type }) => type === 'annotation')
    .flatMap((annotation) => named(annotation))
    .filter(({ type }) => type === 'user_type' || type === 'constructor_invocation')
    .map((made): CallExpr => {
      const args = argumentsOf(childOf(made, 'value_arguments') ?? null, build);
      return {
        kind: 'call',
        callee: typeExpr(made),
        args,
        line: lineOf(made),
        column: columnOf(made),
      };
    });
}
