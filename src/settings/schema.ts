import { DRIFT_BUDGET_SCHEMA } from './budget-schema.ts';
import { CONFIG_SCHEMA, SPEC_SCHEMA } from './code-schema.ts';
import {
  BRANCHES_SCHEMA,
  INCIDENT_ISSUES_SCHEMA,
  REVIEW_SCHEMA,
  SCHEDULE_SCHEMA,
} from './cycle-schema.ts';
import { DEFAULT_CONTRACTS, DEFAULT_WEBHOOK_EVENTS } from './defaults.ts';
import { flag, globs, NAMES, type SettingsSchema } from './schema-parts.ts';
import { INCIDENT_EVENTS } from './settings.ts';
import { RULES_SCHEMA, WAIVERS_SCHEMA } from './tuning-schema.ts';

const webhooks: SettingsSchema = {
  description: 'Where incident events are sent. Checked, not acted on yet.',
  type: 'array',
  default: [],
  examples: [[{ url: 'https://example.com/hooks/drift', events: ['incident.created'] }]],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['url'],
    properties: {
      url: {
        description: 'The address that receives a POST request.',
        type: 'string',
        maxLength: 2000,
        format: 'uri',
        pattern: '^https?://[^\\s/]+[^\\s]*$',
        patternErrorMessage: 'an address that begins with https:// or http://',
        examples: ['https://example.com/hooks/drift'],
      },
      enabled: flag('false: nothing is sent.', true),
      events: {
        description: 'Which events are sent.',
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', enum: INCIDENT_EVENTS },
        default: DEFAULT_WEBHOOK_EVENTS,
        examples: [['incident.created', 'incident.resolved']],
      },
      headers: {
        description: 'Headers of the request, by name.',
        type: 'object',
        // RFC 9110 sections 5.1 and 5.6.2 (names are tokens) and 5.5 (values hold no control characters).
        propertyNames: {
          type: 'string',
          pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
          patternErrorMessage: 'the name of an HTTP header, for example Content-Type',
        },
        additionalProperties: {
          type: 'string',
          maxLength: 4000,
          pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*$',
          patternErrorMessage: 'the value of an HTTP header: one line of printable text',
        },
        default: {},
        examples: [{ 'Content-Type': 'application/json' }],
      },
    },
  },
};

/**
 * The JSON Schema of `.github/holdfast.yml`, published as `docs/holdfast.schema.json`.
 * Draft-07, because that is what the YAML support of editors understands best.
 */
export const SETTINGS_SCHEMA: SettingsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Holdfast settings',
  description: 'The settings of Holdfast for one repository: .github/holdfast.yml.',
  type: 'object',
  additionalProperties: false,
  properties: {
    workspace: {
      description:
        'The workspace this repository belongs to, so that several repositories can share one. Default: the repository’s owner/name.',
      type: 'string',
      maxLength: 200,
      pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$',
      patternErrorMessage:
        'a name of letters, digits, ., _, / and - that begins with a letter or digit',
      examples: ['acme/shop'],
    },
    services: {
      description: 'The services of the repository, by name.',
      type: 'object',
      propertyNames: { type: 'string', ...NAMES },
      default: {},
      examples: [{ 'user-service': { contracts: ['services/users/openapi.yaml'] } }],
      additionalProperties: {
        description: 'One service: its contracts and its source code.',
        type: 'object',
        additionalProperties: false,
        properties: {
          contracts: globs('Which contract files belong to the service.', {
            default: [],
            examples: [['services/users/openapi.yaml']],
          }),
          sources: globs('Which source files belong to the service.', {
            default: [],
            examples: [['services/users/**']],
          }),
        },
      },
    },
    contracts: {
      description:
        'Which files are looked at as API contracts. What they hold decides whether they are.',
      type: 'object',
      additionalProperties: false,
      properties: {
        include: globs('Files to look at.', {
          default: DEFAULT_CONTRACTS.include,
          examples: [['api/**/*.yaml']],
        }),
        exclude: globs(
          'Files to leave out, also when they are included. Replaces the default list.',
          {
            default: DEFAULT_CONTRACTS.exclude,
            examples: [['**/node_modules/**', 'test/fixtures/**']],
          },
        ),
        components: flag(
          'true: components that no operation uses are promised too, and their changes are reported.',
          false,
        ),
      },
    },
    spec: SPEC_SCHEMA,
    config: CONFIG_SCHEMA,
    branches: BRANCHES_SCHEMA,
    schedule: SCHEDULE_SCHEMA,
    review: REVIEW_SCHEMA,
    rules: RULES_SCHEMA,
    waivers: WAIVERS_SCHEMA,
    drift_budget: DRIFT_BUDGET_SCHEMA,
    incidents: {
      description: 'What happens when a budget is exceeded on the default branch.',
      type: 'object',
      additionalProperties: false,
      properties: { issues: INCIDENT_ISSUES_SCHEMA, webhooks },
    },
  },
};

/** The text of `docs/holdfast.schema.json`. */
export function schemaText(): string {
  return `${JSON.stringify(SETTINGS_SCHEMA, null, 2)}\n`;
}
