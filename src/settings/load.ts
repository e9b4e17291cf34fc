import { compareText, type Location } from '../location.ts';
import { compareProblems, type Problem } from '../problem.ts';
import {
  type BreakingChangeRuleContent,
  type BudgetMap,
  LEVEL_KEYS,
  type SettingsContent,
  type WebhookContent,
} from './content.ts';
import {
  BUILT_IN_BUDGET,
  DEFAULT_CONFIG,
  DEFAULT_CONTRACTS,
  DEFAULT_GITOPS,
  DEFAULT_INCIDENT_ISSUES,
  DEFAULT_INCIDENT_RETENTION_DAYS,
  DEFAULT_SCHEDULE,
  DEFAULT_SPEC,
  DEFAULT_WEBHOOK_EVENTS,
  defaultSettings,
} from './defaults.ts';
import {
  type BreakingChangeRule,
  BUDGET_KEYS,
  BUDGET_LEVELS,
  type Budget,
  type BudgetKey,
  type BudgetOrigin,
  type BudgetValues,
  type IncidentWebhook,
  type Service,
  type Settings,
  type SettingsOutcome,
  type Waiver,
} from './settings.ts';
import { readSettingsFile, type ValidSettingsFile } from './validate.ts';

/** A settings file as it was found. `file` is the name that locations and messages carry. */
export interface SettingsFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads settings files, strongest first, into the complete settings of `repository` (`owner/name`).
 * Files are merged key by key: the strongest that has a key wins, lists are replaced as a whole, and
 * budgets are kept side by side so that each key can be traced. No files: the defaults.
 * Every error of every file is reported.
 */
export function parseSettings(
  files: readonly SettingsFile[],
  context: { readonly repository: string },
): SettingsOutcome {
  const valid: ValidSettingsFile[] = [];
  const problems: Problem[] = [];
  for (const { file, text } of files) {
    const outcome = readSettingsFile(file, text);
    if (outcome.ok) valid.push(outcome.value);
    else problems.push(...outcome.problems);
  }
  if (problems.length > 0) return { ok: false, problems: problems.sort(compareProblems) };
  return { ok: true, settings: merge(valid, context.repository), problems: [] };
}

