import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { NOT_JUDGED_REASONS } from '../../src/budget/churn-verdict.ts';
import type { KeySource } from '../../src/budget/verdict.ts';
import { isObject } from '../../src/document/document.ts';
import { WORST_FIRST } from '../../src/drift/area-report.ts';
import { MISMATCH_TYPES, SEVERITIES } from '../../src/drift/drift.ts';
import { problem } from '../../src/problem.ts';
import { checkJson, diffJson, jsonText } from '../../src/report/json.ts';
import {
  area,
  CONTRACT,
  churn,
  drift,
  exceededChurn,
  exceededReport,
  harmless,
  operation,
  report,
  unjudgedChurn,
  use,
  verdict,
} from './make.ts';

function published(name: string): Record<string, unknown> {
  const schema: unknown = JSON.parse(
    readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8'),
  );
  if (!isObject(schema)) throw new Error(`${name} is not an object`);
  return schema;
}

/** The schema with no key allowed that it does not name: a key that is not documented must be noticed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, closed(member)]),
  );
  return isObject(value['properties']) ? { ...copy, additionalProperties: false } : copy;
}

function validator(name: 'diff' | 'check') {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  formats.default(ajv);
  for (const each of ['diff', 'check']) {
    const schema = closed(published(each));
    if (isObject(schema)) ajv.addSchema({ ...schema });
  }
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (validate === undefined) throw new Error(`${name}.schema.json is not there`);
  return (value: unknown) => (validate(value) ? [] : validate.errors);
}

const PROBLEMS = [
  problem('syntax-error', 'A quote is not closed', {
    file: 'a.yaml',
    line: 3,
    column: 4,
    side: 'head',
  }),
  problem('tree-truncated', 'Too many files'),
];

const FULL = area(
  [
    drift('POST /api/users', {
      operations: [operation('POST /api/users', { tags: ['users'], operation_id: 'makeUser' })],
    }),
    drift('x', {
      subject: { kind: 'contract', file: CONTRACT, service: 'shop' },
      operations: [],
      base: null,
    }),
    harmless('GET /a', { head: null }),
  ],
  PROBLEMS,
);

describe('diff', () => {
  test('is what its schema says, and has no key that the schema does not name', () => {
    expect(validator('diff')(JSON.parse(jsonText(diffJson(FULL))))).toEqual([]);
    expect(validator('diff')({ ...diffJson(FULL), more: 1 })).not.toEqual([]);
    expect(validator('diff')({ ...diffJson(FULL), problems: [{}] })).not.toEqual([]);
  });

  test('has what every reader relies on', () => {
    expect(diffJson(FULL).summary).toEqual({
      definitely_breaking: 2,
      potentially_breaking: 0,
      non_breaking: 1,
    });
    expect(diffJson(FULL).changes[0]).toMatchObject({
      rule: 'response-property-removed',
      compatibility: 'definitely_breaking',
      severity: 'high',
      subject: { kind: 'operation', method: 'POST', path: '/api/users', tags: [] },
      message: 'The property email was removed from the response with status 200',
      base: { file: CONTRACT, line: 20, column: 9 },
      head: { file: CONTRACT, line: 18, column: 7 },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(diffJson(FULL).changes[1]?.base).toBeNull();
  });
});

describe('check', () => {
  test('is what its schema says, and has no key that the schema does not name', () => {
    const origins: KeySource['origin'][] = [
      { kind: 'api', id: 'b1' },
      { kind: 'built_in' },
      { kind: 'file', location: { file: 'holdfast.yml', line: 1, column: 1 } },
    ];
    const changes = FULL.changes.slice(0, 1);
    const verdicts = origins.map((origin) =>
      verdict(changes, [use('max_breaking_changes', 1, 0)], {
        judged_by: { level: 'tag', name: 'users', origin, location: null },
        promoted: [{ fingerprint: changes[0]?.fingerprint ?? '', reason: 'severity high' }],
      }),
    );
    const overTime = [
      churn(),
      exceededChurn({ level: 'tag', name: 'users' }),
      ...NOT_JUDGED_REASONS.map((reason) => unjudgedChurn(reason)),
    ];
    const json = checkJson(report(FULL, verdicts, { problems: PROBLEMS, churn: overTime }));
    expect(json.churn).toEqual(overTime);
    expect(validator('check')(JSON.parse(jsonText(json)))).toEqual([]);
    expect(validator('check')({ ...json, outcome: 'fine' })).not.toEqual([]);
  });

  test('wraps the same as diff under its areas', () => {
    const made = exceededReport();
    expect(checkJson(made).areas.contract).toEqual(diffJson(made.areas.contract));
    expect(checkJson(made).outcome).toBe('exceeded');
    expect(checkJson(made).verdicts[0]?.limits[0]).toMatchObject({ used: 1, limit: 0, left: 0 });
  });
});

test('the schema names the same words as the program', () => {
  const change = JSON.stringify(published('diff'));
  expect(change).toContain(JSON.stringify({ enum: SEVERITIES }).slice(1, -1));
  expect(change).toContain(JSON.stringify(MISMATCH_TYPES));
  expect(change).toContain(JSON.stringify(WORST_FIRST));
});

test('the operations that a change reaches take one line, whatever their paths hold', () => {
  const paths = ['/a', '/"b"\n{ "method": 1,', '/c]'];
  const operations = paths.map((path) => operation('GET /', { path }));
  const text = jsonText(diffJson(area([drift('GET /a', { operations }), harmless('GET /a')])));
  const named = paths.map((path) => ({ method: 'GET', path }));
  expect(JSON.parse(text)).toMatchObject({ changes: [{ operations: named }, {}] });
  expect(text).toContain(`\n      "operations": ${JSON.stringify(named)},\n`);
  expect(text).toContain('"operations": [{"method":"GET","path":"/a"}],\n');
});
