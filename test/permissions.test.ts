/** The manifest asks for what the page on permissions explains, no more and no less, and jobs ask for no more than it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { holdfastApp } from '../src/app.ts';
import * as connection from '../src/github/connection.ts';
import { packageRoot } from '../src/package-root.ts';

const root = packageRoot(import.meta.url);
const manifest = readManifest(readFileSync(join(root, 'app.yml'), 'utf8'));
const page = readFileSync(join(root, 'docs/permissions.md'), 'utf8');

interface Manifest {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

function readManifest(text: string): Manifest {
  const isManifest = new Ajv().compile<Manifest>({
    type: 'object',
    required: ['default_permissions', 'default_events'],
    properties: {
      default_permissions: { type: 'object', additionalProperties: { enum: ['read', 'write'] } },
      default_events: { type: 'array', items: { type: 'string' } },
    },
  });
  const value: unknown = parse(text);
  if (!isManifest(value)) throw new Error(`app.yml: ${JSON.stringify(isManifest.errors)}`);
  return value;
}

/** The rows of the page's table whose first heading is `heading`, cell by cell. */
function table(heading: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the page on permissions', () => {
  test('names the permissions of the manifest, each with its level and a reason', () => {
    const rows = table('permission');
    const named = rows.map(([name = '', level]) => [
      name.toLowerCase().replaceAll(' ', '_'),
      level,
    ]);
    expect(Object.fromEntries(named)).toEqual(manifest.default_permissions);
    expect(rows.filter(([, , why = '']) => why.length < 10)).toEqual([]);
  });

  test('names the events of the manifest, and those that every App receives', () => {
    const rows = table('event');
    const named = rows.flatMap(([events = '']) =>
      [...events.matchAll(/`([a-z_]+)`/g)].flatMap(([, name]) => name ?? []),
    );
    const always = ['installation', 'installation_repositories'];
    expect(named.toSorted()).toEqual([...manifest.default_events, ...always].sort());
    expect(rows.filter(([, what = '']) => what.length < 10)).toEqual([]);
  });
});

describe('a job', () => {
  const { AUDIT_PERMISSIONS, CYCLE_PERMISSIONS, COMMAND_PERMISSIONS } = connection;
  const { ISSUE_PERMISSIONS, READ_PERMISSIONS } = connection;
  test.each([
    ['an audit', AUDIT_PERMISSIONS],
    ['a cycle', CYCLE_PERMISSIONS],
    ['showing incidents', ISSUE_PERMISSIONS],
    ['answering commands', COMMAND_PERMISSIONS],
    ['answering a button', connection.BUTTON_PERMISSIONS],
    ['fix pull requests', connection.FIX_PERMISSIONS],
    ['running workflows', connection.WORKFLOW_PERMISSIONS],
    ['reading defaults', READ_PERMISSIONS],
  ])('for %s asks for no more than the manifest does', (_, wanted) => {
    const isGranted = ([name, level]: [string, string | undefined]) => {
      const granted = manifest.default_permissions[name];
      return granted === level || (granted === 'write' && level === 'read');
    };
    expect(Object.entries(wanted).filter((one) => !isGranted(one))).toEqual([]);
  });
});

test('each event of the manifest has a handler, and no other event has one', () => {
  const names: string[] = [];
  const app = { on: (events: string | readonly string[]) => names.push(...[events].flat()) };
  const actions = { enqueue: async () => {}, saveInstallation: async () => {} };
  // Handlers are only told of here: none is run.
  const reads = {
    auditsAt: async () => [],
    isFixBranch: async () => false,
    repositoriesOf: async () => [],
  };
  Reflect.apply(holdfastApp({ ...actions, ...reads }), undefined, [app]);
  const events = new Set(names.map((name) => name.split('.')[0] ?? name));
  const always = ['installation', 'installation_repositories'];
  expect([...events].sort()).toEqual([...manifest.default_events, ...always].sort());
});
