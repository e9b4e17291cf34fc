import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { detectContractDrift } from '../../src/drift/contract/detect.ts';
import { contractFixes } from '../../src/drift/contract/fix/index.ts';
import { restoreContract } from '../../src/drift/contract/fix/restore.ts';
import type { Drift } from '../../src/drift/drift.ts';
import { REMARKS } from '../../src/drift/remarks.ts';
import { Documents } from '../../src/fix/documents.ts';
import type { Attempt } from '../../src/fix/fixer.ts';
import type { Detector } from '../../src/fix/proof.ts';
import { Search } from '../../src/fix/search.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';

const date = '2026-01-15';
const settings = defaultSettings('acme/shop');

/** A contract of many operations; at head each fourth is gone, and the others ask for more or other things, or answer less. */
function contract(operations: number, isHead: boolean): string {
  const paths: Record<string, unknown> = {};
  for (let index = 0; index < operations; index += 1) {
    if (isHead && index % 4 === 3) continue;
    const asksMore = isHead && index % 4 === 1;
    const answersLess = isHead && index % 4 === 2;
    const isOther = isHead && index % 4 === 0;
    paths[`/items${index}/{id}`] = {
      get: {
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: isOther ? 'integer' : 'string' },
          },
          ...(asksMore
            ? [{ name: 'key', in: 'query', required: true, schema: { type: 'string' } }]
            : []),
        ],
        responses: {
          '200': { description: `Item ${index}.` },
          ...(answersLess ? {} : { '204': { description: 'Nothing.' } }),
        },
      },
    };
  }
  return stringify({ openapi: '3.0.3', info: { title: 'Items', version: '1' }, paths });
}

async function searchIn(base: string, head: string) {
  const trees = {
    base: openFiles({ 'openapi.yaml': base }),
    head: openFiles({ 'openapi.yaml': head }),
  };
  const compared = { ...trees, settings, date };
  const report = await detectContractDrift({ ...compared, components: false });
  const found = report.changes.filter(({ rule }) => !REMARKS.has(rule));
  const before = { found, problems: report.problems, checked: report.checked };
  const documents = { base: new Documents(trees.base), head: new Documents(trees.head) };
  const fixer = await restoreContract.open({ ...compared, documents });
  return {
    before,
    fixer,
    head: documents.head,
    detect: contractFixes.detector(compared),
    check: '',
  };
}

describe('many drifts in one fix', () => {
  test('are removed with one run of the detector where nothing is in the way', async () => {
    const [base, head] = [contract(120, false), contract(120, true)];
    const input = await searchIn(base, head);
    let runs = 0;
    const detect: Detector<Drift> = (tree) => {
      runs += 1;
      return input.detect(tree);
    };
    expect(input.before.found.length).toBeGreaterThanOrEqual(110);
    const { fix, refused } = await new Search({ ...input, detect }).run(input.before.found);
    expect(refused).toEqual([]);
    expect(fix?.files[0]?.after).toBe(base);
    expect(fix?.proof.gone.length).toBe(input.before.found.length);
    expect(runs).toBe(1);
  }, 60_000);

  test('leave out those that cannot be removed, all at once', async () => {
    const base = contract(120, false);
    // What a person wrote stands in each of the new parameters.
    const head = contract(120, true).replaceAll(
      '        - name: key\n',
      '        - name: key # ours\n',
    );
    const input = await searchIn(base, head);
    let runs = 0;
    const detect: Detector<Drift> = (tree) => {
      runs += 1;
      return input.detect(tree);
    };
    const { fix, refused } = await new Search({ ...input, detect }).run(input.before.found);
    expect(refused.length).toBe(30);
    expect(refused.every(({ reason }) => reason.includes('There is a comment'))).toBe(true);
    expect(fix?.proof.gone.length).toBe(input.before.found.length - 30);
    expect(runs).toBeLessThan(4);
  }, 60_000);

  test('are given up after so many tries, and that is said', async () => {
    const input = await searchIn(contract(8, false), contract(8, true));
    const drifts = input.before.found;
    const [first] = drifts;
    if (first === undefined) throw new Error('There is no drift.');
    // Each try is another one that does not help, and there is no end of them.
    const attempts: Attempt[] = Array.from({ length: 500 }, (_, index) => ({
      edits: [
        {
          file: 'openapi.yaml',
          change: { kind: 'replace', path: ['info', 'title'], value: `Try ${index}` },
          sentence: 'A try.',
        },
      ],
    }));
    const fixer = { attempts: async () => ({ ok: true as const, attempts }) };
    const { fix, refused } = await new Search({ ...input, fixer }).run([first]);
    expect(fix).toBeNull();
    expect(refused).toEqual([
      {
        drift: first.fingerprint,
        reason: expect.stringMatching(/^It was given up after 31 tries: /),
      },
    ]);
  }, 60_000);
});
