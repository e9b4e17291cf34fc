/** Whether what once drifted still does: older commits held against the head of today. */
import { detectContractDrift } from '../drift/contract/detect.ts';
import type { Drift } from '../drift/drift.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import { tuneDrifts } from './tune.ts';
import { applyWaivers } from './waive.ts';

/** The drifts between an older commit and the head, by fingerprint. */
export interface StandingDrifts {
  readonly baseSha: string;
  /** Those that count. */
  readonly fingerprints: readonly string[];
  /** Those that are waived on the audit's day. */
  readonly waived: readonly string[];
}

/**
 * Compares one older tree with the head; `states` is what stands at the head whatever it is compared with. Rejects only
 * when a tree's source fails.
 */
export async function standingDrifts(input: {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly states: readonly Drift[];
}): Promise<StandingDrifts> {
  const { base, head, settings, date, states } = input;
  const components = settings.contracts.components;
  const found = await detectContractDrift({ base, head, settings, date, components });
  const { drifts } = tuneDrifts(found.changes, settings.rules);
  // What was accepted on a pull request holds for its merge; an incident that stood before is none of it.
  const waivers = settings.waivers.filter(({ accepted }) => accepted === undefined);
  const { counted, waived } = applyWaivers([...drifts, ...states], waivers, date);
  return {
    baseSha: base.revision,
    fingerprints: counted.map(({ fingerprint }) => fingerprint),
    waived: waived.map(({ drift }) => drift.fingerprint),
  };
}
