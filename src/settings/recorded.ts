/** What is remembered of a repository's settings, for those who ask without reading the repository again. */
import type { Settings } from './settings.ts';

/** The settings that answer which budget applies and when audits run. Nothing in it is secret. */
export type RecordedSettings = Pick<
  Settings,
  | 'workspace'
  | 'files'
  | 'budgets'
  | 'precedence'
  | 'budget_enabled'
  | 'budget_enabled_origin'
  | 'branches'
  | 'schedule'
  | 'incident_issues'
  | 'incident_retention_days'
  | 'gitops'
>;

/** The part of settings that is remembered; budgets of the API are kept elsewhere and left out. */
export function recordedSettings(settings: Settings): RecordedSettings {
  const {
    workspace,
    files,
    budgets,
    precedence,
    budget_enabled,
    budget_enabled_origin,
    branches,
    schedule,
    incident_issues,
    incident_retention_days,
    gitops,
  } = settings;
  return {
    workspace,
    files,
    budgets: budgets.filter(({ origin }) => origin.kind !== 'api'),
    precedence,
    budget_enabled,
    budget_enabled_origin,
    branches,
    schedule,
    incident_issues,
    incident_retention_days,
    gitops,
  };
}
