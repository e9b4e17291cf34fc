import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { parseSettings } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { MAX_PROBLEMS_PER_FILE, validateSettingsFile } from '../../src/settings/validate.ts';

const context = { repository: 'acme/shop' };
const OWN = '.github/holdfast.yml';
const SHARED = 'acme/.github:.github/holdfast.yml';

function settingsOf(own: string, shared?: string): Settings {
  const files = [{ file: OWN, text: own }];
  if (shared !== undefined) files.push({ file: SHARED, text: shared });
  const outcome = parseSettings(files, context);
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
  return outcome.settings;
}

describe('without anything set', () => {
  test('no file gives the defaults', () => {
    expect(parseSettings([], context)).toEqual({
      ok: true,
      settings: defaultSettings('acme/shop'),
      problems: [],
    });
  });

  test.each(['', '\n', '# nothing yet\n', '---\n', '{}', 'drift_budget: {}\n'])(
    'the file %j gives the defaults',
    (text) => {
      expect(settingsOf(text)).toEqual({ ...defaultSettings('acme/shop'), files: [OWN] });
    },
  );
});

describe('one file', () => {
  const settings = settingsOf(`workspace: acme/platform
services:
  users: { contracts: [users/openapi.yaml], sources: ["users/**"] }
  billing: {}
contracts: { include: ["api/**"] }
drift_budget:
  default_budget:
    max_non_breaking_changes: 10
  per_endpoint_budgets:
    "POST /api/users":
      max_breaking_changes: 1
      enabled: false
  breaking_change_rules:
    - { type: severity, severity: critical }
    - { type: mismatch_type, mismatch_type: type_mismatch, enabled: false }
incidents:
  webhooks: [{ url: "https://example.com/hook" }]
`);

  test('is completed with the defaults', () => {
    expect(settings).toMatchObject({
      workspace: 'acme/platform',
      contracts: { include: ['api/**'], exclude: defaultSettings('x/y').contracts.exclude },
      budget_enabled: true,
      breaking_change_rules: [
        { type: 'severity', severity: 'critical', include_higher: false, enabled: true },
        { type: 'mismatch_type', mismatch_type: 'type_mismatch', enabled: false },
      ],
      incident_webhooks: [
        {
          url: 'https://example.com/hook',
          enabled: true,
          events: ['incident.created'],
          headers: {},
        },
      ],
    });
  });

  test('services come sorted by name with the line that declares them', () => {
    expect(settings.services).toEqual([
      {
        name: 'billing',
        contracts: [],
        sources: [],
        location: { file: OWN, line: 4, column: 3 },
      },
      {
        name: 'users',
        contracts: ['users/openapi.yaml'],
        sources: ['users/**'],
        location: { file: OWN, line: 3, column: 3 },
      },
    ]);
  });

  test('budgets keep where they stand, key by key, and the built-in default is last', () => {
    expect(settings.budgets).toEqual([
      {
        level: 'endpoint',
        name: 'POST /api/users',
        values: { max_breaking_changes: 1, enabled: false },
        origin: { kind: 'file', location: { file: OWN, line: 10, column: 5 } },
        key_locations: {
          max_breaking_changes: { file: OWN, line: 11, column: 7 },
          enabled: { file: OWN, line: 12, column: 7 },
        },
      },
      {
        level: 'default',
        name: '',
        values: { max_non_breaking_changes: 10 },
        origin: { kind: 'file', location: { file: OWN, line: 7, column: 3 } },
        key_locations: { max_non_breaking_changes: { file: OWN, line: 8, column: 5 } },
      },
      defaultSettings('acme/shop').budgets[0],
    ]);
  });
});

