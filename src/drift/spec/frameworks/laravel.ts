import type { Code } from '../../code/code.ts';
import { objects } from '../../code/entries.ts';
import type { CallExpr, CallSite, Expr, Place as TextPlace } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { type PathSyntax, type PathTemplate, ROOT, templates } from '../path-template.ts';
import { chainOf, innerCalls, isDynamic, type Step, withMethods } from '../php-chains.ts';
import { includedFiles, isInclude, phpCallables, usesFramework } from '../php-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { applicationRouting } from './laravel-application.ts';
import { addAttributeRoutes } from './laravel-attributes.ts';
import {
  fileKey,
  hasFacade,
  isLoad,
  isTelling,
  isThis,
  join,
  RESOURCE,
  VERB,
} from './laravel-calls.ts';
import { LaravelMacros } from './laravel-macros.ts';
import { LaravelPlaces, type Place } from './laravel-places.ts';
import { entry, resourceOf } from './laravel-resource-options.ts';
import { LaravelRouters } from './laravel-routers.ts';
import { uiCall, uiRoutes } from './laravel-ui.ts';

const MODULE = /^(?:Illuminate|Laravel|Spatie\\RouteAttributes)\\/;
const PACKAGE = /"laravel\/(?:framework|lumen-framework)"/;
/** Laravel, and Lumen. */
export const laravel: Framework = {
  id: 'laravel',
  languages: ['php'],
  mark: /\b(?:Route|Volt)::|\$router->|->withRouting\(|->group\(|\bSpatie\\RouteAttributes\\/,
  files: /(?:^|\/)routes\/[^/]+\.php$/,
  routes(code) {
    return usesFramework(code, MODULE, PACKAGE) || hasFacade(code)
      ? new LaravelRoutes(code).findings()
      : { routes: [], problems: [] };
  },
};

/**
 * https://laravel.com/docs/routing. Routes stand on what is around them: the function of the group that they are
 * written in, or their file; files stand on what loads them.
 */
class LaravelRoutes {
  readonly #graph = new RouteGraph('laravel');
  /** Files that something in the repository loads. */
  readonly #loaded = new Set<string>();

  readonly #isLumen: boolean;
  readonly #routers: LaravelRouters;
  readonly #macros: LaravelMacros;
  /** The call of a macro that is being followed: what it is given, and what it stands on. */
  #macro: { readonly frame: Frame; readonly around: string } | null = null;

  /** The call of the function that is being followed. */
  #place: Place | null = null;
  readonly #places: LaravelPlaces;

  constructor(private readonly code: Code) {
    this.#places = new LaravelPlaces(code);
    this.#isLumen = usesFramework(code, /^Laravel\\Lumen\\/, /"laravel\/lumen-framework"/);
    this.#routers = new LaravelRouters(code, this.#isLumen);
    this.#macros = new LaravelMacros(code);
  }

  /** What the parameters are in the call that is being followed. */
  get #frame(): Frame | null {
    return this.#macro?.frame ?? this.#place?.frame ?? null;
  }

  findings(): RouteFindings {
    const files = [...this.code.program.files()].filter(({ facts }) => facts.language === 'php');
    for (const file of files) {
      this.#graph.declare(fileKey(file.path), true);
      const inner = innerCalls(file);
      for (const made of file.facts.calls) {
        if (inner.has(made.call) || this.#macros.isWithin(file.path, made.scope)) continue;
        const site = { file: file.path, scope: made.scope };
        const tell = this.#told(made, file, site);
        for (const place of tell === null ? [] : this.#places.of(site)) {
          this.#place = place;
          tell?.();
        }
        this.#place = null;
      }
    }
    for (const { path } of files) this.#mountByName(path);
    addAttributeRoutes(this.code, this.#graph);
    return this.#graph.findings();
  }

  /** `routes/api.php` stands below `/api` where nothing in the repository loads it (Laravel's skeleton does). */
  #mountByName(path: string): void {
    if (!/(?:^|\/)routes\/api\.php$/.test(path) || this.#loaded.has(path)) return;
    const isLaravel = /"laravel\/framework"/.test(this.#manifest(path));
    if (!isLaravel && /"laravel\/lumen/.test(this.#manifest(path))) return;
    const skeleton = `${fileKey(path)} skeleton`;
    this.#graph.declare(skeleton, true);
    this.#graph.mount(fileKey(path), skeleton, { path: 'api', dynamic: false });
  }

  #manifest(path: string): string {
    const manifest = this.code.program.nearest('composer.json', path);
    return manifest === undefined ? '' : (this.code.program.text(manifest) ?? '');
  }

  #include(call: CallExpr, site: Site): void {
    const [first] = call.args;
    for (const path of first === undefined ? [] : includedFiles(first.value, site, this.code))
      this.#load(path, site, [ROOT]);
  }

  #load(path: string, site: Site, prefixes: readonly PathTemplate[]): void {
    if (this.code.program.file(path) === undefined) return;
    this.#loaded.add(path);
    for (const prefix of prefixes)
      this.#graph.mount(fileKey(path), this.#around(site.file, site.scope), prefix);
  }

  /** What a place stands on: the function of a group, or the file. */
  #around(path: string, scope: number, place = this.#place): string {
    if (this.#macro !== null) return this.#macro.around;
    const index = this.code.program.file(path)?.index;
    for (const at of index?.enclosing(scope) ?? []) {
      const written = index?.argumentOf(at);
      const isGroup = written !== undefined && lastName(written.call.callee) === 'group';
      if (isGroup || this.#places.isGrouped(path, at)) return this.#functionKey(path, at, place);
      // What a function tells stands where it is called.
      if (place !== null && place.file === path && place.scope === at)
        return this.#around(place.caller.file, place.caller.scope, place.outer);
    }
    return fileKey(path);
  }

  /** A function of a group: another one in each call of the function around it. */
  #functionKey(path: string, scope: number, place = this.#place): string {
    const around = this.code.program.file(path)?.index.enclosing(scope) ?? [];
    const isWithin = place?.file === path && [...around].includes(place.scope);
    return isWithin ? `${path}#${scope} by ${place.key}` : `${path}#${scope}`;
  }

  #chain(call: CallExpr, site: Site): void {
    const { on, steps } = chainOf(call);
    const routing = steps.find(({ name }) => name === 'withRouting');
    if (routing !== undefined) this.#application(routing, site);
    else if (this.#routers.is(on, site) || (this.#macro !== null && isThis(on))) {
      if (steps.some(({ name }) => isTelling(name))) this.#routes(steps, site);
      else this.#followMacro(call, steps, site);
    }
  }

  #isTelling(name: string): boolean {
    return isTelling(name) || this.#macros.of(name).length > 0;
  }

  /** What a call tells, each time it is made; null for one that tells nothing. */
  #told(made: CallSite, file: SourceFile, site: Site): (() => void) | null {
    const { call } = made;
    if (isInclude(call) || isLoad(call)) return () => this.#include(call, site);
    if (uiCall(call) !== null) return () => this.#ui(call, site);
    if (!this.#mayTell(call)) return null;
    const turns = unrolled(made, file, this.code);
    const named = turns.flatMap((turn) => withMethods(turn, site, this.code));
    return () => {
      for (const one of named) this.#chain(one, site);
    };
  }

  #mayTell(call: CallExpr): boolean {
    return isDynamic(call) || chainOf(call).steps.some(({ name }) => this.#isTelling(name));
  }

  /** `Route::archive('/letters', …)`: what the macro tells, where it is called. */
  #followMacro(call: CallExpr, [first]: readonly Step[], site: Site): void {
    if (first === undefined || this.#macro !== null) return;
    const around = this.#around(site.file, site.scope);
    for (const { file, scope } of this.#macros.of(first.name)) {
      this.#macro = { frame: this.code.evaluator.frame(call, site, { file, scope }, null), around };
      const source = this.code.program.file(file);
      const told = source === undefined ? new Set<Expr>() : innerCalls(source);
      for (const made of source?.facts.calls ?? [])
        if (made.scope === scope && !told.has(made.call)) this.#chain(made.call, { file, scope });
      this.#macro = null;
    }
  }

  /** `Auth::routes()`. */
  #ui(call: CallExpr, site: Site): void {
    const step = uiCall(call);
    for (const [method, path] of step === null ? [] : uiRoutes(step, this.code))
      this.#add([method], { path, dynamic: false }, call.callee, site);
  }

  #routes(steps: readonly Step[], site: Site): void {
    const at = steps.findIndex(({ name }) => isTelling(name));
    const step = steps[at];
    if (step === undefined) return;
    const before = steps.slice(0, at).findLast(({ name }) => name === 'prefix');
    const prefixes = this.#paths(before?.args[0]?.value ?? null, site);
    if (step.name === 'group') this.#group(step, prefixes, site);
    else {
      const after = steps.slice(at + 1);
      // `Route::get('/x', …)->prefix('y')` stands below `y` too.
      const own = after.find(({ name }) => name === 'prefix');
      const all =
        own === undefined
          ? prefixes
          : join(prefixes, this.#paths(own.args[0]?.value ?? null, site));
      if (RESOURCE.test(step.name))
        this.#resources(step, [...steps.slice(0, at), ...after], all, site);
      else this.#verb(step, all, site);
    }
  }

  #verb({ name, args, at }: Step, prefixes: readonly PathTemplate[], site: Site): void {
    const [first, second] = args;
    if (first === undefined) return;
    let path = first.value;
    let methods: readonly string[] = ['*'];
    if (VERB.test(name)) methods = [name.toUpperCase()];
    else if (name === 'fallback') {
      const router = this.#around(site.file, site.scope);
      const path = { path: '{fallbackPlaceholder}', dynamic: false };
      // What answers where nothing else does is no part of a contract.
      for (const one of join(prefixes, [path]))
        this.#graph.add({ router, methods: ['GET'], path: one, file: site.file, at, isPage: true });
      return;
    } else if (/^(?:view|inertia|livewire|route)$/.test(name)) methods = ['GET'];
    else if (name === 'match' || name === 'addRoute') {
      if (second === undefined) return;
      path = second.value;
      methods = this.#methods(first.value, site);
    }
    for (const template of join(prefixes, this.#paths(path, site)))
      this.#add(methods, template, at, site);
  }

  #methods(expr: Expr, site: Site): readonly string[] {
    const names = this.code.evaluator.texts(expr, site, this.#frame).map((text) => text.join(''));
    return names.length > 0 && names.every((one) => /^[A-Za-z]+$/.test(one))
      ? names.map((one) => one.toUpperCase())
      : ['*'];
  }

  #add(methods: readonly string[], path: PathTemplate, at: TextPlace, site: Site): void {
    const router = this.#around(site.file, site.scope);
    this.#graph.add({ router, methods, path, file: site.file, at });
  }

  /** `group(function () { … })`, `group(['prefix' => 'x'], …)`, `group(base_path('routes/x.php'))`. */
  #group({ args }: Step, before: readonly PathTemplate[], site: Site): void {
    const last = args.at(-1)?.value;
    if (last === undefined) return;
    const options = args.length > 1 ? args[0]?.value : undefined;
    const prefixes = join(before, this.#prefixOf(options, site));
    const around = this.#around(site.file, site.scope);
    const isCallable = phpCallables(last, site, this.code).length > 0;
    for (const body of last.kind === 'list' && !isCallable ? last.items : [last]) {
      const written = this.code.resolver
        .origins(body, site)
        .flatMap((origin) => (origin.kind === 'function' ? [origin] : []));
      const functions = written.length > 0 ? written : phpCallables(body, site, this.code);
      for (const { file, scope } of functions)
        for (const prefix of prefixes)
          this.#graph.mount(this.#functionKey(file, scope), around, prefix);
      if (functions.length > 0) continue;
      for (const path of includedFiles(body, site, this.code)) this.#load(path, site, prefixes);
    }
  }

  /** `['prefix' => 'x']`, also behind a variable or a method that gives it. */
  #prefixOf(options: Expr | undefined, site: Site): readonly PathTemplate[] {
    if (options === undefined) return [ROOT];
    if (options.kind === 'map') return this.#paths(entry(options, 'prefix'), site);
    for (const { expr, site: at } of objects(options, site, this.code)) {
      const prefix = entry(expr, 'prefix');
      if (prefix !== null) return this.#paths(prefix, at);
    }
    return [ROOT];
  }

  #resources(
    step: Step,
    others: readonly Step[],
    prefixes: readonly PathTemplate[],
    site: Site,
  ): void {
    const [first, , third] = step.args;
    if (first === undefined) return;
    const names =
      first.value.kind === 'map'
        ? first.value.entries.flatMap(({ key }) => (key === null ? [] : [key]))
        : [first.value];
    const given = /s$/.test(step.name) ? step.args[1]?.value : third?.value;
    for (const expr of names) {
      const name = this.code.evaluator.text(expr, site, this.#frame);
      if (name === null) {
        this.#graph.problem(
          'The name of this resource is not known: it is made while the program runs. Its routes are left out.',
          site.file,
          step.at,
        );
        continue;
      }
      for (const route of resourceOf(step.name, name, others, given, site, this.code)) {
        const path = { path: route.path, dynamic: false };
        for (const template of join(prefixes, [path]))
          this.#add(route.methods, template, step.at, site);
      }
    }
  }

  #application(step: Step, site: Site): void {
    const { health, files } = applicationRouting(step, site, this.code);
    if (health !== undefined) {
      for (const path of this.#paths(health, site)) this.#add(['GET'], path, health, site);
    }
    for (const { path, prefix } of files)
      this.#load(path, site, prefix === 'api' ? [API] : this.#paths(prefix, site));
  }

  #paths(expr: Expr | null, site: Site): readonly PathTemplate[] {
    if (expr === null) return [ROOT];
    return this.code.evaluator
      .texts(expr, site, this.#frame)
      .flatMap((text) => templates(text, this.#isLumen ? LUMEN_SYNTAX : SYNTAX));
  }
}

/** `{id}`, `{id?}`. */
const SYNTAX: PathSyntax = { braces: true };
/** `{id:[0-9]+}`, `[/{id}]`: Lumen's paths are FastRoute's. */
const LUMEN_SYNTAX: PathSyntax = { braces: true, optional: '[]' };
const API: PathTemplate = { path: 'api', dynamic: false };
