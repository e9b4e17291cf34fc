import type { CallExpr, Expr, LanguageId } from './facts.ts';
import { placeKey, type Site } from './program.ts';

/** An expression leads to this many things at most: more means that it is not understood. */
export const MAX_ORIGINS = 16;
/** Languages where a method names its object's members alone, without `this`. */
export const WITHOUT_THIS: ReadonlySet<LanguageId> = new Set(['java', 'kotlin', 'csharp']);

/** A call of a function of the repository, and the place that it is made in. */
export interface Making {
  readonly call: CallExpr;
  readonly file: string;
  readonly scope: number;
}

/** What an expression comes from, as far as the code of the repository tells. */
export type Origin =
  /** A function, or a class, that is declared in the repository; `scope` is its own. */
  | { readonly kind: 'function' | 'class'; readonly file: string; readonly scope: number }
  /** An object of a class of the repository: made by `call`, or `this` within the class (null). */
  | {
      readonly kind: 'instance';
      readonly file: string;
      readonly scope: number;
      readonly call: CallExpr | null;
      /** Where the call stands; `file` and `scope` are those of the class. */
      readonly at?: Site;
      /** The call of the function that made it, where that is another than the one that asks. */
      readonly via?: Making;
    }
  /** A file of the repository as a module. */
  | { readonly kind: 'module'; readonly file: string }
  /** Something of a package: `name` is dotted, `*` for the package itself. */
  | { readonly kind: 'external'; readonly module: string; readonly name: string }
  /** What a call gives back that is not to a function of the repository; in the file and scope it is made in. */
  | {
      readonly kind: 'call';
      readonly file: string;
      readonly scope: number;
      readonly call: CallExpr;
      /** See above. */
      readonly via?: Making;
      /** The object whose class made it, where an expression reaches it through one: `Users().router`. */
      readonly through?: Extract<Origin, { kind: 'instance' }>;
    }
  /** A parameter of a function; `scope` is the function's, `position` counts from 0. */
  | {
      readonly kind: 'param';
      readonly file: string;
      readonly scope: number;
      readonly position: number;
    }
  /** A name of which only the declared type is known. */
  | {
      readonly kind: 'typed';
      readonly file: string;
      readonly scope: number;
      readonly name: string;
      readonly type: string;
    }
  /** A member of something whose members are not known. */
  | { readonly kind: 'member'; readonly object: Origin; readonly name: string }
  /** A text, list, map or the like, where it stands; also a name that nothing binds. */
  | { readonly kind: 'value'; readonly file: string; readonly scope: number; readonly expr: Expr };

/** Tells apart what a function makes in different calls of it, too. */
export function makingKey(origin: Origin): string {
  const via = origin.kind === 'call' || origin.kind === 'instance' ? origin.via : undefined;
  const through = origin.kind === 'call' ? origin.through : undefined;
  const own = originKey(origin);
  const key = through === undefined ? own : `${own} of ${originKey(through)}`;
  return via === undefined ? key : `${key}@${placeKey(via.file, via.call.callee)}`;
}

/** Each origin once; where they are too many, those that are made in several calls of a function once. */
export function distinct(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const byMaking = new Map(origins.map((origin) => [makingKey(origin), origin]));
  return byMaking.size > MAX_ORIGINS
    ? [...new Map(origins.map((origin) => [originKey(origin), origin])).values()]
    : [...byMaking.values()];
}

/** The identity of an origin: equal for two expressions that mean the same thing. */
export function originKey(origin: Origin): string {
  switch (origin.kind) {
    case 'function':
    case 'class':
      return `${origin.file}#${origin.scope}`;
    case 'instance':
      return origin.call === null
        ? `${origin.file}#${origin.scope}#this`
        : `${origin.file}#${origin.scope}#${placeKey(origin.at?.file ?? '', origin.call.callee)}`;
    case 'module':
      return origin.file;
    case 'external':
      return `<${origin.module}>.${origin.name}`;
    case 'call':
      // That of the callee: the calls of a chain all begin where the chain does.
      return placeKey(origin.file, origin.call.callee);
    case 'param':
      return `${origin.file}#${origin.scope}(${origin.position})`;
    case 'typed':
      return `${origin.file}#${origin.scope}:${origin.name}`;
    case 'member':
      return `${originKey(origin.object)}.${origin.name}`;
    case 'value':
      return placeKey(origin.file, origin.expr);
  }
}
