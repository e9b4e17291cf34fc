import { type Problem, problem } from '../../problem.ts';
import type { Caller } from '../code/callers.ts';
import type { Code } from '../code/code.ts';
import { type Frame, wholeText } from '../code/evaluate.ts';
import type { CallExpr, Expr, Place } from '../code/facts.ts';
import { lastName, loopItemOf } from '../code/facts-index.ts';
import type { Origin } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { partsOf } from './fallbacks.ts';
import { isPossibleName } from './setting-name.ts';
import type { SettingFindings, SettingRead } from './setting-read.ts';

/** Functions that pass a name on to functions that pass it on are followed so far. */
const MAX_CHAIN = 4;

/** How a setting is read at one place. */
export interface Reading {
  /** Where; for one in a wrapper function the place of its call is told instead. */
  readonly at: Place;
  /** What stands in for it when it is not set; null where nothing does. */
  readonly fallback: Expr | null;
  /** Whether the code does well without it, though there is no fallback. */
  readonly optional?: boolean;
  /** See `SettingRead`. */
  readonly overridable?: boolean;
  /** Makes the environment's name of the text that is told: a prefix, upper case. */
  readonly rename?: (text: string) => string;
}

/** A call that leads to the reading, and the function that it is of. */
interface Step {
  readonly caller: Caller;
  readonly file: string;
  readonly scope: number;
}

/** One of the things that a name stands for in turn. */
interface Item {
  readonly expr: Expr;
  readonly site: Site;
}

/** A parameter of a function. */
type Param = Extract<Origin, { kind: 'param' }>;

/**
 * Turns expressions that name settings into reads: a text, a constant, the items of a list that is run through, the
 * parameter of a small function, whose calls are then the reads.
 */
export class NamedReads {
  readonly #reads: SettingRead[] = [];
  readonly #problems: Problem[] = [];

  /** @param reader the id of the reader that the reads are found by */
  constructor(
    private readonly code: Code,
    private readonly reader: string,
  ) {}

  add(name: Expr, site: Site, reading: Reading): void {
    const items = this.#items(name, site);
    if (items === null) this.#follow(name, site, reading, []);
    else for (const item of items) this.#follow(item.expr, item.site, reading, []);
  }

  findings(): SettingFindings {
    return { reads: this.#reads, problems: this.#problems };
  }

  /** The default that an expression is, and whether it is one. */
  default(fallback: Expr | null, site: Site, frame: Frame | null = null): Default {
    if (fallback === null) return { isThere: false, text: null };
    if (fallback.kind === 'literal' && fallback.type === 'null')
      return { isThere: true, text: null };
    if (fallback.kind === 'function' || fallback.kind === 'list' || fallback.kind === 'map')
      return { isThere: true, text: null };
    return { isThere: true, text: this.code.evaluator.text(fallback, site, frame) };
  }

  #follow(name: Expr, site: Site, reading: Reading, chain: readonly Step[]): void {
    const owner = name.kind === 'text' ? null : this.#ownerOf(name, site, chain);
    const callers =
      owner === null || chain.length >= MAX_CHAIN
        ? []
        : this.code.callers.of(owner.file, owner.scope);
    if (owner !== null && callers.length > 0) {
      for (const caller of callers)
        this.#follow(name, site, reading, [...chain, { caller, ...owner }]);
      return;
    }
    this.#settle(name, site, reading, chain);
  }

