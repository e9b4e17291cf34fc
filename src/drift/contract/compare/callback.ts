import { nearest } from '../model/node.ts';
import { type Operation, operationName, readCallbacks } from '../model/operation.ts';
import { compareOperation, type OperationCase } from './operation.ts';
import { pairOperations } from './pair-operations.ts';
import { type Label, quote } from './where.ts';

/**
 * Compares the callbacks of an operation by name and address. They are declared under an operation,
 * but are calls to its callers: what is a request elsewhere is what consumers get here.
 */
export function compareCallbacks(operation: OperationCase): void {
  const { comparison, pair } = operation;
  const base = readCallbacks(comparison.base.contract, pair.base);
  const head = readCallbacks(comparison.head.contract, pair.head);
  if (base.size === 0 && head.size === 0) return;
  for (const name of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const pairing = pairOperations(base.get(name) ?? [], head.get(name) ?? []);
    for (const own of [...pairing.pairs, ...pairing.moved]) enterCallback(operation, name, own);
    for (const gone of pairing.removed) reportOne(operation, name, gone, 'removed');
    for (const added of pairing.added) reportOne(operation, name, added, 'added');
  }
}

/** Goes to one operation of a callback on both sides. */
export function enterCallback(
  { comparison, unit }: Pick<OperationCase, 'comparison' | 'unit'>,
  name: string,
  pair: { readonly base: Operation; readonly head: Operation },
): void {
  const label: Label = {
    part: {
      site: 'response-body',
      phrase: (outer) => `callback ${quote(name)}${outer === '' ? '' : ` of ${outer}`}`,
      isCallback: true,
    },
  };
  const places = { base: pair.base.node.value, head: pair.head.node.value };
  comparison.enter(unit, label, 'response', places, (own) => {
    comparison.later(() => compareOperation(comparison, own, pair));
  });
}

function reportOne(
  { unit, pair }: OperationCase,
  name: string,
  callback: Operation,
  what: 'added' | 'removed',
): void {
  const isAdded = what === 'added';
  unit.report({
    rule: isAdded ? 'callback-added' : 'callback-removed',
    detail: `${name} ${callback.method}`,
    action: isAdded ? 'add' : 'remove',
    base: isAdded ? null : callback.node,
    head: isAdded ? callback.node : null,
    near: isAdded ? null : nearest(pair.head.node, 'callbacks'),
    message: () => `Callback ${quote(name)} (${operationName(callback)}) was ${what}.`,
  });
}
