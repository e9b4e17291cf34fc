import type { RouteReading } from '../drift/spec/read-routes.ts';
import type { Problem } from '../problem.ts';
import { visible } from '../visible.ts';
import { problemsText, type TextOptions } from './text.ts';

/** What `holdfast inspect routes --format json` prints. */
export interface RoutesJson {
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly file: string;
    readonly line: number;
    readonly framework: string;
    readonly dynamic: boolean;
  }[];
  readonly problems: readonly Problem[];
}

export function routesJson({ routes, problems }: RouteReading): RoutesJson {
  return {
    routes: routes.map(({ method, path, file, line, framework, dynamic }) => ({
      method,
      path,
      file,
      line,
      framework,
      dynamic,
    })),
    problems,
  };
}

/** The routes as a table for a terminal, then what could not be read. */
export function routesText({ routes, problems, read }: RouteReading, options: TextOptions): string {
  const wide = Math.max(0, ...routes.map(({ path }) => path.length));
  const rows = routes.map(
    ({ method, path, file, line, framework }) =>
      `${method.padEnd(7)}  ${visible(path).padEnd(Math.min(wide, 60))}  ${visible(file)}:${line}  ${framework}`,
  );
  const files = `${read.length} ${read.length === 1 ? 'file was' : 'files were'} looked into`;
  const head =
    routes.length === 0
      ? `No routes were found; ${files}.`
      : `${routes.length} ${routes.length === 1 ? 'operation is' : 'operations are'} served; ${files}.`;
  const table = [...rows, ...(rows.length > 0 ? [''] : []), head].join('\n');
  return problems.length === 0 ? `${table}\n` : `${table}\n\n${problemsText(problems, options)}`;
}
