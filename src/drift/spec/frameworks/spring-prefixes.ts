import type { ClassRef } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';

/** A prefix that the configuration gives to controllers: `configurer.addPathPrefix("/api", predicate)`. */
export interface PathPrefix {
  readonly expr: Expr;
  readonly site: Site;
  /** Whether a controller has it. */
  readonly covers: (controller: ClassRef) => boolean;
}

/** All prefixes that `PathMatchConfigurer.addPathPrefix` adds, with the controllers that each is for. */
export function pathPrefixes(code: Code): readonly PathPrefix[] {
  const found: PathPrefix[] = [];
  for (const file of ownFiles(code, 'java', 'kotlin')) {
    for (const { call, scope } of file.facts.calls) {
      const [prefix, predicate] = call.args;
      if (lastName(call.callee) !== 'addPathPrefix' || prefix === undefined) continue;
      const site = { file: file.path, scope };
      const covers = coveredBy(predicate?.value, file);
      found.push({ expr: prefix.value, site, covers });
    }
  }
  return found;
}

/** What a predicate asks of a controller: its annotation, its package, or nothing that can be told. */
function coveredBy(
  predicate: Expr | undefined,
  file: SourceFile,
): (controller: ClassRef) => boolean {
  const calls =
    predicate?.kind === 'function'
      ? file.facts.calls.filter(({ scope }) => scope === predicate.scope).map(({ call }) => call)
      : predicate?.kind === 'call'
        ? [predicate]
        : [];
  for (const { callee, args } of calls) {
    const values = args.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
    const name = lastName(callee) ?? '';
    if (/^(?:forAnnotation|isAnnotationPresent|hasAnnotation)$/.test(name)) {
      const annotations = new Set(values.map((value) => lastName(value)));
      return ({ declared }) =>
        declared.decorators.some((decorator) => annotations.has(lastName(decorator.callee)));
    }
    if (/^(?:forBasePackage|startsWith)$/.test(name)) {
      const packages = values.flatMap((value) => (value.kind === 'text' ? [value.value] : []));
      return (controller) =>
        packages.some((one) => (controller.file.facts.package ?? '').startsWith(one));
    }
    if (name === 'forAssignableType') {
      const types = new Set(values.map((value) => lastName(value)));
      return ({ declared }) =>
        types.has(declared.name) || declared.bases.some((base) => types.has(lastName(base)));
    }
  }
  return () => true;
}
