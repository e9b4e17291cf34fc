import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';

/** What holds where Sinatra is told routes: within namespaces, extensions, methods of the program and their blocks. */
export interface Within {
  readonly app: string;
  /** What stands before the paths. */
  readonly paths: readonly PathTemplate[];
  /** The name of the parameter that routes are declared on, where it is one: `app.get '/x'`. */
  readonly on: string | null;
  readonly frame: Frame | null;
  /** The block that the method around is given. */
  readonly block: BlockAt | null;
  /** Methods that are being looked into. */
  readonly active: ReadonlySet<string>;
}

/** A block, and what holds where it is written. */
export interface BlockAt {
  readonly file: SourceFile;
  readonly scope: number;
  /** The name of the method's parameter for it (`&block`); null where it is only yielded to. */
  readonly name: string | null;
  readonly within: Within;
}

/** What holds at the top of an application. */
export const TOP: Within = {
  app: '',
  paths: [ROOT],
  on: null,
  frame: null,
  block: null,
  active: new Set(),
};

/** The block that a call is given: written there, or passed on (`&block`). */
export function blockOf({ args }: CallExpr, file: SourceFile, within: Within): BlockAt | null {
  const last = args.at(-1);
  if (last?.value.kind === 'function') return { file, scope: last.value.scope, name: null, within };
  const isPassed = last?.name === '&' && last.value.kind === 'name';
  if (!isPassed || within.block === null) return null;
  // The names around a block mean what they mean where it is written.
  const { block } = within;
  return { ...block, within: { ...block.within, app: within.app, frame: within.frame } };
}

/** The lambda or block that a name has: `crud.call('cats')`; undefined for any other expression. */
export function functionOf(expr: Expr, site: Site, code: Code): Site | undefined {
  if (expr.kind !== 'name') return undefined;
  const [origin, ...others] = code.resolver.origins(expr, site);
  return origin?.kind === 'function' && others.length === 0
    ? { file: origin.file, scope: origin.scope }
    : undefined;
}
