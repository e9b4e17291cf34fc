import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/problem.ts';
import { type GitTree, openGitTree } from '../../src/tree/git.ts';
import { mergeBase, repositoryRoot, resolveCommit } from '../../src/tree/git-revision.ts';
import { TemporaryFolder, TemporaryRepository } from './repository.ts';

let repository: TemporaryRepository;
const opened: GitTree[] = [];

beforeEach(() => {
  repository = new TemporaryRepository();
});

afterEach(() => {
  for (const tree of opened.splice(0)) tree.close();
  repository.remove();
});

async function openTree(ref: string, directory = repository.path): Promise<GitTree> {
  const tree = value(await openGitTree(directory, ref));
  opened.push(tree);
  return tree;
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

function problemOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('expected a problem');
  return outcome.problem;
}

describe('the tree of a commit', () => {
  test('lists and reads what the commit holds, not what the folder holds', async () => {
    repository.write('b/api.yaml', 'openapi: 3.1.0\n');
    repository.write('a.json', '\uFEFF{}');
    repository.write('Ä ö\n"x".txt', 'ü');
    const commit = repository.commit();
    repository.write('a.json', 'changed');
    repository.write('new.json', 'new');
    const tree = await openTree('HEAD');
    expect(tree.revision).toBe(commit);
    const { entries, problems } = await tree.list();
    expect(problems).toEqual([]);
    expect(entries.map(({ path, kind, size }) => [path, kind, size])).toEqual([
      ['a.json', 'file', 5],
      ['b/api.yaml', 'file', 15],
      ['Ä ö\n"x".txt', 'file', 2],
    ]);
    const read = value(await tree.read('a.json'));
    expect(read).toEqual({ path: 'a.json', text: '{}', hash: entries[0]?.hash });
    expect(read.hash).toBe(repository.git('rev-parse', 'HEAD:a.json'));
    expect(value(await tree.read('Ä ö\n"x".txt')).text).toBe('ü');
    expect(problemOf(await tree.read('new.json')).code).toBe('missing-file');
  });

  test('many files at once, empty and large ones among them', async () => {
    const texts = Array.from({ length: 60 }, (_, i) =>
      `${i}\n`.repeat(i % 7 === 0 ? 50_000 : i % 5),
    );
    texts.forEach((text, i) => {
      repository.write(`f${i}`, text);
    });
    repository.commit();
    const tree = await openTree('main');
    const read = await Promise.all(texts.map((_, i) => tree.read(`f${i}`)));
    expect(read.map((outcome) => value(outcome).text)).toEqual(texts);
    tree.close();
    expect(value(await tree.read('f3')).text).toBe(texts[3]);
  });

  test('links and submodules are listed, and refused with the reason', async () => {
    repository.write('real/file.txt', 'x');
    symlinkSync('/etc/passwd', `${repository.path}/link`);
    symlinkSync('real', `${repository.path}/folder`);
    repository.git('add', '--all');
    const commit = '1234567890123456789012345678901234567890';
    repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    repository.git('commit', '--quiet', '--message', 'x');
    const tree = await openTree('HEAD');
    const kinds = (await tree.list()).entries.map(({ path, kind }) => `${path} ${kind}`);
    expect(kinds).toEqual([
      'folder symlink',
      'link symlink',
      'module submodule',
      'real/file.txt file',
    ]);
    expect(problemOf(await tree.read('link'))).toMatchObject({ code: 'symlink', file: 'link' });
    expect(problemOf(await tree.read('folder/file.txt'))).toMatchObject({
      code: 'symlink',
      message: expect.stringContaining('"folder" is a symbolic link'),
    });
    expect(problemOf(await tree.read('module')).code).toBe('submodule');
    expect(problemOf(await tree.read('module/api.yaml')).code).toBe('submodule');
  });

  test('binary files, wrong encodings and files that are too large', async () => {
    repository.write('binary', Uint8Array.of(1, 0, 2));
    repository.write('latin1', Uint8Array.of(0x61, 0xe9));
    repository.write('large', new Uint8Array(32 * 1024 * 1024 + 1).fill(97));
    repository.commit();
    const tree = await openTree('HEAD');
    expect(problemOf(await tree.read('binary')).code).toBe('binary-file');
    expect(problemOf(await tree.read('latin1'))).toMatchObject({ code: 'unreadable-file' });
    expect(problemOf(await tree.read('large'))).toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('32 MiB'),
    });
  });

  test.each(['/etc/passwd', '../x', 'a/../../x', 'a//b', './a', '', 'a\0b'])(
    'the path %j is refused',
    async (path) => {
      repository.commit();
      const tree = await openTree('HEAD');
      expect(problemOf(await tree.read(path)).code).toBe('reference-outside-tree');
    },
  );

  test('a backslash is a character like any other', async () => {
    repository.write('a\\b.yaml', 'x');
    repository.commit();
    const tree = await openTree('HEAD');
    expect(value(await tree.read('a\\b.yaml')).text).toBe('x');
    expect(problemOf(await tree.read('a/b.yaml')).code).toBe('missing-file');
  });

  test('a bare repository, and a folder inside a working tree', async () => {
    repository.write('sub/a.txt', 'x');
    repository.commit();
    repository.git('clone', '--quiet', '--bare', '.', 'bare.git');
    for (const directory of [`${repository.path}/bare.git`, `${repository.path}/sub`]) {
      const tree = await openTree('main', directory);
      expect(value(await tree.read('sub/a.txt')).text).toBe('x');
    }
  });

  test('an object that the repository has lost is a missing file', async () => {
    repository.write('a.txt', 'x');
    repository.commit();
    const tree = await openTree('HEAD');
    const [entry] = (await tree.list()).entries;
    const hash = entry?.hash ?? '';
    const { rmSync } = await import('node:fs');
    rmSync(`${repository.path}/.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`);
    expect(problemOf(await tree.read('a.txt')).code).toBe('missing-file');
  });
});

