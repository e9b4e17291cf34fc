import type { Compatibility, MismatchType, Severity } from '../drift/drift.ts';
import type { Location } from '../location.ts';
import type { Problem } from '../problem.ts';

/** The levels a budget can be set at, from most to least specific by default; `default` always comes last. */
export const BUDGET_LEVELS = ['endpoint', 'tag', 'service', 'workspace'] as const;
export type BudgetLevel = (typeof BUDGET_LEVELS)[number];

/** The keys of one budget. A key that is absent is inherited from the next level. */
export interface BudgetValues {
  readonly max_breaking_changes?: number;
  readonly max_potentially_breaking_changes?: number;
  readonly max_non_breaking_changes?: number;
  /** Share of fields that may change within the window, in percent (10 is 10 %). */
  readonly max_field_churn_percent?: number;
  readonly time_window_days?: number;
  /** A drift at or above this severity counts as breaking. */
  readonly severity_threshold?: Severity;
  /** False: subjects that resolve to this are not judged. */
  readonly enabled?: boolean;
}

export type BudgetKey = keyof BudgetValues;

/** Every key of a budget, in the order they are shown. */
export const BUDGET_KEYS = [
  'max_breaking_changes',
  'max_potentially_breaking_changes',
  'max_non_breaking_changes',
  'max_field_churn_percent',
  'time_window_days',
  'severity_threshold',
  'enabled',
] as const satisfies readonly BudgetKey[];

/** One budget as it was set: its values and, key by key, where each stands. */
export interface Budget {
  readonly level: BudgetLevel | 'default';
  /** The endpoint (`POST /api/users`), tag, service or workspace it is for; empty for the default. */
  readonly name: string;
  readonly values: BudgetValues;
  /** Where the budget stands, or the id under which the API holds it. */
  readonly origin: BudgetOrigin;
  /** Where each key stands, for those set in a file. */
  readonly key_locations: Readonly<Partial<Record<BudgetKey, Location>>>;
}

/** Who said so: a settings file (of the repository or its organisation), the API, or Holdfast's own default. */
export type BudgetOrigin =
  | { readonly kind: 'file'; readonly location: Location }
  | { readonly kind: 'api'; readonly id: string }
  | { readonly kind: 'built_in' };

/** What counts as breaking beside the rules' own classification. Rules are ORed. */
export type BreakingChangeRule =
  | {
      readonly type: 'severity';
      readonly severity: Severity;
      readonly include_higher: boolean;
      readonly enabled: boolean;
    }
  | {
      readonly type: 'mismatch_type';
      readonly mismatch_type: MismatchType;
      readonly enabled: boolean;
    };

/** What a repository says of a rule, or of all whose ids match a pattern. A key that is absent leaves the rule as it is. */
export interface RuleSetting {
  /** A rule's id, or a pattern of ids with `*`. */
  readonly rules: string;
  readonly compatibility?: Compatibility;
  readonly severity?: Severity;
  /** False: nothing is reported under the rule. */
  readonly enabled?: boolean;
  /** Patterns of API paths: under the rule, only what touches an operation at one of them is reported. */
  readonly paths?: readonly string[];
  /** Under the rule, only what touches an operation with one of these tags is reported. */
  readonly tags?: readonly string[];
}

/** One change that was accepted, for a time or for a pull request. */
export interface Waiver {
  readonly fingerprint: string;
  readonly reason: string;
  /** The last day it holds: `YYYY-MM-DD`; null for one that ends with the pull request it was given on. */
  readonly expires: string | null;
  /** Who accepted it; null where the settings do not say. */
  readonly by: string | null;
  /** Where the settings say so; null for one that was given in a comment or through the API. */
  readonly location: Location | null;
  /** For one that was given on a pull request: it holds there and for its merge, and for this very change only. */
  readonly accepted?: AcceptedChange;
}

/** A change that came after something was accepted. */
export interface LaterChange {
  readonly fingerprint: string;
  /** The operations that it reaches, as `POST /api/users`; one empty name where it reaches none. */
  readonly operations: readonly string[];
}

/** What exactly was accepted on a pull request. A fingerprint alone says what changed, not to what. */
export interface AcceptedChange {
  readonly pull_request: number;
  /** Whether it was merged by its last day: then it holds for its merge, however much later that is audited. */
  readonly merged_in_time?: boolean;
  /** What is worse than this was not accepted. */
  readonly compatibility: Compatibility;
  /** What the head said then, as drifts have it; null where it had nothing. */
  readonly after: string | null;
  /** The commit that was looked at. */
  readonly head_sha: string;
  /**
   * On the pull request itself: the more than harmless changes since that commit; null where they cannot be told.
   * What a drift shows of the head does not say all that it stands for.
   */
  readonly changed_since?: readonly LaterChange[] | null;
}

/** A named block of a repository: its contract files and its source globs. */
export interface Service {
  readonly name: string;
  /** Globs of its contract files. */
  readonly contracts: readonly string[];
  /** Globs of its source files. */
  readonly sources: readonly string[];
  readonly location: Location;
}

