import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { detectContractDrift } from '../../src/drift/contract/detect.ts';
import { REMARKS } from '../../src/drift/remarks.ts';
import { proposeFixes, proposeFixTogether } from '../../src/fix/propose.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';

const folder = fileURLToPath(new URL('../fixtures/contract', import.meta.url));
const date = '2026-01-15';
const defaults = defaultSettings('acme/shop');
const settings = { ...defaults, contracts: { ...defaults.contracts, components: true } };

/** A side of a rule's example: one file, or a folder of them, under the same names on both sides. */
function side(name: string, which: 'base' | 'head'): Record<string, string> {
  const files: Record<string, string> = {};
  for (const each of readdirSync(join(folder, name), { recursive: true }).map(String)) {
    const path = join(folder, name, each);
    if (!statSync(path).isFile()) continue;
    const [first = '', ...rest] = each.split('/');
    const target =
      first === which
        ? rest.join('/')
        : first.startsWith(`${which}.`)
          ? `openapi${first.slice(which.length)}`
          : undefined;
    if (target !== undefined) files[target] = readFileSync(path, 'utf8');
  }
  return files;
}

async function inputOf(name: string) {
  const [base, head] = [openFiles(side(name, 'base')), openFiles(side(name, 'head'))];
  const found = await detectContractDrift({ base, head, settings, date, components: true });
  const drifts = found.changes.filter(
    ({ rule }) => !REMARKS.has(rule) && rule !== 'contract-added',
  );
  return { base, head, settings, date, drifts };
}

const names = readdirSync(folder).sort();

describe('the example of every rule', () => {
  test('can be taken back as a whole', async () => {
    const left: string[] = [];
    for (const name of names) {
      const input = await inputOf(name);
      const { fixes, refused } = await proposeFixTogether(input);
      const [fix] = fixes;
      left.push(...refused.map(({ reason }) => `${name}: ${reason}`));
      if (input.drifts.length > 0 && fix === undefined) left.push(`${name}: no fix`);
      if (fix !== undefined && fix.proof.gone.length < input.drifts.length) left.push(name);
    }
    expect(left).toEqual([]);
  }, 300_000);

  test('can be taken back drift by drift', async () => {
    const left: string[] = [];
    for (const name of names.filter((_, index) => index % 8 === 0)) {
      const input = await inputOf(name);
      const { fixes, refused } = await proposeFixes(input);
      left.push(...refused.map(({ reason }) => `${name}: ${reason}`));
      const removed = new Set(fixes.flatMap(({ drifts }) => drifts));
      const isLeft = input.drifts.some(({ fingerprint }) => !removed.has(fingerprint));
      if (isLeft || fixes.length !== input.drifts.length) left.push(name);
    }
    expect(left).toEqual([]);
  }, 300_000);
});
