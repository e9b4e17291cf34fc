import type { ContractModel } from '../model/contract-model.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import {
  type MediaType,
  mediaTypeCovers,
  mediaTypeSchema,
  valueNode,
} from '../model/media-type.ts';
import { lifecycleRuleId } from '../rules/lifecycle.ts';
import type { Site } from '../rules/schema.ts';
import { saysNothing } from '../schema/anything.ts';
import { isOnlyBytes } from '../schema/content-words.ts';
import type { Comparison, Flow } from './comparison.ts';
import { compareEncoding } from './encoding.ts';
import { compareLifecycle, type PlannedRemoval, plannedRemoval } from './lifecycle.ts';
import type { Unit } from './unit.ts';
import { type Label, quote } from './where.ts';

export interface ContentCase {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly flow: Flow;
}

export interface ContentPair {
  readonly base: ReadonlyMap<string, MediaType>;
  readonly head: ReadonlyMap<string, MediaType>;
}

export interface ContentDifference {
  readonly removed: readonly MediaType[];
  readonly added: readonly MediaType[];
}

/**
 * Compares the schemas of media types that both sides have, and answers what only one has.
 * A media type that is gone but covered by a wildcard of head (`application/*`) is compared with that.
 */
export function compareContent(
  { comparison, unit, flow }: ContentCase,
  site: Site,
  { base, head }: ContentPair,
): ContentDifference {
  const removed: MediaType[] = [];
  const covered = new Set<string>();
  for (const [name, before] of sorted(base)) {
    const after =
      head.get(name) ??
      bestCover([...head.values()], name) ??
      (flow === 'response' ? narrowed([...head.values()], name) : undefined);
    if (after === undefined) {
      removed.push(before);
      continue;
    }
    covered.add(after.name);
    compareDeclarations({ comparison, unit, flow }, site, before, after);
    const label: Label = {
      part: { site, phrase: (outer) => outer },
      isText: before.name.startsWith('text/') && after.name.startsWith('text/'),
    };
    compareItems({ comparison, unit, flow }, label, before, after);
    if (before.form === undefined && after.form === undefined) {
      if (isBytes(comparison.base, before) && isBytes(comparison.head, after)) continue;
      comparison.schemas(unit, label, flow, [valueNode(before)], [valueNode(after)]);
      continue;
    }
    const baseSchema = mediaTypeSchema(comparison.base, before);
    const headSchema = mediaTypeSchema(comparison.head, after);
    if (baseSchema === undefined || headSchema === undefined) continue;
    comparison.schemaPair(unit, label, flow, baseSchema, headSchema);
  }
  const added = sorted(head)
    .map(([, type]) => type)
    .filter(
      ({ name }) =>
        !covered.has(name) && ![...base.keys()].some((range) => mediaTypeCovers(range, name)),
    );
  return { removed, added };
}

/** Media types whose bodies are values of JSON, or are read as such. */
const STRUCTURED = /json|xml|yaml|^text\/|^multipart\/|urlencoded|\*/;

/**
 * Whether the body of a media type is just bytes: OpenAPI 3.0 says so by a text of the format `binary`, 3.1 by no schema
 * at all (OpenAPI 3.1.0, section 4.8.14.2).
 */
function isBytes({ schemas }: ContractModel, type: MediaType): boolean {
  if (STRUCTURED.test(type.name)) return false;
  const view = schemas.of([valueNode(type)])?.view();
  return view !== undefined && (saysNothing(view) || isOnlyBytes(view));
}

/** What each item of a stream has to be; where nothing is said, anything. */
function compareItems(
  { comparison, unit, flow }: ContentCase,
  label: Label,
  base: MediaType,
  head: MediaType,
): void {
  const { part } = label;
  if (part === undefined || (base.itemSchema ?? head.itemSchema) === null) return;
  const own: Label = {
    part: { site: part.site, phrase: (outer) => `an item of ${part.phrase(outer)}` },
  };
  const [before, after] = [base, head].map(
    (type) => type.itemSchema ?? { ...type.node, value: true },
  );
  if (before !== undefined && after !== undefined)
    comparison.schemas(unit, own, flow, [before], [after]);
}

/** The narrowest name that covers another: `application/*` before anything. */
function bestCover(types: readonly MediaType[], name: string): MediaType | undefined {
  const covers = types.filter((range) => mediaTypeCovers(range.name, name));
  return covers.find((range) => covers.every((other) => mediaTypeCovers(other.name, range.name)));
}

/** The one name that took the place of a wider one; where several did, the wider one is gone. */
function narrowed(types: readonly MediaType[], range: string): MediaType | undefined {
  const [only, second] = types.filter(({ name }) => mediaTypeCovers(range, name));
  return second === undefined ? only : undefined;
}

/** What is said about a media type beside its schema: its name, how its parts are encoded, whether it will end. */
function compareDeclarations(
  { comparison, unit, flow }: ContentCase,
  site: Site,
  base: MediaType,
  head: MediaType,
): void {
  if (site === 'response-body' && flow === 'response') compareNames(unit, base, head);
  compareEncoding({ comparison, unit, flow }, base, head);
  const isBody = site === 'request-body' || site === 'response-body';
  if (!isBody || base.form !== undefined || head.form !== undefined) return;
  const subject = flow === 'request' ? 'request-body-media-type' : 'response-media-type';
  compareLifecycle({
    unit,
    base: lifecycleOf(base.node),
    head: lifecycleOf(head.node),
    date: comparison.date,
    ruleOf: (event) => lifecycleRuleId(subject, event),
    nameOf: (where) => `media type ${quote(head.name)} of ${where.phrase}`,
  });
}

/** How the removal of a media type is judged that was announced; null where it was not. */
export function plannedMediaType(
  { comparison, flow }: ContentCase,
  { node }: MediaType,
): PlannedRemoval | null {
  const subject = flow === 'request' ? 'request-body-media-type' : 'response-media-type';
  return plannedRemoval(comparison, lifecycleOf(node), subject, 'definitely_breaking');
}

/** A response that may come in more media types than before, or in fewer. */
function compareNames(unit: Unit, base: MediaType, head: MediaType): void {
  if (base.name === head.name) return;
  const isWider = mediaTypeCovers(head.name, base.name);
  unit.report({
    rule: `response-media-type-name-${isWider ? 'generalized' : 'specialized'}`,
    detail: base.name,
    action: 'change',
    base: base.node,
    head: head.node,
    near: null,
    message: (where) =>
      `Media type ${quote(base.name)} of ${where.phrase} became ${quote(head.name)}.`,
    before: base.name,
    after: head.name,
  });
}

function sorted(content: ReadonlyMap<string, MediaType>): [string, MediaType][] {
  return [...content].sort(([a], [b]) => (a < b ? -1 : 1));
}
