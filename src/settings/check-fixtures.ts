/** What the schema cannot say of `gitops.fixtures`: that globs are closed and methods are known. */
import { isObject, type SourceDocument, toPointer } from '../document/document.ts';
import { type Problem, problem } from '../problem.ts';
import { ENDPOINT_PATTERN, parseEndpoint } from './endpoint.ts';
import { translateGlob } from './glob.ts';

const HOME = ['drift_budget', 'gitops', 'fixtures'];

export function checkFixtureMappings(document: SourceDocument): readonly Problem[] {
  const budget = isObject(document.value) ? document.value['drift_budget'] : undefined;
  const gitops = isObject(budget) ? budget['gitops'] : undefined;
  const fixtures = isObject(gitops) ? gitops['fixtures'] : undefined;
  if (!Array.isArray(fixtures)) return [];
  return fixtures.flatMap((entry, index) => {
    if (!isObject(entry)) return [];
    const { file, operation } = entry;
    const problems: Problem[] = [];
    const say = (key: string, what: string, message: string) => {
      const at = [...HOME, index, key];
      const text = `${toPointer(at)} ${what}: ${message}; it is ${JSON.stringify(entry[key])}.`;
      problems.push(problem('invalid-settings', text, document.locateValue(at)));
    };
    const glob = typeof file === 'string' ? translateGlob(file) : null;
    if (glob !== null && !glob.ok) say('file', 'is not a glob', glob.message);
    // What does not look like an endpoint has been said by the schema.
    const isEndpoint =
      typeof operation === 'string' && new RegExp(ENDPOINT_PATTERN, 'u').test(operation);
    const endpoint = isEndpoint ? parseEndpoint(operation) : null;
    if (endpoint !== null && !endpoint.ok) say('operation', 'names no endpoint', endpoint.message);
    return problems;
  });
}
