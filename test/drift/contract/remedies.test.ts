import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diff, requestOf, responseOf } from './compare.ts';
import { mutationsOf } from './generate/mutation.ts';
import { componentsOf, schemasOf } from './generate/schema.ts';
import { compareBodies } from './generate/soundness.ts';

/** Exclusive alternatives that do not overlap, until the first takes longer texts. */
const lengths = (maxLength: number) => ({
  oneOf: [
    { type: 'string', maxLength, title: 'Short' },
    { type: 'string', minLength: 6, title: 'Long' },
  ],
});

describe('what to do is true of the case, not only of the rule', () => {
  test('a change that is harmless by itself and breaks with what stands beside it asks for something', async () => {
    const { changes } = await diff(requestOf(lengths(5)), requestOf(lengths(8)));
    const breaking = changes.filter(({ compatibility }) => compatibility !== 'non_breaking');
    expect(breaking).not.toEqual([]);
    for (const { remedy } of breaking) expect(remedy).toMatch(/eep accepting/);
    const back = await diff(responseOf(lengths(8)), responseOf(lengths(5)));
    const unexpected = back.changes.filter(({ compatibility }) => compatibility !== 'non_breaking');
    for (const { remedy } of unexpected) expect(remedy).not.toBe('Nothing to do.');
  });

  test('where anything may break, nothing says that there is nothing to do', async () => {
    const choice = { proto: false, directions: false };
    const schemas = schemasOf(choice);
    const flows = fc.constantFrom('request' as const, 'response' as const);
    await fc.assert(
      fc.asyncProperty(
        schemas,
        componentsOf(choice),
        mutationsOf(schemas),
        flows,
        async (base, before, edit, flow) => {
          const pair = { base, before, head: edit(base), after: before };
          const { changes } = await compareBodies(pair, flow);
          const idle = changes.filter(
            ({ compatibility, remedy }) =>
              compatibility !== 'non_breaking' && remedy === 'Nothing to do.',
          );
          expect(idle).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
