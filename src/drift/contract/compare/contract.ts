import type { ContractModel } from '../model/contract-model.ts';
import { isUnstable, operationLifecycle } from '../model/lifecycle.ts';
import { childOf, type Node, nearest } from '../model/node.ts';
import { type Operation, operationName } from '../model/operation.ts';
import type { Sameness } from '../schema/sameness.ts';
import { Comparison } from './comparison.ts';
import { compareComponents } from './component.ts';
import { PHRASES, type Removal, removalOf } from './lifecycle.ts';
import { compareOperation } from './operation.ts';
import { type OperationPair, pairOperations } from './pair-operations.ts';
import { findRenamed, type RenamedOperation } from './renamed-operation.ts';
import { joinRenamed, percent } from './renamed-property.ts';
import { compareSchemeList } from './security-scheme.ts';
import { judgeUnclaimed } from './unclaimed.ts';
import { type Finding, Unit } from './unit.ts';
import { quote } from './where.ts';

/** What a comparison of two contracts found, before it is brought into the form of a report. */
export interface ContractFindings {
  readonly units: readonly Unit[];
  /** Tells schemas that are written the same on both sides. */
  readonly sameness: Sameness;
  /** The operations that units speak of by index: as head has them, or base where they are gone. */
  readonly operations: readonly Operation[];
  /** The tags each operation is judged by: those of base, where it was there, as head never decides how it is judged. */
  readonly tags: readonly (readonly string[])[];
  /** Whether each operation was declared draft or alpha at base: nobody was promised that it stays as it is. */
  readonly unstable: readonly boolean[];
}

export interface CompareOptions {
  /** The audit's date, which sunset dates are measured by: `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether components that nothing refers to are part of what is promised; they are not, unless asked for. */
  readonly components?: boolean;
}

/** Compares two contracts. */
export function compareContracts(
  base: ContractModel,
  head: ContractModel,
  { date, components = false }: CompareOptions,
): ContractFindings {
  const comparison = new Comparison(base, head, date);
  const operations: Operation[] = [];
  const tags: (readonly string[])[] = [];
  const unstable: boolean[] = [];
  const unitOf = (operation: Operation, judgedBy: Operation = operation): Unit => {
    operations.push(operation);
    tags.push(judgedBy.tags);
    unstable.push(isUnstable(operationLifecycle(judgedBy)));
    const name = operation.kind === 'webhook' ? `webhook ${quote(operation.path)}` : '';
    return comparison.operation(operations.length - 1, name);
  };
  const pairing = pairOperations(base.operations, head.operations);
  for (const pair of [...pairing.pairs, ...pairing.moved].sort(byPath)) {
    compareOperation(comparison, unitOf(pair.head, pair.base), pair);
  }
  reportMoved(comparison, pairing.moved, operations);
  const renames = findRenamed(pairing.removed, pairing.added);
  const renamed = new Set(renames.flatMap((rename) => [rename.base, rename.head]));
  for (const rename of renames) {
    const unit = unitOf(rename.base);
    const removal = reportRenamed(comparison, rename, unit);
    // Who was told that the operation goes was promised nothing about the one that comes.
    if (removal !== 'with-deprecation') compareOperation(comparison, unit, rename);
  }
  const isLeft = (operation: Operation) => !renamed.has(operation);
  reportRemoved(comparison, pairing.removed.filter(isLeft), unitOf);
  for (const operation of pairing.added.filter(isLeft)) {
    const isWebhook = operation.kind === 'webhook';
    unitOf(operation).report({
      rule: isWebhook ? 'webhook-added' : 'endpoint-added',
      action: 'add',
      base: null,
      head: operation.node,
      near: null,
      message: () =>
        `${isWebhook ? 'Webhook' : 'Operation'} ${operationName(operation)} was added.`,
    });
  }
  compareSchemeList(comparison, components);
  if (components) compareComponents(comparison);
  comparison.finish();
  judgeUnclaimed(comparison);
  joinRenamed(comparison);
  return { units: comparison.units, sameness: comparison.sameness, operations, tags, unstable };
}

