import { type Problem, problem } from '../../problem.ts';
import type { Caller } from '../code/call-names.ts';
import type { Code } from '../code/code.ts';
import { partsOf } from '../code/expr-parts.ts';
import type { Expr, Place } from '../code/facts.ts';
import { lastName } from '../code/facts-index.ts';
import type { Frame } from '../code/frame.ts';
import { wholeText } from '../code/known-text.ts';
import { type Origin, WITHOUT_THIS } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { Fallbacks } from './fallbacks.ts';
import { itemsInTurn } from './items-in-turn.ts';
import { isPossibleName } from './setting-name.ts';
import type { SettingFindings, SettingRead } from './setting-read.ts';

/** Functions that pass a name on to functions that pass it on are followed so far. */
const MAX_CHAIN = 4;

/** What stands in for a value by ending the program: `?: error("…")` of Kotlin, `{ abort "…" }` of Ruby. */
const GIVES_UP = /^(?:error|abort|raise\w*|fail\w*|throw\w*|panic|exit|TODO|exitProcess|die)$/;

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

/** A parameter of a function. */
type Param = Extract<Origin, { kind: 'param' }>;

/**
 * Turns expressions that name settings into reads: a text, a constant, the items of a list that is run through, the
 * parameter of a small function, whose calls are then the reads.
 */
export class NamedReads {
  readonly #reads: SettingRead[] = [];
  readonly #problems: Problem[] = [];
  readonly #fallbacks = new Map<string, Fallbacks>();

  /** @param reader the id of the reader that the reads are found by */
  constructor(
    private readonly code: Code,
    private readonly reader: string,
  ) {}

  add(given: Expr, site: Site, reading: Reading): void {
    // `Variables.CACHE.value` of Python's enumerations.
    const isOfEnum =
      given.kind === 'member' && given.name === 'value' && given.object.kind === 'member';
    const asked = isOfEnum && this.code.evaluator.text(given, site) === null ? given.object : given;
    const name = this.#asField(asked, site);
    const items = itemsInTurn(name, site, this.code);
    if (items === null) this.#follow(name, site, reading, []);
    else
      for (const item of items)
        this.#follow(item.expr, item.site, { ...reading, at: itemPlace(item.expr, reading) }, []);
  }

  /** `this.label` for `label`, where that is a field that a constructor fills: Java, Kotlin and C# need no `this`. */
  #asField(name: Expr, site: Site): Expr {
    const language = this.code.program.file(site.file)?.facts.language;
    if (name.kind !== 'name' || language === undefined || !WITHOUT_THIS.has(language)) return name;
    const { line, column } = name;
    const isField = this.code.resolver.origins(name, site).every(({ kind }) => kind === 'typed');
    return isField
      ? {
          kind: 'member',
          object: { kind: 'name', name: 'this', line, column },
          name: name.name,
          line,
          column,
        }
      : name;
  }

  findings(): SettingFindings {
    return { reads: this.#reads, problems: this.#problems };
  }

  /** The default that an expression is, and whether it is one. */
  default(fallback: Expr | null, site: Site, frame: Frame | null = null): Default {
    if (fallback === null) return { isThere: false, text: null };
    if (fallback.kind === 'literal' && fallback.type === 'null')
      return { isThere: true, text: null };
    if (fallback.kind === 'call' && GIVES_UP.test(lastName(fallback.callee) ?? ''))
      return { isThere: false, text: null };
    if (fallback.kind === 'unknown' && /^throw\b/.test(fallback.text))
      return { isThere: false, text: null };
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
    const own =
      fallback !== null && !this.#isMissing(fallback, site, frame)
        ? this.default(fallback, site, frame)
        : null;
    // Wrappers of a wrapper take its empty text for nothing, and have a default of their own.
    if (own !== null && (own.text !== '' || chain.length === 0)) return own;
    if (chain.length === 0) return { isThere: fallback !== null, text: null };
    return this.#ofWrappers(name, site, chain, frame, own) ?? this.#besideCall(chain);
  }

  /** The default among what the calls of a chain are given, the innermost first. */
  #ofWrappers(
    name: Expr,
    site: Site,
    chain: readonly Step[],
    frame: Frame | null,
    own: Default | null,
  ): Default | null {
    let found = own;
    let names: readonly Expr[] = [name];
    let at = site;
    for (const step of chain) {
      const params = this.#paramsOf(names, at).filter(
        ({ file, scope }) => file === step.file && scope === step.scope,
      );
      const given = this.#returnedParam(new Set(params.map((one) => one.position)), step, frame);
      if (given.isThere) found = given;
      if (found !== null && found.text !== '') return found;
      names = params.flatMap(
        ({ position }) =>
          this.code.callers.argument(step.file, step.scope, position, step.caller) ?? [],
      );
      at = step.caller.site;
    }
    return found;
  }

  /** What stands in beside the outermost call of a wrapper: `env("PORT") || "80"`. */
  #besideCall(chain: readonly Step[]): Default {
    const caller = chain.at(-1)?.caller;
    const file = caller === undefined ? undefined : this.code.program.file(caller.site.file);
    if (caller === undefined || file === undefined) return { isThere: false, text: null };
    let fallbacks = this.#fallbacks.get(file.path);
    if (fallbacks === undefined) {
      fallbacks = new Fallbacks(file.facts);
      this.#fallbacks.set(file.path, fallbacks);
    }
    return this.default(fallbacks.of(caller.call), caller.site);
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
  #returnedParam(own: ReadonlySet<number>, step: Step, frame: Frame | null): Default {
    const file = this.code.program.file(step.file);
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
}

/** An item of a list is told where it is written. */
function itemPlace(item: Expr, { at }: Reading): Place {
  return item.kind === 'text' ? { line: item.line, column: item.column } : at;
}

/** A default: whether there is one, and its text where it is a literal. */
export interface Default {
  readonly isThere: boolean;
  readonly text: string | null;
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
