import { expect, test } from '@jest/globals';
import { contractAlignment } from '../../src/incidents/alignment.ts';
import { makeIncident } from '../report/incident.ts';

const users = { method: 'POST', path: '/api/users' };
const list = { method: 'GET', path: '/api/users' };
const gone = { method: 'DELETE', path: '/api/users' };

function about(status: 'open' | 'acknowledged' | 'resolved' | 'closed', ...operations: object[]) {
  const one = makeIncident();
  const [drift] = one.details.drifts;
  if (drift === undefined) throw new Error('No drift.');
  const named = operations.map((operation) => ({ method: '', path: '', ...operation }));
  return {
    ...one,
    status,
    details: { ...one.details, drifts: [{ ...drift, operations: named }] },
  };
}

test('the alignment of contracts is what no open incident reaches, of all that is promised', () => {
  const all = [users, list];
  expect(contractAlignment(all, [])).toEqual({ aligned: 2, total: 2 });
  expect(contractAlignment(all, [about('open', users)])).toEqual({ aligned: 1, total: 2 });
  expect(contractAlignment(all, [about('acknowledged', users), about('open', users)])).toEqual({
    aligned: 1,
    total: 2,
  });
  expect(contractAlignment(all, [about('resolved', users), about('closed', list)])).toEqual({
    aligned: 2,
    total: 2,
  });
  // What was taken away was promised as well.
  expect(contractAlignment([list], [about('open', users, gone)])).toEqual({ aligned: 1, total: 3 });
  expect(contractAlignment([], [])).toEqual({ aligned: 0, total: 0 });
});
