import type { Contract } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import { childOf } from './model/node.ts';

/** Operations two contracts must share, as a share of all of both, to be the same contract in another place. */
const LIKENESS = 0.5;

/** More pairs than this are not looked at; contracts are then paired by content only. */
const MAX_PAIRS = 2500;

export interface Rename {
  readonly base: Contract;
  readonly head: Contract;
}

/** Pairs contracts that are gone with contracts that are new: the same text first, then the most alike. */
export function pairRenamed(
  gone: readonly Contract[],
  added: readonly Contract[],
): readonly Rename[] {
  const scored: (Rename & { readonly score: number })[] = [];
  if (gone.length * added.length > MAX_PAIRS) return [];
  const identities = new Map(
    [...gone, ...added].map((contract) => [contract, identityOf(contract)]),
  );
  for (const base of gone) {
    for (const head of added) {
      const score = likeness(base, head, identities);
      if (score >= LIKENESS) scored.push({ base, head, score });
    }
  }
  // Sorting is stable and the input sorted by path, so that equal scores are decided by path.
  scored.sort((a, b) => b.score - a.score);
  const taken = new Set<Contract>();
  const renames: Rename[] = [];
  for (const { base, head } of scored) {
    if (taken.has(base) || taken.has(head)) continue;
    taken.add(base).add(head);
    renames.push({ base, head });
  }
  return renames;
}

interface Identity {
  readonly title: string;
  readonly operations: ReadonlySet<string>;
}

function identityOf(contract: Contract): Identity {
  const info = childOf(contract.root, 'info');
  const title = info === null ? null : childOf(info, 'title');
  const { operations } = new ContractModel(contract);
  return {
    title: typeof title?.value === 'string' ? title.value : '',
    operations: new Set(operations.map(({ method, template }) => `${method} ${template}`)),
  };
}

function likeness(
  base: Contract,
  head: Contract,
  identities: ReadonlyMap<Contract, Identity>,
): number {
  if (base.document.text === head.document.text) return 2;
  const before = identities.get(base);
  const after = identities.get(head);
  if (before === undefined || after === undefined) return 0;
  const all = new Set([...before.operations, ...after.operations]);
  const common = [...before.operations].filter((operation) =>
    after.operations.has(operation),
  ).length;
  const share = all.size === 0 ? 0 : common / all.size;
  const sameTitle = before.title !== '' && before.title === after.title;
  return share + (sameTitle && share > 0 ? 0.25 : 0);
}
