import type { Code } from '../../code/code.ts';
import type { CallExpr, Param } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import type { RouteParameter } from '../framework.ts';

/** Types that are read from the query when nothing else is said (Parameter binding, "Binding precedence"). */
const SIMPLE =
  /^(?:string|bool|byte|short|int|long|float|double|decimal|char|Guid|DateTime(?:Offset)?|DateOnly|TimeOnly|TimeSpan|Uri|System\.\w+)(?:\[\])?\??$/;
const PLACES: ReadonlyMap<string, RouteParameter['in']> = new Map([
  ['FromQuery', 'query'],
  ['FromHeader', 'header'],
]);

/** The parameters that an action or handler takes from the query and the headers. */
export function actionParameters(
  params: readonly Param[],
  path: string,
  code: Code,
  site: Site,
): readonly RouteParameter[] {
  return params.flatMap((param): readonly RouteParameter[] => {
    const attribute = param.decorators.find(({ callee }) => /^From/.test(lastName(callee) ?? ''));
    const place = PLACES.get(lastName(attribute?.callee ?? NONE) ?? '');
    if (attribute !== undefined && place === undefined) return [];
    const isSimple = SIMPLE.test(param.type ?? '');
    if (!isSimple || (attribute === undefined && path.includes(`{${param.name}}`))) return [];
    const name = attribute === undefined ? param.name : nameOf(attribute, param, code, site);
    const isRequired = param.decorators.some(({ callee }) =>
      /^(?:Bind)?Required$/.test(lastName(callee) ?? ''),
    );
    return name === null ? [] : [{ name, in: place ?? 'query', required: isRequired }];
  });
}

const NONE: CallExpr['callee'] = { kind: 'name', name: '', line: 1, column: 1 };

function nameOf({ args }: CallExpr, param: Param, code: Code, site: Site): string | null {
  const said = args.find(({ name }) => name === 'Name');
  return said === undefined ? param.name : code.evaluator.text(said.value, site);
}
