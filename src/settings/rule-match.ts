/** How settings name rules and API paths: patterns, and what they match. */
import { RE2JS } from 're2js';
import { type GlobOutcome, globMatcher, translateGlob } from './glob.ts';

/** Answers whether a rule's id is the one named, or matches where `*` stands for any characters. */
export function ruleMatcher(name: string): (id: string) => boolean {
  if (!name.includes('*')) return (id) => id === name;
  const pattern = RE2JS.compile(name.split('*').map(RE2JS.quote).join('.*'));
  return (id) => pattern.testExact(id);
}

/** Stands for a path parameter, whose name has no meaning. Paths cannot hold it. */
const PARAMETER = '\u0001';

/** Path parameters, `{id}`; alternatives, `{a,b}`, have a comma. */
function withoutNames(path: string): string {
  return path.replace(/\{[^{},/]*\}/g, PARAMETER);
}

/** Reads a pattern of API paths: a glob in which `{id}` is a path parameter of any name. */
export function pathPattern(pattern: string): GlobOutcome {
  return translateGlob(withoutNames(pattern));
}

/** Makes a test of API paths: whether any of the patterns matches. Throws for one that is none. */
export function pathMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matches = globMatcher(patterns.map(withoutNames));
  return (path) => matches(withoutNames(path));
}
