import type { Node } from '../model/node.ts';
import type { Flow } from './comparison.ts';
import type { Finding } from './unit.ts';

/** The alternative whose coming or going a finding is about, which only its own values show; null for other findings. */
export function alternativeOf({ rule, base, head }: Finding, flow: Flow): Node | null {
  if (typeof rule === 'string' || !('fact' in rule)) return null;
  if (!/^(any|one)-of-(added|removed)$/.test(rule.fact)) return null;
  return flow === 'request' ? base : head;
}
