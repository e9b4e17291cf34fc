import type { RuleEntry } from './define.ts';

/** Where a contract is served. */
export const serverRules = {
  'api-base-path-changed': {
    direction: 'none',
    compatibility: 'definitely_breaking',
    mismatch_type: 'endpoint_not_found',
    title: 'The path prefix of the servers changed',
    why: 'Callers send requests to the old address, where the operations are no longer promised.',
    remedy: 'Keep the old server beside the new one until all callers have moved.',
  },
  'api-server-added': {
    direction: 'none',
    compatibility: 'non_breaking',
    mismatch_type: 'endpoint_not_found',
    title: 'A server was added',
    why: 'Callers may go on with the address they use.',
    remedy: 'Nothing to do.',
  },
  'api-server-changed': {
    direction: 'none',
    compatibility: 'potentially_breaking',
    mismatch_type: 'endpoint_not_found',
    title: 'The host of a server changed',
    why: 'Callers that use the old host fail when it is switched off.',
    remedy: 'Keep the old server beside the new one until all callers have moved.',
  },
  'api-server-removed': {
    direction: 'none',
    compatibility: 'potentially_breaking',
    mismatch_type: 'endpoint_not_found',
    title: 'A server was removed',
    why: 'Callers that use its address fail when it is switched off.',
    remedy: 'Keep the server until all callers have moved.',
  },
} as const satisfies Readonly<Record<string, RuleEntry>>;
