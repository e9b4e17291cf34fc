import {
  allClasses,
  type ClassRef,
  type Method,
  ownMethods,
  signature,
  siteIn,
} from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, ROOT } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { AspNetAttributes } from './aspnet-attributes.ts';
import { lineageOfParts, wholeClasses } from './aspnet-class-parts.ts';
import { AspNetConventions, type UnroutedAction, verbNamedBy } from './aspnet-conventions.ts';
import { actionParameters } from './aspnet-parameters.ts';
import { conventionPrefixes } from './aspnet-route-prefixes.ts';
import {
  aspnetTemplates,
  isAbsolute,
  type TokenStyle,
  tokenStyle,
  withTokens,
} from './aspnet-templates.ts';

/** Ardalis.ApiEndpoints: `EndpointBaseAsync.WithRequest<A>.WithActionResult<B>`. */
const ENDPOINT_BASE = /^(?:EndpointBase(?:A?[Ss]ync)?|Base(?:Async)?Endpoint)(?:\.|$)/;
const METHOD = /^Http(Get|Post|Put|Patch|Delete|Head|Options)$/;
const BASE = /^(?:Controller|ControllerBase|ApiController|ODataController)$/;

/** One way to an action: its own template, null where it has that of the controller alone. */
interface Selector {
  readonly template: KnownText | null;
  /** Upper case; empty for any. */
  readonly methods: readonly string[];
  readonly at: CallExpr;
}

/** ASP.NET Core's controllers: the routes that their attributes make (Routing to controller actions, "Attribute routing"). */
export class AspNetControllers {
  readonly #style: TokenStyle;
  readonly #attributes: AspNetAttributes;
  /** What the application's conventions put before all templates. */
  readonly #conventions: readonly PathTemplate[];
  /** Actions that are reached by a conventional route alone. */
  readonly #unrouted: UnroutedAction[] = [];

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {
    this.#style = tokenStyle(code);
    this.#attributes = new AspNetAttributes(code);
    this.#conventions = conventionPrefixes(code);
  }

  /** Tells the graph of all routes there are. */
  read(): void {
    this.graph.declare('controllers', true);
    for (const parts of wholeClasses(allClasses(this.code, ['csharp']))) {
      const [ref] = parts;
      if (ref === undefined || parts.some(({ declared }) => declared.abstract)) continue;
      const classes = lineageOfParts(this.code, parts);
      if (this.#isController(ref, classes)) this.#controller(ref, classes);
    }
    new AspNetConventions(this.code, this.graph).read(this.#unrouted);
  }

  /** A class is a controller by its name, its attribute or what it extends, unless it says that it is none. */
  #isController(ref: ClassRef, classes: readonly ClassRef[]): boolean {
    const has = (name: RegExp) =>
      classes.some(({ declared }) => declared.decorators.some((one) => name.test(nameOf(one))));
    if (has(/^NonController$/)) return false;
    return (
      /Controller$/.test(ref.declared.name ?? '') ||
      has(/^(?:Api)?Controller$/) ||
      classes.some(({ declared }) =>
        declared.bases.some(
          (base) => BASE.test(lastName(base) ?? '') || ENDPOINT_BASE.test(dottedName(base) ?? ''),
        ),
      )
    );
  }

  /** Whether a controller is of Web API 2, where the name of an action says its method. */
  #isWebApi(classes: readonly ClassRef[]): boolean {
    return classes.some(
      ({ declared }) =>
        declared.decorators.some((one) => nameOf(one) === 'RoutePrefix') ||
        declared.bases.some((base) => lastName(base) === 'ApiController'),
    );
  }

