import { describe, expect, test } from '@jest/globals';
import type { IncidentCandidate } from '../../src/incidents/groups.ts';
import type { Incident, IncidentStatus } from '../../src/incidents/incident.ts';
import { type IncidentChange, reconcile, type Standing } from '../../src/incidents/reconcile.ts';

function incident(id: string, fingerprints: string[], status: IncidentStatus = 'open'): Incident {
  return {
    id,
    installationId: 1,
    repositoryId: 2,
    branch: 'main',
    workspace: 'acme/shop',
    area: 'contract',
    incidentType: 'breaking_change',
    status,
    severity: 'high',
    groupKey: `group-${id}`,
    fingerprints,
    title: id,
    method: 'POST',
    endpoint: '/api/users',
    service: null,
    budgetId: null,
    syncCycleId: 'cycle-1',
    lastCycleId: 'cycle-1',
    baseSha: 'before',
    headSha: 'after',
    contractDiffId: null,
    pullRequest: null,
    beforeSample: null,
    afterSample: null,
    details: {
      drifts: [],
      more_drifts: 0,
      limits: [limit(fingerprints, 0)],
      root_cause: null,
    },
    count: 1,
    detectedAt: new Date(0),
    lastSeenAt: new Date(0),
    endedAt: null,
    resolvedSha: null,
    issueNumber: null,
    externalTicketId: null,
    externalTicketUrl: null,
    updatedAt: new Date(0),
  };
}

function limit(fingerprints: readonly string[], allowed: number) {
  return {
    subject: 'POST /api/users',
    key: 'max_breaking_changes',
    limit: allowed,
    used: fingerprints.length,
    fingerprints,
    set_by: 'Holdfast’s built-in default',
  };
}

function candidate(groupKey: string, fingerprints: string[]): IncidentCandidate {
  return {
    area: 'contract',
    incidentType: 'breaking_change',
    groupKey,
    fingerprints,
    severity: 'high',
    title: groupKey,
    method: 'POST',
    endpoint: '/api/users',
    service: null,
    budgetId: null,
    beforeSample: null,
    afterSample: null,
    drifts: [],
    moreDrifts: 0,
    limits: [limit(fingerprints, 0)],
  };
}

const found = (...fingerprints: string[]): ReadonlyMap<string, Standing> =>
  new Map([['before', { fingerprints: new Set(fingerprints), waived: new Set<string>() }]]);

const NOTHING = {
  known: [],
  candidates: [],
  standing: new Map(),
  overTime: new Map(),
  lapsed: new Map(),
};

/** What is done, in words: `resolve a`. */
function words(changes: readonly IncidentChange[]): string[] {
  return changes.map((change) =>
    change.kind === 'create'
      ? `create ${change.candidate.groupKey}`
      : `${change.kind} ${change.incident.id}`,
  );
}

describe('a budget that is exceeded', () => {
  test('opens an incident, once', () => {
    expect(words(reconcile({ ...NOTHING, candidates: [candidate('new', ['a'])] }))).toEqual([
      'create new',
    ]);
    expect(
      words(
        reconcile({
          ...NOTHING,
          known: [incident('x', ['a'])],
          candidates: [candidate('n', ['a'])],
        }),
      ),
    ).toEqual(['refresh x']);
  });

  test('by more than before belongs to the incident that shares a drift with it', () => {
    const known = [incident('x', ['a']), incident('y', ['c'])];
    expect(
      words(reconcile({ ...NOTHING, known, candidates: [candidate('n', ['a', 'b'])] })),
    ).toEqual(['refresh x']);
  });

  test.each(['resolved', 'closed'] as const)('again reopens what was %s', (status) => {
    const known = [incident('x', ['a'], status)];
    expect(words(reconcile({ ...NOTHING, known, candidates: [candidate('n', ['a'])] }))).toEqual([
      'reopen x',
    ]);
  });
});

