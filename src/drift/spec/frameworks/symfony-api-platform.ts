import { allClasses, type ClassRef, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, templates } from '../path-template.ts';
import { pluralize } from '../pluralize.ts';
import type { RouteGraph } from '../route-graph.ts';

/** The operations of API Platform's resources (API Platform documentation, "Operations"; versions 3 and 4). */

const MODULE = /^ApiPlatform\\Metadata\b/;
/** The operations of one object, and of all objects. */
const ITEM = /^(?:Get|Put|Patch|Delete)$/;
const COLLECTION = /^(?:GetCollection|Post)$/;

/** An operation that is declared, or that a resource has when it declares none. */
interface Operation {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly at: CallExpr;
}

/** Adds the operations of all classes that are resources, below the prefixes of the routing files. */
export function addApiPlatformRoutes(
  code: Code,
  prefixes: readonly string[],
  router: string,
  graph: RouteGraph,
): void {
  const before = prefixes.map((path): PathTemplate => ({ path, dynamic: false }));
  for (const ref of allClasses(code, ['php'])) {
    const site = siteIn(ref);
    const declared = ref.declared.decorators.flatMap((at): readonly Operation[] => {
      const name = metadataOf(at, site, code);
      return name === null ? [] : [{ name, args: at.args, at }];
    });
    const own = declared.filter(({ name }) => isOperation(name));
    const resources = declared.filter(({ name }) => name === 'ApiResource');
    for (const [index, resource] of resources.entries()) {
      const said = named(resource.args, 'operations');
      // Attributes that stand behind a resource are operations of it.
      const next = resources[index + 1];
      const beside = own.filter(
        ({ at }) => !isBefore(at, resource.at) && (next === undefined || isBefore(at, next.at)),
      );
      const listed = said === undefined ? [] : operationsIn(said, site, code);
      const operations =
        said === undefined && beside.length === 0
          ? usual(resource.at, code)
          : [...listed, ...beside];
      add(operations, resource.args, ref, site);
    }
    if (resources.length === 0) add(own, [], ref, site);
  }

  function add(
    operations: readonly Operation[],
    resource: readonly Argument[],
    ref: ClassRef,
    site: Site,
  ): void {
    for (const { name, args, at } of operations) {
      const method = /^Get/.test(name) ? 'GET' : name.toUpperCase();
      for (const path of pathsOf(name, args, resource, ref, site, code))
        for (const prefix of before)
          graph.add({
            router,
            methods: [method],
            path: joinPaths(prefix, path),
            file: site.file,
            at,
          });
    }
  }
}

function isOperation(name: string): boolean {
  return ITEM.test(name) || COLLECTION.test(name);
}

/** `Get` of `#[Get]` and of `new Get()`, where it is API Platform's; null for anything else. */
function metadataOf({ callee }: CallExpr, site: Site, code: Code): string | null {
  const written = lastName(callee) ?? '';
  if (written !== 'ApiResource' && !isOperation(written)) return null;
  for (const origin of code.resolver.origins(callee, { file: site.file, scope: 0 }))
    if (origin.kind === 'external' && MODULE.test(origin.module))
      return origin.name.slice(origin.name.lastIndexOf('.') + 1);
  return null;
}

function operationsIn(list: Expr, site: Site, code: Code): readonly Operation[] {
  const items =
    list.kind === 'list'
      ? list.items
      : list.kind === 'map'
        ? list.entries.map(({ value }) => value)
        : [];
  return items.flatMap((at): readonly Operation[] => {
    const name = at.kind === 'call' ? metadataOf(at, site, code) : null;
    return at.kind !== 'call' || name === null || !isOperation(name)
      ? []
      : [{ name, args: at.args, at }];
  });
}

/** What a resource has that names no operation; `PUT` is among it before version 4. */
function usual(at: CallExpr, code: Code): readonly Operation[] {
  const isNew = /"api-platform\/[\w-]+":\s*"[^\d"]*[4-9]/.test(
    code.program.text('composer.json') ?? '',
  );
  return ['GetCollection', 'Post', 'Get', ...(isNew ? [] : ['Put']), 'Patch', 'Delete'].map(
    (name) => ({ name, args: [], at }),
  );
}

function pathsOf(
  name: string,
  args: readonly Argument[],
  resource: readonly Argument[],
  { declared }: ClassRef,
  site: Site,
  code: Code,
): readonly PathTemplate[] {
  const said = named(args, 'uriTemplate') ?? named(resource, 'uriTemplate');
  const prefix = named(args, 'routePrefix') ?? named(resource, 'routePrefix');
  const before = prefix === undefined ? '' : (code.evaluator.text(prefix, site) ?? '');
  const behind = (path: PathTemplate) => joinPaths({ path: before, dynamic: false }, path);
  if (said !== undefined)
    return code.evaluator
      .texts(said, site)
      .flatMap((text) => templates(text, { braces: true }))
      .map((one) => behind({ ...one, path: one.path.replace(/\{\._format\}|\.\{_format\}/g, '') }));
  const short = named(args, 'shortName') ?? named(resource, 'shortName');
  const noun = (short === undefined ? null : code.evaluator.text(short, site)) ?? declared.name;
  const path = `/${underscored(pluralize(noun ?? ''))}`;
  return [behind({ path: ITEM.test(name) ? `${path}/{id}` : path, dynamic: false })];
}

function named(args: readonly Argument[], name: string): Expr | undefined {
  const position = name === 'uriTemplate' ? 0 : -1;
  const given = args.find((one) => one.name === name)?.value;
  const first = args[position];
  return given ?? (first?.name === null && first.value.kind === 'text' ? first.value : undefined);
}

function isBefore(a: CallExpr, b: CallExpr): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** `blog_posts` of `BlogPosts`. */
function underscored(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}
