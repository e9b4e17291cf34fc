/** The details of an incident, as they are read back from the database. */
import { COMPATIBILITIES, SEVERITIES } from '../drift/drift.ts';
import type { IncidentDetails } from '../incidents/incident.ts';
import { jsonReader } from './json-column.ts';

const text = { type: 'string' } as const;
const maybeText = { type: 'string', nullable: true } as const;

const location = {
  type: 'object',
  required: ['file', 'line', 'column'],
  properties: { file: text, line: { type: 'integer' }, column: { type: 'integer' } },
} as const;

/** @throws when they are none, as after a mistake by hand. */
export const readDetails = jsonReader<IncidentDetails>('the details of an incident', {
  type: 'object',
  required: ['drifts', 'more_drifts', 'limits', 'root_cause'],
  properties: {
    drifts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['fingerprint', 'rule', 'compatibility', 'severity', 'message', 'operations'],
        properties: {
          fingerprint: text,
          rule: text,
          compatibility: { type: 'string', enum: COMPATIBILITIES },
          severity: { type: 'string', enum: SEVERITIES },
          message: text,
          why: text,
          remedy: text,
          operations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['method', 'path'],
              properties: { method: text, path: text },
            },
          },
          base: { ...location, nullable: true },
          head: { ...location, nullable: true },
          base_sha: text,
          head_sha: text,
          before: maybeText,
          after: maybeText,
        },
      },
    },
    more_drifts: { type: 'integer' },
    limits: {
      type: 'array',
      items: {
        type: 'object',
        required: ['subject', 'key', 'limit', 'used', 'fingerprints', 'set_by'],
        properties: {
          subject: text,
          key: text,
          limit: { type: 'number' },
          used: { type: 'number' },
          fingerprints: { type: 'array', items: text },
          set_by: text,
        },
      },
    },
    root_cause: {
      type: 'object',
      nullable: true,
      required: ['commits', 'pull_request'],
      properties: {
        commits: {
          type: 'array',
          items: {
            type: 'object',
            required: ['sha', 'title', 'author'],
            properties: { sha: text, title: text, author: maybeText },
          },
        },
        pull_request: { type: 'integer', nullable: true },
      },
    },
  },
});
