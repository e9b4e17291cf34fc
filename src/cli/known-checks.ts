import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compatibility } from '../drift/drift.ts';
import type { KnownCheck } from '../report/rules.ts';

/** How a level of the list is called here. */
const LEVELS: Readonly<Record<string, Compatibility>> = {
  ERR: 'definitely_breaking',
  WARN: 'potentially_breaking',
  INFO: 'non_breaking',
};

interface Mapping {
  readonly rules: readonly string[];
  readonly why?: string;
}

/** The list of checks that the catalogue is held against, each with how it is expressed here. `root` is the package's folder. */
export function knownChecks(root: string): readonly KnownCheck[] {
  const read = (name: string) => readFileSync(join(root, 'test/drift/contract', name), 'utf8');
  const { mapped }: { readonly mapped: Readonly<Record<string, Mapping>> } = JSON.parse(
    read('checklist.json'),
  );
  return read('checklist.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', level = ''] = line.split(',');
      const { rules, why } = mapped[id] ?? { rules: [id] };
      return { id, compatibility: LEVELS[level] ?? 'non_breaking', rules, why: why ?? null };
    });
}
