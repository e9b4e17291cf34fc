import { allClasses, type ClassRef, ownMethods, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { resourceRoutes } from './laravel-resources.ts';

const MODULE = /^Spatie\\RouteAttributes\\Attributes\b/;
const VERB = /^(?:Get|Post|Put|Patch|Delete|Options)$/;
/** The router of routes by attributes, which stand below nothing. */
const ROUTER = 'attributes';

/** Routes by attributes: `#[Prefix('books')]` on a class, `#[Get('{book}')]` on its methods (spatie/laravel-route-attributes). */
export function addAttributeRoutes(code: Code, graph: RouteGraph): void {
  graph.declare(ROUTER, true);
  for (const ref of allClasses(code, ['php'])) {
    if ([...ref.file.index.modules].some((module) => MODULE.test(module)))
      new AttributeRoutes(code, graph, ref).add();
  }
}

class AttributeRoutes {
  readonly #site: Site;
  readonly #prefixes: readonly PathTemplate[];

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly ref: ClassRef,
  ) {
    this.#site = siteIn(ref);
    const prefix = this.#own(ref.declared.decorators).find(({ name }) => name === 'Prefix');
    this.#prefixes =
      prefix === undefined ? [ROOT] : this.#paths(argument(prefix.call, 'prefix', 0));
  }

  add(): void {
    for (const { name, call } of this.#own(this.ref.declared.decorators))
      if (/^(?:Api)?Resource$/.test(name)) this.#resource(call, name === 'ApiResource');
    for (const { declared } of ownMethods(this.ref)) {
      for (const { name, call } of this.#own(declared.decorators)) {
        if (VERB.test(name)) this.#route([name.toUpperCase()], argument(call, 'uri', 0), call);
        else if (name === 'Any') this.#route(['*'], argument(call, 'uri', 0), call);
        else if (name === 'Route') {
          const methods = this.#texts(argument(call, 'methods', 0)).map((one) => one.toUpperCase());
          this.#route(methods, argument(call, 'uri', 1), call);
        }
      }
    }
  }

  /** The package's attributes among those of a declaration, by their own names. */
  #own(
    decorators: readonly CallExpr[],
  ): readonly { readonly name: string; readonly call: CallExpr }[] {
    return decorators.flatMap((call) =>
      this.code.resolver
        .origins(call.callee, { file: this.ref.file.path, scope: 0 })
        .flatMap((origin) =>
          origin.kind === 'external' && MODULE.test(origin.module)
            ? [{ name: origin.name || (lastName(call.callee) ?? ''), call }]
            : [],
        ),
    );
  }

  #route(methods: readonly string[], path: Expr | null, call: CallExpr): void {
    for (const prefix of this.#prefixes) {
      for (const own of this.#paths(path))
        this.graph.add({
          router: ROUTER,
          methods,
          path: joinPaths(prefix, own),
          file: this.ref.file.path,
          at: call,
        });
    }
  }

  #resource(call: CallExpr, isApi: boolean): void {
    const names = (key: string) => {
      const said = argument(call, key, null);
      return said === null ? null : this.#texts(said);
    };
    for (const name of this.#texts(argument(call, 'resource', 0))) {
      const routes = resourceRoutes(name, {
        isApi,
        only: names('only'),
        except: names('except') ?? [],
        parameters: new Map(),
        isShallow: false,
      });
      for (const { methods, path } of routes) {
        for (const prefix of this.#prefixes) {
          const whole = joinPaths(prefix, { path, dynamic: false });
          const { path: file } = this.ref.file;
          this.graph.add({ router: ROUTER, methods, path: whole, file, at: call });
        }
      }
    }
  }

  #paths(expr: Expr | null): readonly PathTemplate[] {
    if (expr === null) return [ROOT];
    return this.code.evaluator
      .texts(expr, this.#site)
      .flatMap((text) => templates(text, { braces: true }));
  }

  #texts(expr: Expr | null): readonly string[] {
    return expr === null
      ? []
      : this.code.evaluator.texts(expr, this.#site).map((text) => text.join(''));
  }
}

function argument({ args }: CallExpr, name: string, position: number | null): Expr | null {
  const named = args.find((one) => one.name === name)?.value;
  const positional = position === null ? undefined : args[position];
  return named ?? (positional?.name === null ? positional.value : null);
}
