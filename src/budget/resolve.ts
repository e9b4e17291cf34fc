import { SEVERITIES, type Subject } from '../drift/drift.ts';
import { compareText } from '../location.ts';
import { endpointKey, parseEndpoint } from '../settings/endpoint.ts';
import {
  BUDGET_KEYS,
  type Budget,
  type BudgetKey,
  type BudgetLevel,
  type BudgetValues,
  type Settings,
} from '../settings/settings.ts';
import type { KeySource, ResolvedKey } from './verdict.ts';

/** One key of the effective budget, and what it would be without the budget that gave it, strongest first. */
export interface EffectiveKey extends ResolvedKey {
  readonly shadowed: readonly ResolvedKey[];
}

/** One level that was looked at, and the budgets it has for the subject, strongest first; may be none. */
export interface ConsideredLevel {
  readonly level: BudgetLevel | 'default';
  readonly budgets: readonly Budget[];
}

/** What of settings decides which budget applies. */
export type BudgetSettings = Pick<
  Settings,
  'workspace' | 'budgets' | 'precedence' | 'budget_enabled' | 'budget_enabled_origin'
>;

/** The budget that applies to one subject, and how it came about. */
export interface EffectiveBudget {
  readonly subject: Subject;
  /** The values in force; a key that no level sets is absent, which means no limit. */
  readonly values: BudgetValues;
  /** The keys in force with who set them, in the order of `BUDGET_KEYS`. */
  readonly keys: readonly EffectiveKey[];
  /** The levels in the order they were considered; the default is the last. */
  readonly levels: readonly ConsideredLevel[];
}

/**
 * Resolves the budget of one subject. The first level of `precedence` that has a key gives it; each key
 * is looked for separately; the default comes last. For many subjects see `budgetResolver`.
 */
export function resolveBudget(settings: BudgetSettings, subject: Subject): EffectiveBudget {
  return budgetResolver(settings)(subject);
}

/**
 * Indexes the budgets once and answers for any number of subjects.
 *
 * - Endpoints are compared by method and path, without the names of path parameters, without a slash at
 *   the end and whatever the method's case.
 * - Where several tags of an operation have budgets, the strictest value of each key wins.
 * - A level that `precedence` does not list is not considered.
 */
export function budgetResolver(settings: BudgetSettings): (subject: Subject) => EffectiveBudget {
  const index = new Map<string, Budget[]>();
  for (const budget of settings.budgets) {
    const key = budgetKey(budget);
    const others = index.get(key);
    if (others) others.push(budget);
    else index.set(key, [budget]);
  }
  const lookup = (level: Budget['level'], name: string): readonly Budget[] =>
    index.get(indexKey(level, name)) ?? [];

  return (subject) => {
    const levels: ConsideredLevel[] = settings.precedence.map((level) => ({
      level,
      budgets: namesAt(level, subject, settings.workspace).flatMap((name) => lookup(level, name)),
    }));
    levels.push({ level: 'default', budgets: lookup('default', '') });
    const keys = BUDGET_KEYS.flatMap((key) => {
      const [winner, ...shadowed] = levels.flatMap((level) => candidates(level, key));
      return winner === undefined ? [] : [{ ...winner, shadowed }];
    });
    return { subject, values: valuesOf(levels), keys, levels };
  };
}

/** Who switched judging off for what resolves to this budget; null when it is on. */
export function switchedOffBy(budget: EffectiveBudget, settings: BudgetSettings): KeySource | null {
  if (!settings.budget_enabled) {
    const origin = settings.budget_enabled_origin;
    const location = origin.kind === 'file' ? origin.location : null;
    return { level: 'default', name: '', origin, location };
  }
  const enabled = budget.keys.find(({ key }) => key === 'enabled');
  return enabled?.value === false ? enabled.source : null;
}

function indexKey(level: Budget['level'], name: string): string {
  return `${level} ${name}`;
}

/** What budgets have in common that are for the same thing: their level and their name in normal form. */
export function budgetKey(budget: Pick<Budget, 'level' | 'name'>): string {
  return indexKey(budget.level, normalName(budget));
}

function normalName(budget: Pick<Budget, 'level' | 'name'>): string {
  if (budget.level !== 'endpoint') return budget.name;
  const parsed = parseEndpoint(budget.name);
  return parsed.ok ? endpointKey(parsed.endpoint) : budget.name;
}

/** The names under which a level may hold budgets for a subject. */
function namesAt(level: BudgetLevel, subject: Subject, workspace: string): readonly string[] {
  switch (level) {
    case 'endpoint':
      return subject.kind === 'operation' ? [endpointKey(subject)] : [];
    case 'tag':
      return subject.kind === 'operation' ? [...new Set(subject.tags)].sort(compareText) : [];
    case 'service':
      return subject.service === null ? [] : [subject.service];
    case 'workspace':
      return [workspace];
  }
}

/** The budgets of one level that set a key, the one that counts first. */
function budgetsWith({ level, budgets }: ConsideredLevel, key: BudgetKey): readonly Budget[] {
  const having = budgets.filter((budget) => budget.values[key] !== undefined);
  if (level !== 'tag' || having.length < 2) return having;
  // Each tag speaks with its strongest file; among those, the strictest comes first.
  const names = new Set<string>();
  const first: Budget[] = [];
  const rest: Budget[] = [];
  for (const budget of having) {
    (names.has(budget.name) ? rest : first).push(budget);
    names.add(budget.name);
  }
  return [...first.sort((a, b) => strictness(b.values, key) - strictness(a.values, key)), ...rest];
}

/** How strict a key's value is, as a number that only compares with those of the same key. */
function strictness(values: BudgetValues, key: BudgetKey): number {
  switch (key) {
    case 'severity_threshold':
      return -SEVERITIES.indexOf(values.severity_threshold ?? 'critical');
    case 'enabled':
      return values.enabled === true ? 1 : 0;
    case 'time_window_days':
      return values.time_window_days ?? 0;
    default:
      return -(values[key] ?? Number.POSITIVE_INFINITY);
  }
}

function candidates(level: ConsideredLevel, key: BudgetKey): readonly ResolvedKey[] {
  return budgetsWith(level, key).flatMap((budget) => {
    const value = budget.values[key];
    return value === undefined ? [] : [{ key, value, source: sourceOf(budget, key) }];
  });
}

function sourceOf(budget: Budget, key: BudgetKey): KeySource {
  return {
    level: budget.level,
    name: budget.name,
    origin: budget.origin,
    location: budget.key_locations[key] ?? null,
  };
}

type MutableValues = { -readonly [K in BudgetKey]?: BudgetValues[K] };

function valuesOf(levels: readonly ConsideredLevel[]): BudgetValues {
  const values: MutableValues = {};
  for (const key of BUDGET_KEYS) {
    for (const level of levels) {
      const [budget] = budgetsWith(level, key);
      if (budget === undefined) continue;
      copyKey(budget.values, values, key);
      break;
    }
  }
  return values;
}

function copyKey<K extends BudgetKey>(from: BudgetValues, to: MutableValues, key: K): void {
  const value: MutableValues[K] = from[key];
  if (value !== undefined) to[key] = value;
}
