import { expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { ProbotOctokit } from 'probot';
import { type GitHubClient, readPages } from '../../src/github/client.ts';

test('both Octokits are clients', () => {
  // The types are the test: neither line compiles when one does not fit.
  const clients: GitHubClient[] = [new Octokit(), new ProbotOctokit()];
  for (const { request } of clients) expect(typeof request).toBe('function');
});

test('lists are read to their end', async () => {
  const asked: number[] = [];
  const items = await readPages(async (page, perPage) => {
    asked.push(page);
    return Array.from({ length: page < 3 ? perPage : 7 }, () => page);
  });
  expect(items).toHaveLength(207);
  expect(asked).toEqual([1, 2, 3]);
});
