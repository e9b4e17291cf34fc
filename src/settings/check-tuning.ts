/** What the schema cannot say of rules and waivers: that the rules exist, the dates are days, nothing is named twice. */
import { isObject, type SourceDocument } from '../document/document.ts';
import { allRules } from '../drift/catalogue.ts';
import { type Problem, problem } from '../problem.ts';
import { nearMiss } from './near-miss.ts';
import { pathPattern, ruleMatcher } from './rule-match.ts';

export function checkTuning(document: SourceDocument): readonly Problem[] {
  return [...checkRules(document), ...checkWaivers(document)];
}

function checkRules(document: SourceDocument): readonly Problem[] {
  const rules = isObject(document.value) ? document.value['rules'] : undefined;
  if (!isObject(rules)) return [];
  const ids = allRules.map(({ id }) => id);
  return Object.entries(rules).flatMap(([name, setting]) => [
    ...(ids.some(ruleMatcher(name)) ? [] : [unknownRule(document, name, ids)]),
    ...(isObject(setting) ? checkPaths(document, name, setting['paths']) : []),
  ]);
}

function unknownRule(document: SourceDocument, name: string, ids: readonly string[]): Problem {
  const meant = name.includes('*') ? undefined : nearMiss(name, ids);
  const hint = meant === undefined ? '`holdfast rules` lists the ids.' : `Did you mean ${meant}?`;
  const what = name.includes('*') ? 'No rule matches' : 'There is no rule';
  const message = `${what} ${JSON.stringify(name)} in /rules. ${hint}`;
  return problem('invalid-settings', message, document.locate(['rules', name]));
}

function checkPaths(document: SourceDocument, rule: string, paths: unknown): readonly Problem[] {
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path: unknown, index) => {
    const outcome = typeof path === 'string' ? pathPattern(path) : null;
    if (outcome === null || outcome.ok) return [];
    const message = `/rules/${rule}/paths/${index} is not a pattern of paths: ${outcome.message}; it is ${JSON.stringify(path)}.`;
    const place = document.locateValue(['rules', rule, 'paths', index]);
    return [problem('invalid-settings', message, place)];
  });
}

function checkWaivers(document: SourceDocument): readonly Problem[] {
  const waivers = isObject(document.value) ? document.value['waivers'] : undefined;
  if (!Array.isArray(waivers)) return [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const [index, waiver] of waivers.entries()) {
    if (!isObject(waiver)) continue;
    const { fingerprint, expires } = waiver;
    if (typeof expires === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(expires) && !isDay(expires)) {
      const message = `/waivers/${index}/expires must be a day of the calendar; it is ${JSON.stringify(expires)}.`;
      const place = document.locateValue(['waivers', index, 'expires']);
      problems.push(problem('invalid-settings', message, place));
    }
    if (typeof fingerprint !== 'string') continue;
    const other = seen.get(fingerprint);
    if (other === undefined) seen.set(fingerprint, index);
    else {
      const { line } = document.locateValue(['waivers', other, 'fingerprint']);
      const message = `/waivers/${index} waives the fingerprint that line ${line} waives already; keep one.`;
      const place = document.locateValue(['waivers', index, 'fingerprint']);
      problems.push(problem('invalid-settings', message, place));
    }
  }
  return problems;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