  #controller(ref: ClassRef, classes: readonly ClassRef[]): void {
    const prefixes = this.#prefixes(classes);
    const area = classes
      .flatMap(({ declared }) => declared.decorators)
      .find((one) => nameOf(one) === 'Area');
    const isApi = this.#isWebApi(classes);
    const seen = new Set<string>();
    const taken = new Set<string>();
    // An overriding method has the attributes of the one that it overrides.
    const routed = new Set(
      classes
        .flatMap((owner) => ownMethods(owner))
        .filter((method) => this.#selectors(method, false).length > 0)
        .map(callable),
    );
    for (const owner of classes) {
      for (const method of ownMethods(owner)) {
        // What a class takes out of the actions that it inherits may have other types than there: `T` is one of them.
        if (isTakenOut(method)) taken.add(callable(method));
        if (seen.has(signature(method)) || taken.has(callable(method)) || !isAction(method))
          continue;
        const isInherited = routed.has(callable(method));
        const selectors = this.#selectors(method, prefixes.length > 0 && !isInherited);
        if (selectors.length > 0) seen.add(signature(method));
        const names = {
          controller: (ref.declared.name ?? '').replace(/Controller$/, ''),
          action: this.#actionName(method),
          area: area === undefined ? '' : (this.#first(area, siteIn(ref)) ?? ''),
        };
        const tokens = new Map([
          ...Object.entries(names).map(
            ([name, value]) => [name, this.#style.inAttributes(value)] as const,
          ),
          // Of Ardalis.ApiEndpoints.
          ['namespace', (ref.file.facts.package ?? '').replace(/^.*\./, '')] as const,
        ]);
        for (const { methods, ...way } of selectors) {
          const named =
            isApi && methods.length === 0 ? [verbNamedBy(method.declared.name)] : methods;
          this.#add({ ...way, methods: named }, prefixes, tokens, method);
        }
        const isUnrouted = selectors.every(({ template }) => template === null);
        const isOverriding = isInherited && selectors.length === 0;
        if (prefixes.length > 0 || !isUnrouted || isOverriding || !method.declared.public) continue;
        this.#unrouted.push({
          controller: this.#style.inConventions(names.controller),
          action: this.#style.inConventions(names.action),
          area: this.#style.inConventions(names.area) || null,
          isApi,
          verbs: selectors.flatMap(({ methods }) => methods),
          method,
        });
      }
    }
  }

  /** The templates of the first class in the line that has any: its own replace those of its bases. */
  #prefixes(classes: readonly ClassRef[]): readonly KnownText[] {
    for (const owner of classes) {
      const site = siteIn(owner);
      const found = owner.declared.decorators.flatMap((one) =>
        /^(?:Route|RoutePrefix)$/.test(nameOf(one))
          ? this.#templates(one, site)
          : (this.#attributes.of(one, site)?.templates ?? []),
      );
      if (found.length > 0) return found;
    }
    return [];
  }

