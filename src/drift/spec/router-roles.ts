import type { CallExpr, Expr, Place } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import type { PathSyntax } from './path-template.ts';

/** What an origin is to a framework. */
export type RouterRole =
  /** An application: serves by itself. A prefix of its own stands before its paths, as it does for a router. */
  | { readonly role: 'root'; readonly prefix?: Expr | null; readonly made?: MadeAt }
  /** A router that is to be mounted; a prefix of its own stands before its paths wherever that is. */
  | { readonly role: 'router'; readonly prefix?: Expr | null; readonly made?: MadeAt }
  /** A router that stands on another from the start: `app.group('/v1')`. */
  | { readonly role: 'group'; readonly of: Expr; readonly prefix: Expr | null }
  /** The same router again: a call that gives back what it was called on. */
  | { readonly role: 'same'; readonly as: Expr };

/** Where the call stands that makes a router, and what the parameters around it are there. */
export interface MadeAt {
  readonly site: Site;
  readonly frame: Frame | null;
}

/** A router that is mounted on another. */
export interface Mounting {
  readonly child: string;
  readonly on: string;
  readonly frame: Frame | null;
}

/** How a framework tells its routers. */
export interface RouterTeller {
  /** What an origin is; null for what is no router; undefined when that cannot be told from it. */
  roleOf(origin: Origin, site: Site): RouterRole | null | undefined;
  /** Whether something that cannot be followed is to count as a router all the same, going by its name and type. */
  isPlausible(origin: Origin): boolean;
  readonly syntax: PathSyntax;
  /** Whether a router that a function makes is another one with each call of the function. */
  readonly tellsMakings?: boolean;
}

/** A router, and what the parameters of the function around are, where it is one of several calls. */
export interface RouterAt {
  readonly key: string;
  readonly frame: Frame | null;
  /** Where the call is made, for a method that registers what it is given. */
  readonly called?: { readonly file: string; readonly at: Place };
}

/** The identity of something of which the maker is not in the repository: a name that nothing binds is one in its file. */
export function unmadeKey(origin: Origin): string {
  return origin.kind === 'value' && origin.expr.kind === 'name'
    ? `${origin.file} ${origin.expr.name}`
    : originKey(origin);
}

/** The expression that a method is called on: `app` of `app.get('/x')`; null for a call without one. */
export function receiver(call: CallExpr): Expr | null {
  return call.callee.kind === 'member' ? call.callee.object : null;
}
