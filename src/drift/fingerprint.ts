import { createHash } from 'node:crypto';
import type { Area } from './drift.ts';

/**
 * The stable identity of a drift across commits: area, rule, subject and the key of its detail.
 * `parts` must hold nothing that moves without meaning: no line numbers, no SHAs, no message text.
 * Answers 32 hexadecimal digits (128 bits of SHA-256).
 */
export function fingerprint(area: Area, rule: string, parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([area, rule, ...parts]))
    .digest('hex')
    .slice(0, 32);
}
