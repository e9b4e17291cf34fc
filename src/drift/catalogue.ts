import { configRules } from './config/rules.ts';
import { contractRules } from './contract/rules/index.ts';
import type { Rule } from './rule.ts';
import { specRules } from './spec/rules.ts';

/** The rules of all areas, by area, then by id. */
export const allRules: readonly Rule[] = [...contractRules, ...specRules, ...configRules];
