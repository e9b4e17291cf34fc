import type { Annotation } from '../report/annotations.ts';
import { type GitHubClient, readPages } from './client.ts';

/**
 * Which of the wanted annotations a check run does not have yet; `unwanted` when it has one that is not wanted.
 * Annotations cannot be changed or removed on GitHub, and are given back in no promised order.
 */
export async function annotationsMissing(
  client: GitHubClient,
  run: { readonly owner: string; readonly repo: string; readonly checkRunId: number },
  wanted: readonly Annotation[],
  thereCount: number,
): Promise<readonly Annotation[] | 'unwanted'> {
  if (thereCount === 0) return wanted;
  if (thereCount > wanted.length) return 'unwanted';
  const there = await readPages(async (page, perPage) => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
      {
        owner: run.owner,
        repo: run.repo,
        check_run_id: run.checkRunId,
        per_page: perPage,
        page,
      },
    );
    return data;
  });
  const counts = new Map<string, number>();
  for (const annotation of there) {
    const key = identity(annotation);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const missing = wanted.filter((annotation) => {
    const key = identity(annotation);
    const left = counts.get(key) ?? 0;
    if (left === 0) return true;
    counts.set(key, left - 1);
    return false;
  });
  return [...counts.values()].some((left) => left > 0) ? 'unwanted' : missing;
}

/** What makes two annotations the same one. */
function identity(annotation: {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string | null;
  readonly title: string | null;
  readonly message: string | null;
}): string {
  const { path, start_line, end_line, annotation_level, title, message } = annotation;
  return JSON.stringify([path, start_line, end_line, annotation_level, title, message?.trimEnd()]);
}
