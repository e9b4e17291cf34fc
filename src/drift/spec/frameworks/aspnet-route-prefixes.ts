import { allClasses } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site } from '../../code/program.ts';
import type { PathTemplate } from '../path-template.ts';
import { aspnetTemplates } from './aspnet-templates.ts';

const CONVENTION = /^I(?:Application|Controller)ModelConvention$/;
/** Attributes are passed on through this many functions at most. */
const MAX_DEPTH = 4;

/**
 * What conventions of the application put before the templates of all controllers: one that combines a route which it
 * is given with theirs (`AttributeRouteModel.CombineAttributeRouteModel`).
 */
export function conventionPrefixes(code: Code): readonly PathTemplate[] {
  const conventions = new Set(
    allClasses(code, ['csharp'])
      .filter(
        ({ declared, file, scope }) =>
          declared.bases.some((base) => CONVENTION.test(lastName(base) ?? '')) &&
          file.facts.calls.some(
            ({ call, scope: at }) =>
              lastName(call.callee) === 'CombineAttributeRouteModel' &&
              [...file.index.enclosing(at)].includes(scope),
          ),
      )
      .map(({ declared }) => declared.name),
  );
  if (conventions.size === 0) return [];
  return ownFiles(code, 'csharp').flatMap(({ path, facts }) =>
    facts.calls.flatMap(({ call, scope }) => {
      const [route] = call.args;
      return route !== undefined && conventions.has(lastName(call.callee))
        ? prefixOf(route.value, { file: path, scope }, code, 0)
        : [];
    }),
  );
}

/** `new RouteAttribute("api")`, or a text; a parameter is what the calls of its function give. */
function prefixOf(expr: Expr, site: Site, code: Code, depth: number): readonly PathTemplate[] {
  const isRoute = expr.kind === 'call' && /^Route(?:Attribute)?$/.test(lastName(expr.callee) ?? '');
  const text = isRoute ? expr.args[0]?.value : expr;
  if (text === undefined || depth > MAX_DEPTH) return [];
  if (isRoute || text.kind !== 'name')
    return code.evaluator
      .texts(text, site)
      .flatMap((one) => aspnetTemplates(one))
      .filter(({ dynamic }) => !dynamic);
  return code.resolver.origins(text, site).flatMap((origin): readonly PathTemplate[] => {
    if (origin.kind === 'call') return prefixOf(origin.call, origin, code, depth + 1);
    if (origin.kind === 'value' && origin.expr !== text)
      return prefixOf(origin.expr, origin, code, depth + 1);
    if (origin.kind !== 'param') return [];
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : prefixOf(given, caller.site, code, depth + 1);
    });
  });
}