  /** The function whose parameter the name still hangs on after the calls of a chain; null where it hangs on none. */
  #ownerOf(
    name: Expr,
    site: Site,
    chain: readonly Step[],
  ): { readonly file: string; readonly scope: number } | null {
    let exprs: readonly Expr[] = [name];
    let at = site;
    for (const { caller, file, scope } of chain) {
      exprs = this.#paramsOf(exprs, at).flatMap((param) => {
        if (param.file !== file || param.scope !== scope) return [];
        return this.code.callers.argument(file, scope, param.position, caller) ?? [];
      });
      at = caller.site;
    }
    const [owner] = this.#paramsOf(exprs, at);
    return owner ?? null;
  }

  /** The parameters that expressions hang on. */
  #paramsOf(exprs: readonly Expr[], site: Site): readonly Param[] {
    return exprs
      .flatMap(namesIn)
      .flatMap((name) => this.code.resolver.origins(name, site))
      .flatMap((origin) => (origin.kind === 'param' ? [origin] : []));
  }

  #frame(chain: readonly Step[]): Frame | null {
    let frame: Frame | null = null;
    for (const { caller, file, scope } of [...chain].reverse())
      frame = this.code.evaluator.frame(caller.call, caller.site, { file, scope }, frame);
    return frame;
  }

  #settle(name: Expr, site: Site, reading: Reading, chain: readonly Step[]): void {
    const frame = this.#frame(chain);
    const outermost = chain.at(-1);
    const file = outermost?.caller.site.file ?? site.file;
    const isItem = outermost === undefined && name.kind === 'text';
    const { line, column } =
      outermost?.caller.call.callee ?? (isItem && this.#isApart(name, reading) ? name : reading.at);
    const known = this.#default(name, reading, site, frame, chain);
    for (const text of this.code.evaluator.texts(name, site, frame)) {
      const whole = wholeText(text);
      if (whole === null) {
        this.#problems.push(
          problem(
            'not-checked',
            'A setting is read here whose name is only known when the program runs, so it was not compared with what is documented. Write the name as a text or a constant where it is to be checked.',
            { file, line, column },
          ),
        );
        return;
      }
      const renamed = reading.rename?.(whole) ?? whole;
      if (!isPossibleName(renamed)) continue;
      this.#reads.push({
        name: renamed,
        file,
        line,
        column,
        required: !known.isThere && reading.optional !== true,
        default: known.text,
        reader: this.reader,
        ...(reading.overridable === true ? { overridable: true } : {}),
      });
    }
  }

  /** An item of a list is told where it is written; a name in the reading itself where the reading is. */
  #isApart({ line }: Expr, { at }: Reading): boolean {
    return line < at.line;
  }

  #default(
    name: Expr,
    { fallback }: Reading,
    site: Site,
    frame: Frame | null,
    chain: readonly Step[],
  ): Default {
    if (fallback !== null && !this.#isMissing(fallback, site, frame))
      return this.default(fallback, site, frame);
    return chain[0] === undefined
      ? { isThere: fallback !== null, text: null }
      : this.#returnedParam(name, site, chain[0], frame);
  }

  /** Whether a fallback is a parameter that the call leaves out. */
  #isMissing(fallback: Expr, site: Site, frame: Frame | null): boolean {
    if (frame === null) return false;
    return this.code.resolver.origins(fallback, site).every((origin) => {
      if (origin.kind !== 'param') return false;
      const given = givenTo(frame, origin.file, origin.scope, origin.position);
      return given !== null && isNothing(given);
    });
  }

  /**
   * The parameter that a wrapper gives back where it finds nothing: `fallback` of
   * `func env(key, fallback string) string { if v := os.Getenv(key); v != "" { return v }; return fallback }`.
   */
  #returnedParam(name: Expr, site: Site, step: Step, frame: Frame | null): Default {
    const file = this.code.program.file(step.file);
    const own = new Set(
      namesIn(name).flatMap((one) =>
        this.code.resolver
          .origins(one, site)
          .map((origin) => (origin.kind === 'param' ? origin.position : -1)),
      ),
    );
    const inner = { file: step.file, scope: step.scope };
    for (const { value } of file?.index.returns(step.scope) ?? []) {
      const options = value.kind === 'either' ? value.options : [value];
      for (const option of options.flatMap((one) => [one, ...convertedParts(one)])) {
        for (const origin of this.code.resolver.origins(option, inner)) {
          if (origin.kind !== 'param' || origin.scope !== step.scope || own.has(origin.position))
            continue;
          const given = givenTo(frame, origin.file, origin.scope, origin.position);
          if (given === null || isNothing(given)) continue;
          return this.default(option, inner, frame);
        }
      }
    }
    return { isThere: false, text: null };
  }

  /** The items of a list that a name takes in turn; null for a name that runs through none. */
  #items(name: Expr, site: Site): readonly Item[] | null {
    if (name.kind !== 'name') return null;
    const origins = this.code.resolver.origins(name, site);
    const found = origins.flatMap((origin) => {
      if (origin.kind === 'value' && origin.expr.kind === 'list')
        return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
      const keys = origin.kind === 'call' ? this.#keysOf(origin.call, siteOf(origin)) : null;
      if (keys !== null) return keys;
      const ofMap = origin.kind === 'value' ? this.#keysInTurn(origin) : [];
      if (ofMap.length > 0) return ofMap;
      return origin.kind === 'param' ? this.#iterated(origin) : [];
    });
    if (found.length === 0) return null;
    // The same name may run through several lists, and the texts of one are known already.
    const texts = origins.flatMap((origin) =>
      origin.kind === 'value' && origin.expr.kind === 'text'
        ? [{ expr: origin.expr, site: siteOf(origin) }]
        : [],
    );
    return [...found, ...texts];
  }

  /** The items of `list` of `list.forEach((name) => …)`, where the name is the function's first parameter. */
  #iterated({
    file,
    scope,
    position,
  }: {
    readonly file: string;
    readonly scope: number;
    readonly position: number;
  }): readonly Item[] {
    const written = this.code.program.file(file)?.index.argumentOf(scope);
    if (written === undefined || position !== 0 || written.call.callee.kind !== 'member') return [];
    const { object, name } = written.call.callee;
    if (
      !/^(?:forEach|map|each|flatMap|filter|every|some|find|reduce|for_each|filter_map|find_map|flat_map|all|any|each_with_object|select|reject|filterMap|mapNotNull|associateWith)$/.test(
        name,
      )
    )
      return [];
    const around = { file, scope: written.scope };
    // Rust runs over what `.iter()` gives.
    const list =
      object.kind === 'call' && /^(?:iter|into_iter)$/.test(lastName(object.callee) ?? '')
        ? object.callee
        : null;
    const run = list?.kind === 'member' ? list.object : object;
    return this.code.resolver.origins(run, around).flatMap((origin) => {
      if (origin.kind === 'value' && origin.expr.kind === 'list')
        return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
      return origin.kind === 'call' ? (this.#keysOf(origin.call, siteOf(origin)) ?? []) : [];
    });
  }

  /** The keys of a map that Python runs through: `for key in map`, `for key, value in map.items()`. */
  #keysInTurn({ file, scope, expr }: Extract<Origin, { kind: 'value' }>): readonly Item[] {
    if (this.code.program.file(file)?.facts.language !== 'python') return [];
    const site = { file, scope };
    const isFirst =
      loopItemOf(expr) !== null &&
      expr.kind === 'index' &&
      expr.index.kind === 'literal' &&
      expr.index.text === '0';
    const maps = isFirst
      ? this.code.resolver.origins(expr.object, site).flatMap((origin) => {
          const callee = origin.kind === 'call' ? origin.call.callee : null;
          return origin.kind === 'call' && callee?.kind === 'member' && callee.name === 'items'
            ? this.code.resolver.origins(callee.object, siteOf(origin))
            : [];
        })
      : [{ kind: 'value' as const, file, scope, expr }];
    return maps.flatMap((origin) => keysOfMap(origin));
  }

  /** The keys of a map that is known, of `Object.keys(map)`. */
  #keysOf({ callee, args }: CallExpr, site: Site): readonly Item[] | null {
    const isKeys =
      callee.kind === 'member' &&
      callee.name === 'keys' &&
      callee.object.kind === 'name' &&
      callee.object.name === 'Object';
    const map = args[0]?.value;
    if (!isKeys || map === undefined) return null;
    return this.code.resolver.origins(map, site).flatMap(keysOfMap);
  }
}

