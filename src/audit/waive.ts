import type { WaivedDrift } from '../drift/area-report.ts';
import type { Drift } from '../drift/drift.ts';
import { compareLocations } from '../location.ts';
import type { Settings, Waiver } from '../settings/settings.ts';

/**
 * What became of a waiver in one audit. `expired`: its day has passed, so it waives nothing. `unused`: nothing this
 * audit compared has its fingerprint; another change may.
 */
export interface WaiverUse extends Waiver {
  readonly status: 'applied' | 'expired' | 'unused';
  /** Whether the audit found the change it is for. */
  readonly found: boolean;
}

export interface WaiverResult {
  /** What counts, in the order it came. */
  readonly counted: readonly Drift[];
  readonly waived: readonly WaivedDrift[];
  /** Every waiver, by place. */
  readonly uses: readonly WaiverUse[];
}

/** Settings with the waivers that were given in comments. Where a file waives the same change, the file says how long. */
export function withWaivers(settings: Settings, given: readonly Waiver[]): Settings {
  return given.length === 0 ? settings : { ...settings, waivers: [...given, ...settings.waivers] };
}

/** Sets apart what a waiver accepts. `date` (YYYY-MM-DD) is the audit's; a waiver holds through its last day. */
export function applyWaivers(
  drifts: readonly Drift[],
  waivers: readonly Waiver[],
  date: string,
): WaiverResult {
  const inForce = new Map(
    waivers.filter(({ expires }) => expires >= date).map((waiver) => [waiver.fingerprint, waiver]),
  );
  const counted: Drift[] = [];
  const waived: WaivedDrift[] = [];
  for (const drift of drifts) {
    const waiver = inForce.get(drift.fingerprint);
    if (waiver === undefined) counted.push(drift);
    else waived.push({ drift, waiver });
  }
  const found = new Set(drifts.map(({ fingerprint }) => fingerprint));
  const uses = waivers.map((waiver) => useOf(waiver, found.has(waiver.fingerprint), date));
  return { counted, waived, uses: uses.sort((a, b) => compareLocations(a.location, b.location)) };
}

function useOf(waiver: Waiver, found: boolean, date: string): WaiverUse {
  const status = waiver.expires < date ? 'expired' : found ? 'applied' : 'unused';
  return { ...waiver, status, found };
}