function merge(files: readonly ValidSettingsFile[], repository: string): Settings {
  const defaults = defaultSettings(repository);
  const strongest = <T>(read: (content: SettingsContent) => T | undefined): T | undefined => {
    for (const { content } of files) {
      const value = read(content);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const budgetOrigin = files.find(({ content }) => content.drift_budget?.enabled !== undefined);
  return {
    workspace: strongest((content) => content.workspace) ?? defaults.workspace,
    files: files.map(({ document }) => document.file),
    services: mergeServices(files),
    contracts: {
      include: strongest((content) => content.contracts?.include) ?? DEFAULT_CONTRACTS.include,
      exclude: strongest((content) => content.contracts?.exclude) ?? DEFAULT_CONTRACTS.exclude,
      components:
        strongest((content) => content.contracts?.components) ?? DEFAULT_CONTRACTS.components,
    },
    spec: mergeKeys(DEFAULT_SPEC, files, (content) => content.spec),
    config: mergeKeys(DEFAULT_CONFIG, files, (content) => content.config),
    rules: files.flatMap(({ content }) =>
      Object.entries(content.rules ?? {}).map(([rules, setting]) => ({ ...setting, rules })),
    ),
    waivers: waiversOf(files.find(({ content }) => content.waivers !== undefined)),
    budget_enabled: strongest((content) => content.drift_budget?.enabled) ?? true,
    budget_enabled_origin:
      budgetOrigin === undefined
        ? defaults.budget_enabled_origin
        : fileOrigin(budgetOrigin, ['drift_budget', 'enabled']),
    budgets: [...files.flatMap(budgetsOf), BUILT_IN_BUDGET],
    precedence: strongest((content) => content.drift_budget?.precedence) ?? defaults.precedence,
    breaking_change_rules: (
      strongest((content) => content.drift_budget?.breaking_change_rules) ?? []
    ).map(completeRule),
    incident_retention_days:
      strongest((content) => content.drift_budget?.incident_retention_days) ??
      DEFAULT_INCIDENT_RETENTION_DAYS,
    branches: strongest((content) => content.branches) ?? [],
    review: strongest((content) => content.review) ?? defaults.review,
    schedule: mergeKeys(DEFAULT_SCHEDULE, files, (content) => content.schedule),
    incident_issues: mergeKeys(
      DEFAULT_INCIDENT_ISSUES,
      files,
      (content) => content.incidents?.issues,
    ),
    gitops: mergeKeys(DEFAULT_GITOPS, files, (content) => content.drift_budget?.gitops),
    incident_webhooks: (strongest((content) => content.incidents?.webhooks) ?? []).map(
      completeWebhook,
    ),
  };
}

function fileOrigin({ document }: ValidSettingsFile, path: readonly string[]): BudgetOrigin {
  return { kind: 'file', location: document.locate(path) };
}

function budgetsOf(file: ValidSettingsFile): readonly Budget[] {
  const drift = file.content.drift_budget;
  const budgets = BUDGET_LEVELS.flatMap((level) => {
    const map: BudgetMap = drift?.[LEVEL_KEYS[level]] ?? {};
    return Object.entries(map).map(([name, values]) =>
      budgetAt(file, level, name, values, ['drift_budget', LEVEL_KEYS[level], name]),
    );
  });
  if (drift?.default_budget === undefined) return budgets;
  const path = ['drift_budget', 'default_budget'];
  return [...budgets, budgetAt(file, 'default', '', drift.default_budget, path)];
}

function budgetAt(
  file: ValidSettingsFile,
  level: Budget['level'],
  name: string,
  values: BudgetValues,
  path: readonly string[],
): Budget {
  const locations: Partial<Record<BudgetKey, Location>> = {};
  for (const key of BUDGET_KEYS) {
    if (values[key] !== undefined) locations[key] = file.document.locate([...path, key]);
  }
  return { level, name, values, origin: fileOrigin(file, path), key_locations: locations };
}

/** Settings of which each key is said by the strongest file that has it. */
function mergeKeys<T extends object>(
  defaults: T,
  files: readonly ValidSettingsFile[],
  read: (content: SettingsContent) => Partial<T> | undefined,
): T {
  let merged = defaults;
  for (const { content } of files.toReversed()) merged = { ...merged, ...read(content) };
  return merged;
}

function mergeServices(files: readonly ValidSettingsFile[]): readonly Service[] {
  const services = new Map<string, Service>();
  for (const { content, document } of files.toReversed()) {
    for (const [name, service] of Object.entries(content.services ?? {})) {
      const weaker = services.get(name);
      services.set(name, {
        name,
        contracts: service.contracts ?? weaker?.contracts ?? [],
        sources: service.sources ?? weaker?.sources ?? [],
        location: document.locate(['services', name]),
      });
    }
  }
  return [...services.values()].sort((a, b) => compareText(a.name, b.name));
}

function waiversOf(file: ValidSettingsFile | undefined): readonly Waiver[] {
  if (file === undefined) return [];
  return (file.content.waivers ?? []).map((waiver, index) => ({
    fingerprint: waiver.fingerprint,
    reason: waiver.reason,
    expires: waiver.expires,
    by: waiver.by ?? null,
    location: file.document.locate(['waivers', index]),
  }));
}

function completeRule(rule: BreakingChangeRuleContent): BreakingChangeRule {
  const enabled = rule.enabled ?? true;
  return rule.type === 'severity'
    ? { ...rule, include_higher: rule.include_higher ?? false, enabled }
    : { ...rule, enabled };
}

function completeWebhook(webhook: WebhookContent): IncidentWebhook {
  return {
    url: webhook.url,
    enabled: webhook.enabled ?? true,
    events: webhook.events ?? DEFAULT_WEBHOOK_EVENTS,
    headers: webhook.headers ?? {},
  };
}
