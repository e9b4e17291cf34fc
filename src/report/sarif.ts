/** The reports as SARIF 2.1.0 (OASIS standard, sections named where a rule comes from it). */
import type { AuditReport } from '../audit/report.ts';
import type { WaiverUse } from '../audit/waive.ts';
import type { AreaReport, WaivedDrift } from '../drift/area-report.ts';
import type { Compatibility, Drift } from '../drift/drift.ts';
import type { Rule } from '../drift/rule.ts';
import type { Location } from '../location.ts';
import type { Problem } from '../problem.ts';
import type { Waiver } from '../settings/settings.ts';
import { shown } from '../visible.ts';
import { encodePath } from './address.ts';
import { allProblems, type JudgedChange, judgedChanges, unjudgedChanges } from './judgement.ts';
import { idleInWords, idleWaivers, waivedChanges } from './waivers.ts';
import { witnessInWords } from './wording.ts';

export interface SarifOptions {
  /** The catalogue's rules. */
  readonly rules: readonly Rule[];
  /** Holdfast's own version. */
  readonly version: string;
}

/** Section 3.27.10 (`level` of a result). */
const LEVELS = {
  definitely_breaking: 'error',
  potentially_breaking: 'warning',
  non_breaking: 'note',
} as const satisfies Record<Compatibility, string>;

/** An audit as a SARIF log; promoted changes have the level they counted with. */
export function checkSarif(report: AuditReport, options: SarifOptions) {
  return log(
    {
      changes: judgedChanges(report),
      waived: waivedChanges(report),
      idle: idleWaivers(report),
      problems: allProblems(report),
    },
    options,
  );
}

/** A comparison of two contracts as a SARIF log. */
export function diffSarif(area: AreaReport, options: SarifOptions) {
  const { waived, problems } = area;
  return log({ changes: unjudgedChanges(area.changes), waived, idle: [], problems }, options);
}

interface Contents {
  readonly changes: readonly JudgedChange[];
  readonly waived: readonly WaivedDrift[];
  readonly idle: readonly WaiverUse[];
  readonly problems: readonly Problem[];
}

function log({ changes, waived, idle, problems }: Contents, { rules, version }: SarifOptions) {
  const waivers = new Map(waived.map(({ drift, waiver }) => [drift, waiver]));
  const all = [...changes, ...unjudgedChanges([...waivers.keys()])];
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const settings = problems.filter(({ code }) => code === 'invalid-settings');
  const others = problems.filter(({ code }) => code !== 'invalid-settings');
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Holdfast', semanticVersion: version, rules: rules.map(descriptor) },
        },
        // Section 3.14.17: the columns of locations count UTF-16 code units.
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: others.map(notification),
            toolConfigurationNotifications: [...settings.map(notification), ...idle.map(reminder)],
          },
        ],
        results: all.map((change) => ({
          ...result(change, indexes.get(change.drift.rule)),
          ...suppressed(waivers.get(change.drift), waived.length > 0),
        })),
      },
    ],
  };
}

function descriptor(rule: Rule) {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.remedy },
    defaultConfiguration: { level: LEVELS[rule.compatibility] },
    properties: {
      tags: [rule.area],
      compatibility: rule.compatibility,
      severity: rule.severity,
      mismatch_type: rule.mismatch_type,
    },
  };
}

function result({ drift, counted, promoted }: JudgedChange, ruleIndex: number | undefined) {
  const place = drift.head ?? drift.base;
  const related =
    drift.base === null
      ? []
      : [{ id: 1, ...location(drift.base), message: { text: 'Where it stands at base' } }];
  return {
    ruleId: drift.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[counted],
    message: { text: messageOf(drift, promoted) },
    locations: place === null ? [] : [location(place)],
    relatedLocations: related,
    // Section 3.27.17: stable from run to run; the name carries the version of how it is made.
    partialFingerprints: { 'holdfast/v1': drift.fingerprint },
    properties: {
      compatibility: drift.compatibility,
      severity: drift.severity,
      subject: drift.subject,
      operations: drift.operations.length,
      ...(drift.witness === null ? {} : { witness: drift.witness }),
    },
  };
}

/**
 * Section 3.27.23: `suppressions` is there for all results of a run or for none; empty where nothing is suppressed.
 * Section 3.35: a waiver stands outside of the file it is about, and was accepted on the base branch.
 */
function suppressed(waiver: Waiver | undefined, hasAny: boolean) {
  if (waiver === undefined) return hasAny ? { suppressions: [] } : {};
  const { reason, expires, by } = waiver;
  return {
    suppressions: [
      {
        kind: 'external' as const,
        status: 'accepted' as const,
        justification: reason,
        ...(waiver.location === null ? {} : { location: location(waiver.location) }),
        properties: { expires, by },
      },
    ],
  };
}

/** A waiver that waives nothing: a note, and a warning once it has expired. */
function reminder(use: WaiverUse) {
  return {
    level: use.status === 'expired' ? ('warning' as const) : ('note' as const),
    descriptor: { id: `waiver-${use.status}` },
    message: { text: escapeLinks(idleInWords(use, (text) => text)) },
    ...(use.location === null ? {} : { locations: [location(use.location)] }),
  };
}

function messageOf({ message, why, remedy, witness }: Drift, promoted: string | null): string {
  const counted = promoted === null ? [] : [`Counted as breaking: ${promoted}`];
  const shownBy = witness === null ? [] : [`Shown by ${shown(witnessInWords(witness), 300)}.`];
  return [message, why, ...shownBy, ...counted, remedy].map(escapeLinks).join(' ');
}

/** Section 3.11.6: `[text](target)` in a message is a link; what came from a repository must not become one. */
function escapeLinks(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function notification(problem: Problem) {
  const { file, line, column } = problem;
  const region =
    line === null
      ? {}
      : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
  return {
    level: 'error' as const,
    descriptor: { id: problem.code },
    message: { text: escapeLinks(problem.message) },
    locations:
      file === null ? [] : [{ physicalLocation: { artifactLocation: artifact(file), ...region } }],
    ...(problem.side === null ? {} : { properties: { side: problem.side } }),
  };
}

function location({ file, line, column }: Location) {
  return {
    physicalLocation: {
      artifactLocation: artifact(file),
      region: { startLine: line, startColumn: column },
    },
  };
}

/** Section 3.4.3: a file is a URI reference (RFC 3986), relative to the root of the sources. */
function artifact(file: string) {
  const path = encodePath(file);
  return path.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: '%SRCROOT%' };
}
