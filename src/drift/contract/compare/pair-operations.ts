import type { Operation } from '../model/operation.ts';

/** Operations of both sides that are the same one. */
export interface OperationPair {
  readonly base: Operation;
  readonly head: Operation;
}

export interface Pairing {
  readonly pairs: readonly OperationPair[];
  /** Pairs that no longer share an address: the path is the same, the prefix of the servers is not. */
  readonly moved: readonly OperationPair[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

/**
 * Pairs operations by method and address, that is path prefix of the server and path together,
 * with the names of path parameters left out. What is left is paired by path alone: its prefix changed.
 */
export function pairOperations(base: readonly Operation[], head: readonly Operation[]): Pairing {
  const left = new Set(base);
  const free = new Set(head);
  const pairs: OperationPair[] = [];
  const moved: OperationPair[] = [];
  const pairBy = (into: OperationPair[], keysOf: (operation: Operation) => readonly string[]) => {
    const index = new Map<string, Operation[]>();
    for (const operation of [...free].reverse()) {
      for (const key of keysOf(operation)) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [operation]);
        else known.push(operation);
      }
    }
    const takeFree = (key: string): Operation | undefined => {
      const waiting = index.get(key) ?? [];
      let operation = waiting.pop();
      while (operation !== undefined && !free.has(operation)) operation = waiting.pop();
      return operation;
    };
    for (const operation of [...left]) {
      let match: Operation | undefined;
      for (const key of keysOf(operation)) match ??= takeFree(key);
      if (match === undefined) continue;
      left.delete(operation);
      free.delete(match);
      into.push({ base: operation, head: match });
    }
  };
  const id = ({ kind, method }: Operation) => `${kind} ${method}`;
  pairBy(pairs, (operation) =>
    operation.addresses.map((address) => `${id(operation)} ${address} ${operation.path}`),
  );
  pairBy(pairs, (operation) => operation.addresses.map((address) => `${id(operation)} ${address}`));
  pairBy(moved, (operation) => [`${id(operation)} ${operation.template}`]);
  return { pairs, moved, removed: [...left], added: [...free] };
}
