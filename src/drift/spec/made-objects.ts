import type { Code } from '../code/code.ts';
import type { CallExpr, LanguageId } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Origin } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { type ClassAt, lineage } from './python-routing.ts';

/** How objects of Python and JavaScript are made: the constructors of a class and of those it extends, and what each of them is given. */

/** Whether the objects of a language's classes are told apart by the calls that make them. */
export function isTold(language: LanguageId | undefined): boolean {
  return language === 'python' || language === 'javascript';
}

/** The names of constructors. */
export const CONSTRUCTOR = /^(?:__init__|constructor)$/;

/** An object of a class of the repository: made by a call, or `self` within the class. */
export type Instance = Extract<Origin, { kind: 'instance' }>;

/** How an object comes to be. */
export interface Construction {
  /** What the parameters of all constructors are that it goes through; null where none is known. */
  readonly frame: Frame | null;
  /**
   * The call that makes what a package has of it (`super().__init__(prefix="/x")`, or the call of the class where it
   * has no constructor); null where none is made.
   */
  readonly outermost: { readonly call: CallExpr; readonly site: Site } | null;
}

/** Follows the making of an object through the constructors, from its own class upwards. */
export function constructionOf(object: Instance, code: Code): Construction {
  const classes = lineage(object, code);
  let call = object.call;
  let site: Site = object.at ?? object;
  let frame: Frame | null = null;
  for (let at = 0; at < classes.length; at += 1) {
    const own = classes[at];
    const init = own === undefined ? undefined : constructorOf(own, code);
    if (own === undefined || init === undefined) continue;
    if (call !== null) frame = code.evaluator.frame(call, site, init, frame);
    const next = superCall(init, code);
    if (next === null) return { frame: withOwn(frame, object), outermost: null };
    call = call === null ? next : passedOn(next, call, site, init, code);
    site = init;
  }
  return {
    frame: withOwn(frame, object),
    outermost: call === null ? null : { call, site },
  };
}

/** The objects of a class, and of those that extend it, by the calls that make them. */
export function objectsOf(own: ClassAt, code: Code): readonly Instance[] {
  return [own, ...heirsOf(own, code)].flatMap(({ file, scope }) =>
    code.callers
      .of(file, scope)
      .map(({ call, site }): Instance => ({ kind: 'instance', file, scope, call, at: site })),
  );
}

const heirs = new WeakMap<Code, Map<string, readonly ClassAt[]>>();
const generations = new WeakMap<Code, number>();

/** The classes that extend a class, itself or through others. */
export function heirsOf(own: ClassAt, code: Code): readonly ClassAt[] {
  let known = heirs.get(code);
  if (known === undefined || generations.get(code) !== code.program.generation) {
    known = allHeirs(code);
    heirs.set(code, known);
    generations.set(code, code.program.generation);
  }
  return known.get(classKey(own)) ?? [];
}

function allHeirs(code: Code): Map<string, readonly ClassAt[]> {
  const found = new Map<string, ClassAt[]>();
  for (const { path, facts } of code.program.files()) {
    if (!isTold(facts.language)) continue;
    for (const [scope, { kind, bases }] of facts.scopes.entries()) {
      if (kind !== 'class' || bases.length === 0) continue;
      const own = { file: path, scope };
      for (const above of lineage(own, code).slice(1)) {
        const list = found.get(classKey(above)) ?? [];
        if (!list.some((one) => classKey(one) === classKey(own))) list.push(own);
        found.set(classKey(above), list);
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => (classKey(a) < classKey(b) ? -1 : 1));
  return found;
}

function classKey({ file, scope }: ClassAt): string {
  return `${file}#${scope}`;
}

function constructorOf({ file, scope }: ClassAt, code: Code): Site | undefined {
  const source = code.program.file(file);
  const found = ['__init__', 'constructor'].flatMap(
    (name) => source?.index.declared(scope, name) ?? [],
  )[0];
  return found === undefined ? undefined : { file, scope: found };
}

/** `super().__init__(…)`, and `Base.__init__(self, …)` as it would be written that way. */
function superCall({ file, scope }: Site, code: Code): CallExpr | null {
  for (const { call, scope: around } of code.program.file(file)?.facts.calls ?? []) {
    const { callee } = call;
    if (around !== scope) continue;
    if (callee.kind === 'name' && callee.name === 'super') return call;
    if (callee.kind !== 'member' || callee.name !== '__init__') continue;
    if (callee.object.kind === 'call') return call;
    return { ...call, args: call.args.slice(1) };
  }
  return null;
}

/** A constructor's call of the one above, with what it passes on of its own call: `super().__init__(*args, **kwargs)`. */
function passedOn(
  next: CallExpr,
  { args: given }: CallExpr,
  site: Site,
  init: Site,
  code: Code,
): CallExpr {
  const params = code.program.file(init.file)?.index.scope(init.scope)?.params ?? [];
  const passed = next.args.flatMap(({ spread, value }) =>
    spread && value.kind === 'name' && params.some(({ name }) => name === value.name)
      ? [value.name]
      : [],
  );
  if (passed.length === 0) return next;
  const isOwn = (name: string) => params.some((param) => param.name === name);
  const own = params.filter(({ name }) => name !== 'self' && !passed.includes(name));
  const positional = given.filter(({ name }) => name === null).slice(own.length);
  const named = given.filter(({ name }) => name !== null && !isOwn(name));
  for (const { value } of [...positional, ...named]) code.resolver.settle(value, site);
  const said = next.args.filter(({ spread }) => !spread);
  return { ...next, args: [...said, ...(passed.length > 1 ? positional : []), ...named] };
}

/** Within the frame, `self` is the object. */
function withOwn(frame: Frame | null, object: Instance): Frame {
  return { ...(frame ?? { key: '', args: [], outer: null }), own: object };
}
