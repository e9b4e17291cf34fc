import type { ContractModel } from '../model/contract-model.ts';
import { schemaLifecycle } from '../model/lifecycle.ts';
import type { Node } from '../model/node.ts';
import { contractRule } from '../rules/index.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Flow } from './comparison.ts';
import { plannedRemoval } from './lifecycle.ts';
import type { SchemaPair } from './schema.ts';
import { describeProperty } from './where.ts';

/** How a property stands on one side, for data that flows one way. */
interface Standing {
  readonly node: Node | null;
  readonly schemas: readonly Node[];
  /** Declared, but not for this direction: `readOnly` in requests, `writeOnly` in responses. */
  readonly hidden: boolean;
  readonly required: boolean;
  readonly requiredNode: Node;
  readonly hasDefault: boolean;
}

/** Which properties there are, which must be, and what each has to be. */
export function compareProperties(pair: SchemaPair): void {
  const { base, head } = pair;
  const names = new Set([
    ...base.properties.keys(),
    ...head.properties.keys(),
    ...base.required.keys(),
    ...head.required.keys(),
  ]);
  for (const name of [...names].sort()) {
    const declaredBefore = base.properties.get(name) ?? [];
    const declaredAfter = head.properties.get(name) ?? [];
    if (isUnchanged(pair, name, declaredBefore, declaredAfter)) continue;
    const before = standingOf(pair.comparison.base, base, name, pair.flow);
    const after = standingOf(pair.comparison.head, head, name, pair.flow);
    compareProperty(pair, name, before, after);
  }
}

/** Whether a property can be passed over at once: most can. */
function isUnchanged(
  { comparison, base, head }: SchemaPair,
  name: string,
  before: readonly Node[],
  after: readonly Node[],
): boolean {
  const [first] = before;
  const [other] = after;
  if (before.length !== 1 || after.length !== 1 || first === undefined || other === undefined) {
    return false;
  }
  return (
    base.required.has(name) === head.required.has(name) && comparison.sameness.same(first, other)
  );
}

function standingOf(model: ContractModel, view: SchemaView, name: string, flow: Flow): Standing {
  const schemas = view.properties.get(name) ?? [];
  const requirement = view.required.get(name);
  const schema = schemas.length === 0 ? undefined : model.schemas.of(schemas)?.view();
  const hidden = schema !== undefined && (flow === 'request' ? schema.readOnly : schema.writeOnly);
  return {
    node: schemas[0] ?? null,
    schemas,
    hidden,
    required: requirement !== undefined,
    requiredNode: requirement ?? schemas[0] ?? view.requiredNode,
    hasDefault: schema?.hasDefault ?? false,
  };
}

function compareProperty(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  const had = before.node !== null && !before.hidden;
  const has = after.node !== null && !after.hidden;
  if (before.node !== null && after.node !== null) {
    if (before.hidden && after.hidden) return;
    if (had && !has) {
      reportHidden(pair, name, before, after);
      return;
    }
    if (has && !had) {
      reportShown(pair, name, before, after);
      return;
    }
    reportRequired(pair, name, before, after);
    pair.comparison.schemas(
      pair.unit,
      { step: `.${name}` },
      pair.flow,
      before.schemas,
      after.schemas,
    );
    return;
  }
  if (has) {
    reportAdded(pair, name, before, after);
    compareUnlisted(pair, name, pair.base.additional, after.schemas, 'base');
    return;
  }
  if (had) {
    reportRemoved(pair, name, before, after);
    compareUnlisted(pair, name, before.schemas, pair.head.additional, 'head');
    return;
  }
  if (before.node === null && after.node === null) reportRequired(pair, name, before, after);
}

/** What a property had to be, or has to be, as one that is not listed: `additionalProperties` speaks of it. */
function compareUnlisted(
  pair: SchemaPair,
  name: string,
  before: readonly Node[],
  after: readonly Node[],
  unlisted: 'base' | 'head',
): void {
  const view = pair[unlisted];
  if (view.additional.length === 0 || view.mixed || view.constraints.has('patternProperties'))
    return;
  pair.comparison.schemas(pair.unit, { step: `.${name}` }, pair.flow, before, after);
}

