// Every area that has fixers: one line for each.
import { configFixes } from '../drift/config/fix/index.ts';
import { contractFixes } from '../drift/contract/fix/index.ts';
import { listOperations } from '../drift/contract/list-operations.ts';
import { specFixes } from '../drift/spec/fix/index.ts';
import type { FixArea } from './fixer.ts';

export const FIX_AREAS: readonly FixArea[] = [
  contractFixes,
  specFixes(async (tree, settings) => (await listOperations(tree, settings)).operations),
  configFixes,
];
