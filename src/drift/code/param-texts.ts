import type { Callers } from './callers.ts';
import type { Expr, MemberExpr } from './facts.ts';
import { type Frame, givenIn } from './frame.ts';
import { holeOf, type KnownText, wholeText } from './known-text.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import { isBefore } from './reaching.ts';
import type { Resolver } from './resolve.ts';

/** Works out the texts that the parameters of functions stand for, and what objects have that these are given. */
export class ParamTexts {
  readonly #rebinding = new Set<string>();

  /** @param texts works out what any other expression stands for */
  constructor(
    private readonly resolver: Resolver,
    private readonly callers: Callers,
    private readonly texts: (expr: Expr, site: Site, frame?: Frame | null) => readonly KnownText[],
  ) {}

  /** The texts of a parameter: in the call that is looked at, or else in all calls of its function. */
  of(
    { file, scope, position }: Extract<Origin, { kind: 'param' }>,
    expr: Expr,
    frame: Frame | null,
  ): readonly KnownText[] {
    const rebound = this.#rebound(file, scope, position, expr, frame);
    if (rebound !== null) return rebound;
    const given = givenIn(frame, { file, scope, position });
    if (given !== undefined) return this.texts(given.expr, given.site, given.frame);
    const items = this.#iterated(file, scope, position);
    if (items !== null) return items;
    const declared = this.resolver.program.file(file)?.index.scope(scope)?.params[position];
    const found: KnownText[] = [];
    for (const caller of this.callers.of(file, scope)) {
      const argument = this.callers.argument(file, scope, position, caller);
      if (argument !== null) found.push(...this.texts(argument, caller.site));
      else if (declared?.default) found.push(...this.texts(declared.default, { file, scope }));
    }
    if (found.length > 0) return found;
    return declared?.default ? this.texts(declared.default, { file, scope }) : [[holeOf(expr)]];
  }

  /** `options.path`, and `path` of `({ path }) => …`: what the objects that the parameter is given have there. */
  partOf(
    { file, scope, position }: Extract<Origin, { kind: 'param' }>,
    name: string,
    expr: Expr,
    frame: Frame | null,
  ): readonly KnownText[] {
    const given = givenIn(frame, { file, scope, position });
    if (given !== undefined)
      return this.#entryTexts(given.expr, name, given.site, given.frame) ?? [[holeOf(expr)]];
    const found = this.callers.of(file, scope).flatMap((caller) => {
      const argument = this.callers.argument(file, scope, position, caller);
      return argument === null ? [] : (this.#entryTexts(argument, name, caller.site, null) ?? []);
    });
    return found.length > 0 ? found : [[holeOf(expr)]];
  }

  /** `route.path` in the call in which `route` is known; null where it is not. A type tells only of all calls. */
  givenPart(expr: MemberExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    if (frame === null) return null;
    const [object, ...others] = this.resolver.origins(expr.object, site);
    if (object?.kind !== 'param' || others.length > 0) return null;
    const given = givenIn(frame, object);
    return given === undefined
      ? null
      : this.#entryTexts(given.expr, expr.name, given.site, given.frame);
  }

  /** The texts of an entry of an object; null where it has none of the name. */
  #entryTexts(
    object: Expr,
    name: string,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const maps =
      object.kind === 'map'
        ? [{ map: object, at: this.resolver.homeOf(object, site) }]
        : this.resolver
            .origins(object, site)
            .flatMap((origin) =>
              origin.kind === 'value' && origin.expr.kind === 'map'
                ? [{ map: origin.expr, at: origin }]
                : [],
            );
    const found = maps.flatMap(({ map, at }) => {
      const value = map.entries.findLast(
        ({ key }) => key?.kind === 'text' && key.value === name,
      )?.value;
      return value === undefined ? [] : this.texts(value, at, frame);
    });
    return found.length > 0 ? found : null;
  }

  /** What a parameter is made within its function: `name = name.toUpperCase()`; null where it stays what it was given. */
  #rebound(
    file: string,
    scope: number,
    position: number,
    at: Expr,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const index = this.resolver.program.file(file)?.index;
    const name = index?.scope(scope)?.params[position]?.name ?? '';
    // What stands before its new value is what was given.
    const isNamed = at.kind === 'name' && at.name === name;
    const values = (index?.bindings(scope, name) ?? [])
      .filter((one) => !isNamed || isBefore(one, at))
      .flatMap(({ value }) => value ?? []);
    const key = `${file}#${scope}(${position})`;
    // Within its new value the name still means what was given.
    if (values.length === 0 || this.#rebinding.has(key)) return null;
    this.#rebinding.add(key);
    try {
      const texts = values.flatMap((value) => this.texts(value, { file, scope }, frame));
      const whole = texts.filter((text) => wholeText(text) !== null);
      return whole.length > 0 ? whole : null;
    } finally {
      this.#rebinding.delete(key);
    }
  }

  /** The items of the list that a function runs over: `['get', 'put'].forEach((method) => …)`. */
  #iterated(file: string, scope: number, position: number): readonly KnownText[] | null {
    const written = this.resolver.program.file(file)?.index.argumentOf(scope);
    if (written === undefined || position !== 0 || written.call.callee.kind !== 'member')
      return null;
    const { object, name } = written.call.callee;
    if (!/^(?:forEach|map|each|flatMap|for_each)$/.test(name)) return null;
    const site = { file, scope: written.scope };
    const lists = this.resolver.origins(object, site);
    const isList = lists.every((origin) => origin.kind === 'value' && origin.expr.kind === 'list');
    return isList ? this.texts(object, site) : null;
  }
}
