import { afterEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { checkExchanges } from './github-contract.ts';
import { closeAll, failure, log, openPull, REPO, start } from './shop.ts';

afterEach(closeAll);

const WHERE = { owner: REPO.owner, name: REPO.repo };

/** The errors that a query is answered with. */
async function refused(octokit: Octokit, query: string, variables = {}): Promise<string> {
  const { data } = await octokit.request('POST /graphql', { query, variables });
  return JSON.stringify(data.errors);
}

describe('GraphQL', () => {
  test('reads a pull request with its comments, commits and check runs', async () => {
    const { playground, client, installation: octokit } = await start();
    const { number, head_sha: head, base_sha: base } = await openPull(client);
    await client.comment({ repository: 'acme/shop', number, user: 'dana', body: 'A question' });
    const own = await octokit.issues.createComment({ ...REPO, issue_number: number, body: 'Ours' });
    const { data: run } = await octokit.checks.create({
      ...REPO,
      name: 'Holdfast',
      head_sha: head,
      external_id: 'pull/1#7',
      conclusion: 'success',
    });
    const answer = await octokit.graphql(
      `query ($owner: String!, $name: String!, $number: Int!, $app: Int!) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            state isDraft baseRefName baseRefOid headRefName headRefOid title number url
            headRepository { nameWithOwner }
            comments(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { body } }
            all: comments(last: 100) { nodes { url body author { __typename login } } }
            commits(first: 100) { nodes { commit { oid parents(first: 2) { nodes { oid } } } } }
            head: commits(last: 1) { nodes { commit {
              checkSuites(first: 10, filterBy: { appId: $app }) { nodes {
                checkRuns(first: 10, filterBy: { checkType: ALL }) { nodes {
                  url name externalId status conclusion title annotations(first: 1) { totalCount }
                } }
              } }
            } } }
          }
        }
      }`,
      { ...WHERE, number, app: playground.appId },
    );
    expect(answer).toMatchObject({
      repository: {
        pullRequest: {
          state: 'OPEN',
          isDraft: false,
          baseRefName: 'main',
          baseRefOid: base,
          headRefOid: head,
          headRepository: { nameWithOwner: 'acme/shop' },
          comments: {
            totalCount: 2,
            pageInfo: { hasNextPage: true },
            nodes: [{ body: 'A question' }],
          },
          all: {
            nodes: [
              { author: { __typename: 'User', login: 'dana' } },
              { author: { __typename: 'Bot', login: 'holdfast' }, url: own.data.html_url },
            ],
          },
          commits: { nodes: [{ commit: { oid: head, parents: { nodes: [{ oid: base }] } } }] },
          head: {
            nodes: [
              {
                commit: {
                  checkSuites: {
                    nodes: [
                      {
                        checkRuns: {
                          nodes: [
                            {
                              url: run.html_url,
                              externalId: 'pull/1#7',
                              status: 'COMPLETED',
                              conclusion: 'SUCCESS',
                              annotations: { totalCount: 0 },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
              },
            ],
          },
        },
      },
    });
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('reads files by object, by expression and by path, cut where they are long', async () => {
    const {
      playground,
      client,
      installation: octokit,
    } = await start({
      limits: { blobTextBytes: 10 },
    });
    await client.commit({
      repository: 'acme/shop',
      branch: 'main',
      message: 'Kinds of files',
      author: 'dana',
      files: {
        short: 'short',
        long: 'longer than ten',
        binary: { base64: 'AAEC' },
        link: { symlink: 'short' },
      },
    });
    const fields = 'oid byteSize isBinary isTruncated text';
    const answer = await octokit.graphql(
      `query ($owner: String!, $name: String!) {
        repository(owner: $owner, name: $name) {
          short: object(expression: "main:short") { __typename ... on Blob { ${fields} } }
          long: object(expression: "main:long") { ... on Blob { ${fields} } }
          binary: object(expression: "HEAD:binary") { ... on Blob { ${fields} } }
          missing: object(expression: "main:missing") { oid }
          gone: object(oid: "0000000000000000000000000000000000000000") { oid }
          defaultBranchRef { name target { ... on Commit {
            link: file(path: "link") { mode type object { ... on Blob { text } } }
            docs: file(path: "docs") { mode type object { __typename } }
            none: file(path: "none") { mode }
          } } }
        }
      }`,
      WHERE,
    );
    expect(answer).toMatchObject({
      repository: {
        short: { __typename: 'Blob', byteSize: 5, isTruncated: false, text: 'short' },
        long: { byteSize: 15, isTruncated: true, text: 'longer tha' },
        binary: { isBinary: true, text: null },
        missing: null,
        gone: null,
        defaultBranchRef: {
          name: 'main',
          target: {
            link: { mode: 0o120000, type: 'blob', object: { text: 'short' } },
            docs: { mode: 0o40000, type: 'tree', object: { __typename: 'Tree' } },
            none: null,
          },
        },
      },
    });
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test.each([
    ['a field that is not in the schema', 'nonsense', "Field 'nonsense' doesn't exist"],
    [
      'an argument that is not in the schema',
      'object(path: "x") { oid }',
      "doesn't accept argument 'path'",
    ],
    ['a missing argument', 'pullRequest { title }', 'missing required arguments: number'],
    ['a value of another type', 'pullRequest(number: "1") { title }', "Expected type 'Int!'"],
    ['a selection that is missing', 'object(expression: "main")', 'must have selections'],
    ['a variable nobody declared', 'object(expression: $x) { oid }', 'used but not declared'],
    ['a directive', 'nameWithOwner @skip(if: true)', 'Expected a name'],
    ['a list without its end', 'nameWithOwner', 'Unexpected end of document', ''],
  ])('refuses %s', async (_, selection, message, end = '} }') => {
    const { installation: octokit } = await start();
    const query = `{ repository(owner: "acme", name: "shop") { ${selection} ${end}`;
    expect(await refused(octokit, query)).toContain(message);
  });

  test('refuses lists without bounds, strangers, and what a token may not read', async () => {
    const { playground, client, app, installation: octokit, repository } = await start();
    const { number } = await openPull(client);
    const read = (inner: string) =>
      `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${number}) { ${inner} } } }`;
    expect(await refused(octokit, read('comments { totalCount }'))).toContain(
      'MISSING_PAGINATION_BOUNDARIES',
    );
    expect(await refused(octokit, read('comments(first: 101) { totalCount }'))).toContain(
      'EXCESSIVE_PAGINATION',
    );
    const other = '{ repository(owner: "acme", name: "other") { nameWithOwner } }';
    expect(await refused(octokit, other)).toContain('NOT_FOUND');
    const { data } = await app.apps.createInstallationAccessToken({
      installation_id: repository.installation_id ?? 0,
      permissions: { contents: 'read' },
    });
    const reader = new Octokit({ log, baseUrl: playground.url, auth: data.token });
    expect(await refused(reader, read('title'))).toContain('FORBIDDEN');
    const stranger = new Octokit({ log, baseUrl: playground.url });
    expect((await failure(refused(stranger, read('title')))).status).toBe(401);
  });

  test('is at /api/graphql too, as on GitHub Enterprise Server', async () => {
    const { playground, client } = await start();
    const octokit = new Octokit({
      log,
      baseUrl: `${playground.url}/api/v3`,
      auth: await client.createUserToken('dana'),
    });
    const answer = await octokit.graphql(
      '{ repository(owner: "acme", name: "shop") { nameWithOwner } }',
    );
    expect(answer).toEqual({ repository: { nameWithOwner: 'acme/shop' } });
    expect(playground.exchanges.at(-1)?.path).toBe('/graphql');
  });
});
