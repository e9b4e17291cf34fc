/** A note in a check run: an answer to whoever pressed one of its buttons. */
import { byteLength, LIMITS } from '../report/limits.ts';
import { type CheckAction, checkedAction, sameText } from './check-run.ts';
import type { Ensured, GitHubClient } from './client.ts';
import type { CheckRunRef } from './end-check-run.ts';

const NOTE_START = '<!-- holdfast:note -->';
const NOTE_END = '<!-- holdfast:note-end -->';

/**
 * Puts a note at the top of a check run's summary, in place of an earlier one. `actions` are its buttons: GitHub has
 * them pressed once, until they are given again.
 */
export async function noteOnCheckRun(
  client: GitHubClient,
  options: CheckRunRef & { readonly note: string; readonly actions: readonly CheckAction[] },
): Promise<Ensured> {
  const { owner, repo, checkRunId, note, actions } = options;
  const run = { owner, repo, check_run_id: checkRunId };
  const { data } = await client.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', run);
  const { title, summary, text } = data.output;
  const before = summary ?? '';
  const end = before.startsWith(NOTE_START) ? before.indexOf(NOTE_END) : -1;
  const rest = end < 0 ? before : before.slice(end + NOTE_END.length).trimStart();
  const noted = withinLimit(`${NOTE_START}\n> ⚠️ ${note}\n\n${NOTE_END}\n\n${rest}`);
  if (sameText(summary, noted)) return 'unchanged';
  await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...run,
    output: { title: title ?? data.name, summary: noted, ...(text ? { text } : {}) },
    actions: actions.map(checkedAction),
  });
  return 'written';
}

/** A summary as GitHub takes it: whole lines of its end are left out where it is too long. */
function withinLimit(summary: string): string {
  const lines = summary.split('\n');
  while (byteLength(lines.join('\n')) > LIMITS.checkRunTextBytes) lines.pop();
  return lines.join('\n');
}
