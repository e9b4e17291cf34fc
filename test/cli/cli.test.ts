import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/package-root.ts';
import { SETTINGS, shopContract } from '../e2e/contract.ts';
import { holdfast, PROGRAM } from './run.ts';

const execute = promisify(execFile);
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-cli-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function git(...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=dana', '-c', 'user.email=dana@localhost'];
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const { stdout } = await execute('git', [...identity, ...args], { cwd: folder, env });
  return stdout.trim();
}

async function commit(files: Record<string, string>, message = 'Change'): Promise<void> {
  await write(files);
  await git('add', '--all');
  await git('commit', '--quiet', '--message', message);
}

async function repository(files: Record<string, string>): Promise<void> {
  await git('init', '--quiet', '--initial-branch=main');
  await commit(files, 'Begin');
}

async function validate(schema: string, text: string): Promise<unknown> {
  const docs = join(packageRoot(import.meta.url), 'docs');
  const read = async (name: string) => JSON.parse(await readFile(join(docs, name), 'utf8'));
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    schemas: [await read('diff.schema.json')],
  });
  const check =
    schema === 'diff.schema.json'
      ? ajv.getSchema((await read(schema)).$id)
      : ajv.compile(await read(schema));
  if (check === undefined) throw new Error(`${schema} has no $id.`);
  const value: unknown = JSON.parse(text);
  expect(check(value) ? [] : check.errors).toEqual([]);
  return value;
}

