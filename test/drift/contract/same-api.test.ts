// One API written in many ways is one contract.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AreaReport } from '../../../src/drift/area-report.ts';
import { diff, rules } from './compare.ts';
import { apis, styles, written } from './generate/document.ts';

/** What can be added and removed, by the rules that say so. */
const THINGS: readonly (readonly [string, RegExp])[] = [
  ['operation', /^(endpoint-added|api-(path-)?removed)/],
  ['parameter', /^(new-(required|optional)-request-parameter|request-parameter-removed)/],
  ['body', /^request-body-(added|removed)/],
  ['property', /-property-(added|removed)$|^new-(required|optional)-request-property$/],
  ['security', /^api-security-(added|removed)/],
];

/** Each thing that was added, or removed, with the operation it is of. */
function named({ changes }: AreaReport, action: 'add' | 'remove'): string[] {
  return changes
    .filter((change) => change.action === action)
    .flatMap(({ rule, operations }) => {
      const thing = THINGS.find(([, rules]) => rules.test(rule))?.[0];
      return thing === undefined
        ? []
        : operations.map(({ method, path }) => `${thing} of ${method} ${path}`);
    })
    .sort();
}

describe('the same API', () => {
  test('in any version, with any arrangement of paths, parameters and components, is silent', async () => {
    const versions = new Set<string>();
    await fc.assert(
      fc.asyncProperty(apis, styles, styles, async (api, one, other) => {
        versions.add(`${one.version} ${other.version}`);
        const report = await diff(written(api, one), written(api, other));
        expect(rules(report)).toEqual([]);
        expect(report.problems).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(versions.size).toBe(16);
  });

  test('two APIs differ by the same rules in whatever version both are written', async () => {
    await fc.assert(
      fc.asyncProperty(apis, apis, styles, styles, async (base, head, one, other) => {
        const names = { pathName: 'id', componentName: 'Thing' } as const;
        const of = async (version: '3.0.3' | '3.1.1' | '3.2.0') =>
          rules(
            await diff(
              written(base, { ...one, ...names, version }),
              written(head, { ...other, ...names, version }),
            ),
          );
        expect(await of('3.1.1')).toEqual(await of('3.0.3'));
        expect(await of('3.2.0')).toEqual(await of('3.0.3'));
      }),
      { numRuns: 100 },
    );
  });

  test('swapping the sides mirrors the operations, parameters and properties that were added and removed', async () => {
    let seen = 0;
    const names = { pathName: 'id', componentName: 'Thing' } as const;
    await fc.assert(
      fc.asyncProperty(apis, apis, styles, async (base, head, style) => {
        const plain = { ...style, ...names, extracted: false };
        const [from, to] = [written(base, plain), written(head, plain)];
        const [there, back] = [await diff(from, to), await diff(to, from)];
        seen += named(there, 'add').length;
        expect(named(back, 'remove')).toEqual(named(there, 'add'));
        expect(named(back, 'add')).toEqual(named(there, 'remove'));
      }),
      { numRuns: 100 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});
