/** What the comments under an incident's issue say: what happened, and why it is open again. Pure. */
import type { Incident, IncidentEvent } from '../incidents/incident.ts';
import { type IncidentContext, isOverTime } from './incident-issue.ts';
import { code, escapeText, link } from './markdown-escape.ts';

/** The hidden line of a comment about one event; `index` counts an incident's events from 1. */
export function eventMarker(id: string, index: number): string {
  return `<!-- holdfast:event:${id}:${index} -->`;
}

/** What a comment says of an event; null for events that nobody has to be told of. */
export function eventComment(
  incident: Incident,
  event: IncidentEvent,
  index: number,
  { serverUrl, owner, repo }: IncidentContext,
): string | null {
  const note = event.note === null ? '' : ` ${escapeText(event.note)}`;
  const by = event.actor === 'holdfast' ? '' : ` by ${escapeText(actorName(event.actor))}`;
  const at =
    event.commitSha === null
      ? ''
      : ` at ${link(code(event.commitSha.slice(0, 7)), `${serverUrl}/${owner}/${repo}/commit/${event.commitSha}`)}`;
  const said = (text: string) => `${eventMarker(incident.id, index)}\n${text}`;
  switch (event.kind) {
    case 'resolved':
      return said(`✅ Resolved${by}${at}.${note}`);
    case 'closed':
      return said(`⚪ Closed${by}.${note}`);
    case 'waived':
      return said(`✅ Waived${by}.${note}`);
    case 'reopened':
      return said(`🔴 Open again${by}${at}.${note}`);
    case 'refreshed':
      return said(`🔴 It got worse${at}.${note}`);
    case 'created':
    case 'acknowledged':
    case 'updated':
      return null;
  }
}

/** What is said when somebody closed the issue as completed and the newest cycle still finds the drift. */
export function stillThereComment(
  incident: Incident,
  { serverUrl, owner, repo }: IncidentContext,
): { readonly marker: string; readonly body: string } {
  const marker = `<!-- holdfast:still-there:${incident.id}:${incident.lastCycleId} -->`;
  const since = link(
    code(incident.headSha.slice(0, 7)),
    `${serverUrl}/${owner}/${repo}/commit/${incident.headSha}`,
  );
  return {
    marker,
    body: isOverTime(incident)
      ? `${marker}\n🔴 Open again: at the newest audit of ${code(incident.branch)} the budget is still exceeded. It is resolved by itself as soon as an audit finds it within its limit; ${code('/holdfast resolve <note>')} ends it now, closing as *not planned* for good.`
      : `${marker}\n🔴 Open again: the newest audit of ${code(incident.branch)} still finds what commit ${since} brought. It is resolved by itself as soon as an audit does not find it any more; ${code('/holdfast waive <until> <reason>')} accepts it for a time, closing as *not planned* for good.`,
  };
}

/** `dana` for `github:dana`, `the API token deploy` for `token:deploy`. */
function actorName(actor: string): string {
  const [kind, ...name] = actor.split(':');
  return kind === 'token' ? `the API token ${name.join(':')}` : name.join(':') || actor;
}
