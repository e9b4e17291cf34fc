import { describe, expect, test } from '@jest/globals';
import { withChangesSince } from '../../src/audit/changes-since.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { Waiver } from '../../src/settings/settings.ts';
import { openFiles } from '../../src/tree/memory.ts';
import type { Tree } from '../../src/tree/tree.ts';

const THEN = 'a'.repeat(40);
const NOW = 'b'.repeat(40);

/** A contract whose `POST /users` takes an account, and whose `GET /health` says little. */
function contract(account: object, health = 'Fine'): string {
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Users', version: '1.0.0' },
    paths: {
      '/users': {
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['account'],
                  properties: { account: { $ref: '#/components/schemas/Account' } },
                },
              },
            },
          },
          responses: { 200: { description: 'Done' } },
        },
      },
      '/health': { get: { responses: { 200: { description: health } } } },
    },
    components: { schemas: { Account: account } },
  });
}

const tree = (text: string, sha: string): Tree => openFiles({ 'openapi.json': text }, sha);

const waiver: Waiver = {
  fingerprint: 'f',
  reason: 'Agreed',
  expires: null,
  by: 'dana',
  location: null,
  accepted: {
    pull_request: 12,
    compatibility: 'definitely_breaking',
    after: '{"$ref":"#/components/schemas/Account"}',
    head_sha: THEN,
  },
};

/** What is known to have changed between what was accepted and what there is now. */
async function changedSince(then: Tree | null, now: string, sha = NOW) {
  const against = {
    head: tree(now, sha),
    settings: defaultSettings('acme/shop'),
    date: '2026-01-05',
  };
  const [marked] = await withChangesSince([waiver], against, async () => then);
  const changed = marked?.accepted?.changed_since;
  return changed?.flatMap(({ operations }) => operations) ?? changed;
}

describe('what changed since something was accepted', () => {
  const text = contract({ type: 'string' });

  test('is nothing at the commit that was accepted, which is not read again', async () => {
    expect(await changedSince(null, text, THEN)).toEqual([]);
  });

  test('is nothing where only harmless changes came, or a description', async () => {
    const now = contract({ type: 'string', description: 'Whose it is' }, 'All is well');
    expect(await changedSince(tree(text, THEN), now)).toEqual([]);
  });

  test('is the operations that a change reaches, also through what they refer to', async () => {
    const now = contract({ type: 'string', enum: ['only-this'] });
    expect(await changedSince(tree(text, THEN), now)).toEqual(['POST /users']);
  });

  test('is what follows the first 160 characters of a pattern too', async () => {
    const long = 'a'.repeat(170);
    const then = contract({ type: 'string', pattern: `^(${long}|b)$` });
    const now = contract({ type: 'string', pattern: `^(${long})$` });
    expect(await changedSince(tree(then, THEN), now)).toEqual(['POST /users']);
  });

  test('is not known where the commit is gone, or cannot be read any more', async () => {
    expect(await changedSince(null, text)).toBeNull();
    expect(await changedSince(tree(text, THEN), '{"openapi": "3.0.3", ')).toBeNull();
  });
});
