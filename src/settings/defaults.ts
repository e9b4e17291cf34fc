import type {
  AuditSchedule,
  Budget,
  ConfigSettings,
  GitopsSettings,
  IncidentEvent,
  IncidentIssues,
  ReviewMode,
  Settings,
  SpecSettings,
} from './settings.ts';
import { BUDGET_LEVELS } from './settings.ts';

/**
 * Every JSON or YAML file may be a contract: its content decides, not its name.
 * Only copies of other people's contracts are left out. Build output and test folders stay in, because
 * published contracts are found there too; a repository that keeps samples there excludes them itself.
 */
export const DEFAULT_CONTRACTS = {
  include: ['**/*.{json,yaml,yml}'],
  exclude: ['**/node_modules/**', '**/vendor/**'],
  components: false,
} as const satisfies Settings['contracts'];

/** What applies where no budget says otherwise: nothing may break, everything else is free. */
export const BUILT_IN_BUDGET: Budget = {
  level: 'default',
  name: '',
  values: {
    max_breaking_changes: 0,
    time_window_days: 30,
    severity_threshold: 'high',
    enabled: true,
  },
  origin: { kind: 'built_in' },
  key_locations: {},
};

export const DEFAULT_SPEC: SpecSettings = {
  enabled: true,
  exclude: [],
  base_path: null,
  remove_unimplemented: false,
};

export const DEFAULT_CONFIG: ConfigSettings = { enabled: true, exclude: [], remove_stale: false };

export const DEFAULT_INCIDENT_RETENTION_DAYS = 90;

/** Repairs are opened only where a team has asked for them. */
export const DEFAULT_GITOPS: GitopsSettings = {
  enabled: false,
  update_openapi_specs: true,
  update_fixtures: true,
  regenerate_clients: false,
  run_tests: false,
  openapi_spec_dir: 'specs',
  fixtures_dir: 'fixtures',
  fixtures: [],
  branch_prefix: 'holdfast/drift-fix',
  max_open: 3,
  reviewers: [],
  request_code_owners: true,
};

/** Once a week, when the week begins. */
export const DEFAULT_SCHEDULE: AuditSchedule = {
  enabled: true,
  cron: '0 9 * * 1',
  timezone: 'UTC',
};

export const DEFAULT_REVIEW: ReviewMode = 'comments';

export const DEFAULT_INCIDENT_ISSUES: IncidentIssues = {
  enabled: true,
  max_new: 10,
  assign_code_owners: false,
  dashboard: true,
};

export const DEFAULT_WEBHOOK_EVENTS: readonly IncidentEvent[] = ['incident.created'];

/** The settings of a repository (`owner/name`) without any file. */
export function defaultSettings(repository: string): Settings {
  return {
    workspace: repository,
    files: [],
    services: [],
    contracts: DEFAULT_CONTRACTS,
    spec: DEFAULT_SPEC,
    config: DEFAULT_CONFIG,
    rules: [],
    waivers: [],
    budget_enabled: true,
    budget_enabled_origin: { kind: 'built_in' },
    budgets: [BUILT_IN_BUDGET],
    precedence: BUDGET_LEVELS,
    breaking_change_rules: [],
    incident_retention_days: DEFAULT_INCIDENT_RETENTION_DAYS,
    branches: [],
    schedule: DEFAULT_SCHEDULE,
    review: DEFAULT_REVIEW,
    incident_issues: DEFAULT_INCIDENT_ISSUES,
    gitops: DEFAULT_GITOPS,
    incident_webhooks: [],
  };
}
