/** Which changes of an incident's status there are, and what each is called. */
import type { IncidentEventKind, IncidentStatus } from './incident.ts';

/** From each status to those it can become, and the event that it is. */
const TRANSITIONS: Readonly<
  Record<IncidentStatus, Readonly<Partial<Record<IncidentStatus, IncidentEventKind>>>>
> = {
  open: { acknowledged: 'acknowledged', resolved: 'resolved', closed: 'closed' },
  acknowledged: { open: 'reopened', resolved: 'resolved', closed: 'closed' },
  resolved: { open: 'reopened', closed: 'closed' },
  closed: { open: 'reopened' },
};

/** What came of asking for a change of status. */
export type Transition =
  | { readonly kind: 'allowed'; readonly event: IncidentEventKind }
  | { readonly kind: 'unchanged' }
  /** `message` says what is possible instead. */
  | { readonly kind: 'impossible'; readonly message: string };

/** Whether an incident can go from one status to another, and what that is. */
export function transition(from: IncidentStatus, to: IncidentStatus): Transition {
  if (from === to) return { kind: 'unchanged' };
  const event = TRANSITIONS[from][to];
  if (event !== undefined) return { kind: 'allowed', event };
  const possible = Object.keys(TRANSITIONS[from]).join(' or ');
  return {
    kind: 'impossible',
    message: `An incident that is ${from} cannot become ${to}; it can become ${possible}.`,
  };
}
