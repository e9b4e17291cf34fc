import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/problem.ts';
import { openDirectory, openFileTree } from '../../src/tree/directory.ts';
import { openFiles } from '../../src/tree/memory.ts';
import type { Tree } from '../../src/tree/tree.ts';
import { openWorkingTree } from '../../src/tree/working.ts';
import { TemporaryFolder, TemporaryRepository } from './repository.ts';

let repository: TemporaryRepository;
let folder: TemporaryFolder;

beforeEach(() => {
  repository = new TemporaryRepository();
  folder = new TemporaryFolder();
});

afterEach(() => {
  repository.remove();
  folder.remove();
});

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

async function codeOf(tree: Tree, path: string) {
  const outcome = await tree.read(path);
  return outcome.ok ? 'read' : outcome.problem.code;
}

async function listed(tree: Tree) {
  return (await tree.list()).entries.map(({ path, kind }) => `${path} ${kind}`);
}

describe('the working tree', () => {
  test('is what git sees: tracked and untracked, not ignored, not deleted', async () => {
    repository.write('.gitignore', 'ignored\n');
    repository.write('kept.txt', 'kept');
    repository.write('changed.txt', 'old');
    repository.write('deleted.txt', 'x');
    repository.commit();
    repository.write('changed.txt', 'new');
    repository.write('untracked/new.txt', 'u');
    repository.write('ignored', 'i');
    rmSync(`${repository.path}/deleted.txt`);
    const tree = value(await openWorkingTree(`${repository.path}/untracked`));
    expect(tree.revision).toBe('working tree');
    expect(await listed(tree)).toEqual([
      '.gitignore file',
      'changed.txt file',
      'kept.txt file',
      'untracked/new.txt file',
    ]);
    expect(value(await tree.read('changed.txt')).text).toBe('new');
    expect(await codeOf(tree, 'deleted.txt')).toBe('missing-file');
    expect(await codeOf(tree, 'ignored')).toBe('missing-file');
    for (const { path, hash } of (await tree.list()).entries) {
      expect(hash).toBe(repository.git('hash-object', path));
      expect(value(await tree.read(path)).hash).toBe(hash);
    }
  });

  test('does not follow links, neither of files nor of folders', async () => {
    folder.write('secret.txt', 'secret');
    repository.write('sub/file.txt', 'x');
    repository.commit();
    symlinkSync(`${folder.path}/secret.txt`, `${repository.path}/link`);
    renameSync(`${repository.path}/sub`, `${repository.path}/moved`);
    const tree = value(await openWorkingTree(repository.path));
    await tree.list();
    symlinkSync(folder.path, `${repository.path}/sub`);
    folder.write('file.txt', 'from outside');
    expect(await codeOf(tree, 'link')).toBe('symlink');
    const late = value(await openWorkingTree(repository.path));
    expect(await listed(late)).toEqual(['link symlink', 'moved/file.txt file', 'sub symlink']);
    expect(await codeOf(late, 'sub/file.txt')).toBe('symlink');
    expect(await codeOf(late, 'sub/secret.txt')).toBe('symlink');
  });

  test('a folder that becomes a link between listing and reading is not followed', async () => {
    folder.write('file.txt', 'from outside');
    repository.write('sub/file.txt', 'x');
    repository.commit();
    const tree = value(await openWorkingTree(repository.path));
    await tree.list();
    rmSync(`${repository.path}/sub`, { recursive: true });
    symlinkSync(folder.path, `${repository.path}/sub`);
    expect(await codeOf(tree, 'sub/file.txt')).toBe('symlink');
  });

  test('a file that disappears between listing and reading is missing', async () => {
    repository.write('a.txt', 'x');
    const tree = value(await openWorkingTree(repository.path));
    await tree.list();
    rmSync(`${repository.path}/a.txt`);
    expect(await codeOf(tree, 'a.txt')).toBe('missing-file');
  });

  test('submodules and repositories inside are listed, not entered', async () => {
    repository.write('a.txt', 'x');
    repository.git('add', 'a.txt');
    const commit = '1234567890123456789012345678901234567890';
    repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    mkdirSync(`${repository.path}/inner`);
    repository.git('init', '--quiet', 'inner');
    repository.write('inner/b.txt', 'x');
    const tree = value(await openWorkingTree(repository.path));
    expect(await listed(tree)).toEqual(['a.txt file', 'inner submodule', 'module submodule']);
    expect(await codeOf(tree, 'inner/b.txt')).toBe('submodule');
  });

  test('files that a sparse checkout leaves out are read from the commit', async () => {
    repository.write('in/a.txt', 'a');
    repository.write('out/b.txt', 'b');
    repository.commit();
    repository.git('sparse-checkout', 'set', 'in');
    const tree = value(await openWorkingTree(repository.path));
    expect(await listed(tree)).toEqual(['in/a.txt file', 'out/b.txt file']);
    expect(value(await tree.read('out/b.txt')).text).toBe('b');
    tree.close();
  });

  test('a 100 MB file is not read', async () => {
    repository.write('huge.yaml', '');
    truncateSync(`${repository.path}/huge.yaml`, 100 * 1024 * 1024);
    const tree = value(await openWorkingTree(repository.path));
    const outcome = await tree.read('huge.yaml');
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'file-too-large', message: expect.stringContaining('100 MiB') },
    });
  });
});

