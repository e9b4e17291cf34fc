import { expect, test } from '@jest/globals';
import { looksLikeSecret } from '../../../src/drift/config/secret-value.ts';

const BODY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';

test.each([
  ['PRIVATE_KEY', `-----BEGIN RSA PRIVATE KEY-----\\n${BODY}\\n`],
  ['PRIVATE_KEY', `-----BEGIN PRIVATE KEY-----\n${BODY}\n`],
  ['AWS_KEY', 'AKIAQ3EGRTTZ7WVB2KLM'],
  ['SESSION_SECRET', 'kX9vQ2mZ7pL4tR8wB3nY6cJ1'],
])('%s with a value that works looks like a secret', (name, value) => {
  expect(looksLikeSecret(name, value)).toBe(true);
});

test.each([
  ['PRIVATE_KEY', '-----BEGIN RSA PRIVATE KEY-----\\n...\\n-----END RSA PRIVATE KEY-----'],
  ['AWS_KEY', 'AKIAIOSFODNN7EXAMPLE'],
  ['SESSION_SECRET', 'change-me-to-something-long-and-random'],
  ['SESSION_SECRET', ''],
  ['BUILD_ID', 'kX9vQ2mZ7pL4tR8wB3nY6cJ1'],
])('%s with a placeholder, or that is no secret, does not', (name, value) => {
  expect(looksLikeSecret(name, value)).toBe(false);
});
