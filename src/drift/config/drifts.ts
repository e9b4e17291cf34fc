import type { Location } from '../../location.ts';
import { type ConfigDrift, compareDrifts } from '../drift.ts';
import { fingerprint } from '../fingerprint.ts';
import { differsFromCode } from './default-value.ts';
import { environmentGaps } from './environments.ts';
import { isKnownName } from './known-names.ts';
import type { SettingsComparison } from './read-settings.ts';
import { type ConfigRuleId, configRule } from './rules.ts';
import { looksLikeSecret } from './secret-value.ts';
import { looksSecret } from './setting-name.ts';
import type { SettingRead } from './setting-read.ts';

/** Settings that tell environments apart. */
const SELECTS = /(?:^|_)(?:ENV|ENVIRONMENT|DEBUG)$/;

/** What decides beside the settings themselves. */
export interface DriftOptions {
  /** Names that are left alone. */
  isExcluded(name: string): boolean;
  /** The service that a file belongs to. */
  serviceOf(file: string): string | null;
}

/** Everything in which code and documents disagree, in report order. Values of documents stand nowhere in it. */
export function driftsOf(
  settings: SettingsComparison,
  options: DriftOptions,
): readonly ConfigDrift[] {
  const finding = new Finding(settings, options);
  finding.undocumented();
  finding.stale();
  finding.defaults();
  finding.environments();
  finding.secrets();
  return finding.drifts.sort(compareDrifts);
}

class Finding {
  readonly drifts: ConfigDrift[] = [];
  readonly #reads = new Map<string, SettingRead[]>();

  constructor(
    private readonly settings: SettingsComparison,
    private readonly options: DriftOptions,
  ) {
    for (const read of settings.reads)
      this.#reads.set(read.name, [...(this.#reads.get(read.name) ?? []), read]);
  }

  undocumented(): void {
    for (const { name, required, reads } of this.settings.undocumented) {
      const first = reads.find((read) => read.required) ?? reads[0];
      if (first === undefined) continue;
      const need = required ? 'needs' : 'reads';
      const more = reads.length > 1 ? ` in ${reads.length} places` : '';
      this.#add('undocumented-variable', name, {
        message: `The code ${need} ${name}${more}, but nothing documents or supplies it.`,
        head: first,
        action: 'add',
        after: shownDefault(name, first),
        isHarmless: !required,
      });
    }
  }

  stale(): void {
    for (const { name, documented } of this.settings.stale) {
      const [first] = documented;
      if (first === undefined) continue;
      const files = [...new Set(documented.map(({ file }) => file))].join(', ');
      const verb = documented.every(({ kind }) => kind === 'supply') ? 'sets' : 'tells of';
      this.#add('stale-variable', name, {
        message: `${files} ${verb} ${name}, but no code reads it.`,
        head: first,
        action: 'remove',
        before: name,
      });
    }
  }

  defaults(): void {
    for (const one of this.settings.documented) {
      const reads = this.#reads.get(one.name) ?? [];
      // An example is mostly of another environment than the code's default is for.
      const isOfEnvironment = one.kind !== 'documentation' && SELECTS.test(one.name);
      if (isKnownName(one.name) || isOfEnvironment || !differsFromCode(one, reads)) continue;
      const read = reads.find(
        (candidate) => candidate.default !== null && candidate.default !== '',
      );
      if (read === undefined) continue;
      this.#add(
        'default-mismatch',
        one.name,
        {
          message: `The default of ${one.name} that ${one.file} tells is not that of the code in ${read.file}, line ${read.line}.`,
          head: one,
          action: 'change',
          before: one.name,
          after: shownDefault(one.name, read),
          ...(one.kind === 'example' ? { severity: 'low' as const } : {}),
        },
        [one.file],
      );
    }
  }

  environments(): void {
    for (const { name, present, missingIn } of environmentGaps(this.settings.documented)) {
      const reads = this.#reads.get(name) ?? [];
      const hasDefault = reads.length > 0 && reads.every(({ required }) => !required);
      if (isKnownName(name)) continue;
      this.#add(
        'environment-mismatch',
        name,
        {
          message: `${present.file} has ${name}, but ${missingIn} does not.`,
          head: present,
          action: 'add',
          before: name,
          isHarmless: hasDefault || reads.length === 0,
        },
        [missingIn],
      );
    }
  }

  secrets(): void {
    for (const one of this.settings.documented) {
      if (one.value === null || !looksLikeSecret(one.name, one.value)) continue;
      this.#add(
        'secret-in-example',
        one.name,
        {
          message: `The value of ${one.name} in ${one.file} looks like a real secret.`,
          head: one,
          action: 'change',
          before: one.name,
        },
        [one.file],
      );
    }
  }

  #add(rule: ConfigRuleId, name: string, detail: Detail, key: readonly string[] = []): void {
    if (this.options.isExcluded(name)) return;
    const { compatibility, severity, mismatch_type, why, remedy } = configRule(rule);
    const { file, line, column } = detail.head;
    const service = this.options.serviceOf(file);
    const id = fingerprint('config', rule, [service ?? '', name, ...key]);
    if (this.drifts.some((drift) => drift.fingerprint === id)) return;
    this.drifts.push({
      area: 'config',
      rule,
      compatibility: detail.isHarmless === true ? 'non_breaking' : compatibility,
      severity: detail.severity ?? (detail.isHarmless === true ? 'low' : severity),
      mismatch_type,
      message: detail.message,
      why,
      remedy,
      base: null,
      head: { file, line, column },
      fingerprint: id,
      action: detail.action,
      before: detail.before ?? null,
      after: detail.after ?? null,
      operations: [],
      direction: 'none',
      base_pointer: null,
      head_pointer: null,
      witness: null,
      subject: { kind: 'variable', name, service },
    });
  }
}

interface Detail extends Pick<ConfigDrift, 'message' | 'action'> {
  readonly head: Location;
  readonly before?: string;
  readonly after?: string | null;
  readonly severity?: ConfigDrift['severity'];
  /** Whether all goes well as long as the default will do. */
  readonly isHarmless?: boolean;
}

/** The default of the code, where it may be shown. */
function shownDefault(name: string, read: SettingRead): string | null {
  if (read.default === null || looksSecret(name) || read.default.length > 100) return null;
  return looksLikeSecret(name, read.default) ? null : read.default;
}
