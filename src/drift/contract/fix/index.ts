// What the area of contracts brings to fixes.
import type { FixArea } from '../../../fix/fixer.ts';
import { compareContractFiles } from '../compare-contracts.ts';
import { detectContractDrift } from '../detect.ts';
import { restoreContract } from './restore.ts';

export const contractFixes: FixArea = {
  area: 'contract',
  check: 'the contracts',
  fixers: [restoreContract],
  detector({ base, settings, date, files }) {
    const { components } = settings.contracts;
    return async (head) => {
      const { changes, problems, checked } =
        files === undefined
          ? await detectContractDrift({ base, head, settings, date, components })
          : await compareContractFiles({
              base: { tree: base, path: files.base },
              head: { tree: head, path: files.head },
              service: null,
              date,
              components,
            });
      return { found: changes, problems, checked };
    };
  },
};
