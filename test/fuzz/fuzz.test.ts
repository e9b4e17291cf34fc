import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkCase } from './check-case.ts';
import { findDocuments } from './documents.ts';
import { makeCase } from './fuzz-case.ts';

/** The same cases every time; `npm run fuzz` takes another seed with each run, and many more cases. */
const SEED = 1;
const RUNS = 120;

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@octokit/openapi-webhooks/package.json'));

test('real contracts, damaged in every way, always give a report or a problem with a line', async () => {
  const documents = [
    ...findDocuments([join(folder, 'generated')]).slice(0, 1),
    ...findDocuments([join(import.meta.dirname, '../fixtures')]),
  ];
  expect(documents.length).toBeGreaterThan(100);
  for (let run = 0; run < RUNS; run += 1) {
    const faults = await checkCase(makeCase(documents, SEED, run));
    expect({ run, faults }).toEqual({ run, faults: [] });
  }
}, 120_000);

test('a case is the same for the same seed and number, and another for others', () => {
  const documents = findDocuments([join(import.meta.dirname, '../fixtures')]).slice(0, 40);
  const first = makeCase(documents, 7, 3);
  expect(makeCase(documents, 7, 3)).toEqual(first);
  expect(makeCase(documents, 7, 4)).not.toEqual(first);
  expect(makeCase(documents, 8, 3)).not.toEqual(first);
});
