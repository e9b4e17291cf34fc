import { type AreaReport, countDrifts } from '../../../src/drift/area-report.ts';
import { detectContractDrift } from '../../../src/drift/contract/detect.ts';
import { type Drift, subjectName } from '../../../src/drift/drift.ts';
import type { Location } from '../../../src/location.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { type Files, openFiles } from '../../../src/tree/memory.ts';

/** The date that sunset dates of the tests are measured by. */
export const DATE = '2025-06-01';

export interface DiffOptions {
  /** Whether components that nothing refers to are compared as well. */
  readonly components?: boolean;
  /** Whether to say that the version was not raised: most documents of the tests never raise theirs. */
  readonly version?: boolean;
}

/** What changed between two trees of files, with default settings. */
export async function diffFiles(
  base: Files,
  head: Files,
  { components = false, version = false }: DiffOptions = {},
): Promise<AreaReport> {
  const report = await detectContractDrift({
    base: openFiles(base),
    head: openFiles(head),
    settings: defaultSettings('acme/shop'),
    date: DATE,
    components,
  });
  if (version) return report;
  const changes = report.changes.filter(({ rule }) => !/^api-(major-)?version-/.test(rule));
  return { ...report, changes, summary: countDrifts(changes) };
}

/** What changed between two contracts given as text or as plain values. */
export async function diff(
  base: unknown,
  head: unknown,
  options: DiffOptions = {},
): Promise<AreaReport> {
  return diffFiles({ 'openapi.json': asText(base) }, { 'openapi.json': asText(head) }, options);
}

function asText(contract: unknown): string {
  return typeof contract === 'string' ? contract : JSON.stringify(contract, null, 2);
}

/** `rule METHOD /path` of each change. */
export function rules(report: AreaReport): string[] {
  return report.changes.map((change) => `${change.rule} ${subjectName(change.subject)}`);
}

/** A change as the fixtures of the rules expect it. */
export function summary(change: Drift) {
  return {
    rule: change.rule,
    compatibility: change.compatibility,
    message: change.message,
    base: place(change.base),
    head: place(change.head),
    subject: subjectName(change.subject),
  };
}

function place(location: Location | null): string | null {
  return location === null ? null : `${location.line}:${location.column}`;
}

type Json = Record<string, unknown>;

/** A contract with the given paths. */
export function contract(paths: Json, rest: Json = {}): Json {
  return { openapi: '3.0.3', info: { title: 'Shop', version: '1.0.0' }, paths, ...rest };
}

/** `POST /users` that takes a body of the given schema. */
export function requestOf(schema: unknown, rest: Json = {}): Json {
  const content = { 'application/json': { schema } };
  const post = { requestBody: { content }, responses: { 201: { description: 'Created' } } };
  return contract({ '/users': { post } }, rest);
}

/** `GET /users` that answers with a body of the given schema. */
export function responseOf(schema: unknown, rest: Json = {}): Json {
  const content = { 'application/json': { schema } };
  return contract(
    { '/users': { get: { responses: { 200: { description: 'OK', content } } } } },
    rest,
  );
}
