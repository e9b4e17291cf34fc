import type { AreaReport } from '../../../src/drift/area-report.ts';
import { detectContractDrift } from '../../../src/drift/contract/detect.ts';
import { type Drift, subjectName } from '../../../src/drift/drift.ts';
import type { Location } from '../../../src/location.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { type Files, openFiles } from '../../../src/tree/memory.ts';

/** The date that sunset dates of the tests are measured by. */
export const DATE = '2025-06-01';

/** What changed between two trees of files, with default settings. */
export async function diffFiles(base: Files, head: Files): Promise<AreaReport> {
  const settings = defaultSettings('acme/shop');
  return detectContractDrift({
    base: openFiles(base),
    head: openFiles(head),
    settings,
    date: DATE,
  });
}

/** What changed between two contracts given as text or as plain values. */
export async function diff(base: unknown, head: unknown): Promise<AreaReport> {
  return diffFiles({ 'openapi.json': asText(base) }, { 'openapi.json': asText(head) });
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
