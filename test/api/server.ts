/** The API on a store of its own; every answer is held against the OpenAPI document. */

import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { type ApiOptions, type AuditRequest, apiRoutes } from '../../src/api/routes.ts';
import { isObject } from '../../src/document/document.ts';
import type { GitHubAddress } from '../../src/environment.ts';
import { routes } from '../../src/inbox/routes.ts';
import { parseSettings } from '../../src/settings/load.ts';
import type { RecordedSettings } from '../../src/settings/recorded.ts';
import { recordedSettings } from '../../src/settings/recorded.ts';
import type { NewIncident } from '../../src/store/incidents.ts';
import type { Store } from '../../src/store/store.ts';
import type { NewToken } from '../../src/store/tokens.ts';
import { openTestStore } from '../store/open-test-store.ts';
import { complaints } from './described.ts';

export const BASE = '/api/v1/drift';

/** An answer: its status, headers and JSON (an empty object for none). */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startApi(options: Partial<ApiOptions> = {}) {
  const store = options.store ?? (await openTestStore());
  const started: AuditRequest[] = [];
  const changed: (readonly [number, number])[] = [];
  const logged: string[] = [];
  const github: GitHubAddress = {
    webUrl: 'https://github.test',
    apiUrl: 'https://api.github.test',
  };
  const log = {
    info: () => undefined,
    error: (details: object, message: string) => {
      logged.push(`${message} ${'err' in details ? String(details.err) : ''}`);
    },
  };
  const api = apiRoutes({
    store,
    now: () => new Date(),
    startAudit: async (request) => {
      started.push(request);
      return 'queued';
    },
    requestFix: async (incidents, requestedBy) => {
      const [first] = incidents;
      if (first === undefined || first.fingerprints.length === 0) {
        return { ok: false, reason: 'There is nothing to repair.' };
      }
      const { installationId, repositoryId } = first;
      const target = { kind: 'incidents', incidentIds: incidents.map(({ id }) => id) } as const;
      const at = new Date();
      const wanted = { installationId, repositoryId, key: 'a'.repeat(12), target, requestedBy, at };
      return { ok: true, fixes: [await store.fixes.want(wanted)] };
    },
    previewFix: async () => ({
      title: 'Fix drift',
      body: 'What would be done.',
      files: ['openapi.yaml'],
      refused: [],
      note: null,
    }),
    incidentChanged: async (installationId, repositoryId) => {
      changed.push([installationId, repositoryId]);
    },
    github,
    log,
    ...options,
  });
  const inbox = async () => ({ status: 202 as const, message: 'Stored.' });
  const app = routes({ inbox, ready: async () => true, api, log });

  async function ask(method: string, path: string, sent: Ask = {}): Promise<Answered> {
    const url = path.startsWith('/api/') ? path : `${BASE}${path}`;
    const text = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const response = await app.request(url, {
      method,
      headers: {
        ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    const body: unknown = answer === '' ? undefined : JSON.parse(answer);
    expect(complaints(method.toLowerCase(), url, response, body)).toEqual([]);
    return {
      status: response.status,
      headers: response.headers,
      body: isObject(body) ? { ...body } : {},
    };
  }

  return {
    store,
    ask,
    started,
    changed,
    logged,
    token: (wanted?: Partial<NewToken>) => makeToken(store, wanted),
  };
}

/** Empties the store, and gives the installation 7 its repositories acme/shop (1) and acme/till (2), and 8 other/thing (3). */
export async function fill(store: Store): Promise<void> {
  await store.sql.query('truncate installations, repositories cascade');
  await store.installations.saveRepositories(7, [
    { id: 1, owner: 'acme', name: 'shop' },
    { id: 2, owner: 'acme', name: 'till' },
  ]);
  await store.installations.saveRepositories(8, [{ id: 3, owner: 'other', name: 'thing' }]);
}

async function makeToken(store: Store, wanted: Partial<NewToken> = {}): Promise<string> {
  const { secret } = await store.tokens.create({
    installationId: 7,
    workspace: null,
    access: 'write',
    name: 'ci',
    expiresAt: null,
    ...wanted,
  });
  return secret;
}

/** What a cycle would remember of a settings file. */
export function settingsOf(text: string, repository = 'acme/shop'): RecordedSettings {
  const outcome = parseSettings([{ file: '.github/holdfast.yml', text }], { repository });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return recordedSettings(outcome.settings);
}

export const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12));

/** Adds an open incident of acme/shop. */
export async function openIncident(
  store: Store,
  changes: Partial<NewIncident> = {},
): Promise<NewIncident> {
  const cycle = randomUUID();
  const incident: NewIncident = {
    id: randomUUID(),
    installationId: 7,
    repositoryId: 1,
    branch: 'main',
    workspace: 'acme/shop',
    area: 'contract',
    incidentType: 'breaking_change',
    severity: 'high',
    groupKey: randomUUID(),
    fingerprints: ['f1'],
    title: 'POST /api/users breaks its callers',
    method: 'POST',
    endpoint: '/api/users',
    service: null,
    budgetId: null,
    syncCycleId: cycle,
    lastCycleId: cycle,
    baseSha: 'b'.repeat(40),
    headSha: 'a'.repeat(40),
    contractDiffId: null,
    pullRequest: 4,
    beforeSample: '{"type":"object"}',
    afterSample: null,
    details: {
      drifts: [
        {
          fingerprint: 'f1',
          rule: 'request-property-became-required',
          compatibility: 'definitely_breaking',
          severity: 'high',
          message: 'The property phone became required.',
          why: 'Callers that do not send it are refused.',
          remedy: 'Keep it optional.',
          operations: [{ method: 'POST', path: '/api/users' }],
          base: { file: 'openapi.yaml', line: 3, column: 1 },
          head: null,
          before: null,
          after: '["phone"]',
        },
      ],
      more_drifts: 0,
      limits: [
        {
          subject: 'POST /api/users',
          key: 'max_breaking_changes',
          limit: 0,
          used: 1,
          fingerprints: ['f1'],
          set_by: 'built-in default',
        },
      ],
      root_cause: {
        commits: [{ sha: 'a'.repeat(40), title: 'Ask', author: null }],
        pull_request: 4,
      },
    },
    detectedAt: day(1),
    ...changes,
  };
  await store.incidents.create(incident, {
    kind: 'created',
    actor: 'holdfast',
    at: incident.detectedAt,
    fromStatus: null,
    toStatus: 'open',
    note: null,
    auditId: incident.syncCycleId,
    commitSha: incident.headSha,
  });
  return incident;
}
