import { describe, expect, test } from '@jest/globals';
import { redact } from '../../src/incidents/redact.ts';

// Put together here, so that no scanner takes this file for a leak.
const githubToken = ['ghp', 'a1B2'.repeat(9)].join('_');
const awsKey = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');

describe('what is copied from a repository', () => {
  test.each([
    [`{"example":"${githubToken}"}`, '{"example":"[redacted]"}'],
    [`{"default":"${awsKey}"}`, '{"default":"[redacted]"}'],
    [
      '{"url":"https://ann:hunter2@db.example.com/x"}',
      '{"url":"https://ann:[redacted]@db.example.com/x"}',
    ],
    ['{"client_secret": "s3cr\\"et","name":"x"}', '{"client_secret": "[redacted]","name":"x"}'],
    ['{"apiKey":"abc"}', '{"apiKey":"[redacted]"}'],
  ])('shows no secret: %s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  test.each([
    '{"type":"string","maxLength":40}',
    '{"properties":{"password":{"type":"string"}}}',
    '{"required":["token"]}',
    '{"pattern":"^[a-z]+$","tokenizer":"standard"}',
  ])('keeps everything else: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
