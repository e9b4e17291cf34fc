/** The reports that audits left in the store, checked as far as they are read again. */
import type { AuditReport } from '../audit/report.ts';
import { COMPATIBILITIES, SEVERITIES } from '../drift/drift.ts';
import { jsonReader } from './json-column.ts';

const text = { type: 'string' } as const;
const list = { type: 'array' } as const;
const maybeText = { type: ['string', 'null'] } as const;

const drift = {
  type: 'object',
  required: ['rule', 'compatibility', 'severity', 'message', 'fingerprint', 'subject'],
  properties: {
    rule: text,
    compatibility: { enum: COMPATIBILITIES },
    severity: { enum: SEVERITIES },
    message: text,
    why: text,
    remedy: text,
    fingerprint: text,
    after: maybeText,
    subject: { type: 'object', required: ['kind'] },
  },
} as const;

/** @throws CorruptRow when a row holds something else. */
export const readReport = jsonReader<AuditReport>('the report of an audit', {
  type: 'object',
  required: ['report_version', 'outcome', 'areas', 'verdicts', 'churn', 'waivers', 'problems'],
  properties: {
    report_version: { const: 1 },
    outcome: { enum: ['within', 'exceeded', 'unchecked'] },
    areas: {
      type: 'object',
      required: ['contract'],
      properties: {
        contract: {
          type: 'object',
          required: ['changes', 'waived', 'problems', 'checked'],
          properties: { changes: { type: 'array', items: drift }, waived: list, problems: list },
        },
      },
    },
    verdicts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['subject', 'status', 'limits', 'drifts', 'promoted'],
        properties: { limits: list, drifts: { type: 'array', items: text }, promoted: list },
      },
    },
    churn: list,
    waivers: list,
    problems: list,
  },
});
