import type { Compatibility } from '../../drift.ts';
import type { ContractModel } from '../model/contract-model.ts';
import {
  encodedParts,
  isForm,
  isRequiredHeader,
  type PartEncoding,
  partEncoding,
} from '../model/encoding.ts';
import { type MediaType, mediaTypeCovers } from '../model/media-type.ts';
import { childOf, type Node, nearest } from '../model/node.ts';
import type { Comparison, Flow } from './comparison.ts';
import type { Unit } from './unit.ts';
import { quote } from './where.ts';

export interface EncodingCase {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly flow: Flow;
}

/** One part of a form on both sides, and where to point for each. */
interface PartPair extends EncodingCase {
  readonly name: string;
  readonly base: PartEncoding;
  readonly head: PartEncoding;
  readonly places: { readonly base: Node; readonly head: Node };
}

/**
 * Compares how the parts of a form are written, by what goes over the wire: what is said is the same as
 * what holds where nothing is said, and style only shows in lists and objects.
 */
export function compareEncoding(encoding: EncodingCase, before: MediaType, after: MediaType): void {
  if (!isForm(before) || !isForm(after)) return;
  const { comparison } = encoding;
  const names = new Set([...encodedParts(before), ...encodedParts(after)]);
  for (const name of [...names].sort()) {
    const base = partEncoding(comparison.base, before, name);
    const head = partEncoding(comparison.head, after, name);
    if (base === undefined || head === undefined) continue;
    const places = { base: placeOf(base, before), head: placeOf(head, after) };
    comparePart({ ...encoding, name, base, head, places });
  }
}

function placeOf({ node }: PartEncoding, type: MediaType): Node {
  return node ?? nearest(type.node, 'encoding');
}

function comparePart(part: PartPair): void {
  const { base, head } = part;
  compareStyle(part);
  if (base.reserved !== head.reserved) {
    report(part, 'changed', 'allowReserved', {
      text: `may ${head.reserved ? 'now' : 'no longer'} hold reserved characters`,
      ...(head.reserved === (part.flow === 'request')
        ? { compatibility: 'non_breaking' as const }
        : {}),
    });
  }
  // Where a style is said, the media type of the part is not looked at.
  if (base.style === null && head.style === null) compareContentTypes(part);
  compareHeaders(part);
}

function compareStyle(part: PartPair): void {
  const { base, head } = part;
  if (base.style === head.style || !base.isStructured || !head.isStructured) return;
  if (base.style === null || head.style === null) {
    report(part, 'changed', 'style', { text: 'is written in another way' });
    return;
  }
  report(part, 'style-changed', 'style', {
    text: `is now written as '${head.style}' instead of '${base.style}'`,
    before: base.style,
    after: head.style,
  });
}

function compareContentTypes(part: PartPair): void {
  const { base, head } = part;
  if (base.contentTypes === null || head.contentTypes === null) {
    const [before, after] = [base, head].map(({ node }) => node?.value['contentType'] ?? null);
    if (before !== after)
      report(part, 'changed', 'contentType', { text: 'may have other media types' });
    return;
  }
  for (const type of uncovered(head.contentTypes, base.contentTypes)) {
    const text = `may now be ${quote(type)}`;
    report(part, 'content-type-added', `contentType ${type}`, { text, after: type });
  }
  for (const type of uncovered(base.contentTypes, head.contentTypes)) {
    const text = `may no longer be ${quote(type)}`;
    report(part, 'content-type-removed', `contentType ${type}`, { text, before: type });
  }
}

function uncovered(types: readonly string[], by: readonly string[]): readonly string[] {
  return types.filter((type) => !by.some((range) => mediaTypeCovers(range, type)));
}

function compareHeaders(part: PartPair): void {
  const { base, head, comparison, flow, unit, name } = part;
  for (const key of [...new Set([...base.headers.keys(), ...head.headers.keys()])].sort()) {
    const before = base.headers.get(key);
    const after = head.headers.get(key);
    const isNeeded = after !== undefined && isRequiredHeader(comparison.head, after);
    const wasNeeded = before !== undefined && isRequiredHeader(comparison.base, before);
    if (flow === 'request' && isNeeded && !wasNeeded) {
      const what = 'required-header-added';
      report(part, what, `header ${key}`, { text: `needs header ${quote(key)}` });
    } else if (before === undefined) {
      report(part, 'header-added', `header ${key}`, { text: `may have header ${quote(key)}` });
    } else if (after === undefined || (flow === 'response' && wasNeeded && !isNeeded)) {
      report(part, 'header-removed', `header ${key}`, {
        text: `${after === undefined ? 'no longer has' : 'may be without'} header ${quote(key)}`,
        ...(flow === 'response' && wasNeeded
          ? { compatibility: 'definitely_breaking' as const }
          : {}),
      });
    }
    if (before === undefined || after === undefined) continue;
    const schemas = [schemaOf(comparison.base, before), schemaOf(comparison.head, after)] as const;
    if (schemas[0] === null || schemas[1] === null) continue;
    const site = flow === 'request' ? 'request-parameter' : 'response-header';
    const phrase = (outer: string) => `header ${quote(key)} of part ${quote(name)} of ${outer}`;
    const label = { part: { site, phrase }, isText: true } as const;
    comparison.schemas(unit, label, flow, [schemas[0]], [schemas[1]]);
  }
}

function schemaOf({ contract }: ContractModel, header: Node): Node | null {
  const node = contract.follow(header);
  return node === undefined ? null : childOf(node, 'schema');
}

type What =
  | 'changed'
  | 'style-changed'
  | 'content-type-added'
  | 'content-type-removed'
  | 'header-added'
  | 'header-removed';

/** What is said of a part, with its values where they are short. */
interface Said {
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
  readonly compatibility?: Compatibility;
}

function report(
  { unit, flow, name, places }: PartPair,
  what: What | 'required-header-added',
  detail: string,
  { text, ...values }: Said,
): void {
  const rule =
    what === 'required-header-added'
      ? (`request-body-encoding-${what}` as const)
      : flow === 'request'
        ? (`request-body-encoding-${what}` as const)
        : (`response-encoding-${what}` as const);
  unit.report({
    rule,
    detail: `${name} ${detail}`,
    action: 'change',
    base: places.base,
    head: places.head,
    near: null,
    message: (where) => `part ${quote(name)} of ${where.phrase} ${text}.`,
    ...values,
  });
}