describe('holdfast diff', () => {
  beforeEach(() => write({ 'base.yaml': shopContract(), 'head.yaml': BROKEN }));

  test('exits 1 when something breaks and says what, where, why and what to do', async () => {
    const { code, stdout } = await holdfast(['diff', 'base.yaml', 'head.yaml'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/POST \/api\/users[\s\S]*'phone'[\s\S]*head\.yaml:22/);
    expect(stdout).toMatch(/why:[\s\S]*do:/);
  });

  test('exits 0 when nothing breaks', async () => {
    const { code } = await holdfast(['diff', 'head.yaml', 'base.yaml'], { cwd: folder });
    expect(code).toBe(0);
  });

  test('prints JSON as its published schema says, the same every time', async () => {
    const args = ['diff', 'base.yaml', 'head.yaml', '--format', 'json'];
    const first = await holdfast(args, { cwd: folder });
    const second = await holdfast(args, {
      cwd: folder,
      env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' },
    });
    expect(await validate('diff.schema.json', first.stdout)).toMatchObject({
      summary: { definitely_breaking: 1 },
      problems: [],
    });
    expect(second.stdout).toBe(first.stdout);
  });

  test('prints SARIF and Markdown', async () => {
    const sarif = await holdfast(['diff', 'base.yaml', 'head.yaml', '-f', 'sarif'], {
      cwd: folder,
    });
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: '2.1.0' });
    const markdown = await holdfast(['diff', 'base.yaml', 'head.yaml', '-f', 'markdown'], {
      cwd: folder,
    });
    expect(markdown.stdout).toMatch(/^## 1 breaking/);
  });

  test.each([
    ['is missing', 'nowhere.yaml', /nowhere\.yaml/],
    ['is a folder', '.', /folder/],
    ['is no contract', 'note.yaml', /note\.yaml/],
    ['cannot be parsed', 'broken.yaml', /broken\.yaml:\d+/],
    ['is binary', 'binary.yaml', /binary\.yaml/],
  ])('exits 2 when a file %s', async (_, file, message) => {
    await write({ 'note.yaml': 'a: 1\n', 'broken.yaml': 'openapi: [\n', 'binary.yaml': '\0\0' });
    const { code, stdout, stderr } = await holdfast(['diff', 'base.yaml', file], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(message);
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['is empty', 'empty.yaml', /empty\.yaml:1:1: The file is empty/],
    ['has an empty name', '', /name of a file is empty/],
    ['is a link in a circle', 'circle.yaml', /circle\.yaml: .*circle/],
  ])('says so when a file %s', async (_, file, message) => {
    await write({ 'empty.yaml': '' });
    await symlink('circle.yaml', join(folder, 'circle.yaml'));
    const { code, stdout, stderr } = await holdfast(['diff', 'base.yaml', file], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(message);
    expect(stdout).not.toContain('no changes');
  });

  test('reads one of the contracts from standard input', async () => {
    const piped = await holdfast(['diff', 'base.yaml', '-'], { cwd: folder, input: BROKEN });
    expect(piped.code).toBe(1);
    expect(piped.stdout).toContain('stdin:22');
    const twice = await holdfast(['diff', '-', '-'], { cwd: folder, input: BROKEN });
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain('only one of the two');
  });

  test('reads a contract from a named pipe', async () => {
    await execute('mkfifo', [join(folder, 'head')]);
    const [{ code, stdout }] = await Promise.all([
      holdfast(['diff', 'base.yaml', 'head'], { cwd: folder }),
      writeFile(join(folder, 'head'), BROKEN),
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('pipe-head:22');
  });

  test('what stood in both files does not decide, also where a link names one of them', async () => {
    const standing = `${shopContract()}components: {schemas: {A: {$ref: '#/nowhere'}}}\n`;
    await write({ 'real.yaml': standing, 'head.yaml': standing.replace('1.0.0', '1.0.1') });
    await symlink('real.yaml', join(folder, 'link.yaml'));
    const plain = await holdfast(['diff', 'real.yaml', 'head.yaml'], { cwd: folder });
    const linked = await holdfast(['diff', 'link.yaml', 'head.yaml'], { cwd: folder });
    expect([plain.code, linked.code]).toEqual([0, 0]);
  });

  test('a reader that closes the pipe early does not change the exit code', async () => {
    const script = `"${process.execPath}" "${PROGRAM}" diff base.yaml head.yaml | true; exit "\${PIPESTATUS[0]}"`;
    const ended = execute('bash', ['-c', script], { cwd: folder });
    await expect(ended).rejects.toMatchObject({ code: 1, stderr: '' });
  });

  test('a day that is none in the calendar exits 2', async () => {
    const args = ['diff', 'base.yaml', 'head.yaml', '--date', '2026-02-30'];
    const { code, stderr } = await holdfast(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('2026-02-30');
  });

  test('colours only where it is asked to', async () => {
    const args = ['diff', 'base.yaml', 'head.yaml'];
    const colour = '\u001b[';
    expect((await holdfast(args, { cwd: folder })).stdout).not.toContain(colour);
    const forced = { FORCE_COLOR: '1' };
    expect((await holdfast(args, { cwd: folder, env: forced })).stdout).toContain(colour);
    const refused = { ...forced, NO_COLOR: '1' };
    expect((await holdfast(args, { cwd: folder, env: refused })).stdout).not.toContain(colour);
  });
});

describe('holdfast check', () => {
  test('compares the working tree with the default branch, new files included', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    await write({ 'openapi.yaml': BROKEN, 'new/openapi.yaml': shopContract() });
    const { code, stdout } = await holdfast(['check', '--format', 'json'], { cwd: folder });
    expect(code).toBe(1);
    const report = await validate('check.schema.json', stdout);
    expect(report).toMatchObject({ outcome: 'exceeded' });
    expect(JSON.stringify(report)).toContain('new/openapi.yaml');
  });

  test('on a branch compares with where it left the default branch', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    await git('checkout', '--quiet', '-b', 'feature');
    await commit({ 'readme.md': 'Nothing.\n' });
    await git('checkout', '--quiet', 'main');
    await commit({ 'openapi.yaml': BROKEN });
    await git('checkout', '--quiet', 'feature');
    expect((await holdfast(['check'], { cwd: folder })).code).toBe(0);
  });

  test('judges by the settings of the base, not by those of the head', async () => {
    await repository({ 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS });
    await write({
      'openapi.yaml': BROKEN,
      '.github/holdfast.yml': 'drift_budget:\n  enabled: false\n',
    });
    const { code, stdout, stderr } = await holdfast(['check'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('.github/holdfast.yml:6');
    expect(stderr).toContain('counts once it is merged');
  });

  test('says what is wrong with settings that are not merged yet, and judges by the base', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    await write({ '.github/holdfast.yml': 'drift_bugdet: {}\n' });
    const { code, stderr } = await holdfast(['check'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /would not hold[\s\S]*holdfast\.yml:1:1[\s\S]*Did you mean drift_budget/,
    );
  });

  test('with broken settings exits 2 and names file, line and key', async () => {
    await repository({
      'openapi.yaml': shopContract(),
      'holdfast.yml': 'drift_budget:\n  enable: true\n',
    });
    const { code, stdout } = await holdfast(['check'], { cwd: folder });
    expect(code).toBe(2);
    expect(stdout).toMatch(/holdfast\.yml:2[\s\S]*enabled/);
  });

  test('in a repository full of bad input names each problem and still judges the rest', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    const bad = {
      'bad/no.openapi.yaml': 'openapi: 3.0.0\npaths: {\n',
      'bad/nest.openapi.yaml': '['.repeat(1_800),
      'bad/twice.openapi.yaml': `openapi: 3.0.0\n${'same: 1\n'.repeat(40_000)}`,
      'bad/large.openapi.json': `{"openapi":"3.0.0"}${' '.repeat(100 * 1024 * 1024)}`,
      'bad/config.yaml': '- a\n- list\n',
    };
    await write({ ...bad, 'openapi.yaml': BROKEN });
    await symlink('/etc/passwd', join(folder, 'bad/link.openapi.yaml'));
    const { code, stdout } = await holdfast(['check', '--format', 'json'], { cwd: folder });

    expect(code).toBe(1);
    const { areas } = JSON.parse(stdout);
    const named = areas.contract.problems.map(({ file }: { file: string }) => file);
    for (const file of ['no', 'nest', 'twice']) expect(named).toContain(`bad/${file}.openapi.yaml`);
    expect(named).toContain('bad/large.openapi.json');
    expect(areas.contract.summary.definitely_breaking).toBe(1);
  }, 60_000);

  test.each([
    [['check', '--base', 'nowhere'], /nowhere/],
    [['check', '--base=--output=/tmp/x'], /--output/],
    [['check', '--pull-request', 'nonsense'], /owner\/name#12/],
    [['check', '--date', 'tomorrow'], /2026-01-31/],
    [['check', '--format', 'xml'], /text, json, markdown, sarif/],
    [['chekc'], /check/],
  ])('%j exits 2 and says what is wrong', async (args, message) => {
    await repository({ 'openapi.yaml': shopContract() });
    const { code, stderr } = await holdfast(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test.each([
    [['check', '--head', 'nowhere'], 'There is no commit "nowhere"'],
    [['check', '--repository', 'shop'], 'must look like owner/name'],
    [['check', '--base', 'HEAD~99'], 'git fetch --unshallow'],
    [['check', '-C', 'nowhere'], 'there is no folder "nowhere"'],
    [['check', '-C', 'openapi.yaml'], 'is a file'],
  ])('%j says what is not there', async (args, message) => {
    await repository({ 'openapi.yaml': shopContract() });
    const { code, stderr } = await holdfast(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('in a repository without a working tree compares commits', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    await commit({ 'openapi.yaml': BROKEN });
    await git('clone', '--quiet', '--bare', folder, 'bare.git');
    const bare = { cwd: join(folder, 'bare.git') };
    const commits = await holdfast(['check', '--base', 'main~1', '--head', 'main'], bare);
    expect(commits.code).toBe(1);
    const working = await holdfast(['check', '--base', 'main~1'], bare);
    expect(working.code).toBe(2);
    expect(working.stderr).toContain('--head');
  });

  test('in a shallow clone says that history is missing', async () => {
    await repository({ 'openapi.yaml': shopContract() });
    await git('checkout', '--quiet', '-b', 'feature');
    await commit({ 'openapi.yaml': BROKEN });
    await git('checkout', '--quiet', 'main');
    await commit({ 'note.txt': 'main moved on' });
    const address = `file://${folder}`;
    await git('clone', '--quiet', '--depth', '1', '--no-single-branch', address, 'shallow');
    await git('-C', 'shallow', 'checkout', '--quiet', 'feature');
    const { code, stderr } = await holdfast(['check'], { cwd: join(folder, 'shallow') });
    expect(code).toBe(2);
    expect(stderr).toContain('git fetch --unshallow');
  });

  test('outside of a repository exits 2', async () => {
    const { code, stderr } = await holdfast(['check'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('not inside a git repository');
  });
});

test('holdfast explain names each level with file and line', async () => {
  await repository({ 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS });
  const { code, stdout } = await holdfast(['explain', 'POST /api/users'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toMatch(/max_breaking_changes[\s\S]*endpoint[\s\S]*\.github\/holdfast\.yml:6/);
});

test('holdfast explain says when the settings name no such service', async () => {
  const services = 'services:\n  shop:\n    contracts: ["openapi.yaml"]\n';
  await repository({ 'openapi.yaml': shopContract(), '.github/holdfast.yml': services });
  const args = ['explain', 'POST /api/users', '--service'];
  const unknown = await holdfast([...args, 'shpo'], { cwd: folder });
  expect(unknown.stderr).toContain('Did you mean shop?');
  const known = await holdfast([...args, 'shop'], { cwd: folder });
  expect(known.stderr).toBe('');
});

test('holdfast serve without settings exits 2 and names what is missing', async () => {
  const { code, stderr } = await holdfast(['serve'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(/APP_ID[\s\S]*PRIVATE_KEY[\s\S]*WEBHOOK_SECRET/);
});

describe('holdfast help', () => {
  test('prints the help of a command', async () => {
    const { code, stdout } = await holdfast(['help', 'diff']);
    expect(code).toBe(0);
    expect(stdout).toContain('holdfast diff [options] <base-file> <head-file>');
  });

  test('without a name lists the commands', async () => {
    const { code, stdout } = await holdfast(['help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: holdfast [options] [command]');
  });

  test('names a command that it does not know, and the nearest one', async () => {
    expect(await holdfast(['help', 'dif'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'holdfast: there is no command "dif". Did you mean diff?\n',
    });
    const { code, stderr } = await holdfast(['help', 'frobnicate']);
    expect(code).toBe(2);
    expect(stderr).toContain('"frobnicate"');
  });
});

test.each(['diff', 'check', 'explain', 'serve', 'demo'])(
  'holdfast %s --help explains itself',
  async (name) => {
    const { code, stdout } = await holdfast([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`holdfast ${name}`);
  },
);