function reportAdded(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  const isNew = after.required && !before.required;
  const rule =
    pair.flow === 'response'
      ? after.required
        ? 'response-required-property-added'
        : 'response-optional-property-added'
      : !isNew
        ? 'new-optional-request-property'
        : after.hasDefault
          ? 'new-required-request-property-with-default'
          : 'new-required-request-property';
  pair.unit.report({
    rule,
    topic: 'property-added',
    action: 'add',
    base: null,
    head: after.node,
    near: null,
    message: (where) => {
      const kind = isNew && pair.flow === 'request' ? 'required property' : 'property';
      return `${describeProperty(where, name, kind)} was added to ${where.phrase}.`;
    },
    ...(after.node === null ? {} : { after: after.node.value }),
  });
}

function reportRemoved(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  const { flow, unit, base, head, comparison } = pair;
  const rule =
    flow === 'request'
      ? 'request-property-removed'
      : before.required
        ? 'response-required-property-removed'
        : 'response-optional-property-removed';
  // A closed object refuses what it does not list, so requests with the property fail for certain.
  const otherwise =
    flow === 'request' && head.closed !== null && !base.mixed && !head.mixed
      ? 'definitely_breaking'
      : contractRule(rule).compatibility;
  const planned =
    before.node === null
      ? null
      : plannedRemoval(
          comparison,
          schemaLifecycle(comparison.base.contract, before.node, before.schemas),
          `${flow}-property`,
          otherwise,
        );
  unit.report({
    rule: planned?.rule ?? rule,
    topic: 'property-removed',
    action: 'remove',
    base: before.node,
    head: null,
    near: after.required ? after.requiredNode : head.propertiesNode,
    message: (where) =>
      `${describeProperty(where, name)} was removed from ${where.phrase}${planned?.when ?? ''}.`,
    ...(before.node === null ? {} : { before: before.node.value }),
    compatibility: planned?.compatibility ?? otherwise,
  });
}

function reportRequired(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  if (before.required === after.required) return;
  const { flow, unit, head } = pair;
  const rule = after.required
    ? flow === 'response'
      ? 'response-property-became-required'
      : after.hasDefault
        ? 'request-property-became-required-with-default'
        : 'request-property-became-required'
    : flow === 'response'
      ? 'response-property-became-optional'
      : 'request-property-became-optional';
  unit.report({
    rule,
    topic: 'property-required',
    detail: name,
    action: 'change',
    base: after.required ? (before.node ?? before.requiredNode) : before.requiredNode,
    head: after.required ? after.requiredNode : (after.node ?? head.requiredNode),
    near: null,
    message: (where) =>
      `${describeProperty(where, name)} of ${where.phrase} became ${after.required ? 'required' : 'optional'}.`,
    before: before.required ? 'required' : 'optional',
    after: after.required ? 'required' : 'optional',
  });
}

function reportHidden(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  const { flow, unit } = pair;
  const rule =
    flow === 'request'
      ? before.required
        ? 'request-required-property-became-read-only'
        : 'request-optional-property-became-read-only'
      : before.required
        ? 'response-required-property-became-write-only'
        : 'response-optional-property-became-write-only';
  const mode = flow === 'request' ? 'read-only' : 'write-only';
  unit.report({
    rule,
    topic: 'property-mode',
    action: 'change',
    base: before.node,
    head: after.node,
    near: null,
    message: (where) => `${describeProperty(where, name)} of ${where.phrase} became ${mode}.`,
  });
}

function reportShown(pair: SchemaPair, name: string, before: Standing, after: Standing): void {
  const { flow, unit } = pair;
  const rule =
    flow === 'request'
      ? after.required
        ? 'request-required-property-became-not-read-only'
        : 'request-optional-property-became-not-read-only'
      : after.required
        ? 'response-required-property-became-not-write-only'
        : 'response-optional-property-became-not-write-only';
  const mode = flow === 'request' ? 'read-only' : 'write-only';
  unit.report({
    rule,
    topic: 'property-mode',
    action: 'change',
    base: before.node,
    head: after.node,
    near: null,
    message: (where) => `${describeProperty(where, name)} of ${where.phrase} is no longer ${mode}.`,
  });
}
