import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AreaReport } from '../../../src/drift/area-report.ts';
import { compareText } from '../../../src/location.ts';
import { diff, rules } from './compare.ts';
import { components, documentOf, reversed, schemas } from './documents.ts';

const documents = fc.tuple(schemas, components).map(([body, named]) => documentOf(body, named));
const runs = { numRuns: 100 };

/** Changes without their places and order, which depend on how the text is laid out. */
function content(report: AreaReport) {
  const changes = report.changes.map(
    ({ base: _base, head: _head, before: _before, after: _after, ...rest }) => rest,
  );
  return changes.sort((a, b) => compareText(a.fingerprint, b.fingerprint));
}

describe('for any contract', () => {
  test('against itself, written in another layout, nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        expect(rules(await diff(document, JSON.stringify(document)))).toEqual([]);
      }),
      runs,
    );
  });

  test('the order of keys changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, async (base, head) => {
        const report = await diff(base, head);
        expect(rules(await diff(base, reversed(base)))).toEqual([]);
        expect(content(await diff(reversed(base), reversed(head)))).toEqual(content(report));
      }),
      runs,
    );
  });

  test('the same input gives the same report, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(documents, documents, async (base, head) => {
        expect(JSON.stringify(await diff(base, head))).toBe(JSON.stringify(await diff(base, head)));
      }),
      { numRuns: 50 },
    );
  });

  test('swapping the sides mirrors what was added and removed', async () => {
    const shapes = ({ changes }: AreaReport, add: string, remove: string) =>
      changes
        .filter(({ action, rule }) => action !== 'change' && /property|enum-value|-of-/.test(rule))
        .map(({ action, direction, base_pointer, head_pointer }) =>
          [direction, action === 'add' ? add : remove, base_pointer ?? head_pointer].join(' '),
        )
        .sort();
    await fc.assert(
      fc.asyncProperty(documents, documents, async (base, head) => {
        const there = shapes(await diff(base, head), 'add', 'remove');
        expect(shapes(await diff(head, base), 'remove', 'add')).toEqual(there);
      }),
      runs,
    );
  });

  test('adding an optional request property never breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('a', 'b'), schemas),
        schemas,
        components,
        async (properties, added, named) => {
          const body = (all: object) => ({ type: 'object', properties: all });
          const post = (all: object) => {
            const { paths, ...rest } = documentOf(body(all), named);
            return { ...rest, paths: { '/things': { post: paths['/things'].post } } };
          };
          const report = await diff(post(properties), post({ ...properties, added }));
          expect(rules(report)).toEqual(['new-optional-request-property POST /things']);
          expect(report.summary.non_breaking).toBe(1);
        },
      ),
      runs,
    );
  });

  test('extracting and inlining a schema changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, components, async (body, named) => {
        const inline = documentOf(body, named);
        const extracted = documentOf(
          { $ref: '#/components/schemas/Body' },
          { ...named, Body: body },
        );
        expect(rules(await diff(inline, extracted))).toEqual([]);
        expect(rules(await diff(extracted, inline))).toEqual([]);
      }),
      runs,
    );
  });

  test('every change of a schema that is certain to break is shown by a value, or says that none could be made', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(documents, documents, async (base, head) => {
        const { changes } = await diff(base, head);
        const certain = changes.filter(
          ({ compatibility }) => compatibility === 'definitely_breaking',
        );
        shown += certain.filter(({ witness }) => witness !== null).length;
        expect(
          certain
            .filter(
              ({ witness, why }) => witness === null && !why.includes('No value could be made'),
            )
            .map(({ rule }) => rule),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(shown).toBeGreaterThan(100);
  });
});
