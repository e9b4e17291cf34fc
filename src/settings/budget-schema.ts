import { MISMATCH_TYPES, SEVERITIES } from '../drift/drift.ts';
import { BUILT_IN_BUDGET, DEFAULT_GITOPS, DEFAULT_INCIDENT_RETENTION_DAYS } from './defaults.ts';
import { ENDPOINT_PATTERN } from './endpoint.ts';
import { flag, GLOB, NAMES, type SettingsSchema } from './schema-parts.ts';
import { BUDGET_LEVELS } from './settings.ts';

const count = (what: string, extra: Partial<SettingsSchema> = {}): SettingsSchema => ({
  description: `How many ${what} changes an operation may have in one comparison. Not set: no limit.`,
  type: 'integer',
  minimum: 0,
  examples: [0, 5],
  ...extra,
});

const severity: SettingsSchema = { type: 'string', enum: SEVERITIES, examples: ['high'] };

const budget = (description: string, defaults: boolean): SettingsSchema => {
  const preset = (key: keyof typeof BUILT_IN_BUDGET.values): Partial<SettingsSchema> =>
    defaults ? { default: BUILT_IN_BUDGET.values[key] } : {};
  return {
    description,
    type: 'object',
    additionalProperties: false,
    properties: {
      max_breaking_changes: count('breaking', preset('max_breaking_changes')),
      max_potentially_breaking_changes: count('potentially breaking'),
      max_non_breaking_changes: count('non-breaking'),
      max_field_churn_percent: {
        description:
          'How many fields may change within the time window, in percent of the fields at its start.',
        type: 'number',
        minimum: 0,
        maximum: 100,
        examples: [10],
      },
      time_window_days: {
        description: 'The window of max_field_churn_percent, in days; 30 where no level sets it.',
        type: 'integer',
        minimum: 1,
        maximum: 365,
        examples: [30],
        ...preset('time_window_days'),
      },
      severity_threshold: {
        ...severity,
        description: 'A change of this severity or a higher one counts as breaking.',
        ...preset('severity_threshold'),
      },
      enabled: {
        description: 'false: what resolves to this budget is reported, but not judged.',
        type: 'boolean',
        examples: [false],
        ...preset('enabled'),
      },
    },
  };
};

/** The keys of one budget: those of the settings and of the API. */
export const BUDGET_PROPERTIES = budget('One budget.', false).properties ?? {};

const folder = (description: string, preset: string): SettingsSchema => ({
  description,
  type: 'string',
  maxLength: 200,
  pattern: '^(?!/)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\x00-\\x1f]+$',
  patternErrorMessage:
    'a folder of the repository as a path from its root, without a leading / and without .. parts',
  default: preset,
  examples: [preset],
});

const budgets = (
  description: string,
  name: string,
  names: SettingsSchema = NAMES,
): SettingsSchema => ({
  description,
  type: 'object',
  propertyNames: { type: 'string', ...names },
  additionalProperties: budget(
    'One budget. Each key that is absent is inherited from the next level.',
    false,
  ),
  default: {},
  examples: [{ [name]: { max_non_breaking_changes: 8 } }],
});

const breakingChangeRules: SettingsSchema = {
  description:
    'What counts as breaking beside the rules’ own classification. A change counts when any enabled entry matches it.',
  type: 'array',
  default: [],
  examples: [[{ type: 'severity', severity: 'high', include_higher: true, enabled: true }]],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['type'],
    properties: {
      type: {
        description: 'What the entry looks at: the severity or the mismatch type of a change.',
        type: 'string',
        enum: ['severity', 'mismatch_type'],
        examples: ['severity'],
      },
      severity: { ...severity, description: 'The severity that counts as breaking.' },
      include_higher: flag('Whether higher severities count too.', false),
      mismatch_type: {
        description: 'The mismatch type that counts as breaking.',
        type: 'string',
        enum: MISMATCH_TYPES,
        examples: ['missing_required_field'],
      },
      enabled: flag('false: the entry is ignored.', true),
    },
    // "If the type is something else, nothing; else": each kind of entry has its own keys.
    allOf: [
      {
        if: { properties: { type: { not: { const: 'severity' } } } },
        else: { required: ['severity'], properties: { mismatch_type: false } },
      },
      {
        if: { properties: { type: { not: { const: 'mismatch_type' } } } },
        else: {
          required: ['mismatch_type'],
          properties: { severity: false, include_higher: false },
        },
      },
    ],
  },
};

const WORKFLOW = 'the file name of a workflow in .github/workflows, such as ci.yml, or false';

/** A workflow of the repository by its file name, or false. */
const workflow = (description: string, example: string): SettingsSchema => ({
  description,
  allOf: [
    { if: { type: 'string' }, else: { const: false, patternErrorMessage: WORKFLOW } },
    {
      if: { not: { type: 'string' } },
      else: { pattern: '^[\\w.-]{1,100}\\.ya?ml$', patternErrorMessage: WORKFLOW },
    },
  ],
  default: false,
  examples: [example],
});

const STATUS = 'a status from 100 to 599, a range such as 4XX, or default';

