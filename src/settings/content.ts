import type { Compatibility, MismatchType, Severity } from '../drift/drift.ts';
import type {
  AuditSchedule,
  BudgetLevel,
  BudgetValues,
  ConfigSettings,
  GitopsSettings,
  IncidentEvent,
  IncidentIssues,
  ReviewMode,
  SpecSettings,
} from './settings.ts';

/**
 * What one settings file says, exactly as written: the shape that the JSON Schema of `schema.ts` describes.
 * Everything is optional; what is absent comes from the next file or from the defaults.
 */
export interface SettingsContent {
  readonly workspace?: string;
  readonly services?: { readonly [name: string]: ServiceContent };
  readonly contracts?: {
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly components?: boolean;
  };
  readonly spec?: Partial<Omit<SpecSettings, 'base_path'>> & { readonly base_path?: string };
  readonly config?: Partial<ConfigSettings>;
  readonly rules?: { readonly [rules: string]: RuleContent };
  readonly waivers?: readonly WaiverContent[];
  readonly drift_budget?: DriftBudgetContent;
  /** Branches beside the default branch: globs. */
  readonly branches?: readonly string[];
  readonly schedule?: Partial<AuditSchedule>;
  readonly review?: ReviewMode;
  readonly incidents?: {
    readonly webhooks?: readonly WebhookContent[];
    readonly issues?: Partial<IncidentIssues>;
  };
}

export interface RuleContent {
  readonly compatibility?: Compatibility;
  readonly severity?: Severity;
  readonly enabled?: boolean;
  readonly paths?: readonly string[];
  readonly tags?: readonly string[];
}

export interface WaiverContent {
  readonly fingerprint: string;
  readonly reason: string;
  readonly expires: string;
  readonly by?: string;
}

export interface ServiceContent {
  readonly contracts?: readonly string[];
  readonly sources?: readonly string[];
}

export interface BudgetMap {
  readonly [name: string]: BudgetValues;
}

export interface DriftBudgetContent {
  readonly enabled?: boolean;
  readonly default_budget?: BudgetValues;
  readonly per_workspace_budgets?: BudgetMap;
  readonly per_service_budgets?: BudgetMap;
  readonly per_tag_budgets?: BudgetMap;
  readonly per_endpoint_budgets?: BudgetMap;
  readonly precedence?: readonly BudgetLevel[];
  readonly breaking_change_rules?: readonly BreakingChangeRuleContent[];
  readonly incident_retention_days?: number;
  readonly gitops?: Partial<GitopsSettings>;
}

export type BreakingChangeRuleContent =
  | {
      readonly type: 'severity';
      readonly severity: Severity;
      readonly include_higher?: boolean;
      readonly enabled?: boolean;
    }
  | {
      readonly type: 'mismatch_type';
      readonly mismatch_type: MismatchType;
      readonly enabled?: boolean;
    };

export interface WebhookContent {
  readonly url: string;
  readonly enabled?: boolean;
  readonly events?: readonly IncidentEvent[];
  readonly headers?: { readonly [name: string]: string };
}

/** The key of `drift_budget` that holds the budgets of each level. */
export const LEVEL_KEYS = {
  endpoint: 'per_endpoint_budgets',
  tag: 'per_tag_budgets',
  service: 'per_service_budgets',
  workspace: 'per_workspace_budgets',
} as const satisfies Record<BudgetLevel, keyof DriftBudgetContent>;
