/** What is remembered of a repository beside its name: its settings, its state, its dashboard. */
import type { RecordedSettings } from '../settings/recorded.ts';
import { BUDGET_LEVELS } from '../settings/settings.ts';
import { type Queries, reaching } from './client.ts';
import type { Repository as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { asJson, jsonReader } from './json-column.ts';

export interface RepositoryMemory {
  readonly installationId: number;
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly workspace: string;
  /** Null until a cycle has read it. */
  readonly defaultBranch: string | null;
  readonly archived: boolean;
  /** What the settings of the default branch said at the last cycle; null before the first. */
  readonly settings: RecordedSettings | null;
  /** The commit they were read from. */
  readonly settingsSha: string | null;
  readonly dashboardIssue: number | null;
}

export interface Repositories {
  find(installationId: number, id: number): Promise<RepositoryMemory | null>;
  findByName(
    installationId: number,
    name: { readonly owner: string; readonly name: string },
  ): Promise<RepositoryMemory | null>;
  /** Those the installation can see, by owner and name. */
  list(installationId: number): Promise<RepositoryMemory[]>;
  /** Remembers what a cycle learned. */
  remember(
    installationId: number,
    id: number,
    learned: {
      readonly defaultBranch?: string;
      readonly archived?: boolean;
      readonly settings?: RecordedSettings;
      readonly settingsSha?: string;
    },
  ): Promise<void>;
  recordDashboard(installationId: number, id: number, issueNumber: number): Promise<void>;
  /** Those to audit by schedule, of all active installations: there, not archived. */
  listScheduled(): Promise<RepositoryMemory[]>;
}

const BY_NAME = [{ owner: 'asc' as const }, { name: 'asc' as const }, { id: 'asc' as const }];

export function repositoriesOf(db: Queries): Repositories {
  return {
    find: (installationId, id) =>
      reaching(async () => {
        const row = await db.repository.findUnique({
          where: { installationId_id: { installationId, id } },
        });
        return row === null ? null : repositoryFromRow(row);
      }),
    findByName: (installationId, { owner, name }) =>
      reaching(async () => {
        const row = await db.repository.findFirst({
          where: { installationId, owner, name, removedAt: null },
        });
        return row === null ? null : repositoryFromRow(row);
      }),
    list: (installationId) =>
      reaching(async () => {
        const rows = await db.repository.findMany({
          where: { installationId, removedAt: null },
          orderBy: BY_NAME,
        });
        return rows.map(repositoryFromRow);
      }),
    remember: (installationId, id, { settings, ...learned }) =>
      reaching(async () => {
        await db.repository.updateMany({
          where: { installationId, id },
          data: {
            ...learned,
            ...(settings === undefined
              ? {}
              : { settings: asJson(settings), workspace: settings.workspace }),
          },
        });
      }),
    recordDashboard: (installationId, id, issueNumber) =>
      reaching(async () => {
        await db.repository.updateMany({
          where: { installationId, id },
          data: { dashboardIssue: issueNumber },
        });
      }),
    listScheduled: () =>
      reaching(async () => {
        const rows = await db.repository.findMany({
          where: { removedAt: null, archived: false, installation: { state: 'active' } },
          orderBy: [{ installationId: 'asc' }, { id: 'asc' }],
        });
        return rows.map(repositoryFromRow);
      }),
  };
}

const text = { type: 'string' } as const;
const place = {
  type: 'object',
  required: ['file', 'line', 'column'],
  properties: { file: text, line: { type: 'integer' }, column: { type: 'integer' } },
} as const;
const origin = {
  type: 'object',
  required: ['kind'],
  oneOf: [
    { properties: { kind: { const: 'built_in' } } },
    { properties: { kind: { const: 'api' }, id: text }, required: ['id'] },
    { properties: { kind: { const: 'file' }, location: place }, required: ['location'] },
  ],
} as const;

const readSettings = jsonReader<RecordedSettings>('the settings of a repository', {
  type: 'object',
  required: [
    'workspace',
    'files',
    'budgets',
    'precedence',
    'budget_enabled',
    'budget_enabled_origin',
    'branches',
    'schedule',
    'incident_issues',
    'incident_retention_days',
  ],
  properties: {
    workspace: text,
    files: { type: 'array', items: text },
    budgets: {
      type: 'array',
      items: {
        type: 'object',
        required: ['level', 'name', 'values', 'origin', 'key_locations'],
        properties: {
          level: { enum: [...BUDGET_LEVELS, 'default'] },
          name: text,
          values: { type: 'object' },
          origin,
          key_locations: { type: 'object', additionalProperties: place },
        },
      },
    },
    precedence: { type: 'array', items: { enum: BUDGET_LEVELS } },
    budget_enabled: { type: 'boolean' },
    budget_enabled_origin: origin,
    branches: { type: 'array', items: text },
    schedule: {
      type: 'object',
      required: ['enabled', 'cron', 'timezone'],
      properties: { enabled: { type: 'boolean' }, cron: text, timezone: text },
    },
    incident_issues: {
      type: 'object',
      required: ['enabled', 'max_new', 'assign_code_owners', 'dashboard'],
      properties: {
        enabled: { type: 'boolean' },
        max_new: { type: 'integer' },
        assign_code_owners: { type: 'boolean' },
        dashboard: { type: 'boolean' },
      },
    },
    incident_retention_days: { type: 'integer' },
  },
});

/** A row as a repository. */
export function repositoryFromRow(row: Row): RepositoryMemory {
  const { installationId, id, owner, name, workspace, defaultBranch, archived } = row;
  return {
    installationId: idFromRow(installationId),
    id: idFromRow(id),
    owner,
    name,
    workspace,
    defaultBranch,
    archived,
    settings: row.settings === null ? null : readSettings(row.settings),
    settingsSha: row.settingsSha,
    dashboardIssue: row.dashboardIssue,
  };
}
