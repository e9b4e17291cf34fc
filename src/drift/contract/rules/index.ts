import { compareText } from '../../../location.ts';
import type { Rule } from '../../rule.ts';
import { rulesOf } from './define.ts';
import { encodingRules } from './encoding.ts';
import { type LifecycleRuleId, lifecycleRules } from './lifecycle.ts';
import { operationRules } from './operation.ts';
import { type PlannedRuleId, plannedRemovalRules } from './planned-removal.ts';
import { propertyRules } from './property.ts';
import { requestRules } from './request.ts';
import { responseRules } from './response.ts';
import { type SchemaRuleId, schemaRules } from './schema.ts';
import { securityRules } from './security.ts';
import { serverRules } from './server.ts';
import { webhookRules } from './webhook.ts';

/** Ids of the rules that are declared one by one; those of schemas come from their table. */
export type RuleId =
  | keyof typeof operationRules
  | keyof typeof encodingRules
  | keyof typeof requestRules
  | keyof typeof responseRules
  | keyof typeof securityRules
  | keyof typeof serverRules
  | keyof typeof webhookRules
  | keyof typeof propertyRules
  | LifecycleRuleId
  | PlannedRuleId;

/** The catalogue: every kind of change that is found in contracts, sorted by id. */
export const contractRules: readonly Rule[] = [
  ...rulesOf(operationRules),
  ...rulesOf(encodingRules),
  ...rulesOf(requestRules),
  ...rulesOf(responseRules),
  ...rulesOf(securityRules),
  ...rulesOf(serverRules),
  ...rulesOf(webhookRules),
  ...rulesOf(propertyRules),
  ...lifecycleRules,
  ...plannedRemovalRules,
  ...schemaRules,
].sort((a, b) => compareText(a.id, b.id));

const BY_ID: ReadonlyMap<string, Rule> = new Map(contractRules.map((rule) => [rule.id, rule]));

/** The catalogue entry of a rule. */
export function contractRule(id: RuleId | SchemaRuleId): Rule {
  const rule = BY_ID.get(id);
  if (rule === undefined) throw new Error(`The catalogue of contract rules has no rule '${id}'.`);
  return rule;
}
