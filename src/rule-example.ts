/** Reads the example of a rule. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleExample } from './report/rules.ts';

/** The fixture of a rule, which is its example: the contract before and after. `root` is the package's folder. */
export function ruleExample(root: string, id: string): RuleExample {
  return { before: sideOf(root, id, 'base'), after: sideOf(root, id, 'head') };
}

function sideOf(root: string, id: string, side: 'base' | 'head'): string | null {
  for (const extension of ['yaml', 'json']) {
    const file = join(root, 'test/fixtures/contract', id, `${side}.${extension}`);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  return null;
}
