import { describe, expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { incidentCandidates } from '../../src/incidents/groups.ts';
import { parseSettings } from '../../src/settings/load.ts';
import { openFiles } from '../../src/tree/memory.ts';

/** A contract whose operations share a component, as YAML. */
function contract(options: { readonly required?: string; readonly extra?: boolean } = {}): string {
  const operation = (id: string) => `
    post:
      operationId: ${id}
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/User' }
      responses: { '201': { description: Created } }`;
  return `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /users:${operation('createUser')}
  /admins:${operation('createAdmin')}
${options.extra ? `  /teams:${operation('createTeam')}\n` : ''}components:
  schemas:
    User:
      type: object
      required: [${options.required ?? ''}]
      properties:
        email: { type: string, default: 'ann:pw' }
        phone: { type: string }
`;
}

async function candidates(base: string, head: string, settings = '') {
  const files = settings === '' ? [] : [{ file: '.github/holdfast.yml', text: settings }];
  const report = await audit({
    repository: 'acme/shop',
    trigger: 'push',
    base: openFiles({ 'openapi.yaml': base }, 'base'),
    head: openFiles({ 'openapi.yaml': head }, 'head'),
    settings: parseSettings(files, { repository: 'acme/shop' }),
    date: '2026-11-21',
  });
  return incidentCandidates(report);
}

describe('exceeded budgets', () => {
  test('of many operations with one cause are one incident', async () => {
    const found = await candidates(contract(), contract({ required: 'email' }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      area: 'contract',
      incidentType: 'breaking_change',
      method: 'POST',
      endpoint: '/admins',
      budgetId: null,
    });
    expect(found[0]?.limits.map(({ subject, used, set_by }) => [subject, used, set_by])).toEqual([
      ['POST /admins', 1, 'Holdfast’s built-in default'],
      ['POST /users', 1, 'Holdfast’s built-in default'],
    ]);
    expect(found[0]?.title).toContain('POST /admins and 1 more');
  });

  test('are the same incident in a later cycle, whatever else is there', async () => {
    const [once] = await candidates(contract(), contract({ required: 'email' }));
    const [again] = await candidates(
      contract({ extra: true }),
      contract({ required: 'email', extra: true }),
    );
    expect(again?.fingerprints).toEqual(once?.fingerprints);
    expect(again?.groupKey).toBe(once?.groupKey);
  });

  test('other than of breaking changes are thresholds, with the line that says so', async () => {
    const settings = 'drift_budget:\n  default_budget:\n    max_non_breaking_changes: 0\n';
    const found = await candidates(contract(), contract({ extra: true }), settings);
    expect(found).toMatchObject([
      {
        incidentType: 'threshold_exceeded',
        endpoint: '/teams',
        limits: [
          {
            key: 'max_non_breaking_changes',
            set_by: 'the default budget (.github/holdfast.yml:3)',
          },
        ],
      },
    ]);
  });

  test('that are within call for nothing', async () => {
    expect(await candidates(contract(), contract({ extra: true }))).toEqual([]);
  });
});
