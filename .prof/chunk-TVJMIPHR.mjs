// src/settings/settings.ts
var BUDGET_LEVELS = ["endpoint", "tag", "service", "workspace"];

// src/settings/defaults.ts
var DEFAULT_CONTRACTS = {
  include: ["**/*.{json,yaml,yml}"],
  exclude: ["**/node_modules/**", "**/vendor/**"],
  components: false
};
var BUILT_IN_BUDGET = {
  level: "default",
  name: "",
  values: {
    max_breaking_changes: 0,
    time_window_days: 30,
    severity_threshold: "high",
    enabled: true
  },
  origin: { kind: "built_in" },
  key_locations: {}
};
var DEFAULT_INCIDENT_RETENTION_DAYS = 90;
var DEFAULT_GITOPS = {
  enabled: false,
  update_openapi_specs: true,
  update_fixtures: true,
  regenerate_clients: false,
  run_tests: false,
  openapi_spec_dir: "specs",
  fixtures_dir: "fixtures",
  branch_prefix: "holdfast/drift-fix"
};
var DEFAULT_SCHEDULE = {
  enabled: true,
  cron: "0 9 * * 1",
  timezone: "UTC"
};
var DEFAULT_INCIDENT_ISSUES = {
  enabled: true,
  max_new: 10,
  assign_code_owners: false,
  dashboard: true
};
var DEFAULT_WEBHOOK_EVENTS = ["incident.created"];
function defaultSettings(repository) {
  return {
    workspace: repository,
    files: [],
    services: [],
    contracts: DEFAULT_CONTRACTS,
    rules: [],
    waivers: [],
    budget_enabled: true,
    budget_enabled_origin: { kind: "built_in" },
    budgets: [BUILT_IN_BUDGET],
    precedence: BUDGET_LEVELS,
    breaking_change_rules: [],
    incident_retention_days: DEFAULT_INCIDENT_RETENTION_DAYS,
    branches: [],
    schedule: DEFAULT_SCHEDULE,
    incident_issues: DEFAULT_INCIDENT_ISSUES,
    gitops: DEFAULT_GITOPS,
    incident_webhooks: []
  };
}

export {
  DEFAULT_CONTRACTS,
  BUILT_IN_BUDGET,
  DEFAULT_INCIDENT_RETENTION_DAYS,
  DEFAULT_GITOPS,
  DEFAULT_SCHEDULE,
  DEFAULT_INCIDENT_ISSUES,
  DEFAULT_WEBHOOK_EVENTS,
  defaultSettings
};
//# sourceMappingURL=chunk-TVJMIPHR.mjs.map