function byPath(a: OperationPair, b: OperationPair): number {
  const [left, right] = [sortKey(a.head), sortKey(b.head)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey({ path, method, kind }: Operation): string {
  return `${path} ${method} ${kind}`;
}

/** One finding for all operations whose prefix changed: they have one cause. */
function reportMoved(
  comparison: Comparison,
  moved: readonly OperationPair[],
  operations: readonly Operation[],
): void {
  const [first] = moved;
  if (first === undefined) return;
  const { base, head } = comparison;
  const unit = new Unit('none');
  for (const { head: operation } of moved) {
    const index = operations.indexOf(operation);
    const parent = comparison.units.find((candidate) => candidate.operation === index);
    if (parent !== undefined) unit.parents.push({ unit: parent, label: {} });
  }
  const before = prefixOf(first.base);
  const after = prefixOf(first.head);
  unit.report({
    rule: 'api-base-path-changed',
    action: 'change',
    base: serversNode(base.contract.root),
    head: serversNode(head.contract.root),
    near: null,
    message: () => `The path prefix of the servers changed from '${before}' to '${after}'.`,
    before,
    after,
  });
  comparison.units.push(unit);
}

function serversNode(root: Node): Node {
  return childOf(root, 'servers') ?? nearest(root, 'basePath');
}

function prefixOf({ addresses, template }: Operation): string {
  const [address = template] = addresses;
  return address.slice(0, address.length - template.length) || '/';
}

/** A rename is one change, as bad as the removal that it is for callers of the old path. */
function reportRenamed(
  comparison: Comparison,
  { base, head, score }: RenamedOperation,
  unit: Unit,
): Removal {
  const removal = removalOf(comparison.base, base, comparison.date);
  const isPathOnly = base.method === head.method;
  unit.report({
    rule: 'api-operation-renamed',
    detail: isPathOnly ? removal : `${removal} ${base.method}`,
    action: 'change',
    base: isPathOnly ? base.entry : base.node,
    head: isPathOnly ? head.entry : head.node,
    near: null,
    message: () =>
      isPathOnly
        ? `Path ${base.path} was likely renamed to ${head.path} (${percent(score)})${PHRASES[removal]}.`
        : `Operation ${operationName(base)} likely became ${operationName(head)} (${percent(score)})${PHRASES[removal]}.`,
    before: isPathOnly ? base.path : operationName(base),
    after: isPathOnly ? head.path : operationName(head),
    ...(removal === 'with-deprecation' ? ANNOUNCED : {}),
  });
  return removal;
}

/** A rename of what was announced to end. */
const ANNOUNCED: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'It was deprecated, so callers were told that it ends.',
};

/** Removed operations; a path that is gone altogether is one finding. */
function reportRemoved(
  comparison: Comparison,
  removed: readonly Operation[],
  unitOf: (operation: Operation) => Unit,
): void {
  const surviving = new Map(
    comparison.head.operations.map((operation) => [operation.template, operation]),
  );
  const gone = new Map<string, Operation[]>();
  for (const operation of removed) {
    const survivor = surviving.get(operation.template);
    const removal = removalOf(comparison.base, operation, comparison.date);
    if (operation.kind === 'webhook') reportWebhook(comparison, operation, unitOf(operation));
    else if (survivor !== undefined) {
      unitOf(operation).report({
        rule: `api-removed-${removal}`,
        topic: 'operation-removed',
        action: 'remove',
        base: operation.node,
        head: null,
        near: survivor.entry,
        message: () => `Operation ${operationName(operation)} was removed${PHRASES[removal]}.`,
      });
    } else {
      const key = `${removal} ${operation.path}`;
      gone.set(key, [...(gone.get(key) ?? []), operation]);
    }
  }
  const near = nearest(comparison.head.contract.root, 'paths');
  for (const operations of gone.values()) {
    const [first] = operations;
    if (first === undefined) continue;
    const removal = removalOf(comparison.base, first, comparison.date);
    for (const operation of operations) {
      unitOf(operation).report({
        rule: `api-path-removed-${removal}`,
        topic: 'path-removed',
        detail: removal,
        action: 'remove',
        base: operation.entry,
        head: null,
        near,
        message: () =>
          `Path ${first.path} was removed${PHRASES[removal]} (${operations.map(({ method }) => method).join(', ')}).`,
      });
    }
  }
}

function reportWebhook(comparison: Comparison, operation: Operation, unit: Unit): void {
  unit.report({
    rule: 'webhook-removed',
    action: 'remove',
    base: operation.node,
    head: null,
    near: nearest(comparison.head.contract.root, 'webhooks'),
    message: () => `Webhook ${operationName(operation)} was removed.`,
  });
}
