import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

describe('the default branch', () => {
  test('is audited at each push against the cycle before', async () => {
    const fine = await clone.push('main', { 'README.md': 'Shop' });
    const broken = await clone.push('main', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    const [run] = await concluded(stack.github, SHOP, broken);
    expect(run).toMatchObject({ conclusion: 'failure' });

    const repaired = await clone.push('main', { 'openapi.yaml': shopContract() });
    expect(await concluded(stack.github, SHOP, repaired)).toMatchObject([
      { conclusion: 'success' },
    ]);
    const { repositories } = await stack.github.state();
    const shop = repositoryOf(repositories, SHOP);
    expect(runsOf(shop, fine).every(({ conclusion }) => conclusion === 'success')).toBe(true);
  }, 60_000);
});