describe('a folder', () => {
  test('lists all files but those of git, follows no links', async () => {
    folder.write('b/c.txt', 'c');
    folder.write('a.txt', 'a');
    folder.write('.git/config', 'x');
    symlinkSync('a.txt', `${folder.path}/link`);
    const tree = value(await openDirectory(folder.path));
    expect(await listed(tree)).toEqual(['a.txt file', 'b/c.txt file', 'link symlink']);
    expect(value(await tree.read('b/c.txt')).text).toBe('c');
    expect(await codeOf(tree, 'link')).toBe('symlink');
    expect(await codeOf(tree, 'b')).toBe('unreadable-file');
    expect(await codeOf(tree, '../x')).toBe('reference-outside-tree');
    expect(await codeOf(tree, 'a.txt/x')).toBe('missing-file');
  });

  test('has the same hashes as git and as files in memory', async () => {
    folder.write('a.txt', 'text');
    const [entry] = (await value(await openDirectory(folder.path)).list()).entries;
    const [inMemory] = (await openFiles({ 'a.txt': 'text' }).list()).entries;
    expect(entry).toEqual(inMemory);
    folder.write('large', new Uint8Array(70_000));
    const after = (await value(await openDirectory(folder.path)).list()).entries;
    expect(after[1]?.hash).toBe(repository.git('hash-object', `${folder.path}/large`));
  });

  test('around one file lists that file only, and reads what lies beside it', async () => {
    folder.write('api/a.yaml', 'a');
    folder.write('api/parts/b.yaml', 'b');
    folder.write('outside.yaml', 'o');
    const { tree, path } = value(await openFileTree(`${folder.path}/api/a.yaml`));
    expect(path).toBe('a.yaml');
    expect(await listed(tree)).toEqual(['a.yaml file']);
    expect(value(await tree.read('parts/b.yaml')).text).toBe('b');
    expect(await codeOf(tree, '../outside.yaml')).toBe('reference-outside-tree');
  });

  test('that is not there, or is a file, is a problem; so is a file that is a folder', async () => {
    folder.write('a.txt', 'a');
    const code = async (outcome: Promise<Outcome<unknown>>) => {
      const done = await outcome;
      return done.ok ? 'opened' : done.problem.code;
    };
    expect(await code(openDirectory(`${folder.path}/none`))).toBe('missing-file');
    expect(await code(openDirectory(`${folder.path}/a.txt`))).toBe('unreadable-file');
    expect(await code(openFileTree(folder.path))).toBe('unreadable-file');
    expect(await code(openFileTree(`${folder.path}/none.yaml`))).toBe('missing-file');
  });
});

describe('files in memory', () => {
  test('are listed in the order of their code units and read as text', async () => {
    const tree = openFiles({ b: 'B', a: '\uFEFFA', Z: Uint8Array.of(0), 'é/x': 'É' });
    expect(await listed(tree)).toEqual(['Z file', 'a file', 'b file', 'é/x file']);
    expect(value(await tree.read('a')).text).toBe('A');
    expect(await codeOf(tree, 'Z')).toBe('binary-file');
    expect(await codeOf(tree, 'none')).toBe('missing-file');
    expect(await codeOf(tree, '/a')).toBe('reference-outside-tree');
  });
});

test('what is no text is a problem with the line and column of the first byte that is none', async () => {
  const tree = openFiles({
    nul: Buffer.from('a\nbc\0d'),
    latin: Buffer.from([0xc3, 0xa9, 0x0a, 0x62, 0xe9, 0x0a]),
  });
  for (const [path, line, column] of [
    ['nul', 2, 3],
    ['latin', 2, 2],
  ] as const) {
    const read = await tree.read(path);
    expect(read.ok ? null : read.problem).toMatchObject({ line, column });
  }
});
