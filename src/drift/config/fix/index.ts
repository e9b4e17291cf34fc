// What the area of configuration brings to fixes.
import type { FixArea } from '../../../fix/fixer.ts';
import { FactsCache } from '../../code/facts-cache.ts';
import { detectConfigDrift } from '../detect.ts';
import { documentVariable } from './document-variable.ts';
import { removeStale } from './remove-stale.ts';

export const configFixes: FixArea = {
  area: 'config',
  check: 'the settings of the code against the documented ones',
  fixers: [documentVariable, removeStale],
  detector({ settings }) {
    // The trees that a proof compares differ in a file or two.
    const cache = new FactsCache();
    return async (tree) => {
      const { drifts, problems, checked } = await detectConfigDrift({
        tree,
        settings,
        reading: { cache },
      });
      return { found: drifts, problems, checked };
    };
  },
};
