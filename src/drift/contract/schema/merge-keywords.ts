import {
  childOf,
  childrenOf,
  isList,
  isObjectNode,
  type Node,
  type ObjectNode,
} from '../model/node.ts';
import { isIdle } from './adjacent.ts';
import type { ViewBuilder } from './build-view.ts';
import { ANNOTATION_KEYWORDS, CONSTRAINT_KEYWORDS, kindOfKeyword } from './keywords.ts';
import { mergeUnion, mergeValues } from './merge-unions.ts';
import { acceptsNothing, isAnything } from './nothing.ts';
import { closesAlone } from './rest-alone.ts';
import { ANY, NULL, typesOf } from './types.ts';

/** Adds what one keyword of a part says to the view; null is accepted beside it where `orNull` says so. */
export function mergeKeyword(
  view: ViewBuilder,
  part: ObjectNode,
  keyword: string,
  orNull: boolean,
): void {
  if (kindOfKeyword(keyword) === undefined) return;
  const node = childOf(part, keyword);
  if (node === null) return;
  switch (keyword) {
    case 'type':
      mergeType(view, node, orNull);
      return;
    case 'enum':
      mergeValues(view, node, isList(node.value) ? childrenOf(node) : undefined, orNull);
      return;
    case 'const':
      mergeValues(view, node, [node], orNull);
      return;
    case 'format':
      if (typeof node.value !== 'string') return;
      if (view.format === null) view.format = node;
      else if (view.format.value !== node.value) view.addConstraint(keyword, node);
      return;
    case 'properties':
      mergeProperties(view, node);
      return;
    case 'required':
      mergeRequired(view, node);
      return;
    case 'items':
      // A list of schemas is how drafts before 2020-12 write `prefixItems`.
      if (isList(node.value)) view.addConstraint('prefixItems', node);
      else view.items.push(node);
      return;
    case 'additionalProperties':
      mergeAdditional(view, node);
      return;
    case 'unevaluatedProperties':
      if (closesAlone(view.contract, part)) view.closed ??= node;
      else view.addConstraint(keyword, node);
      return;
    case 'allOf':
      mergeAll(view, node, orNull);
      return;
    case 'anyOf':
    case 'oneOf':
      mergeUnion(view, keyword, node, orNull);
      return;
    case 'not':
      if (!mergeNot(view, node)) view.addConstraint(keyword, node);
      return;
    case 'minContains':
    case 'maxContains':
      if (!isIdle(node)) view.addConstraint(keyword, node);
      return;
    case 'readOnly':
      view.readOnly ||= node.value === true;
      return;
    case 'writeOnly':
      view.writeOnly ||= node.value === true;
      return;
    case '$dynamicRef':
    case '$recursiveRef':
      view.broken = view.own.breakKeyword(keyword);
      view.contract.report(
        node,
        'not-checked',
        `'${keyword}' is not followed, so what it adds was not compared. Use $ref.`,
      );
      return;
    default:
      if (keyword === 'default') view.hasDefault = true;
      if (ANNOTATION_KEYWORDS.has(keyword) && !view.annotations.has(keyword))
        view.annotations = view.own.annotate(keyword, node);
      if (CONSTRAINT_KEYWORDS.has(keyword) && !isBound(keyword))
        mergeConstraint(view, keyword, node);
  }
}

function mergeConstraint(view: ViewBuilder, keyword: string, node: Node): void {
  const expected = EXPECTED.get(keyword);
  if (expected?.isMet(node) === false) view.breakKeyword(node, expected.name);
  else view.addConstraint(keyword, node);
}

/** What a keyword has to hold for anybody to know what it says. */
interface Expected {
  readonly name: string;
  isMet(node: Node): boolean;
}

