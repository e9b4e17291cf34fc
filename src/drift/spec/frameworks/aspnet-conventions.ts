import { type Method, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site } from '../../code/program.ts';
import type { RouteGraph } from '../route-graph.ts';
import { actionParameters } from './aspnet-parameters.ts';
import { aspnetTemplates } from './aspnet-templates.ts';

const MAPPING =
  /^(?:MapControllerRoute|MapDefaultControllerRoute|MapAreaControllerRoute|MapAreaRoute|MapRoute|UseMvcWithDefaultRoute|MapHttpRoute)$/;
/** What starts an application: where it is in the repository, it says which conventions hold. */
const START =
  /^(?:MapControllers|UseMvc|UseEndpoints|CreateBuilder|CreateDefaultBuilder|MapHttpAttributeRoutes|MapMvcAttributeRoutes)$/;
const DEFAULT = '{controller=Home}/{action=Index}/{id?}';
const VERB = /^(Get|Post|Put|Delete|Patch|Head|Options)/;

/** An action without a route of its own. */
export interface UnroutedAction {
  /** Without `Controller`. */
  readonly controller: string;
  readonly action: string;
  readonly area: string | null;
  /** Whether it is of Web API, which has conventions of its own. */
  readonly isApi: boolean;
  /** Upper case; empty for any. */
  readonly verbs: readonly string[];
  readonly method: Method;
}

/** A pattern of the application, with the values that are taken where a part of it is missing. */
interface Convention {
  readonly pattern: string;
  readonly defaults: ReadonlyMap<string, string>;
  readonly area: string | null;
  readonly isApi: boolean;
}

/**
 * ASP.NET Core's routes by convention ("Conventional routing"): patterns of the application that lead to controllers
 * and actions by their names. An action for any method is listed for `GET`, as it is meant in nearly all of them.
 */
export class AspNetConventions {
  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {}

  /** Tells the graph of the routes that lead to actions. */
  read(actions: readonly UnroutedAction[]): void {
    if (actions.length === 0) return;
    const conventions = this.#conventions();
    for (const action of actions) {
      for (const convention of conventions) {
        for (const path of pathsTo(action, convention)) this.#add(action, convention, path);
      }
    }
  }

  #add({ verbs, action, method }: UnroutedAction, { isApi }: Convention, path: string): void {
    const methods = verbs.length > 0 ? verbs : [isApi ? verbNamedBy(action) : 'GET'];
    const { line, column, params } = method.declared;
    for (const template of aspnetTemplates([path])) {
      this.graph.add({
        router: 'controllers',
        methods,
        path: template,
        file: method.owner.file.path,
        at: { line, column },
        parameters: actionParameters(params, template.path, this.code, siteIn(method.owner)),
        ...(verbs.length === 0 && !isApi ? { answersAll: true } : {}),
        ...(this.#isPage(method) ? { isPage: true } : {}),
      });
    }
  }

  /** Whether an action shows a page. */
  #isPage({ owner, scope }: Method): boolean {
    return owner.file.facts.calls.some(
      ({ call, scope: at }) =>
        at === scope && /^(?:View|PartialView|RedirectToAction)$/.test(lastName(call.callee) ?? ''),
    );
  }

  /** The patterns of the application; the one that its templates begin with, where its start is not in the repository. */
  #conventions(): readonly Convention[] {
    const found: Convention[] = [];
    let isStarted = false;
    for (const { path, facts } of ownFiles(this.code, 'csharp')) {
      for (const { call, scope } of facts.calls) {
        const name = lastName(call.callee) ?? '';
        isStarted ||= START.test(name);
        if (MAPPING.test(name)) found.push(...this.#convention(name, call, { file: path, scope }));
      }
    }
    return found.length > 0 || isStarted ? found : [conventionOf(DEFAULT, new Map(), null, false)];
  }

  #convention(name: string, call: CallExpr, site: Site): readonly Convention[] {
    const isApi = name === 'MapHttpRoute';
    if (/Default/.test(name)) return [conventionOf(DEFAULT, new Map(), null, false)];
    const hasArea = /^MapArea/.test(name);
    const text = (position: number, names: RegExp) => {
      const given =
        call.args.find((arg) => arg.name !== null && names.test(arg.name)) ??
        call.args.filter((arg) => arg.name === null)[position];
      return given === undefined ? null : this.code.evaluator.text(given.value, site);
    };
    const pattern = text(hasArea ? 2 : 1, /^(?:pattern|template|url|routeTemplate)$/);
    if (pattern === null) {
      this.graph.problem(
        'The pattern of these routes by convention is not known, so the actions that it leads to are not listed. Give them [Route] or [HttpGet("…")] attributes to have them checked.',
        site.file,
        call.callee,
      );
      return [];
    }
    const given =
      call.args.find((arg) => arg.name === 'defaults') ??
      call.args.filter((arg) => arg.name === null)[hasArea ? 3 : 2];
    const defaults = this.#defaults(given?.value, site);
    return [conventionOf(pattern, defaults, hasArea ? text(1, /^areaName$/) : null, isApi)];
  }

  /** `new { controller = "Home", id = RouteParameter.Optional }`: an empty text for what may be missing. */
  #defaults(expr: Expr | undefined, site: Site): ReadonlyMap<string, string> {
    const entries = expr?.kind === 'map' ? expr.entries : [];
    return new Map(
      entries.flatMap(({ key, value }) => {
        const name =
          key?.kind === 'text' || key?.kind === 'literal' ? null : lastName(key ?? value);
        const own = key?.kind === 'text' ? key.value : name;
        const isOptional = lastName(value) === 'Optional';
        const text = isOptional ? '' : (this.code.evaluator.text(value, site) ?? '');
        return own === null ? [] : [[own.toLowerCase(), text] as const];
      }),
    );
  }
}