function keysOfMap(origin: Origin): readonly Item[] {
  if (origin.kind !== 'value' || origin.expr.kind !== 'map') return [];
  return origin.expr.entries.flatMap(({ key }) =>
    key === null ? [] : [{ expr: key, site: siteOf(origin) }],
  );
}

/** A default: whether there is one, and its text where it is a literal. */
export interface Default {
  readonly isThere: boolean;
  readonly text: string | null;
}

function siteOf({ file, scope }: { readonly file: string; readonly scope: number }): Site {
  return { file, scope };
}

function givenTo(frame: Frame | null, file: string, scope: number, position: number): Expr | null {
  const key = `${file}#${scope}`;
  for (let at = frame; at !== null; at = at.outer) {
    if (at.key === key) return at.args[position]?.expr ?? null;
  }
  return null;
}

function isNothing(expr: Expr): boolean {
  return (
    (expr.kind === 'unknown' && expr.text === '') ||
    (expr.kind === 'literal' && expr.type === 'null') ||
    (expr.kind === 'name' && expr.name === 'undefined')
  );
}

function convertedParts(expr: Expr): readonly Expr[] {
  return expr.kind === 'call' ? expr.args.slice(0, 1).map(({ value }) => value) : [];
}

function namesIn(expr: Expr): readonly Expr[] {
  if (expr.kind === 'name') return [expr];
  if (expr.kind === 'function') return [];
  return partsOf(expr).flatMap(namesIn);
}
