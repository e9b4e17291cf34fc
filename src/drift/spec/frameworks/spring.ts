import { ApplicationProperties } from '../../code/application-properties.ts';
import {
  allClasses,
  basesOf,
  type ClassRef,
  keyOf,
  lineage,
  type Method,
  ownMethods,
  signature,
  siteIn,
} from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Param } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import { joinPaths, ROOT, templates } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { SpringFunctions } from './spring-functions.ts';
import { type Mapping, SPRING_SYNTAX, SpringMappings } from './spring-mapping.ts';
import { type PathPrefix, pathPrefixes } from './spring-prefixes.ts';

const CONTROLLERS: ReadonlySet<string> = new Set([
  'Controller',
  'RestController',
  'RepositoryRestController',
  'BasePathAwareController',
]);

const MAPPING: ReadonlySet<string> = new Set(['RequestMapping']);
const CLIENTS: ReadonlySet<string> = new Set(['FeignClient', 'HttpExchange']);

/** Spring MVC and WebFlux: controllers with annotations, and functional endpoints; in Java and Kotlin. */
export const spring: Framework = {
  id: 'spring',
  languages: ['java', 'kotlin'],
  mark: /org\.springframework\.(?:web|stereotype|data\.rest)|@\w*(?:Controller|Mapping)\b|\bRouterFunction/,
  routes: (code) => new SpringRoutes(code).findings(),
};

class SpringRoutes {
  readonly #graph = new RouteGraph('spring');
  readonly #properties: ApplicationProperties;
  readonly #mappings: SpringMappings;
  readonly #prefixes: readonly PathPrefix[];

  constructor(private readonly code: Code) {
    this.#properties = new ApplicationProperties(code);
    this.#mappings = new SpringMappings(code, this.#properties);
    this.#prefixes = pathPrefixes(code);
  }

  findings(): RouteFindings {
    const classes = allClasses(this.code, ['java', 'kotlin']);
    const bases = new Set(classes.flatMap((ref) => basesOf(this.code, ref)).map(keyOf));
    for (const ref of classes) {
      if (ref.declared.abstract ? this.#isServedApi(ref, bases) : this.#isController(ref, bases))
        this.#controller(ref);
    }
    new SpringFunctions(this.code, this.#graph, (path) => this.#application(path)).read();
    const { routes, problems } = this.#graph.findings();
    return { routes, problems: [...this.#properties.problems, ...problems] };
  }

  /** Up to Spring 5 a class with `@RequestMapping` is a controller too, if it is a component or nothing else. */
  #isController(ref: ClassRef, bases: ReadonlySet<string>): boolean {
    const { decorators } = ref.declared;
    const site = siteIn(ref);
    if (this.#mappings.has(decorators, CONTROLLERS, site)) return true;
    return !bases.has(keyOf(ref)) && this.#mappings.has(decorators, MAPPING, site);
  }

  /** An interface with mappings that nobody in the repository implements or calls others through. */
  #isServedApi(ref: ClassRef, bases: ReadonlySet<string>): boolean {
    const { decorators, name } = ref.declared;
    return (
      !bases.has(keyOf(ref)) &&
      /(?:Api|Controller|Resource)$/.test(name ?? '') &&
      !this.#mappings.has(decorators, CLIENTS, siteIn(ref)) &&
      !ref.file.facts.imports.some(({ module }) => /\bfeign\b|\.service\.annotation\b/.test(module))
    );
  }

  /** The application that a file is of, by its context path. */
  #application(path: string): string {
    const key = `application ${JSON.stringify(this.#properties.contextPath(path))}`;
    this.#graph.declare('application', true);
    this.#graph.declare(key, false);
    for (const prefix of templates(this.#properties.contextPath(path), SPRING_SYNTAX))
      this.#graph.mount(key, 'application', prefix);
    return key;
  }

  /** All mapped methods of a controller, inherited ones too: a base class or an interface may bear the mappings. */
  #controller(ref: ClassRef): void {
    const classes = lineage(this.code, ref);
    const outer = classes
      .map((one) => this.#mapping(one.declared.decorators, siteIn(one)))
      .find(isMapping);
    const seen = new Set<string>();
    for (const owner of classes) {
      for (const method of ownMethods(owner)) {
        const mapping = this.#mapping(method.declared.decorators, siteIn(owner));
        if (mapping === undefined || seen.has(signature(method))) continue;
        seen.add(signature(method));
        this.#route(ref, outer, mapping, method);
      }
    }
  }

  #mapping(decorators: readonly CallExpr[], site: Site): Mapping | undefined {
    return decorators.length === 0 ? undefined : this.#mappings.of(decorators, site);
  }

  #route(ref: ClassRef, outer: Mapping | undefined, mapping: Mapping, method: Method): void {
    const methods = [...new Set([...(outer?.methods ?? []), ...mapping.methods])];
    const before = this.#prefixes
      .filter(({ covers }) => covers(ref))
      .flatMap(({ expr, site }) => this.#mappings.templates(expr, site));
    for (const start of before.length === 0 ? [ROOT] : before) {
      for (const prefix of outer?.paths ?? [ROOT]) {
        for (const path of mapping.paths) {
          this.#graph.add({
            router: this.#application(ref.file.path),
            methods: methods.length === 0 ? ['*'] : methods,
            path: joinPaths(start, joinPaths(prefix, path)),
            file: mapping.file,
            at: mapping.at,
            parameters: this.#parameters(method),
          });
        }
      }
    }
  }

  #parameters({ declared, owner }: Method): readonly RouteParameter[] {
    return declared.params.flatMap((param) => {
      for (const decorator of param.decorators) {
        const place = PLACES.get(lastName(decorator.callee) ?? '');
        if (place !== undefined) return this.#parameter(param, decorator, place, siteIn(owner));
      }
      return [];
    });
  }

  /** `@RequestParam(name = "q", required = false)`; a map takes all that there are. */
  #parameter(
    param: Param,
    { args }: CallExpr,
    place: RouteParameter['in'],
    site: Site,
  ): readonly RouteParameter[] {
    const named = args.find(({ name }) => name === null || name === 'value' || name === 'name');
    if (named === undefined && /Map\s*</.test(param.type ?? '')) return [];
    const name = named === undefined ? param.name : this.code.evaluator.text(named.value, site);
    if (name === null) return [];
    const isOptional =
      args.some(({ name: key }) => key === 'defaultValue') ||
      args.some(({ name: key, value }) => key === 'required' && isFalse(value)) ||
      param.default !== null ||
      /^Optional\b|\?$/.test(param.type ?? '');
    return [{ name, in: place, required: !isOptional }];
  }
}

const PLACES: ReadonlyMap<string, RouteParameter['in']> = new Map([
  ['RequestParam', 'query'],
  ['RequestHeader', 'header'],
  ['CookieValue', 'cookie'],
]);

function isFalse(expr: CallExpr['args'][number]['value']): boolean {
  return expr.kind === 'literal' && expr.text === 'false';
}

function isMapping(mapping: Mapping | undefined): mapping is Mapping {
  return mapping !== undefined;
}