const NUMBER: Expected = {
  name: 'a number',
  isMet: ({ value }) => typeof value === 'number' && !Number.isNaN(value),
};
const COUNT: Expected = {
  name: 'a number of 0 or more',
  isMet: ({ value }) => typeof value === 'number' && value >= 0,
};
const TEXT: Expected = { name: 'text', isMet: ({ value }) => typeof value === 'string' };
const BOOLEAN: Expected = {
  name: 'true or false',
  isMet: ({ value }) => typeof value === 'boolean',
};
const BY_NAME: Expected = { name: 'an object of schemas by name', isMet: isObjectNode };

const EXPECTED: ReadonlyMap<string, Expected> = new Map([
  ['multipleOf', NUMBER],
  ['maxLength', COUNT],
  ['minLength', COUNT],
  ['maxItems', COUNT],
  ['minItems', COUNT],
  ['maxProperties', COUNT],
  ['minProperties', COUNT],
  ['pattern', TEXT],
  ['uniqueItems', BOOLEAN],
  ['patternProperties', BY_NAME],
  ['dependentSchemas', BY_NAME],
]);

function mergeType(view: ViewBuilder, node: Node, orNull: boolean): void {
  const types = typesOf(node.value);
  if (types === undefined) {
    view.breakKeyword(node, 'one of the JSON Schema types or a list of them');
    return;
  }
  if (view.types === ANY) view.typeNode = node;
  view.types &= orNull ? types | NULL : types;
}

function mergeProperties(view: ViewBuilder, node: Node): void {
  if (!isObjectNode(node)) {
    view.breakKeyword(node, 'an object of schemas by name');
    return;
  }
  if (view.properties.size === 0) view.propertiesNode = node;
  for (const property of childrenOf(node)) view.addProperty(String(property.key), property);
}

function mergeRequired(view: ViewBuilder, node: Node): void {
  if (!isList(node.value)) {
    // In Swagger 2.0 a parameter is its own schema, and `required: true` is the parameter's.
    if (view.contract.dialect.family === 'openapi')
      view.breakKeyword(node, 'a list of property names');
    return;
  }
  if (view.required.size === 0) view.requiredNode = node;
  for (const entry of childrenOf(node)) {
    if (typeof entry.value !== 'string')
      view.contract.reportInvalid(entry, 'the name of a property');
    else view.require(entry.value, entry);
  }
}

function mergeAdditional(view: ViewBuilder, node: Node): void {
  if (acceptsNothing(view.contract, node)) view.closed ??= node;
  else if (!isAnything(view.contract, node)) view.additional.push(node);
  else view.opened = view.own.open('additionalProperties');
}

function mergeAll(view: ViewBuilder, node: Node, orNull: boolean): void {
  if (!isList(node.value)) {
    view.breakKeyword(node, 'a list of schemas');
    return;
  }
  for (const member of childrenOf(node).reverse()) view.wait(member, orNull);
}

/** Whether `not` refuses everything or nothing, as a schema of `false` or `true` does. */
function mergeNot(view: ViewBuilder, node: Node): boolean {
  if (acceptsNothing(view.contract, node)) return true;
  if (!isAnything(view.contract, node)) return false;
  view.types = 0;
  view.typeNode = node;
  return true;
}

/** OpenAPI 3.0 says `exclusiveMinimum: true` beside a `minimum` (JSON Schema draft 4); later versions give the number. */
export function mergeBounds(view: ViewBuilder, part: ObjectNode): void {
  for (const [plain, exclusive] of BOUNDS) {
    const bound = childOf(part, plain);
    const exclusiveBound = childOf(part, exclusive);
    if (bound !== null && !NUMBER.isMet(bound)) view.breakKeyword(bound, NUMBER.name);
    else if (bound !== null)
      view.addConstraint(exclusiveBound?.value === true ? exclusive : plain, bound);
    if (exclusiveBound === null || BOOLEAN.isMet(exclusiveBound)) continue;
    if (NUMBER.isMet(exclusiveBound)) view.addConstraint(exclusive, exclusiveBound);
    else view.breakKeyword(exclusiveBound, NUMBER.name);
  }
}

const BOUNDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const;

function isBound(keyword: string): boolean {
  return BOUNDS.some((pair) => pair.some((bound) => bound === keyword));
}
