import { allRules } from '../drift/catalogue.ts';
import { packageRoot } from '../package-root.ts';
import { exampleDiff, ruleJson, rulesMarkdown, rulesText, ruleText } from '../report/rules.ts';
import { ruleExample } from '../rule-example.ts';
import { nearMiss } from '../settings/near-miss.ts';
import { CommandError } from './exit.ts';
import { knownChecks } from './known-checks.ts';

/** `holdfast rules`: the catalogue, or one rule of it with its example. Throws a `CommandError` for an unknown id. */
export function rules(id: string | undefined, format: 'text' | 'json'): string {
  if (id === undefined) {
    return format === 'json' ? json(allRules.map(ruleJson)) : rulesText(allRules);
  }
  const rule = allRules.find((known) => known.id === id);
  if (rule === undefined) throw new CommandError(unknown(id));
  const example = ruleExample(packageRoot(import.meta.url), id);
  return format === 'json'
    ? json({ ...ruleJson(rule), example: exampleDiff(example) || null })
    : ruleText(rule, example);
}

function unknown(id: string): string {
  const ids = allRules.map((rule) => rule.id);
  const meant = nearMiss(id, ids);
  const hint = meant === undefined ? '`holdfast rules` lists all ids.' : `Did you mean ${meant}?`;
  return `there is no rule ${JSON.stringify(id.slice(0, 100))}. ${hint}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The text of `docs/rules.md`; `root` is the package's folder. */
export function rulesPage(root: string): string {
  return rulesMarkdown(allRules, (id) => ruleExample(root, id), knownChecks(root));
}