describe('the repository over its organisation', () => {
  const shared = `workspace: acme/all
services:
  users: { contracts: [openapi.yaml], sources: ["src/**"] }
contracts: { include: ["*.yaml"], exclude: ["old/**"] }
drift_budget:
  enabled: false
  precedence: [workspace]
  incident_retention_days: 10
  default_budget: { max_breaking_changes: 7 }
  gitops: { enabled: true, run_tests: ci.yml }
  breaking_change_rules: [{ type: severity, severity: low }]
incidents:
  webhooks: [{ url: "https://example.com/all" }]
`;

  test('what the repository leaves out comes from the organisation', () => {
    expect(settingsOf('', shared)).toMatchObject({
      workspace: 'acme/all',
      files: [OWN, SHARED],
      budget_enabled: false,
      budget_enabled_origin: { kind: 'file', location: { file: SHARED, line: 6, column: 3 } },
      precedence: ['workspace'],
      incident_retention_days: 10,
      incident_webhooks: [{ url: 'https://example.com/all' }],
    });
  });

  test('keys win one by one, lists as a whole', () => {
    const settings = settingsOf(
      `services:
  users: { contracts: [users.yaml] }
contracts: { include: ["api/*.yaml"] }
drift_budget:
  enabled: true
  precedence: []
  gitops: { run_tests: false }
  breaking_change_rules: []
`,
      shared,
    );
    expect(settings).toMatchObject({
      services: [
        { contracts: ['users.yaml'], sources: ['src/**'], location: { file: OWN, line: 2 } },
      ],
      contracts: { include: ['api/*.yaml'], exclude: ['old/**'] },
      budget_enabled: true,
      budget_enabled_origin: { kind: 'file', location: { file: OWN, line: 5, column: 3 } },
      precedence: [],
      breaking_change_rules: [],
      gitops: { enabled: true, run_tests: false },
      incident_retention_days: 10,
    });
  });

  test('errors of both files are reported', () => {
    const outcome = parseSettings(
      [
        { file: OWN, text: 'colour: blue\n' },
        { file: SHARED, text: '- a list\n' },
      ],
      context,
    );
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map(({ file }) => file)).toEqual([OWN, SHARED]);
  });
});

describe('hostile files', () => {
  test('a hundred thousand errors are cut, and the cut is said', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
    const problems = validateSettingsFile(OWN, text);
    expect(problems).toHaveLength(MAX_PROBLEMS_PER_FILE + 1);
    expect(problems.at(-1)).toMatchObject({
      code: 'limit-reached',
      file: OWN,
      message: '19950 more problems are not listed; correct these first.',
    });
  });

  test('a file that is far too long is refused', () => {
    expect(validateSettingsFile(OWN, `# ${'x'.repeat(300_000)}`)).toMatchObject([
      { code: 'file-too-large', file: OWN, line: 1 },
    ]);
  });

  test('a nest of brackets is a problem with a place', () => {
    expect(validateSettingsFile(OWN, '['.repeat(1800))).toMatchObject([{ file: OWN, line: 1 }]);
  });

  test('names that every object has are ordinary names', () => {
    const settings = settingsOf(
      '{"drift_budget":{"per_tag_budgets":{"__proto__":{"max_breaking_changes":1},"constructor":{}}}}',
    );
    expect(settings.budgets.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '']);
    expect(validateSettingsFile(OWN, 'constructor: 1\ntoString: 2\n')).toHaveLength(2);
  });

  test('any value is settings or problems with a line, never an exception', () => {
    const word = fc.constantFrom(
      ...['workspace', 'services', 'contracts', 'include', 'drift_budget', 'default_budget'],
      ...['per_endpoint_budgets', 'GET /a', 'breaking_change_rules', 'type', 'severity', 'gitops'],
      ...['max_breaking_changes', 'incidents', 'webhooks', 'url', 'headers', 'high', 'x'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), word, fc.string()),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(word, fc.string()), tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const outcome = parseSettings([{ file: OWN, text: JSON.stringify(value) }], context);
        if (outcome.ok) return outcome.settings.budgets.length > 0;
        return outcome.problems.length > 0 && outcome.problems.every(({ line }) => line === 1);
      }),
      { numRuns: 500 },
    );
  });
});