const fixtures: SettingsSchema = {
  description:
    'Which response the fixtures at some paths are of, where their path below fixtures_dir does not say so.',
  type: 'array',
  uniqueItems: true,
  default: DEFAULT_GITOPS.fixtures,
  examples: [[{ file: 'test/data/user*.json', operation: 'GET /users/{id}', status: 200 }]],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['file', 'operation'],
    properties: {
      file: {
        ...GLOB,
        description: 'A path or glob from the root of the repository.',
        examples: ['test/data/user*.json'],
      },
      operation: {
        description: 'The method and templated path; the names of path parameters do not matter.',
        type: 'string',
        pattern: ENDPOINT_PATTERN,
        patternErrorMessage:
          'a method, a space and a templated path, for example POST /api/users/{id}',
        examples: ['GET /users/{id}'],
      },
      status: {
        description: 'The status of the response; without one the first success.',
        allOf: [
          {
            if: { type: 'integer' },
            else: {
              type: 'string',
              pattern: '^(?:[1-5](?:\\d\\d|[Xx]{2})|default)$',
              patternErrorMessage: STATUS,
            },
          },
          {
            if: { not: { type: 'integer' } },
            else: { minimum: 100, maximum: 599, patternErrorMessage: STATUS },
          },
        ],
        examples: [200, '4XX'],
      },
    },
  },
};

const gitops: SettingsSchema = {
  description: 'Fix pull requests.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag('Whether Holdfast opens fix pull requests by itself.', DEFAULT_GITOPS.enabled),
    update_openapi_specs: flag(
      'Whether fixes may edit API descriptions.',
      DEFAULT_GITOPS.update_openapi_specs,
    ),
    update_fixtures: flag('Whether fixes may edit fixtures.', DEFAULT_GITOPS.update_fixtures),
    regenerate_clients: workflow(
      'A workflow that generates clients, run on the branch of each fix pull request, which is a draft until it succeeds.',
      'generate-clients.yml',
    ),
    run_tests: workflow(
      'A workflow that tests, run on the branch of each fix pull request after that, which is a draft until it succeeds.',
      'test.yml',
    ),
    openapi_spec_dir: folder('Where API descriptions live.', DEFAULT_GITOPS.openapi_spec_dir),
    fixtures_dir: folder('Where fixtures live.', DEFAULT_GITOPS.fixtures_dir),
    fixtures,
    branch_prefix: {
      description: 'What the names of fix branches begin with.',
      type: 'string',
      maxLength: 100,
      // git-check-ref-format(1), rules 1, 3 to 10; and not a full reference name.
      pattern:
        '^(?![-/.])(?!refs/)(?!@$)(?!.*(?:\\.\\.|//|/\\.|@\\{|\\.lock(?:/|$)|[/.]$))[^\\x00-\\x20\\x7f~^:?*\\[\\\\]+$',
      patternErrorMessage:
        'the beginning of a branch name that git accepts, of at most 100 characters, without a / at either end, for example holdfast/drift-fix',
      default: DEFAULT_GITOPS.branch_prefix,
      examples: [DEFAULT_GITOPS.branch_prefix],
    },
    max_open: {
      description: 'How many fix pull requests are open at once, at most.',
      type: 'integer',
      minimum: 1,
      maximum: 50,
      default: DEFAULT_GITOPS.max_open,
      examples: [1],
    },
    reviewers: {
      description: 'Logins of those who are asked to review fix pull requests.',
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'string',
        pattern: '^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$',
        patternErrorMessage: 'a login of GitHub, without @',
      },
      default: DEFAULT_GITOPS.reviewers,
      examples: [['octocat']],
    },
    request_code_owners: flag(
      'Whether those whom CODEOWNERS names for the changed files are asked to review.',
      DEFAULT_GITOPS.request_code_owners,
    ),
  },
};

/** What `drift_budget` may hold. */
export const DRIFT_BUDGET_SCHEMA: SettingsSchema = {
  description: 'How much change is acceptable.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag('false: changes are reported, but nothing is judged.', true),
    default_budget: budget('Applied where nothing more specific is set.', true),
    per_workspace_budgets: budgets('Budgets by workspace.', 'acme/shop'),
    per_service_budgets: budgets('Budgets by declared service name.', 'user-service'),
    per_tag_budgets: budgets('Budgets by OpenAPI tag.', 'users'),
    per_endpoint_budgets: budgets('Budgets by method and templated path.', 'POST /api/users', {
      pattern: ENDPOINT_PATTERN,
      patternErrorMessage:
        'a method, a space and a templated path, for example POST /api/users/{id}',
    }),
    precedence: {
      description:
        'Which level wins, strongest first. A level that is not listed is not considered; the default budget always comes last.',
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', enum: BUDGET_LEVELS },
      default: BUDGET_LEVELS,
      examples: [['endpoint', 'service', 'workspace']],
    },
    breaking_change_rules: breakingChangeRules,
    incident_retention_days: {
      description:
        'How long resolved and closed incidents are kept, in days. Checked, not acted on yet.',
      type: 'integer',
      minimum: 1,
      maximum: 3650,
      default: DEFAULT_INCIDENT_RETENTION_DAYS,
      examples: [DEFAULT_INCIDENT_RETENTION_DAYS],
    },
    gitops,
  },
};
