import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { SETTINGS_SCHEMA, schemaText } from '../../src/settings/schema.ts';
import type { SettingsSchema } from '../../src/settings/schema-parts.ts';
import { BUDGET_KEYS } from '../../src/settings/settings.ts';
import { validateSettingsFile } from '../../src/settings/validate.ts';

/** Every schema of a property, with its pointer-like name. */
function properties(schema: SettingsSchema, name = ''): [string, SettingsSchema][] {
  const members = Object.entries(schema.properties ?? {}).flatMap(([key, member]) =>
    member === false
      ? []
      : [
          [`${name}/${key}`, member] as [string, SettingsSchema],
          ...properties(member, `${name}/${key}`),
        ],
  );
  const items = schema.items ? properties(schema.items, `${name}/0`) : [];
  const values = schema.additionalProperties
    ? properties(schema.additionalProperties, `${name}/*`)
    : [];
  return [...members, ...items, ...values];
}

test('docs/holdfast.schema.json is up to date (npm run docs writes it)', () => {
  expect(readFileSync('docs/holdfast.schema.json', 'utf8')).toBe(schemaText());
});

test('the schema is valid draft-07', () => {
  const ajv = new Ajv({ strict: false, formats: { uri: true } });
  expect(ajv.validateSchema(SETTINGS_SCHEMA)).toBe(true);
});

describe('every property', () => {
  const all = properties(SETTINGS_SCHEMA);
  const ajv = new Ajv({ strict: false, formats: { uri: (text) => URL.canParse(text) } });

  test('is found by this test', () => {
    const names = all.map(([name]) => name);
    expect(names).toContain('/drift_budget/per_endpoint_budgets/*/max_breaking_changes');
    expect(names).toContain('/incidents/webhooks/0/headers');
  });

  test.each(all)('%s is described', (_name, schema) => {
    expect(schema.description).toMatch(/^\S.*\.$/s);
  });

  test.each(all)('%s has examples and a default that it allows itself', (_name, schema) => {
    const allows = ajv.compile(schema);
    const values = 'default' in schema ? [schema.default] : [];
    if (schema.type !== 'object' || schema.properties === undefined) {
      expect(schema.examples?.length).toBeGreaterThan(0);
      values.push(...(schema.examples ?? []));
    }
    for (const value of values) {
      expect([value, allows(value), allows.errors]).toEqual([value, true, null]);
    }
  });

  test.each(all)('%s allows no unknown keys unless it is a map', (_name, schema) => {
    if (schema.type === 'object') expect(schema.additionalProperties).toBeDefined();
    if (schema.properties !== undefined) expect(schema.additionalProperties).toBe(false);
  });
});

test('a budget has the keys of its type, no more', () => {
  const home = '/drift_budget/default_budget/';
  const keys = properties(SETTINGS_SCHEMA).flatMap(([name]) =>
    name.startsWith(home) ? [name.slice(home.length)] : [],
  );
  expect(keys).toEqual([...BUDGET_KEYS]);
});

test('the defaults the schema shows are the defaults that apply', () => {
  const defaults = defaultSettings('acme/shop');
  const shown = Object.fromEntries(
    properties(SETTINGS_SCHEMA).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  expect(shown).toMatchObject({
    '/contracts/include': defaults.contracts.include,
    '/contracts/exclude': defaults.contracts.exclude,
    '/drift_budget/enabled': defaults.budget_enabled,
    '/drift_budget/precedence': defaults.precedence,
    '/drift_budget/incident_retention_days': defaults.incident_retention_days,
    '/drift_budget/gitops/branch_prefix': defaults.gitops.branch_prefix,
    '/drift_budget/gitops/enabled': defaults.gitops.enabled,
    '/drift_budget/default_budget/max_breaking_changes': 0,
    '/drift_budget/default_budget/severity_threshold': 'high',
  });
});

describe('the prefix of fix branches', () => {
  const said = (prefix: string) =>
    validateSettingsFile(
      'holdfast.yml',
      JSON.stringify({ drift_budget: { gitops: { branch_prefix: prefix } } }),
    );

  test.each(['holdfast/drift-fix', 'fix', 'a/b/c_1', 'fix@home', 'größe'])(
    '%s is allowed',
    (prefix) => {
      expect(said(prefix)).toEqual([]);
    },
  );

  // git-check-ref-format(1), each of its rules.
  test.each([
    '',
    '@',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a..b',
    'a b',
    'a~b',
    'a^b',
    'a:b',
    'a?b',
    'a*b',
    'a[b',
    'a\\b',
    'a@{b',
    'a.',
    '-a',
    'refs/heads/a',
    'a\u0007b',
    'x'.repeat(101),
  ])('%j is refused', (prefix) => {
    expect(said(prefix)).toHaveLength(1);
  });
});
