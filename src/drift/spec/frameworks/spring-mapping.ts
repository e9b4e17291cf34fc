import type { ApplicationProperties } from '../../code/application-properties.ts';
import { annotationClass, type ClassRef, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, Expr, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { type PathSyntax, type PathTemplate, ROOT, templates } from '../path-template.ts';

/** Annotations that map a method or class, and the HTTP method that they stand for; `*` where it is an attribute. */
const MAPPINGS: ReadonlyMap<string, string> = new Map([
  ['RequestMapping', '*'],
  ['GetMapping', 'GET'],
  ['PostMapping', 'POST'],
  ['PutMapping', 'PUT'],
  ['PatchMapping', 'PATCH'],
  ['DeleteMapping', 'DELETE'],
  ['HttpExchange', '*'],
  ['GetExchange', 'GET'],
  ['PostExchange', 'POST'],
  ['PutExchange', 'PUT'],
  ['PatchExchange', 'PATCH'],
  ['DeleteExchange', 'DELETE'],
]);
/** Spring's `PathPattern`: `{id}`, `{id:regex}`, `{*rest}`, `*`, `**`. */
export const SPRING_SYNTAX: PathSyntax = { braces: true, star: true };
/** Annotations of annotations are followed so far. */
const MAX_DEPTH = 5;
const SPRING = /^org\.springframework\b/;

/** What an annotation maps. */
export interface Mapping {
  readonly paths: readonly PathTemplate[];
  /** Upper case; empty for any. */
  readonly methods: readonly string[];
  readonly file: string;
  readonly at: Place;
}

/** An argument of an annotation and where it is written. */
interface Given {
  readonly name: string;
  readonly value: Expr;
  readonly site: Site;
}

/** Reads Spring's mapping annotations, and those that are composed of them. */
export class SpringMappings {
  constructor(
    private readonly code: Code,
    private readonly properties: ApplicationProperties,
  ) {}

  /** The mapping among decorators; undefined where there is none. */
  of(decorators: readonly CallExpr[], site: Site): Mapping | undefined {
    for (const decorator of decorators) {
      const given = decorator.args.map((arg) => givenBy(arg, site));
      const found = this.#merged(decorator, given, site, 0);
      if (found !== undefined) return { ...found, file: site.file, at: decorator };
    }
    return undefined;
  }

  /** Whether decorators have an annotation of Spring's, or one that is composed of it. */
  has(decorators: readonly CallExpr[], names: ReadonlySet<string>, site: Site, depth = 0): boolean {
    return decorators.some((decorator) => {
      const own = annotationClass(this.code, decorator, site);
      if (own === undefined)
        return names.has(lastName(decorator.callee) ?? '') && this.#isSprings(decorator, site);
      return depth < MAX_DEPTH && this.has(own.declared.decorators, names, siteIn(own), depth + 1);
    });
  }

  /** The texts of an annotation's argument as paths. */
  templates(expr: Expr, site: Site): readonly PathTemplate[] {
    return this.code.evaluator
      .texts(expr, site)
      .map((text) => this.properties.filled(text, site.file))
      .flatMap((text) => templates(text, SPRING_SYNTAX));
  }

  /** Unless it is imported from elsewhere: pieces of programs leave their imports out. */
  #isSprings({ callee }: CallExpr, { file }: Site): boolean {
    const index = this.code.program.file(file)?.index;
    const imports = index?.imports(lastName(callee) ?? '') ?? [];
    return imports.length === 0 || imports.some(({ module }) => SPRING.test(module));
  }

  #merged(
    decorator: CallExpr,
    given: readonly Given[],
    site: Site,
    depth: number,
  ): Pick<Mapping, 'paths' | 'methods'> | undefined {
    const own = annotationClass(this.code, decorator, site);
    if (own !== undefined) return depth < MAX_DEPTH ? this.#composed(own, given, depth) : undefined;
    const method = MAPPINGS.get(lastName(decorator.callee) ?? '');
    if (method === undefined || !this.#isSprings(decorator, site)) return undefined;
    const paths = given.filter(({ name }) => /^(?:value|path|url)$/.test(name));
    const found = paths.flatMap(({ value, site: at }) => this.templates(value, at));
    const methods = given
      .filter(({ name }) => name === 'method')
      .flatMap(({ value, site: at }) => this.#methods(value, at));
    return {
      paths: found.length === 0 ? [ROOT] : found,
      methods: method === '*' ? methods : [method],
    };
  }

  /** An annotation of the repository: what it is annotated with, its own attributes put in (`@AliasFor`). */
  #composed(own: ClassRef, given: readonly Given[], depth: number) {
    const site = siteIn(own);
    const elements = own.file.facts.bindings.filter(({ scope }) => scope === own.scope);
    const passed = elements.flatMap(({ name, value, decorators }): readonly Given[] => {
      const set = given.find((one) => one.name === name);
      const target = aliasOf(decorators) ?? name;
      if (set !== undefined) return [{ ...set, name: target }];
      const isEmpty = value === null || (value.kind === 'list' && value.items.length === 0);
      return isEmpty || (value.kind === 'text' && value.value === '')
        ? []
        : [{ name: target, value, site }];
    });
    for (const meta of own.declared.decorators) {
      const fixed = meta.args
        .map((arg) => givenBy(arg, site))
        .filter(({ name }) => !passed.some((one) => isSame(one.name, name)));
      const found = this.#merged(meta, [...fixed, ...passed], site, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `GET` of `RequestMethod.GET`, and of a list of those. */
  #methods(expr: Expr, site: Site): readonly string[] {
    if (expr.kind === 'list') return expr.items.flatMap((item) => this.#methods(item, site));
    const name = expr.kind === 'text' ? expr.value : lastName(expr);
    return name === null ? [] : [name.toUpperCase()];
  }
}

function givenBy({ name, value }: Argument, site: Site): Given {
  return { name: name ?? 'value', value, site };
}

/** `value` and `path` are the same attribute. */
function isSame(one: string, other: string): boolean {
  const isPath = (name: string) => name === 'value' || name === 'path';
  return one === other || (isPath(one) && isPath(other));
}

/** The attribute that an element stands for: `path` of `@AliasFor(annotation = X.class, attribute = "path")`. */
function aliasOf(decorators: readonly CallExpr[]): string | undefined {
  const alias = decorators.find(({ callee }) => lastName(callee) === 'AliasFor');
  const arg = alias?.args.find(
    ({ name }) => name === null || name === 'attribute' || name === 'value',
  );
  return arg?.value.kind === 'text' ? arg.value.value : undefined;
}
