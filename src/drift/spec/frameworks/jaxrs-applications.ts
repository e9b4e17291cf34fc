import { ApplicationProperties } from '../../code/application-properties.ts';
import { allClasses, type ClassRef, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';
import { dropwizardPaths } from './jaxrs-dropwizard.ts';

/** An application's path, its module, and the classes that it names; none for one that takes all. */
interface Application {
  readonly prefixes: readonly PathTemplate[];
  readonly module: string;
  readonly names: ReadonlySet<string>;
}

/** Properties of runtimes that put a path before all resources. */
const PROPERTIES = [
  'quarkus.http.root-path',
  'quarkus.rest.path',
  'quarkus.resteasy.path',
  'server.servlet.context-path',
  'spring.jersey.application-path',
];

/** The paths that applications put before their resources: `@ApplicationPath`, `web.xml`, the runtime's properties. */
export class JaxRsApplications {
  readonly #applications: readonly Application[];
  readonly #properties: ApplicationProperties;
  readonly #byModule = new Map<string, readonly PathTemplate[]>();

  constructor(private readonly code: Code) {
    this.#properties = new ApplicationProperties(code);
    this.#applications = [...this.#annotated()];
  }

  /** What stands before the path of a resource: one prefix for each application that it belongs to. */
  prefixes(resource: ClassRef): readonly PathTemplate[] {
    const path = resource.file.path;
    const base = this.#configured(path);
    const near = this.#applications.filter(({ module }) => module === moduleOf(path));
    const all = near.length > 0 ? near : this.#applications;
    const naming = all.filter(({ names }) => names.has(resource.declared.name ?? ''));
    const taking = naming.length > 0 ? naming : all.filter(({ names }) => names.size === 0);
    const chosen = (taking.length > 0 ? taking : all).flatMap(({ prefixes }) => prefixes);
    const found = chosen.length > 0 ? chosen : this.#unannotated(path);
    return distinct(found.map((one) => joinPaths(base, one)));
  }

  *#annotated(): Iterable<Application> {
    for (const ref of allClasses(this.code, ['java', 'kotlin'])) {
      const annotation = ref.declared.decorators.find(
        ({ callee }) => lastName(callee) === 'ApplicationPath',
      );
      const value = annotation?.args[0]?.value;
      if (value === undefined) continue;
      const texts = this.code.evaluator.texts(value, siteIn(ref));
      yield {
        // `/api/*` is the same as `/api` (Jakarta RESTful Web Services 3.1, section 2.3.2).
        prefixes: texts
          .flatMap((text) => templates(text, { braces: true }))
          .map(({ path, dynamic }) => ({ path: path.replace(/\/\*$/, ''), dynamic })),
        module: moduleOf(ref.file.path),
        names: namesOfClasses(ref),
      };
    }
  }

  #configured(path: string): PathTemplate {
    const texts = PROPERTIES.flatMap((name) => this.#properties.value(name, path) ?? []);
    const [only] = templates(this.#properties.filled([texts.join('/')], path), { braces: true });
    return texts.length === 0 ? ROOT : (only ?? ROOT);
  }

  /** What stands before resources without an application that has a path of its own; worked out once for a module. */
  #unannotated(path: string): readonly PathTemplate[] {
    const module = moduleOf(path);
    const known = this.#byModule.get(module);
    if (known !== undefined) return known;
    const own = dropwizardPaths(this.code, module);
    const found = own.length > 0 ? own : this.#mapped(path);
    this.#byModule.set(module, found);
    return found;
  }

  /** `/rest` of the mapping `/rest/*` in a `web.xml` that has a JAX-RS servlet. */
  #mapped(path: string): readonly PathTemplate[] {
    const module = moduleOf(path);
    const file = `${module === '' ? '' : `${module}/`}src/main/webapp/WEB-INF/web.xml`;
    const text = this.code.program.text(file);
    if (text === null) return [ROOT];
    const servlets = [...text.matchAll(/<servlet>([\s\S]*?)<\/servlet>/g)].flatMap(([, body]) =>
      /ServletContainer|HttpServletDispatcher|ws\.rs\.core\.Application|CXFNonSpringJaxrsServlet/.test(
        body ?? '',
      )
        ? (/<servlet-name>\s*([^<]+?)\s*</.exec(body ?? '')?.[1] ?? [])
        : [],
    );
    servlets.push('javax.ws.rs.core.Application', 'jakarta.ws.rs.core.Application');
    const found = [...text.matchAll(/<servlet-mapping>([\s\S]*?)<\/servlet-mapping>/g)].flatMap(
      ([, body]) => {
        const name = /<servlet-name>\s*([^<]+?)\s*</.exec(body ?? '')?.[1] ?? '';
        const patterns = [...(body ?? '').matchAll(/<url-pattern>\s*([^<]+?)\s*</g)];
        return servlets.includes(name)
          ? patterns.map(([, pattern]) => ({
              path: (pattern ?? '').replace(/\/?\*$/, ''),
              dynamic: false,
            }))
          : [];
      },
    );
    return found.length > 0 ? found : [ROOT];
  }
}

/** The classes that an application names in its methods: `classes.add(Users.class)`, `register(Users.class)`. */
function namesOfClasses({ file, scope }: ClassRef): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (expr: Expr): void => {
    if (expr.kind === 'name' && /^[A-Z]/.test(expr.name)) names.add(expr.name);
    if (expr.kind === 'list') expr.items.forEach(take);
  };
  for (const { call, scope: at } of file.facts.calls) {
    if (file.index.classAround(at) !== scope) continue;
    if (/^(?:add|addAll|register|registerClasses)$/.test(lastName(call.callee) ?? ''))
      for (const { value } of call.args) take(value);
  }
  for (const { value, scope: at } of file.facts.returns)
    if (file.index.classAround(at) === scope) take(value);
  return names;
}

/** The folder that `src/` stands in. */
function moduleOf(path: string): string {
  return /^(?:(.*)\/)?src\//.exec(path)?.[1] ?? '';
}

function distinct(paths: readonly PathTemplate[]): readonly PathTemplate[] {
  return [...new Map(paths.map((one) => [one.path, one])).values()];
}