/** Which response the fixtures at some paths are of. */
export interface FixtureMapping {
  /** A path or glob from the root of the repository. */
  readonly file: string;
  /** `GET /users/{id}`. */
  readonly operation: string;
  /** `200`, `4XX` or `default`; without one the first success. */
  readonly status?: number | string;
}

/** Repairs and the pull requests that carry them. */
export interface GitopsSettings {
  readonly enabled: boolean;
  readonly update_openapi_specs: boolean;
  readonly update_fixtures: boolean;
  /** The file name of a workflow that is run on a fix branch: one that generates clients; false for none. */
  readonly regenerate_clients: string | false;
  /** The file name of a workflow that is run on a fix branch: one that tests; false for none. */
  readonly run_tests: string | false;
  readonly openapi_spec_dir: string;
  readonly fixtures_dir: string;
  /** Fixtures whose path does not say what they are of. */
  readonly fixtures: readonly FixtureMapping[];
  readonly branch_prefix: string;
  /** Fix pull requests that are open at once, at most. */
  readonly max_open: number;
  /** Logins of those who are asked to review them. */
  readonly reviewers: readonly string[];
  /** Whether those whom CODEOWNERS names for the files are asked too. */
  readonly request_code_owners: boolean;
}

/** How code and contracts are held against each other. */
export interface SpecSettings {
  readonly enabled: boolean;
  /** Paths that are served and need not be documented: globs of paths. Those that Holdfast knows come on top. */
  readonly exclude: readonly string[];
  /**
   * What stands in the code before the paths of the contracts (`/api`), or with a minus what the contracts have and
   * the code has not (`-/v1`); null: it is worked out.
   */
  readonly base_path: string | null;
  /** Whether fixes may take operations out of contracts that the code does not serve. */
  readonly remove_unimplemented: boolean;
}

/** How settings that the code reads are held against those that are documented. */
export interface ConfigSettings {
  readonly enabled: boolean;
  /** Names that are left alone: globs. */
  readonly exclude: readonly string[];
  /** Whether fixes may take names out of documents that nothing reads. */
  readonly remove_stale: boolean;
}

/** When the default branch is audited though nobody pushed. */
export interface AuditSchedule {
  readonly enabled: boolean;
  /** Minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** By its name in the IANA database. */
  readonly timezone: string;
}

/** Whether what breaks is said on the lines of a pull request's diff. */
export const REVIEW_MODES = ['comments', 'off'] as const;
export type ReviewMode = (typeof REVIEW_MODES)[number];

/** How incidents are shown as issues. */
export interface IncidentIssues {
  readonly enabled: boolean;
  /** New issues of one audit at most. */
  readonly max_new: number;
  /** Whether those whom CODEOWNERS names are assigned. */
  readonly assign_code_owners: boolean;
  /** Whether the issue "Drift health" is kept. */
  readonly dashboard: boolean;
}

/** What happens to an incident, by the names webhooks subscribe to. */
export const INCIDENT_EVENTS = [
  'incident.created',
  'incident.updated',
  'incident.acknowledged',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
] as const;
export type IncidentEvent = (typeof INCIDENT_EVENTS)[number];

/** An outgoing webhook for incident events. */
export interface IncidentWebhook {
  readonly url: string;
  readonly enabled: boolean;
  readonly events: readonly IncidentEvent[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The settings of one repository, complete: what the files leave out is filled in. */
export interface Settings {
  /** The workspace's id: the repository's `owner/name` unless the file names another. */
  readonly workspace: string;
  /** The files it was read from, strongest first; empty where there is none and all is default. */
  readonly files: readonly string[];
  readonly services: readonly Service[];
  /** Which files are looked at as contracts: globs. */
  readonly contracts: {
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    /** Whether components that nothing refers to are promised too. */
    readonly components: boolean;
  };
  readonly spec: SpecSettings;
  readonly config: ConfigSettings;
  /** Strongest file first; of several in one file the order has no meaning. */
  readonly rules: readonly RuleSetting[];
  readonly waivers: readonly Waiver[];
  /** False: nothing is judged (`drift_budget.enabled`). */
  readonly budget_enabled: boolean;
  /** Who switched budgets on or off. */
  readonly budget_enabled_origin: BudgetOrigin;
  /**
   * Every budget that was set, strongest first, with the built-in default last.
   * At most one per level, name and origin file.
   */
  readonly budgets: readonly Budget[];
  readonly precedence: readonly BudgetLevel[];
  readonly breaking_change_rules: readonly BreakingChangeRule[];
  readonly incident_retention_days: number;
  /** Branches that are audited beside the default branch: globs. */
  readonly branches: readonly string[];
  readonly schedule: AuditSchedule;
  readonly review: ReviewMode;
  readonly incident_issues: IncidentIssues;
  readonly gitops: GitopsSettings;
  readonly incident_webhooks: readonly IncidentWebhook[];
}

/**
 * What reading settings came to. When `ok`, `problems` holds what did not stand in the way (a second file
 * that is ignored); otherwise everything that is wrong with the files, in order of place.
 */
export type SettingsOutcome =
  | { readonly ok: true; readonly settings: Settings; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
