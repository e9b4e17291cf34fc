import type { OperationSubject } from '../drift/drift.ts';
import { compareText } from '../location.ts';
import { endpointKey, parseEndpoint } from '../settings/endpoint.ts';
import type { Budget, BudgetLevel, Settings } from '../settings/settings.ts';
import type { ChurnVerdict, EndpointChurn, NotJudgedReason } from './churn-verdict.ts';
import { FieldHistory, type HistoryPoint, type PoolOperation } from './field-history.ts';
import { budgetResolver, type EffectiveBudget, switchedOffBy } from './resolve.ts';
import type { KeySource } from './verdict.ts';

export interface ChurnInput {
  /** What was recorded, oldest first, and what is judged (head) at the end. */
  readonly history: readonly HistoryPoint[];
  readonly settings: Settings;
  /** The audit's date (YYYY-MM-DD), the last day of every window. */
  readonly date: string;
}

/** Endpoints that a verdict names at most. */
const MOST_CHANGED = 5;
const DAY_MS = 86_400_000;

/** Whether any budget that counts sets `max_field_churn_percent`. */
export function hasChurnBudget(settings: Settings): boolean {
  return churnBudgets(settings).length > 0;
}

/**
 * Judges every budget that sets `max_field_churn_percent`: the share of the fields of what it names that were added,
 * removed or changed within its window. A field that was changed and changed back counts as well.
 *
 * - The pool is what the budget names: an endpoint, a tag's, a service's or all operations of the repository. An
 *   operation that had a tag at any time of the window is in the tag's pool.
 * - Operations whose own budget is switched off are in no wider pool.
 * - The start is the newest recorded state that is at least as old as the window, or else the oldest there is.
 * - Levels that `precedence` does not list are not considered; of several files, the strongest counts.
 *
 * Exceeded verdicts come first, then by level and name.
 */
export function judgeChurn({ history, settings, date }: ChurnInput): readonly ChurnVerdict[] {
  const budgets = churnBudgets(settings);
  if (budgets.length === 0) return [];
  const fields = new FieldHistory(history, settings);
  const isJudged = judgedOperations(settings);
  return budgets
    .map((found) => judgeOne(found, fields, isJudged, settings, date))
    .sort(compareVerdicts);
}

/** A budget that sets the limit, with the level it is set at. */
interface ChurnBudget {
  readonly budget: Budget;
  readonly limit: number;
}

const LEVELS: readonly Budget['level'][] = ['endpoint', 'tag', 'service', 'workspace', 'default'];

function churnBudgets(settings: Settings): readonly ChurnBudget[] {
  const found = new Map<string, ChurnBudget>();
  for (const budget of settings.budgets) {
    const limit = budget.values.max_field_churn_percent;
    if (limit === undefined || !isConsidered(budget, settings)) continue;
    const key = `${budget.level} ${budgetKey(budget)}`;
    if (!found.has(key)) found.set(key, { budget, limit });
  }
  return [...found.values()];
}

function isConsidered({ level, name }: Budget, { precedence, workspace }: Settings): boolean {
  if (level === 'default') return true;
  return precedence.includes(level) && (level !== 'workspace' || name === workspace);
}

function budgetKey({ level, name }: Budget): string {
  const parsed = level === 'endpoint' ? parseEndpoint(name) : null;
  return parsed?.ok ? endpointKey(parsed.endpoint) : name;
}

type OperationFilter = (operation: PoolOperation) => boolean;

/** Whether an operation is judged at all, by its own budget. */
function judgedOperations(settings: Settings): OperationFilter {
  const resolve = budgetResolver(settings);
  return (operation) => switchedOffBy(resolve(subjectOf(operation)), settings) === null;
}

function subjectOf({ method, path, tags, service }: Omit<PoolOperation, 'key'>): OperationSubject {
  return { kind: 'operation', method, path, tags, service, operation_id: null };
}

