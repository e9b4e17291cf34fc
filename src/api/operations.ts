/** All operations of the API: what is not in this list is not answered. */
import { AUDIT_SCHEMAS, auditOperations } from './audits.ts';
import { BUDGET_SCHEMAS } from './budget-json.ts';
import { LOOKUP_SCHEMAS, lookupBudget } from './budget-lookup.ts';
import { budgetOperations } from './budgets.ts';
import { GITOPS_SCHEMAS, gitopsOperations } from './gitops.ts';
import { INCIDENT_SCHEMAS } from './incident-json.ts';
import { incidentOperations } from './incidents.ts';
import { METRICS_SCHEMAS, metrics } from './metrics.ts';
import type { Operation } from './operation.ts';
import type { JsonSchema } from './schema.ts';

/** Paths without a variable come before those with one, which would match them too. */
export const OPERATIONS: readonly Operation[] = [
  lookupBudget,
  ...budgetOperations,
  ...incidentOperations,
  metrics,
  ...auditOperations,
  ...gitopsOperations,
];

/** The schemas that answers refer to by name. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...BUDGET_SCHEMAS,
  ...LOOKUP_SCHEMAS,
  ...INCIDENT_SCHEMAS,
  ...METRICS_SCHEMAS,
  ...AUDIT_SCHEMAS,
  ...GITOPS_SCHEMAS,
};
