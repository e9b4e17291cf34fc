import { type Subject, subjectName } from '../drift/drift.ts';
import { formatLocation } from '../location.ts';
import {
  BUDGET_KEYS,
  BUDGET_LEVELS,
  type Budget,
  type BudgetKey,
  type BudgetLevel,
  type BudgetOrigin,
} from '../settings/settings.ts';
import { visible } from '../visible.ts';
import {
  type BudgetSettings,
  type EffectiveBudget,
  type EffectiveKey,
  resolveBudget,
  switchedOffBy,
} from './resolve.ts';
import type { KeySource } from './verdict.ts';

/** How the budget of one subject comes about: plain data, ready to print or send. */
export interface BudgetExplanation extends EffectiveBudget {
  readonly workspace: string;
  /** Who switched judging off for the subject; null when it is judged. */
  readonly switched_off_by: KeySource | null;
  /** Keys that no level sets. */
  readonly unset: readonly BudgetKey[];
  /** Levels that `precedence` does not list. */
  readonly not_considered: readonly BudgetLevel[];
}

/** Resolves the budget of a subject and says, key by key, which level gave it and what it shadows. */
export function explainBudget(settings: BudgetSettings, subject: Subject): BudgetExplanation {
  const budget = resolveBudget(settings, subject);
  return {
    ...budget,
    workspace: settings.workspace,
    switched_off_by: switchedOffBy(budget, settings),
    unset: BUDGET_KEYS.filter((key) => budget.values[key] === undefined),
    not_considered: BUDGET_LEVELS.filter((level) => !settings.precedence.includes(level)),
  };
}

const KEY_WIDTH = Math.max(...BUDGET_KEYS.map((key) => key.length)) + 2;
const VALUE_WIDTH = 10;
const LEVEL_WIDTH = 'workspace'.length + 2;

/** An explanation as text for a terminal, without colours, ending in a line break. */
export function formatExplanation(explanation: BudgetExplanation): string {
  const { subject, keys, levels } = explanation;
  const lines = [visible(subjectName(subject)), `  ${aboutSubject(explanation)}`, ''];
  if (explanation.switched_off_by !== null) {
    lines.push(`Not judged: switched off by ${formatSource(explanation.switched_off_by)}.`, '');
  }
  lines.push('Budget in force:');
  for (const key of BUDGET_KEYS) {
    lines.push(
      ...formatKey(
        key,
        keys.find((resolved) => resolved.key === key),
      ).map(indent),
    );
  }
  lines.push('', 'Levels, strongest first:');
  for (const { level, budgets } of levels) {
    const [first, ...rest] =
      budgets.length > 0 ? budgets.map(formatBudget) : [whyNone(level, subject)];
    lines.push(indent(`${level.padEnd(LEVEL_WIDTH)}${first}`));
    for (const budget of rest) lines.push(indent(`${' '.repeat(LEVEL_WIDTH)}${budget}`));
  }
  for (const level of explanation.not_considered) {
    lines.push(indent(`${level.padEnd(LEVEL_WIDTH)}not considered: precedence does not list it`));
  }
  return `${lines.join('\n')}\n`;
}

function indent(line: string): string {
  return `  ${line}`;
}

function aboutSubject({ subject, workspace }: BudgetExplanation): string {
  const parts = [`service: ${subject.service ?? 'none'}`, `workspace: ${workspace}`];
  if (subject.kind === 'operation') {
    parts.unshift(`tags: ${subject.tags.length > 0 ? subject.tags.join(', ') : 'none'}`);
  }
  return visible(parts.join(' · '));
}

function formatKey(key: BudgetKey, resolved: EffectiveKey | undefined): readonly string[] {
  const name = key.padEnd(KEY_WIDTH);
  if (resolved === undefined) return [`${name}no limit`];
  const value = String(resolved.value).padEnd(VALUE_WIDTH);
  return [
    `${name}${value}${formatSource(resolved.source)}`,
    ...resolved.shadowed.map(
      (other) =>
        `${' '.repeat(KEY_WIDTH + VALUE_WIDTH)}instead of ${other.value} from ${formatSource(other.source)}`,
    ),
  ];
}

function formatSource(source: KeySource): string {
  const place = source.location ? formatLocation(source.location) : formatOrigin(source.origin);
  return visible(
    source.level === 'default' ? `default (${place})` : `${source.level} ${source.name} (${place})`,
  );
}

function formatOrigin(origin: BudgetOrigin): string {
  switch (origin.kind) {
    case 'file':
      return formatLocation(origin.location);
    case 'api':
      return `API budget ${origin.id}`;
    case 'built_in':
      return 'built in';
  }
}

function formatBudget(budget: Budget): string {
  const set = BUDGET_KEYS.filter((key) => budget.values[key] !== undefined);
  const values = set.map((key) => `${key}: ${budget.values[key]}`).join(', ');
  const name = budget.name === '' ? '' : `${budget.name} `;
  return visible(`${name}(${formatOrigin(budget.origin)}): ${values || 'sets nothing'}`);
}

function whyNone(level: BudgetLevel | 'default', subject: Subject): string {
  if (level === 'tag' && subject.kind === 'operation' && subject.tags.length === 0) {
    return 'none: the operation has no tags';
  }
  if (level === 'service' && subject.service === null) {
    return 'none: the contract belongs to no declared service';
  }
  if ((level === 'endpoint' || level === 'tag') && subject.kind === 'contract') {
    return 'none: this is a contract as a whole';
  }
  return 'none';
}