describe('names of commits', () => {
  test('branches, tags, SHAs and their ancestors', async () => {
    const first = repository.commit();
    repository.git('tag', '-a', 'v1', '-m', 'v1');
    const second = repository.commit();
    const resolve = async (ref: string) => value(await resolveCommit(repository.path, ref));
    expect(await resolve('v1')).toBe(first);
    expect(await resolve('main~1')).toBe(first);
    expect(await resolve(second.slice(0, 10))).toBe(second);
  });

  test.each([
    ['--output=/tmp/x', 'starts with "-"'],
    ['-h', 'starts with "-"'],
    ['', 'is empty'],
    ['a\nb', 'control characters'],
    ['nothing', 'There is no commit "nothing"'],
    ['HEAD:a.txt', 'There is no commit'],
    ['$(touch x)', 'There is no commit'],
  ])('%j is a problem', async (ref, message) => {
    repository.write('a.txt', 'x');
    repository.commit();
    const problem = problemOf(await openGitTree(repository.path, ref));
    expect(problem).toMatchObject({
      code: 'not-checked',
      message: expect.stringContaining(message),
    });
  });

  test('a folder that is no repository, and one that is not there', async () => {
    const folder = new TemporaryFolder();
    try {
      for (const path of [folder.path, `${folder.path}/none`]) {
        const problem = problemOf(await openGitTree(path, 'HEAD'));
        expect(problem.message).toContain('is not inside a git repository');
      }
    } finally {
      folder.remove();
    }
  });

  test('the merge base, and none', async () => {
    const base = repository.commit('base');
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.commit('feature');
    repository.git('checkout', '--quiet', 'main');
    repository.commit('main');
    expect(value(await mergeBase(repository.path, 'main', 'feature'))).toBe(base);
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.commit('other');
    expect(problemOf(await mergeBase(repository.path, 'main', 'other')).message).toContain(
      'have no commit in common',
    );
    expect(problemOf(await mergeBase(repository.path, 'main', 'none')).message).toContain('"none"');
  });

  test('the top folder of a working tree', async () => {
    repository.write('a/b/c.txt', '');
    expect(value(await repositoryRoot(`${repository.path}/a/b`))).toBe(repository.path);
    repository.git('init', '--quiet', '--bare', 'bare.git');
    const problem = problemOf(await repositoryRoot(`${repository.path}/bare.git`));
    expect(problem.message).toContain('has no working tree');
  });

  test('variables that point git elsewhere are not followed', async () => {
    const commit = repository.commit();
    process.env['GIT_DIR'] = '/nowhere';
    try {
      expect(value(await resolveCommit(repository.path, 'HEAD'))).toBe(commit);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});
