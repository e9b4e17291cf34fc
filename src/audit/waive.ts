import type { WaivedDrift } from '../drift/area-report.ts';
import { COMPATIBILITIES, type Drift } from '../drift/drift.ts';
import { compareLocations } from '../location.ts';
import type { AcceptedChange, Settings, Waiver } from '../settings/settings.ts';
import { operationNames } from './changes-since.ts';

/**
 * What became of a waiver in one audit. `expired`: its day has passed, so it waives nothing. `unused`: nothing this
 * audit compared is what it was given for; where its fingerprint was found all the same, the change became another.
 */
export interface WaiverUse extends Waiver {
  readonly status: 'applied' | 'expired' | 'unused';
  /** Whether the audit found a change with its fingerprint. */
  readonly found: boolean;
}

export interface WaiverResult {
  /** What counts, in the order it came. */
  readonly counted: readonly Drift[];
  readonly waived: readonly WaivedDrift[];
  /** Every waiver, by place. */
  readonly uses: readonly WaiverUse[];
}

/** Settings with the waivers that were given in comments and with buttons. Where a file waives the same change, the file says how long. */
export function withWaivers(settings: Settings, given: readonly Waiver[]): Settings {
  return given.length === 0 ? settings : { ...settings, waivers: [...given, ...settings.waivers] };
}

/** Sets apart what a waiver accepts. `date` (YYYY-MM-DD) is the audit's; a waiver holds through its last day. */
export function applyWaivers(
  drifts: readonly Drift[],
  waivers: readonly Waiver[],
  date: string,
): WaiverResult {
  const inForce = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    if (isExpired(waiver, date)) continue;
    const known = inForce.get(waiver.fingerprint);
    if (known === undefined) inForce.set(waiver.fingerprint, [waiver]);
    else known.push(waiver);
  }
  const found = new Map(drifts.map((drift) => [drift.fingerprint, drift]));
  const counted: Drift[] = [];
  const waived: WaivedDrift[] = [];
  for (const drift of drifts) {
    const waiver = inForce.get(drift.fingerprint)?.findLast((one) => isFor(one, drift, found));
    if (waiver === undefined) counted.push(drift);
    else waived.push({ drift, waiver });
  }
  const uses = waivers.map((waiver) => useOf(waiver, found, date));
  return { counted, waived, uses: uses.sort((a, b) => compareLocations(a.location, b.location)) };
}

type Found = ReadonlyMap<string, Drift>;

function useOf(waiver: Waiver, found: Found, date: string): WaiverUse {
  const drift = found.get(waiver.fingerprint);
  const isUsed = drift !== undefined && isFor(waiver, drift, found);
  const status = isExpired(waiver, date) ? 'expired' : isUsed ? 'applied' : 'unused';
  return { ...waiver, status, found: drift !== undefined };
}

function isExpired({ expires, accepted }: Waiver, date: string): boolean {
  return expires !== null && expires < date && accepted?.merged_in_time !== true;
}

/** Whether a drift with a waiver's fingerprint is what it was given for. */
function isFor({ accepted }: Waiver, drift: Drift, found: Found): boolean {
  if (accepted === undefined) return true;
  const { compatibility, after } = drift;
  const isWorse =
    COMPATIBILITIES.indexOf(compatibility) > COMPATIBILITIES.indexOf(accepted.compatibility);
  return !isWorse && after === accepted.after && !isChanged(accepted, drift, found);
}

/**
 * Whether something came since that a drift hides: a change of what it reaches that is not found, and so judged, by
 * itself, as one of what is new altogether.
 */
function isChanged({ changed_since = [] }: AcceptedChange, drift: Drift, found: Found): boolean {
  if (changed_since === null) return true;
  const names = operationNames(drift);
  return changed_since.some(
    ({ fingerprint, operations }) =>
      (fingerprint === drift.fingerprint || !found.has(fingerprint)) &&
      operations.some((name) => names.includes(name)),
  );
}
