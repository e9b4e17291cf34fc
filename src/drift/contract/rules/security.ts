import type { RuleEntry } from './define.ts';

/** What a caller has to show. */
export const securityRules = {
  'api-security-added': {
    direction: 'request',
    compatibility: 'definitely_breaking',
    mismatch_type: 'security_mismatch',
    title: 'An open operation now asks for credentials',
    why: 'Callers that send no credentials are refused.',
    remedy: 'Keep the operation open, or offer the protected one under a new address.',
  },
  'api-security-removed': {
    direction: 'request',
    compatibility: 'non_breaking',
    severity: 'low',
    mismatch_type: 'security_mismatch',
    title: 'An operation no longer asks for credentials',
    why: 'Callers that send credentials still get through, but so does everybody else.',
    remedy: 'Make sure that the operation is meant to be open.',
  },
  'api-security-alternative-added': {
    direction: 'request',
    compatibility: 'non_breaking',
    mismatch_type: 'security_mismatch',
    title: 'Another way to authenticate was added',
    why: 'Callers may go on with the one they use.',
    remedy: 'Nothing to do.',
  },
  'api-security-alternative-removed': {
    direction: 'request',
    compatibility: 'definitely_breaking',
    mismatch_type: 'security_mismatch',
    title: 'A way to authenticate was removed',
    why: 'Callers that use it are refused.',
    remedy: 'Keep accepting it until all callers have moved.',
  },
  'api-security-scope-added': {
    direction: 'request',
    compatibility: 'definitely_breaking',
    mismatch_type: 'security_mismatch',
    title: 'A further scope is asked for',
    why: 'Tokens that were given out without the scope are refused.',
    remedy: 'Keep accepting tokens without the scope until all callers have new ones.',
  },
  'api-security-scope-removed': {
    direction: 'request',
    compatibility: 'non_breaking',
    mismatch_type: 'security_mismatch',
    title: 'A scope is no longer asked for',
    why: 'Tokens that have it are still accepted.',
    remedy: 'Nothing to do.',
  },
} as const satisfies Readonly<Record<string, RuleEntry>>;
