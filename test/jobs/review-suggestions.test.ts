import { describe, expect, test } from '@jest/globals';
import { auditWithSnapshot } from '../../src/audit/audit.ts';
import type { ReviewTask } from '../../src/jobs/audit-task.ts';
import { diffToReview } from '../../src/jobs/review-diff.ts';
import { suggestionsFor } from '../../src/jobs/review-suggestions.ts';
import { reviewComments } from '../../src/report/review.ts';
import { markOf } from '../../src/report/review-marker.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';

/** Operations with a parameter each, and an enum; `more` stands in a comment. */
function contract({ required = 0, colours = 'red, green, blue', more = '' } = {}): string {
  const operations = Array.from(
    { length: 4 },
    (_, index) => `  /things/${index}:
    get:
      parameters:
        - name: sort
          in: query
          required: ${index < required}
          schema: {type: string}
        - name: colour
          in: query
          schema: {type: string, enum: [${index === 0 ? colours : 'red'}]}
      responses:
        '200': {description: Things.}
`,
  );
  return `openapi: 3.0.3
info: {title: Things, version: 1.0.0}
paths:
${operations.join('')}# ${more}
`;
}

const COMMENTS: ReviewTask = { posts: true, commented: [] };

async function suggested(before: string, after: string, task: Partial<ReviewTask> = {}) {
  const [base, head] = [openFiles({ 'api.yaml': before }), openFiles({ 'api.yaml': after })];
  const settings = defaultSettings('acme/shop');
  const date = '2026-01-15';
  const result = await auditWithSnapshot({
    repository: 'acme/shop',
    trigger: 'pull_request',
    base,
    head,
    settings: { ok: true, settings, problems: [] },
    date,
  });
  const diff = await diffToReview(result.report, base, head);
  const input = { base, head, settings, date };
  const suggestions = await suggestionsFor(input, result, diff, { ...COMMENTS, ...task });
  return { suggestions, comments: reviewComments(result.report, diff, { suggestions }) };
}

describe('what gets a comment on a line', () => {
  test('has a suggestion of its own', async () => {
    const { suggestions, comments } = await suggested(contract(), contract({ required: 2 }));
    expect(comments).toHaveLength(2);
    expect(suggestions.map(({ startLine, replacement }) => [startLine, replacement])).toEqual([
      [9, '          required: false\n'],
      [21, '          required: false\n'],
    ]);
    for (const { body } of comments) expect(body).toContain('```suggestion\n');
  });

  test('of several values has one suggestion for all', async () => {
    const { comments } = await suggested(contract(), contract({ colours: 'red' }));
    expect(comments).toHaveLength(1);
    expect(comments[0]?.fingerprints).toHaveLength(2);
    expect(comments[0]?.body).toContain(
      '```suggestion\n          schema: {type: string, enum: [red, green, blue]}\n```',
    );
  });

  test('and has a comment already gets none again', async () => {
    const after = contract({ required: 2 });
    const { comments } = await suggested(contract(), after);
    const commented = comments.slice(0, 1).flatMap(({ fingerprints }) => fingerprints.map(markOf));
    const { suggestions } = await suggested(contract(), after, { commented });
    expect(suggestions.map(({ startLine }) => startLine)).toEqual([21]);
  });

  test('has none in a draft', async () => {
    const { suggestions } = await suggested(contract(), contract({ required: 1 }), {
      posts: false,
    });
    expect(suggestions).toEqual([]);
  });
});

describe('the work', () => {
  test('is shared by all comments: as many proofs as read 4 MiB', async () => {
    const more = 'x'.repeat(1.9 * 1024 * 1024);
    const { suggestions, comments } = await suggested(
      contract({ more }),
      contract({ required: 4, more }),
    );
    expect(comments).toHaveLength(4);
    expect(suggestions).toHaveLength(2);
  });

  test('is not begun for contracts so large that one proof is too much', async () => {
    const more = 'x'.repeat(5 * 1024 * 1024);
    const { suggestions } = await suggested(contract({ more }), contract({ required: 1, more }));
    expect(suggestions).toEqual([]);
  });
});