describe('an incident that nothing new is said of', () => {
  test('stands while its drift does', () => {
    const known = [incident('x', ['a'])];
    expect(words(reconcile({ ...NOTHING, known, standing: found('a', 'other') }))).toEqual([
      'refresh x',
    ]);
  });

  test.each(['open', 'acknowledged'] as const)(
    'is resolved when it was %s and is gone',
    (status) => {
      const known = [incident('x', ['a'], status)];
      expect(reconcile({ ...NOTHING, known, standing: found('other') })).toEqual([
        {
          kind: 'resolve',
          incident: known[0],
          note: 'The contract keeps its promise again: the change is gone.',
        },
      ]);
    },
  );

  test('is resolved when what is left is waived, and says so', () => {
    const known = [incident('x', ['a'])];
    const standing = new Map([
      ['before', { fingerprints: new Set<string>(), waived: new Set(['a']) }],
    ]);
    expect(reconcile({ ...NOTHING, known, standing })).toMatchObject([
      { kind: 'resolve', note: 'What is left of it is waived.' },
    ]);
  });

  test('is resolved when as many are left as its limit allows, not before', () => {
    const three = incident('x', ['a', 'b', 'c']);
    const details = { ...three.details, limits: [limit(['a', 'b', 'c'], 1)] };
    const known = [{ ...three, details }];
    expect(words(reconcile({ ...NOTHING, known, standing: found('a', 'c') }))).toEqual([
      'refresh x',
    ]);
    expect(words(reconcile({ ...NOTHING, known, standing: found('c') }))).toEqual(['resolve x']);
  });

  test('stays as it is when its base could not be compared', () => {
    expect(reconcile({ ...NOTHING, known: [incident('x', ['a'])] })).toEqual([]);
  });

  test('stays as it is once somebody resolved or closed it', () => {
    const known = [incident('x', ['a'], 'resolved'), incident('y', ['b'], 'closed')];
    expect(reconcile({ ...NOTHING, known, standing: found('a', 'b') })).toEqual([]);
  });

  test('of a budget over time follows what that budget says', () => {
    const known = [incident('x', [])];
    const said = (exceeded: boolean) => new Map([['group-x', exceeded]]);
    expect(words(reconcile({ ...NOTHING, known, overTime: said(true) }))).toEqual(['refresh x']);
    expect(words(reconcile({ ...NOTHING, known, overTime: said(false) }))).toEqual(['resolve x']);
    expect(reconcile({ ...NOTHING, known })).toEqual([]);
  });
});

describe('an incident that was waived, once its waiver has ended', () => {
  const known = [incident('x', ['a'], 'resolved')];
  const lapsed = new Map([['x', '2026-03-31']]);

  test('is open again where its change still stands, and says why', () => {
    expect(reconcile({ ...NOTHING, known, lapsed, standing: found('a') })).toEqual([
      {
        kind: 'reopen',
        incident: known[0],
        candidate: null,
        note: 'Its waiver ended after 2026-03-31, and the change is still there.',
      },
    ]);
  });

  test('stays resolved where its change is gone, and is done with', () => {
    expect(words(reconcile({ ...NOTHING, known, lapsed, standing: found('other') }))).toEqual([
      'confirm x',
    ]);
  });

  test('stays resolved where as much is left as its limit allows', () => {
    const two = incident('x', ['a', 'b'], 'resolved');
    const allowed = [{ ...two, details: { ...two.details, limits: [limit(['a', 'b'], 1)] } }];
    const input = { ...NOTHING, known: allowed, lapsed };
    expect(words(reconcile({ ...input, standing: found('a') }))).toEqual(['confirm x']);
    expect(words(reconcile({ ...input, standing: found('a', 'b') }))).toEqual(['reopen x']);
  });

  test('is left as it is while another waiver holds its change, or its base is not known', () => {
    const standing = new Map([
      ['before', { fingerprints: new Set<string>(), waived: new Set(['a']) }],
    ]);
    expect(reconcile({ ...NOTHING, known, lapsed, standing })).toEqual([]);
    expect(reconcile({ ...NOTHING, known, lapsed })).toEqual([]);
  });

  test('is reopened once where a new change brings it back at the same time', () => {
    const candidates = [candidate('n', ['a'])];
    expect(
      reconcile({ ...NOTHING, known, lapsed, candidates, standing: found('a') }),
    ).toMatchObject([{ kind: 'reopen', candidate: { groupKey: 'n' } }]);
  });
});
