import { describe, expect, test } from '@jest/globals';
import type { IncidentEvent, IncidentStatus } from '../../src/incidents/incident.ts';
import { isLeftToWaiver, lapsedOn } from '../../src/incidents/lapse.ts';

describe('the waiver that an incident was resolved under', () => {
  const resolvedOn = (day: string, status: IncidentStatus = 'resolved') => ({
    status,
    endedAt: new Date(`${day}T12:00:00Z`),
    fingerprints: ['a', 'b'],
  });

  test('is the last of its changes that held on that day', () => {
    const ended = new Map([
      ['a', '2026-03-10'],
      ['b', '2026-03-20'],
      ['c', '2026-03-30'],
    ]);
    expect(lapsedOn(resolvedOn('2026-03-01'), ended)).toBe('2026-03-20');
    expect(lapsedOn(resolvedOn('2026-03-20'), ended)).toBe('2026-03-20');
  });

  test('is none where it had ended before, and for what is not resolved', () => {
    const ended = new Map([['a', '2026-03-10']]);
    expect(lapsedOn(resolvedOn('2026-03-11'), ended)).toBeNull();
    expect(lapsedOn(resolvedOn('2026-03-01'), new Map())).toBeNull();
    expect(lapsedOn(resolvedOn('2026-03-01', 'closed'), ended)).toBeNull();
    expect(lapsedOn(resolvedOn('2026-03-01', 'open'), ended)).toBeNull();
  });
});

describe('an incident is left to its waiver', () => {
  const event = (
    kind: IncidentEvent['kind'],
    actor: string,
    fromStatus: IncidentStatus,
    toStatus: IncidentStatus,
  ): IncidentEvent => ({
    kind,
    actor,
    at: new Date(0),
    fromStatus,
    toStatus,
    note: null,
    auditId: null,
    commitSha: null,
  });
  const waived = event('waived', 'github:dana', 'open', 'resolved');
  const remark = event('updated', 'github:dana', 'resolved', 'resolved');
  const reopened = event('reopened', 'github:dana', 'resolved', 'open');

  test('when a person waived it, or an audit found it waived', () => {
    expect(isLeftToWaiver([waived, remark])).toBe(true);
    expect(isLeftToWaiver([reopened, event('resolved', 'holdfast', 'open', 'resolved')])).toBe(
      true,
    );
  });

  test('but not when a person resolved it otherwise after that', () => {
    const resolved = event('resolved', 'github:dana', 'open', 'resolved');
    expect(isLeftToWaiver([waived, reopened, resolved, remark])).toBe(false);
    expect(
      isLeftToWaiver([waived, reopened, resolved, event('waived', 'x', 'resolved', 'resolved')]),
    ).toBe(true);
    expect(isLeftToWaiver([])).toBe(false);
  });
});
