import type { ClassRef } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
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

type Covers = (controller: ClassRef) => boolean;

/** What a predicate asks of a controller: its annotation, its package, or nothing that can be told. */
function coveredBy(predicate: Expr | undefined, file: SourceFile): Covers {
  if (predicate?.kind === 'call') return askedBy(predicate) ?? (() => true);
  if (predicate?.kind !== 'function') return () => true;
  // What a function asks is mostly put together with `&&`.
  const asked = file.facts.calls
    .filter(({ scope }) => scope === predicate.scope)
    .flatMap(({ call }) => askedBy(call) ?? []);
  return (controller) => asked.every((covers) => covers(controller));
}

/** What one call asks of a controller; null for one that asks nothing. */
function askedBy({ callee, args }: CallExpr): Covers | null {
  const values = args.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  const name = lastName(callee) ?? '';
  const [other] = values;
  const isJoined = name === 'and' || name === 'or';
  if (isJoined && callee.kind === 'member' && callee.object.kind === 'call') {
    const one = askedBy(callee.object);
    const two = other?.kind === 'call' ? askedBy(other) : null;
    if (one === null || two === null) return one ?? two;
    return name === 'and'
      ? (controller) => one(controller) && two(controller)
      : (controller) => one(controller) || two(controller);
  }
  if (/^(?:forAnnotation|isAnnotationPresent|hasAnnotation)$/.test(name)) {
    const annotations = new Set(values.map((value) => lastName(value)));
    return ({ declared }) =>
      declared.decorators.some((decorator) => annotations.has(lastName(decorator.callee)));
  }
  if (/^(?:forBasePackage|startsWith)$/.test(name)) {
    const packages = values.flatMap((value) => (value.kind === 'text' ? [value.value] : []));
    if (packages.length === 0) return null;
    return ({ file }) => packages.some((one) => (file.facts.package ?? '').startsWith(one));
  }
  if (name !== 'forAssignableType') return null;
  const types = new Set(values.map((value) => lastName(value)));
  return ({ declared }) =>
    types.has(declared.name) || declared.bases.some((base) => types.has(lastName(base)));
}
