import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { resolveBudget } from '../../src/budget/resolve.ts';
import { MISMATCH_TYPES } from '../../src/drift/drift.ts';
import { parseSettings } from '../../src/settings/load.ts';
import { SETTINGS_SCHEMA } from '../../src/settings/schema.ts';
import type { SettingsSchema } from '../../src/settings/schema-parts.ts';

const docs = readFileSync('docs/configuration.md', 'utf8');
const blocks = [...docs.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

function keysOf(schema: SettingsSchema): string[] {
  const members = Object.entries(schema.properties ?? {}).flatMap(([key, member]) =>
    member === false ? [] : [key, ...keysOf(member)],
  );
  return [
    ...members,
    ...(schema.items ? keysOf(schema.items) : []),
    ...(schema.additionalProperties ? keysOf(schema.additionalProperties) : []),
  ];
}

describe('docs/configuration.md', () => {
  test.each([...new Set(keysOf(SETTINGS_SCHEMA))])('names the key %s', (key) => {
    expect(docs).toMatch(new RegExp(`\`[^\`]*\\b${key}\\b[^\`]*\``));
  });

  test.each([...MISMATCH_TYPES])('names the mismatch type %s', (type) => {
    expect(docs).toContain(`\`${type}\``);
  });

  test('has examples that are valid', () => {
    expect(blocks.length).toBeGreaterThan(2);
    const files = blocks.map((text, index) => ({ file: `example ${index + 1}`, text }));
    expect(parseSettings(files, { repository: 'acme/shop' }).problems).toEqual([]);
  });

  test('its worked example resolves as it says', () => {
    const text = blocks.find((block) => block.startsWith('services:')) ?? '';
    const outcome = parseSettings([{ file: 'holdfast.yml', text }], { repository: 'acme/shop' });
    if (!outcome.ok) throw new Error('The example is not valid.');
    const operation = { kind: 'operation', operation_id: null } as const;
    const users = resolveBudget(outcome.settings, {
      ...operation,
      method: 'POST',
      path: '/api/users',
      tags: ['users'],
      service: 'user-service',
    });
    expect(users.keys.map(({ key, value, source }) => [key, value, source.level])).toEqual([
      ['max_breaking_changes', 1, 'service'],
      ['max_potentially_breaking_changes', 2, 'endpoint'],
      ['max_non_breaking_changes', 8, 'tag'],
      ['time_window_days', 30, 'default'],
      ['severity_threshold', 'high', 'default'],
      ['enabled', true, 'default'],
    ]);
    const orders = resolveBudget(outcome.settings, {
      ...operation,
      method: 'GET',
      path: '/api/orders',
      tags: [],
      service: null,
    });
    expect(orders.values).toMatchObject({ max_breaking_changes: 0, max_non_breaking_changes: 10 });
  });
});
