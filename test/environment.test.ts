import { describe, expect, test } from '@jest/globals';
import { EnvironmentError, readEnvironment, readGitHubAddress } from '../src/environment.ts';

const KEY = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';
const COMPLETE = { APP_ID: '7', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 's3cret-value' };

function faultsOf(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  test('is complete with an app, its key and its secret; the rest has defaults', () => {
    expect(readEnvironment(COMPLETE)).toMatchObject({
      webhookSecrets: ['s3cret-value'],
      github: { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
      databaseUrl: null,
      host: 'localhost',
      port: 3000,
    });
  });

  test('names everything that is missing or wrong at once, and repeats no secret', () => {
    const faults = faultsOf({
      PRIVATE_KEY: 'not a key, but private',
      DATABASE_URL: 'mysql://user:hidden@host/db',
      PORT: 'many',
      LOG_LEVEL: 'loud',
    });
    for (const name of [
      'APP_ID',
      'PRIVATE_KEY',
      'WEBHOOK_SECRET',
      'DATABASE_URL',
      'PORT',
      'LOG_LEVEL',
    ]) {
      expect(faults).toContain(name);
    }
    expect(faults).not.toMatch(/but private|hidden/);
  });

  test.each(['', '   ', undefined])('has no default for the webhook secret (%j)', (secret) => {
    expect(faultsOf({ ...COMPLETE, WEBHOOK_SECRET: secret })).toContain('WEBHOOK_SECRET');
  });

  test('takes earlier secrets after the present one', () => {
    const { webhookSecrets } = readEnvironment({
      ...COMPLETE,
      WEBHOOK_PREVIOUS_SECRETS: 'old, older',
    });
    expect(webhookSecrets).toEqual(['s3cret-value', 'old', 'older']);
  });

  test('names a private key file that cannot be read', () => {
    const faults = faultsOf({
      APP_ID: '7',
      WEBHOOK_SECRET: 'x',
      PRIVATE_KEY_PATH: '/nowhere/key.pem',
    });
    expect(faults).toContain('/nowhere/key.pem');
  });
});

test.each([
  [{}, 'https://github.com', 'https://api.github.com'],
  [{ GHE_HOST: 'git.example.com' }, 'https://git.example.com', 'https://git.example.com/api/v3'],
  [
    { GHE_HOST: 'localhost:8080', GHE_PROTOCOL: 'http' },
    'http://localhost:8080',
    'http://localhost:8080/api/v3',
  ],
  [{ GITHUB_API_URL: 'https://api.github.com/' }, 'https://github.com', 'https://api.github.com'],
  [
    { GITHUB_API_URL: 'https://git.example.com/gh/api/v3' },
    'https://git.example.com',
    'https://git.example.com/gh/api/v3',
  ],
])('finds GitHub from %j', (variables, webUrl, apiUrl) => {
  expect(readGitHubAddress(variables)).toEqual({ webUrl, apiUrl });
});
