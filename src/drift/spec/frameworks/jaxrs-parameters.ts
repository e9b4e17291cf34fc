import type { Code } from '../../code/code.ts';
import type { Param } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import type { RouteParameter } from '../framework.ts';

const PLACES: ReadonlyMap<string, RouteParameter['in']> = new Map([
  ['QueryParam', 'query'],
  ['RestQuery', 'query'],
  ['HeaderParam', 'header'],
  ['RestHeader', 'header'],
  ['CookieParam', 'cookie'],
  ['RestCookie', 'cookie'],
]);

/** The parameters that a resource method takes from the query, the headers and cookies. */
export function methodParameters(
  params: readonly Param[],
  code: Code,
  site: Site,
): readonly RouteParameter[] {
  return params.flatMap(({ decorators, name: own }) => {
    for (const { callee, args } of decorators) {
      const place = PLACES.get(lastName(callee) ?? '');
      if (place === undefined) continue;
      const value = args[0]?.value;
      const name = value === undefined ? own : code.evaluator.text(value, site);
      const required = decorators.some((one) => lastName(one.callee) === 'NotNull');
      return name === null ? [] : [{ name, in: place, required }];
    }
    return [];
  });
}
