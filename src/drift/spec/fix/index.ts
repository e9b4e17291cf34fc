// What the area of specifications brings to fixes.
import type { FixArea } from '../../../fix/fixer.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Tree } from '../../../tree/tree.ts';
import { FactsCache } from '../../code/facts-cache.ts';
import type { PromisedOperation } from '../../promised-operation.ts';
import { detectSpecDrift } from '../detect.ts';
import { documentOperation } from './document-operation.ts';
import { removeOperation } from './remove-operation.ts';

/** Lists the operations of the contracts of a tree. */
export type ListPromised = (
  tree: Tree,
  settings: Settings,
) => Promise<readonly PromisedOperation[]>;

/** The area, given how contracts are listed. */
export function specFixes(list: ListPromised): FixArea {
  return {
    area: 'spec',
    check: 'the code against the contracts',
    fixers: [documentOperation(list), removeOperation(list)],
    detector({ settings }) {
      // The trees that a proof compares differ in a file or two.
      const cache = new FactsCache();
      return async (tree) => {
        const promised = () => list(tree, settings);
        const { drifts, problems, checked } = await detectSpecDrift({
          tree,
          settings,
          reading: { cache },
          promised,
        });
        return { found: drifts, problems, checked };
      };
    },
  };
}