  #selectors(method: Method, hasPrefix: boolean): readonly Selector[] {
    const site = siteIn(method.owner);
    const routes: Selector[] = [];
    const verbs: string[] = [];
    let first: CallExpr | undefined;
    for (const at of method.declared.decorators) {
      const custom = this.#attributes.of(at, site);
      const own = custom?.verbs ?? verbsOf(at);
      const isRoute = nameOf(at) === 'Route' || custom !== undefined;
      if (!isRoute && own === null) continue;
      first ??= at;
      const texts = custom?.templates ?? this.#templates(at, site);
      if (texts.length === 0) verbs.push(...(own ?? []));
      for (const template of texts) routes.push({ template, methods: own ?? [], at });
    }
    if (routes.length > 0) {
      // A verb without a template belongs to what [Route] says; without that it is a way of its own.
      const isOwn = verbs.length > 0 && routes.every(({ methods }) => methods.length > 0);
      const own =
        isOwn && first !== undefined ? [{ template: null, methods: verbs, at: first }] : [];
      return [
        ...own,
        ...routes.map((one) => (one.methods.length > 0 ? one : { ...one, methods: verbs })),
      ];
    }
    if (first !== undefined) return [{ template: null, methods: verbs, at: first }];
    const { declared } = method;
    if (!hasPrefix || !declared.public || isHidden(method)) return [];
    const at: CallExpr = {
      kind: 'call',
      callee: {
        kind: 'name',
        name: declared.name ?? '',
        line: declared.line,
        column: declared.column,
      },
      args: [],
      line: declared.line,
      column: declared.column,
    };
    return [{ template: null, methods: [], at }];
  }

  #add(
    { template, methods, at }: Selector,
    prefixes: readonly KnownText[],
    tokens: ReadonlyMap<string, string>,
    method: Method,
  ): void {
    // Without any template the action is reached by a conventional route alone.
    if (template === null && prefixes.length === 0) return;
    const own = template === null ? null : withTokens(template, tokens);
    const isWhole = template !== null && isAbsolute(template);
    const isAlone = prefixes.length === 0 || isWhole;
    const starts = (isAlone ? [[]] : prefixes.map((one) => withTokens(one, tokens))).flatMap(
      (one) => this.#below(one, isWhole),
    );
    for (const prefix of starts) {
      for (const path of own === null ? [ROOT] : aspnetTemplates(own)) {
        const whole = joinPaths(prefix, path);
        const { params } = method.declared;
        this.graph.add({
          router: 'controllers',
          methods: methods.length === 0 ? ['*'] : methods,
          path: whole,
          file: method.owner.file.path,
          at,
          parameters: actionParameters(params, whole.path, this.code, siteIn(method.owner)),
        });
      }
    }
  }

  /** What stands before a template, with what conventions put before that. */
  #below(start: KnownText, isWhole: boolean): readonly PathTemplate[] {
    const own = start.length === 0 ? [ROOT] : aspnetTemplates(start);
    if (isWhole || isAbsolute(start) || this.#conventions.length === 0) return own;
    return this.#conventions.flatMap((one) => own.map((path) => joinPaths(one, path)));
  }

  /** The template of an attribute: its first argument, or the one that is named so. */
  #templates(attribute: CallExpr, site: Site): readonly KnownText[] {
    const isList = /^AcceptVerbs$|^HttpMethod$/.test(nameOf(attribute));
    const arg = attribute.args.find(({ name }, position) =>
      name === null ? position === 0 && !isList : /^(?:template|Template|Route|prefix)$/.test(name),
    );
    return arg === undefined ? [] : this.code.evaluator.texts(arg.value, site);
  }

  #first(attribute: CallExpr, site: Site): string | null {
    const value = attribute.args[0]?.value;
    return value === undefined ? null : this.code.evaluator.text(value, site);
  }

  /** The name of an action: that of its method without `Async`, or what `[ActionName]` says. */
  #actionName({ declared, owner }: Method): string {
    const named = declared.decorators.find((one) => nameOf(one) === 'ActionName');
    const said = named === undefined ? null : this.#first(named, siteIn(owner));
    return said ?? (declared.name ?? '').replace(/(?<=.)Async$/, '');
  }
}

/** A method's name and how many parameters it has, which overriding does not change. */
function callable({ declared }: Method): string {
  return `${declared.name}/${declared.params.length}`;
}

/** What is not to be shown as an API and says nothing of a route either, is no action that anybody means. */
function isHidden({ declared }: Method): boolean {
  return declared.decorators.some(
    (one) =>
      nameOf(one) === 'ApiExplorerSettings' &&
      one.args.some(
        ({ name, value }) =>
          name === 'IgnoreApi' && value.kind === 'literal' && value.text === 'true',
      ),
  );
}

function isTakenOut({ declared }: Method): boolean {
  return declared.decorators.some((one) => nameOf(one) === 'NonAction');
}

/** Public methods are actions, but not those that say otherwise; constructors are none. */
function isAction({ declared }: Method): boolean {
  return (
    declared.name !== 'constructor' &&
    !/^(?:Dispose|ToString|Equals|GetHashCode|OnActionExecut\w+)$/.test(declared.name ?? '')
  );
}

/** The HTTP methods that an attribute stands for; null for one that has nothing to do with them. */
function verbsOf(attribute: CallExpr): readonly string[] | null {
  const name = nameOf(attribute);
  const one = METHOD.exec(name)?.[1];
  if (one !== undefined) return [one.toUpperCase()];
  if (name !== 'AcceptVerbs' && name !== 'HttpMethod') return null;
  return attribute.args
    .filter((arg) => arg.name === null)
    .flatMap(({ value }): readonly Expr[] => (value.kind === 'list' ? value.items : [value]))
    .flatMap((value) => (value.kind === 'text' ? [value.value.toUpperCase()] : []));
}

/** An attribute's name without the `Attribute` that may be left out. */
function nameOf({ callee }: CallExpr): string {
  return (lastName(callee) ?? '').replace(/(?<=.)Attribute$/, '');
}
