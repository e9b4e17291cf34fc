import {
  allClasses,
  annotationClass,
  type ClassRef,
  classAt,
  keyOf,
  lineage,
  type Method,
  ownMethods,
  signature,
  siteIn,
} from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { JaxRsApplications } from './jaxrs-applications.ts';
import { builtMethods } from './jaxrs-builders.ts';
import { methodParameters } from './jaxrs-parameters.ts';

const VERBS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const PACKAGE = /^(?:javax|jakarta)\.ws\.rs\b/;
/** Other libraries with annotations of these names. */
const OTHERS = /^(?:retrofit2?|play|io\.micronaut|feign)\b/;
const CLIENT = /^(?:RegisterRestClient|RegisterProvider|FeignClient|Client)$/;
/** Locators that lead to locators are followed so far. */
const MAX_LOCATORS = 8;

/** JAX-RS (Jakarta RESTful Web Services, chapter 3), in Java and Kotlin. */
export const jaxrs: Framework = {
  id: 'jaxrs',
  languages: ['java', 'kotlin'],
  mark: /\b(?:javax|jakarta)\.ws\.rs\b|\bio\.dropwizard\b|@Path\s*\(/,
  routes: (code) => new JaxRsRoutes(code).findings(),
};

class JaxRsRoutes {
  readonly #graph = new RouteGraph('jaxrs');
  readonly #applications: JaxRsApplications;

  constructor(private readonly code: Code) {
    this.#applications = new JaxRsApplications(code);
  }

  findings(): RouteFindings {
    this.#graph.declare('application', true);
    const classes = allClasses(this.code, ['java', 'kotlin']);
    const extended = new Set(classes.flatMap((ref) => lineage(this.code, ref).slice(1)).map(keyOf));
    for (const ref of classes) {
      // Who implements an interface may be written without a word of JAX-RS, and so not have been read.
      if (ref.declared.abstract && (extended.has(keyOf(ref)) || isClient(ref))) continue;
      const outer = this.#pathOf(lineage(this.code, ref));
      if (outer === undefined) continue;
      for (const start of this.#applications.prefixes(ref)) {
        for (const prefix of outer) this.#resource(ref, joinPaths(start, prefix), 0, [keyOf(ref)]);
      }
    }
    for (const { ref, paths, verbs, at } of builtMethods(this.code)) {
      for (const start of this.#applications.prefixes(ref)) {
        for (const path of paths)
          this.#graph.add({
            router: 'application',
            methods: verbs,
            path: joinPaths(start, path),
            file: ref.file.path,
            at,
          });
      }
    }
    return this.#graph.findings();
  }

  /** The paths of the nearest class or interface that has `@Path`; undefined where none has. */
  #pathOf(classes: readonly ClassRef[]): readonly PathTemplate[] | undefined {
    for (const owner of classes) {
      const site = { file: owner.file.path, scope: owner.scope };
      const path = this.#path(owner.declared.decorators, site);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  #path(decorators: readonly CallExpr[], site: Site): readonly PathTemplate[] | undefined {
    const path = decorators.find(({ callee }) => lastName(callee) === 'Path');
    if (path === undefined || !this.#isOwn('Path', site)) return undefined;
    const value = path.args[0]?.value;
    return value === undefined
      ? [ROOT]
      : this.code.evaluator.texts(value, site).flatMap((text) => templates(text, { braces: true }));
  }

  /** Whether an annotation's name is of JAX-RS: imported from it, or from nowhere, as in pieces of programs. */
  #isOwn(name: string, { file }: Site): boolean {
    const index = this.code.program.file(file)?.index;
    const imports = index?.imports(name) ?? [];
    if (imports.length > 0) return imports.some(({ module }) => PACKAGE.test(module));
    const all = index?.facts.imports ?? [];
    return (
      all.some(({ module }) => PACKAGE.test(module)) ||
      !all.some(({ module, local }) => local === '*' || OTHERS.test(module))
    );
  }

  /** The methods of a resource, and those of the resources that its locators lead to. */
  #resource(ref: ClassRef, prefix: PathTemplate, depth: number, above: readonly string[]): void {
    const seen = new Set<string>();
    for (const owner of lineage(this.code, ref)) {
      for (const method of ownMethods(owner)) {
        const site = siteIn(owner);
        const { decorators } = method.declared;
        const path = this.#path(decorators, site);
        const verbs = decorators.flatMap((one) => this.#verb(one, site));
        if ((path === undefined && verbs.length === 0) || seen.has(signature(method))) continue;
        // An overriding method with any annotation of its own has none of those above it.
        seen.add(signature(method));
        for (const inner of path ?? [ROOT]) {
          const whole = joinPaths(prefix, inner);
          if (verbs.length === 0) this.#located(method, whole, depth, above);
          else this.#add(method, verbs, whole);
        }
      }
    }
  }

  #add(method: Method, verbs: readonly { verb: string; at: CallExpr }[], path: PathTemplate): void {
    for (const { verb, at } of verbs) {
      this.#graph.add({
        router: 'application',
        methods: [verb],
        path,
        file: method.owner.file.path,
        at,
        parameters: methodParameters(method.declared.params, this.code, siteIn(method.owner)),
      });
    }
  }

  /** `GET` of `@GET`, and of an annotation that is declared with `@HttpMethod("GET")`. */
  #verb(at: CallExpr, site: Site): readonly { readonly verb: string; readonly at: CallExpr }[] {
    const name = lastName(at.callee) ?? '';
    if (VERBS.test(name) && this.#isOwn(name, site)) return [{ verb: name, at }];
    const own = annotationClass(this.code, at, site);
    const meta = own?.declared.decorators.find(({ callee }) => lastName(callee) === 'HttpMethod');
    const value = meta?.args[0]?.value;
    if (own === undefined || value === undefined) return [];
    const verb = this.code.evaluator.text(value, siteIn(own)) ?? lastName(value);
    return verb === null ? [] : [{ verb: verb.toUpperCase(), at }];
  }

  /** A locator has a path and no verb: what it gives back serves what is below. */
  #located(method: Method, prefix: PathTemplate, depth: number, above: readonly string[]): void {
    const targets = this.#targets(method).filter((ref) => !above.includes(keyOf(ref)));
    if (depth >= MAX_LOCATORS) return;
    if (targets.length === 0 && this.#targets(method).length === 0) {
      this.#graph.problem(
        'This method has @Path and no HTTP method, so it leads to another resource, but which class that is cannot be seen. Its operations are missing here. Declare the class as the type that it returns.',
        method.owner.file.path,
        method.declared,
      );
    }
    for (const ref of targets) this.#resource(ref, prefix, depth + 1, [...above, keyOf(ref)]);
  }

  /** The classes that a locator gives: what it returns, its declared type, or what it has made by another call. */
  #targets({ declared, owner, scope }: Method): readonly ClassRef[] {
    const site = siteIn(owner);
    const type = declared.returnType?.replace(
      /^(?:Class|KClass)\s*<\s*(?:out\s+|\?\s*extends\s+)?(.*)>\??$/s,
      '$1',
    );
    const declaredTypes = type === undefined ? [] : this.code.resolver.typeOrigins(type, site);
    const returned = owner.file.index
      .returns(scope)
      .flatMap(({ value }) => this.code.resolver.origins(value, { file: owner.file.path, scope }));
    // `context.getResource(Users.class)`, `context.initResource(new Users())`.
    const given = returned.flatMap((origin) =>
      origin.kind !== 'call'
        ? []
        : origin.call.args.flatMap(({ value }) => this.code.resolver.origins(value, origin)),
    );
    for (const origins of [returned, declaredTypes, given]) {
      const found = origins.flatMap((origin) => {
        if (origin.kind !== 'class' && origin.kind !== 'instance') return [];
        const file = this.code.program.file(origin.file);
        return file === undefined ? [] : (classAt(file, origin.scope) ?? []);
      });
      if (found.length > 0) return [...new Map(found.map((ref) => [keyOf(ref), ref])).values()];
    }
    return [];
  }
}

/** An interface that others' services are called through. */
function isClient({ declared, file }: ClassRef): boolean {
  return (
    declared.decorators.some(({ callee }) => CLIENT.test(lastName(callee) ?? '')) ||
    file.facts.imports.some(({ module }) => /\bws\.rs\.client\b|\brest\.client\b/.test(module))
  );
}
