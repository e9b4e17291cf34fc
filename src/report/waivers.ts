/** Waived changes and the waivers to look at: in words, and as lists in Markdown. */
import type { AuditReport } from '../audit/report.ts';
import type { WaiverUse } from '../audit/waive.ts';
import type { WaivedDrift } from '../drift/area-report.ts';
import { subjectName } from '../drift/drift.ts';
import type { Waiver } from '../settings/settings.ts';
import type { Links } from './links.ts';
import { code, escapeText, link } from './markdown-escape.ts';
import type { RowList } from './page.ts';
import { count, lineOf, number } from './wording.ts';

/** Where a waiver stands that no settings file holds. */
export function givenWithout({ accepted, expires }: Waiver): string {
  if (accepted === undefined) return 'given in a comment';
  const how = expires === null ? 'given with a button' : 'given in a comment';
  return `${how}, for this pull request and its merge`;
}

/** Every change of a report that is waived, in report order. */
export function waivedChanges(report: AuditReport): readonly WaivedDrift[] {
  return Object.values(report.areas).flatMap(({ waived }) => waived);
}

/** Waivers that waive nothing, expired ones first. */
export function idleWaivers({ waivers }: AuditReport): readonly WaiverUse[] {
  // What is in no file needs no tidying up: it is worth a word only when its change counts again.
  const kept = waivers.filter(({ location, found }) => location !== null || found);
  const expired = kept.filter(({ status }) => status === 'expired');
  return [...expired, ...kept.filter(({ status }) => status === 'unused')];
}

/** How many changes the settings' rules leave out. */
export function leftOut(report: AuditReport): number {
  return Object.values(report.areas).reduce((sum, { left_out }) => sum + left_out, 0);
}

/** Until when a change is waived, by whom and why; `show` makes text from the repository safe. */
export function waiverInWords(waiver: Waiver, show: (text: string) => string): string {
  // Its reason says by whom and where it was accepted.
  if (waiver.expires === null) return show(waiver.reason);
  const by = waiver.by === null ? '' : ` by ${show(waiver.by)}`;
  return `waived until ${waiver.expires}${by}: ${show(waiver.reason)}`;
}

/** What became of a waiver that waives nothing, and what to do. */
export function idleInWords(use: WaiverUse, show: (text: string) => string): string {
  const what = `The waiver of ${use.fingerprint} (${show(use.reason)})`;
  if (use.status === 'unused' && use.found) {
    return `${what} is for another change: what it was given for has changed since, so it counts. Put it right, or accept it again.`;
  }
  if (use.status === 'unused') {
    return `${what} matches no change here. If its change is merged, remove it.`;
  }
  if (use.location === null) {
    return `${what} expired on ${use.expires}: its change counts again. Put the change right, or waive it again.`;
  }
  return use.found
    ? `${what} expired on ${use.expires}: its change counts again. Put the change right, or renew the waiver on the base branch.`
    : `${what} expired on ${use.expires} and matches no change here. Remove it.`;
}

/** Waived changes, one a line. */
export function waivedList(waived: readonly WaivedDrift[], links: Links): RowList {
  return {
    head: `<details><summary>${count(waived.length, 'waived change')}, counted in no budget</summary>\n`,
    rows: waived.map(
      ({ drift, waiver }) =>
        `- ${code(subjectName(drift.subject), 80)}: ${escapeText(drift.message)} ${waiverInWords(waiver, (text) => escapeText(text, 300))} (${placeOf(waiver, links)})`,
    ),
    more: (left) => `- … and ${number(left)} more: full list with \`holdfast check\``,
    foot: '\n\n</details>',
    most: 100,
    share: 12_000,
  };
}

/** Waivers that waive nothing, one a line. */
export function idleList(uses: readonly WaiverUse[], links: Links): RowList {
  return {
    head: '### ⏰ Waivers to look at\n',
    rows: uses.map(
      (use) => `- ${placeOf(use, links)}: ${idleInWords(use, (text) => escapeText(text, 300))}`,
    ),
    more: (left) => `- … and ${number(left)} more: full list with \`holdfast check\``,
    most: 50,
    share: 8_000,
  };
}

/** Settings come from the base commit, so that is where their lines are linked. */
function placeOf(waiver: Waiver, links: Links): string {
  const { location } = waiver;
  if (location === null) return givenWithout(waiver);
  const place = code(lineOf(location));
  const address = links.base(location);
  return address === null ? place : link(place, address);
}
