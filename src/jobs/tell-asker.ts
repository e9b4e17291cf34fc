/** Tells whoever asked for a fix why there is no pull request: where they asked, and once. */
import { createHash } from 'node:crypto';
import { unlessRefused } from '../github/fix-pull-request.ts';
import { addComments } from '../github/issue.ts';
import type { Fix } from '../incidents/fix.ts';
import { fixMarker } from '../report/fix-pull-request.ts';
import { escapeText } from '../report/markdown-escape.ts';
import type { FixPublishing } from './follow-fix.ts';

/** What nobody asked for by hand needs no answer. `why` is plain text. */
export async function tellAsker(
  {
    client,
    owner,
    repo,
    app,
    incidents,
  }: Pick<FixPublishing, 'client' | 'owner' | 'repo' | 'app' | 'incidents'>,
  { key, target, requestedBy }: Fix,
  why: string,
): Promise<void> {
  if (!requestedBy.startsWith('github:')) return;
  const numbers =
    target.kind === 'pull_request'
      ? [target.number]
      : incidents
          .filter(({ id }) => target.incidentIds.includes(id))
          .flatMap(({ issueNumber }) => issueNumber ?? []);
  const digest = createHash('sha256').update(why).digest('hex').slice(0, 12);
  const marker = fixMarker({ key: `${key}:answer:${digest}` });
  const body = `${marker}\nA fix pull request was asked for, and there is none. ${escapeText(why)}`;
  for (const number of numbers) {
    // An issue may have been deleted: what is to be written down of the fix must not wait for it.
    await unlessRefused(() =>
      addComments(client, { owner, repo, number }, app, [{ marker, body }]),
    );
  }
}
