import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, type JsonValue, type SourceDocument, toPointer } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { compareProblems, type Problem, problem } from '../problem.ts';
import { checkFixtureMappings } from './check-fixtures.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkTuning } from './check-tuning.ts';
import type { SettingsContent } from './content.ts';
import { ENDPOINT_PATTERN, endpointKey, parseEndpoint } from './endpoint.ts';
import { translateGlob } from './glob.ts';
import { explainErrors } from './messages.ts';
import { SETTINGS_SCHEMA } from './schema.ts';

/** More problems than these are counted, not listed. */
export const MAX_PROBLEMS_PER_FILE = 50;

/** More errors than these are not even looked at: a hostile file can have a hundred thousand. */
const MAX_ERRORS_EXPLAINED = 1000;

/** Longer settings are not read, in characters. */
export const MAX_SETTINGS_LENGTH = 256 * 1024;

/** A settings file that holds: its content, and where everything in it stands. */
export interface ValidSettingsFile {
  readonly content: SettingsContent;
  readonly document: SourceDocument;
}

export type ValidationOutcome =
  | { readonly ok: true; readonly value: ValidSettingsFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads one settings file strictly. An empty file is valid and says nothing.
 * Problems are in the order of their places; each names file, line and column.
 */
export function readSettingsFile(file: string, text: string): ValidationOutcome {
  if (text.length > MAX_SETTINGS_LENGTH) {
    const message = `Settings may have at most ${MAX_SETTINGS_LENGTH} characters; these have ${text.length}.`;
    return {
      ok: false,
      problems: [problem('file-too-large', message, { file, line: 1, column: 1 })],
    };
  }
  const parsed = parseDocument(file, text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const document = parsed.value;
  const content: unknown = document.value ?? {};
  const holds = validator();
  const valid = holds(content);
  const errors = holds.errors ?? [];
  const problems = [
    ...explainErrors(document, errors.slice(0, MAX_ERRORS_EXPLAINED)),
    ...checkEndpoints(document),
    ...checkGlobs(document),
    ...checkTuning(document),
    ...checkSchedule(document),
    ...checkFixtureMappings(document),
  ];
  if (valid && problems.length === 0) return { ok: true, value: { content, document } };
  const unexplained = Math.max(0, errors.length - MAX_ERRORS_EXPLAINED);
  return { ok: false, problems: shorten(file, problems, unexplained) };
}

/**
 * Checks a settings file without obeying it: what a pull request that changes the file is told.
 * Empty when the file is in order.
 */
export function validateSettingsFile(file: string, text: string): readonly Problem[] {
  const outcome = readSettingsFile(file, text);
  return outcome.ok ? [] : outcome.problems;
}

let compiled: ValidateFunction<SettingsContent> | undefined;

function validator(): ValidateFunction<SettingsContent> {
  if (compiled === undefined) {
    const ajv = new Ajv({
      allErrors: true,
      verbose: true,
      strict: true,
      // The keys of the conditional parts are declared one level above them.
      strictRequired: false,
      strictTypes: false,
    });
    ajv.addKeyword('patternErrorMessage');
    ajv.addFormat('uri', (text) => URL.canParse(text));
    compiled = ajv.compile<SettingsContent>(SETTINGS_SCHEMA);
  }
  return compiled;
}

/** What the schema cannot say of endpoints: the method is a known one, and none is named twice. */
function checkEndpoints(document: SourceDocument): readonly Problem[] {
  const at = ['drift_budget', 'per_endpoint_budgets'];
  const budget = isObject(document.value) ? document.value['drift_budget'] : undefined;
  const budgets = isObject(budget) ? budget['per_endpoint_budgets'] : undefined;
  if (!isObject(budgets)) return [];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const name of Object.keys(budgets)) {
    if (!new RegExp(ENDPOINT_PATTERN, 'u').test(name)) continue;
    const outcome = parseEndpoint(name);
    if (!outcome.ok) {
      const message = `The key ${JSON.stringify(name)} in ${toPointer(at)} names no endpoint: ${outcome.message}.`;
      problems.push(problem('invalid-settings', message, document.locate([...at, name])));
      continue;
    }
    const key = endpointKey(outcome.endpoint);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, name);
    else {
      const line = document.locate([...at, other]).line;
      const message = `${JSON.stringify(name)} in ${toPointer(at)} is the same endpoint as ${JSON.stringify(other)} in line ${line}: case of the method, names of path parameters and a slash at the end do not matter. Keep one.`;
      problems.push(problem('invalid-settings', message, document.locate([...at, name])));
    }
  }
  return problems;
}

/** What the schema cannot say of globs: that brackets and braces are closed. */
function checkGlobs(document: SourceDocument): readonly Problem[] {
  const root = isObject(document.value) ? document.value : {};
  const services = isObject(root['services']) ? root['services'] : {};
  const homes = [
    ['contracts', 'include'],
    ['contracts', 'exclude'],
    ['branches'],
    ...Object.keys(services).flatMap((name) => [
      ['services', name, 'contracts'],
      ['services', name, 'sources'],
    ]),
  ];
  return homes.flatMap((home) => {
    const globs = home.reduce<JsonValue | undefined>(
      (value, key) => (isObject(value) ? value[key] : undefined),
      root,
    );
    if (!Array.isArray(globs)) return [];
    return globs.flatMap((glob, index) => {
      const outcome = typeof glob === 'string' ? translateGlob(glob) : null;
      if (outcome === null || outcome.ok) return [];
      const at = [...home, index];
      const message = `${toPointer(at)} is not a glob: ${outcome.message}; it is ${JSON.stringify(glob)}.`;
      return [problem('invalid-settings', message, document.locateValue(at))];
    });
  });
}

/** The first problems by place, and a last one that counts what is left out. */
function shorten(
  file: string,
  problems: readonly Problem[],
  unexplained: number,
): readonly Problem[] {
  const sorted = [...problems].sort(compareProblems);
  const rest = Math.max(0, sorted.length - MAX_PROBLEMS_PER_FILE) + unexplained;
  if (rest === 0) return sorted;
  const message = `${rest} more problem${rest === 1 ? ' is' : 's are'} not listed; correct these first.`;
  return [...sorted.slice(0, MAX_PROBLEMS_PER_FILE), problem('limit-reached', message, { file })];
}