/** The method that the name of a Web API action says: `GET` of `GetAll`; `POST` where it says none. */
export function verbNamedBy(action: string | null): string {
  return VERB.exec(action ?? '')?.[1]?.toUpperCase() ?? 'POST';
}

/** Takes the values that stand in a pattern out of it: `{action=Index}`. */
function conventionOf(
  pattern: string,
  outside: ReadonlyMap<string, string>,
  area: string | null,
  isApi: boolean,
): Convention {
  const defaults = new Map(outside);
  const plain = pattern.replace(
    /\{([^{}=:?]+)(:[^{}=?]+)?(?:=([^{}]*)|(\?))?\}/g,
    (_, name: string, _constraint: string | undefined, value?: string, optional?: string) => {
      if (value !== undefined) defaults.set(name.toLowerCase(), value);
      else if (optional !== undefined) defaults.set(name.toLowerCase(), '');
      return `{${name}}`;
    },
  );
  return { pattern: plain.replace(/^~?\//, ''), defaults, area, isApi };
}

/** The paths by which a convention leads to an action, the whole one first; parts that may be missing are left out too. */
function pathsTo(one: UnroutedAction, convention: Convention): readonly string[] {
  const { defaults, isApi, area } = convention;
  const values = new Map([
    ['controller', one.controller],
    ['action', one.action],
    ['area', one.area ?? ''],
  ]);
  const segments = convention.pattern.split('/').filter((segment) => segment !== '');
  const names = new Set(segments.flatMap((segment) => nameOf(segment) ?? []));
  if (isApi !== one.isApi || names.has('area') !== (one.area !== null && area === null)) return [];
  if (area !== null && area !== one.area) return [];
  // What stands in no part of the pattern is fixed by its defaults.
  for (const name of ['controller', 'action']) {
    if (isApi && name === 'action') continue;
    const fixed = defaults.get(name)?.toLowerCase();
    if (!names.has(name) && fixed !== values.get(name)?.toLowerCase()) return [];
  }
  const params = new Set(one.method.declared.params.map(({ name }) => name.toLowerCase()));
  const parts = segments.flatMap((segment) => {
    const name = nameOf(segment);
    const value = name === null ? undefined : values.get(name);
    const fallback = name === null ? undefined : defaults.get(name);
    if (value !== undefined)
      return [{ text: value, isOptional: fallback?.toLowerCase() === value.toLowerCase() }];
    // A part that the action does not take, and that may be missing, is none of its own.
    if (name !== null && fallback !== undefined && !params.has(name.replace(/^\*+/, ''))) return [];
    return [{ text: segment, isOptional: fallback !== undefined }];
  });
  const paths: string[] = [];
  for (let count = parts.length; count >= 0; count -= 1) {
    paths.push(
      `/${parts
        .slice(0, count)
        .map(({ text }) => text)
        .join('/')}`,
    );
    if (parts[count - 1]?.isOptional !== true) break;
  }
  return paths;
}

/** The parameter that a segment is; null for one that is text. */
function nameOf(segment: string): string | null {
  return /^\{([^{}]+)\}$/.exec(segment)?.[1]?.toLowerCase() ?? null;
}
