import { describe, expect, test } from '@jest/globals';
import { blobHash } from '../../src/tree/content.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { overlayTree } from '../../src/tree/overlay.ts';

const below = openFiles({ 'a.yaml': 'a', 'b.yaml': 'b', 'c/d.yaml': 'd' }, '1a2b');
const tree = overlayTree(
  below,
  new Map([
    ['a.yaml', Buffer.from('\uFEFFnew')],
    ['b.yaml', null],
    ['c/e.yaml', Buffer.from('e')],
    ['f.bin', Buffer.from([0, 1])],
  ]),
);

describe('a tree with edits on top', () => {
  test('lists what is there with them, with the hashes git would give', async () => {
    const { entries } = await tree.list();
    expect(entries.map(({ path }) => path)).toEqual(['a.yaml', 'c/d.yaml', 'c/e.yaml', 'f.bin']);
    expect(entries[0]?.hash).toBe(blobHash(Buffer.from('\uFEFFnew')));
  });

  test('reads what was edited, and the rest from below', async () => {
    expect(await tree.read('a.yaml')).toMatchObject({ ok: true, value: { text: 'new' } });
    expect(await tree.read('c/d.yaml')).toMatchObject({ ok: true, value: { text: 'd' } });
    expect(await tree.read('b.yaml')).toMatchObject({
      ok: false,
      problem: { code: 'missing-file' },
    });
    expect(await tree.read('f.bin')).toMatchObject({ ok: false, problem: { code: 'binary-file' } });
  });

  test('says whose edits it shows', () => {
    expect(tree.revision).toBe('1a2b with edits');
  });
});
