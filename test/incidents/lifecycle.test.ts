import { expect, test } from '@jest/globals';
import { INCIDENT_STATUSES } from '../../src/incidents/incident.ts';
import { transition } from '../../src/incidents/lifecycle.ts';

test('an incident goes from each status to those it can become', () => {
  const table = INCIDENT_STATUSES.map((from) =>
    INCIDENT_STATUSES.map((to) => {
      const outcome = transition(from, to);
      return outcome.kind === 'allowed' ? outcome.event : outcome.kind;
    }),
  );
  //  to: open, acknowledged, resolved, closed
  expect(table).toEqual([
    ['unchanged', 'acknowledged', 'resolved', 'closed'],
    ['reopened', 'unchanged', 'resolved', 'closed'],
    ['reopened', 'impossible', 'unchanged', 'closed'],
    ['reopened', 'impossible', 'impossible', 'unchanged'],
  ]);
});

test('what is impossible is told with what is possible', () => {
  expect(transition('closed', 'resolved')).toEqual({
    kind: 'impossible',
    message: 'An incident that is closed cannot become resolved; it can become open.',
  });
});
