/** The schema of how a repository tunes the rules and accepts single changes. */
import { COMPATIBILITIES, SEVERITIES } from '../drift/drift.ts';
import { flag, NAMES, type SettingsSchema } from './schema-parts.ts';

export const RULES_SCHEMA: SettingsSchema = {
  description:
    'What this repository says of rules, by id; `*` in an id stands for any characters. `holdfast rules` lists the ids.',
  type: 'object',
  default: {},
  examples: [
    {
      'response-optional-property-added': { severity: 'low' },
      'request-*-deprecated': { enabled: false },
    },
  ],
  propertyNames: {
    type: 'string',
    maxLength: 200,
    pattern: '^[a-z0-9*-]+$',
    patternErrorMessage:
      'the id of a rule, for example response-required-property-removed, or a pattern of ids with *',
  },
  additionalProperties: {
    description: 'What changes for the rule. What is left out stays as the rule has it.',
    type: 'object',
    additionalProperties: false,
    properties: {
      compatibility: {
        description: 'How the rule’s changes are counted.',
        type: 'string',
        enum: COMPATIBILITIES,
        examples: ['potentially_breaking'],
      },
      severity: {
        description: 'How bad the rule’s changes are.',
        type: 'string',
        enum: SEVERITIES,
        examples: ['low'],
      },
      enabled: flag('false: nothing is reported under the rule.', true),
      paths: {
        description:
          'Only changes that reach an operation at one of these API paths are reported. `*` is one part of a path, `**` any number, `{…}` any path parameter.',
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        examples: [['/api/public/**']],
        items: {
          type: 'string',
          maxLength: 200,
          pattern: '^/[^\\\\()\\x00-\\x1f]*$',
          patternErrorMessage:
            'a pattern of API paths that begins with /, of at most 200 characters, with *, **, ?, [a-z], {a,b} and {parameter}, without \\ and parentheses',
        },
      },
      tags: {
        description: 'Only changes that reach an operation with one of these tags are reported.',
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        examples: [['users']],
        items: { type: 'string', ...NAMES },
      },
    },
  },
};

export const WAIVERS_SCHEMA: SettingsSchema = {
  description:
    'Single changes that are accepted for a time. They stay in the report, but count in no budget.',
  type: 'array',
  default: [],
  examples: [
    [
      {
        fingerprint: '0f3a5c1be27d4968a1b2c3d4e5f60718',
        reason: 'The only caller moves with this release.',
        expires: '2026-12-31',
        by: 'api-team',
      },
    ],
  ],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['fingerprint', 'reason', 'expires'],
    properties: {
      fingerprint: {
        description: 'The fingerprint of the change, as the JSON report gives it.',
        type: 'string',
        pattern: '^[0-9a-f]{32}$',
        patternErrorMessage: 'a fingerprint: 32 hexadecimal digits in quotes, as reports give it',
        examples: ['0f3a5c1be27d4968a1b2c3d4e5f60718'],
      },
      reason: {
        description: 'Why the change is accepted: shown wherever the change is.',
        type: 'string',
        maxLength: 500,
        pattern: '\\S',
        patternErrorMessage: 'a reason of 1 to 500 characters',
        examples: ['The only caller moves with this release.'],
      },
      expires: {
        description: 'The last day the waiver holds: YYYY-MM-DD.',
        type: 'string',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        patternErrorMessage: 'a date of the form YYYY-MM-DD',
        examples: ['2026-12-31'],
      },
      by: {
        description: 'Who accepted it.',
        type: 'string',
        ...NAMES,
        examples: ['api-team'],
      },
    },
  },
};