function judgeOne(
  { budget, limit }: ChurnBudget,
  fields: FieldHistory,
  isJudged: OperationFilter,
  settings: Settings,
  date: string,
): ChurnVerdict {
  const key = budgetKey(budget);
  const isOwn = (operation: PoolOperation) => isNamed(operation, budget.level, key);
  const own = resolveOwn(budget, fields.operationsSince(0).find(isOwn), settings);
  const window_days = own.values.time_window_days ?? 30;
  const off = switchedOffBy(own, settings);
  const { level, name } = budget;
  const verdict = {
    level,
    name,
    limit,
    window_days,
    source: off ?? sourceOf(budget),
  };
  const notJudged = (reason: NotJudgedReason): ChurnVerdict => ({
    ...verdict,
    ...NOTHING_USED,
    status: 'not_judged',
    reason,
  });
  if (off !== null) return notJudged('switched_off');
  const start = fields.startOf(Date.parse(date) - window_days * DAY_MS);
  if (start === null) return notJudged('no_history');
  const { since, is_shortened } = start;
  const named = fields.operationsSince(start.index).filter(isOwn);
  const pool = level === 'endpoint' ? named : named.filter(isJudged);
  if (pool.length === 0) {
    const reason = named.length === 0 ? 'no_operations' : 'switched_off';
    return { ...notJudged(reason), since, is_shortened };
  }
  const churn = fields.churnOf(pool, start.index);
  const { byOperation, ...counts } = churn;
  const { fields_changed, fields_at_start } = counts;
  const counted = { since, is_shortened, ...counts, most_changed: mostChanged(byOperation) };
  if (fields_at_start === 0 && fields_changed > 0)
    return { ...notJudged('no_fields_at_start'), ...counted };
  // Multiplied, not divided: 7 of 100 fields are exactly 7 %.
  const isExceeded = fields_changed * 100 > limit * fields_at_start;
  const percent = fields_at_start === 0 ? 0 : (fields_changed * 100) / fields_at_start;
  return {
    ...verdict,
    status: isExceeded ? 'exceeded' : 'within',
    reason: null,
    used: rounded(percent, limit, isExceeded),
    left: Math.round(Math.max(0, limit - percent) * 10) / 10,
    ...counted,
  };
}

const NOTHING_USED = {
  used: null,
  left: null,
  fields_changed: 0,
  fields_changed_by_head: 0,
  fields_at_start: 0,
  since: null,
  is_shortened: false,
  most_changed: [],
} as const;

/** To tenths of a percent, on the side of the limit where the number itself is. */
function rounded(percent: number, limit: number, isExceeded: boolean): number {
  const nearest = Math.round(percent * 10) / 10;
  if (isExceeded && nearest <= limit) return Math.ceil(percent * 10) / 10;
  return !isExceeded && nearest > limit ? Math.floor(percent * 10) / 10 : nearest;
}

function isNamed(operation: PoolOperation, level: Budget['level'], key: string): boolean {
  switch (level) {
    case 'endpoint':
      return endpointKey(operation) === key;
    case 'tag':
      return operation.tags.includes(key);
    case 'service':
      return operation.service === key;
    default:
      return true;
  }
}

/**
 * The budget with what it inherits: the window, and whether it is on. An endpoint inherits as its operation does, a
 * tag or a service from what is wider than it, the default from nothing.
 */
function resolveOwn(
  { level, name }: Budget,
  first: PoolOperation | undefined,
  settings: Settings,
): EffectiveBudget {
  switch (level) {
    case 'endpoint': {
      const parsed = parseEndpoint(name);
      const written = parsed.ok ? parsed.endpoint : { method: '', path: '' };
      const operation = first ?? { ...written, tags: [], service: null };
      return budgetResolver(settings)(subjectOf(operation));
    }
    case 'tag':
      return budgetResolver(settings)(subjectOf({ ...NOWHERE, tags: [name], service: null }));
    case 'service':
      return budgetResolver(settings)({ kind: 'contract', file: '', service: name });
    default: {
      const precedence: readonly BudgetLevel[] = level === 'default' ? [] : ['workspace'];
      return budgetResolver({ ...settings, precedence })({
        kind: 'contract',
        file: '',
        service: null,
      });
    }
  }
}

const NOWHERE = { method: '', path: '' } as const;

function sourceOf({ level, name, origin, key_locations }: Budget): KeySource {
  return { level, name, origin, location: key_locations.max_field_churn_percent ?? null };
}

function mostChanged(
  byOperation: readonly (readonly [PoolOperation, number])[],
): readonly EndpointChurn[] {
  return byOperation
    .filter(([, count]) => count > 0)
    .map(([{ method, path, service }, fields_changed]) => ({
      method,
      path,
      service,
      fields_changed,
    }))
    .sort(
      (a, b) =>
        b.fields_changed - a.fields_changed ||
        compareText(a.path, b.path) ||
        compareText(a.method, b.method) ||
        compareText(a.service ?? '', b.service ?? ''),
    )
    .slice(0, MOST_CHANGED);
}

const STATUSES: readonly ChurnVerdict['status'][] = ['exceeded', 'within', 'not_judged'];

function compareVerdicts(a: ChurnVerdict, b: ChurnVerdict): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    compareText(a.name, b.name)
  );
}
