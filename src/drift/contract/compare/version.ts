import type { Compatibility } from '../../drift.ts';
import type { Contract } from '../model/contract.ts';
import { textField } from '../model/fields.ts';
import { childOf, isObjectNode, type Node } from '../model/node.ts';
import { Unit } from './unit.ts';
import { quote } from './where.ts';

/** Major, minor and patch of a version as Semantic Versioning 2.0.0 has it; what is left out counts as 0. */
type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether the version in `info` goes with what changed. Answers a unit with what is wrong, null where nothing is.
 * `worst` is the worst compatibility of all changes. A contract without a version is not judged.
 */
export function compareVersion(base: Contract, head: Contract, worst: Compatibility): Unit | null {
  const before = versionNode(base);
  const after = versionNode(head);
  if (before === null || after === null) return null;
  const [old, own] = [String(before.value), String(after.value)];
  const [oldNumbers, ownNumbers] = [parseVersion(old), parseVersion(own)];
  const rule = ruleOf({ old, own, oldNumbers, ownNumbers }, worst);
  if (rule === null) return null;
  const unit = new Unit('none');
  unit.report({
    rule,
    action: 'change',
    base: before,
    head: after,
    near: null,
    message: () =>
      rule === 'api-version-decreased'
        ? `The version went down from ${quote(old)} to ${quote(own)}.`
        : old === own
          ? `The version is still ${quote(own)}.`
          : `The version went from ${quote(old)} to ${quote(own)}, which is the same major version.`,
    before: old,
    after: own,
  });
  return unit;
}

interface Versions {
  readonly old: string;
  readonly own: string;
  readonly oldNumbers: Version | null;
  readonly ownNumbers: Version | null;
}

function ruleOf({ old, own, oldNumbers, ownNumbers }: Versions, worst: Compatibility) {
  const isNumbered = oldNumbers !== null && ownNumbers !== null;
  if (isNumbered && compareNumbers(oldNumbers, ownNumbers) > 0) return 'api-version-decreased';
  if (worst !== 'definitely_breaking') return null;
  if (old === own) return 'api-version-not-bumped';
  const isSame = isNumbered && breakingPart(oldNumbers) === breakingPart(ownNumbers);
  return isSame ? 'api-major-version-not-bumped' : null;
}

/** The part that has to change where something breaks: the major version, before 1.0.0 the minor one. */
function breakingPart([major, minor]: Version): string {
  return major === 0 ? `0.${minor}` : String(major);
}

function compareNumbers(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Other versions, such as dates, are only compared as text. */
function parseVersion(text: string): Version | null {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:[-+].*)?$/s.exec(text.trim());
  if (match === null || /^\d{4}-\d{2}/.test(text)) return null;
  const [, major = '0', minor = '0', patch = '0'] = match;
  return [Number(major), Number(minor), Number(patch)];
}

function versionNode({ root }: Contract): Node | null {
  const info = childOf(root, 'info');
  if (info === null || !isObjectNode(info)) return null;
  const node = childOf(info, 'version');
  const isNumber = typeof node?.value === 'number';
  return isNumber || (textField(info, 'version') ?? '') !== '' ? node : null;
}
