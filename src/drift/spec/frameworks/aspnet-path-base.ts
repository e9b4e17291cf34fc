import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Route, RouteFindings } from '../framework.ts';
import { joinPaths, normalizePath } from '../path-template.ts';
import { aspnetTemplates } from './aspnet-templates.ts';

/** What makes the host of an application. */
const HOST = /^(?:Create(?:Slim|Empty|Default)?Builder|UseStartup)$/;

/** An application whose paths all begin with one: `app.UsePathBase("/shop")`. */
interface PathBase {
  readonly project: string;
  readonly path: string;
}

/**
 * Puts the path base of an application before its routes: those of its project, and all where the code has but one
 * application (ASP.NET Core, `UsePathBaseExtensions`). A base that only settings tell is left out, as is its middleware.
 */
export function withPathBases(code: Code, { routes, problems }: RouteFindings): RouteFindings {
  const bases = pathBases(code);
  if (bases.length === 0) return { routes, problems };
  const isOnly = hosts(code).size < 2;
  return {
    routes: routes.map((route) => {
      const base =
        bases.find(({ project }) => isIn(route.file, project)) ?? (isOnly ? bases[0] : undefined);
      return base === undefined ? route : below(base.path, route);
    }),
    problems,
  };
}

function below(base: string, route: Route): Route {
  const { path } = joinPaths({ path: base, dynamic: false }, { path: route.path, dynamic: false });
  return { ...route, path: normalizePath(path) };
}

function pathBases(code: Code): readonly PathBase[] {
  return ownFiles(code, 'csharp').flatMap((file) =>
    file.facts.calls.flatMap(({ call, scope }): PathBase[] => {
      const [base] = call.args;
      if (lastName(call.callee) !== 'UsePathBase' || base === undefined) return [];
      const texts = code.evaluator.texts(base.value, { file: file.path, scope });
      const [only, ...others] = texts.flatMap((text) => aspnetTemplates(text));
      if (only === undefined || only.dynamic || others.length > 0) return [];
      return [{ project: projectOf(file.path, code), path: only.path }];
    }),
  );
}

function hosts(code: Code): ReadonlySet<string> {
  return new Set(
    ownFiles(code, 'csharp')
      .filter(({ facts }) => facts.calls.some(({ call }) => HOST.test(lastName(call.callee) ?? '')))
      .map(({ path }) => projectOf(path, code)),
  );
}

/** The folder of the project that a file belongs to; its own folder where none is there. */
function projectOf(path: string, code: Code): string {
  const own = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  for (let folder = own; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    if (code.program.filesIn(folder).some((file) => file.endsWith('.csproj'))) return folder;
    if (folder === '') return own;
  }
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
