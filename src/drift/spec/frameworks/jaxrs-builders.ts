import { type ClassRef, classAt } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';

/** Builders of builders are followed so far. */
const MAX_DEPTH = 12;

/** A method that a program adds to a resource which it builds. */
export interface BuiltMethod {
  /** The class in which that is done. */
  readonly ref: ClassRef;
  readonly paths: readonly PathTemplate[];
  readonly verbs: readonly string[];
  readonly at: CallExpr;
}

/** Jersey's resources that have no class: `Resource.builder("users").addMethod("GET").handledBy(…)`. */
export function builtMethods(code: Code): readonly BuiltMethod[] {
  return ownFiles(code, 'java', 'kotlin').flatMap((file) =>
    file.facts.calls.flatMap(({ call, scope }): readonly BuiltMethod[] => {
      const { callee, args } = call;
      const around = file.index.classAround(scope);
      const ref = around === undefined ? undefined : classAt(file, around);
      const verb = args[0]?.value;
      if (callee.kind !== 'member' || callee.name !== 'addMethod') return [];
      if (ref === undefined || verb === undefined) return [];
      const site = { file: file.path, scope };
      const paths = pathsOf(callee.object, site, code, 0);
      const verbs = code.evaluator.texts(verb, site).map((text) => text.join('').toUpperCase());
      return paths === null ? [] : [{ ref, paths, verbs, at: call }];
    }),
  );
}

/** The paths of the resource that a builder is of; null for what is none. */
function pathsOf(
  expr: Expr,
  site: Site,
  code: Code,
  depth: number,
): readonly PathTemplate[] | null {
  if (depth > MAX_DEPTH) return null;
  if (expr.kind !== 'call') {
    const [origin, ...others] = code.resolver.origins(expr, site);
    return origin?.kind === 'call' && others.length === 0
      ? pathsOf(origin.call, origin, code, depth + 1)
      : null;
  }
  const { callee } = expr;
  const first = expr.args[0]?.value;
  const own =
    first === undefined
      ? [ROOT]
      : code.evaluator.texts(first, site).flatMap((text) => templates(text, { braces: true }));
  if (/(?:^|\.)Resource\.builder$/.test(dottedName(callee) ?? ''))
    return first?.kind === 'text' || first === undefined || isText(own) ? own : null;
  if (callee.kind !== 'member') return null;
  const outer = pathsOf(callee.object, site, code, depth + 1);
  const isBelow = /^(?:path|addChildResource)$/.test(lastName(callee) ?? '');
  return outer === null || !isBelow
    ? outer
    : outer.flatMap((start) => own.map((path) => joinPaths(start, path)));
}

/** Whether something is known: what is built of a class has the paths of that, which are read with it. */
function isText(paths: readonly PathTemplate[]): boolean {
  return paths.some(({ dynamic }) => !dynamic);
}
