import type { Callers } from './callers.ts';
import { classNameOf } from './class-names.ts';
import { isLeftEmpty } from './empty-fields.ts';
import { enumText } from './enum-members.ts';
import { replaceName } from './expr-parts.ts';
import type { Argument, CallExpr, Expr, MemberExpr } from './facts.ts';
import { lastName, restPosition } from './facts-index.ts';
import type { Frame } from './frame.ts';
import { givenTo, valueOfMember } from './given-members.ts';
import { distinct, holeOf, type KnownText, promised, wholeText } from './known-text.ts';
import { ListTexts } from './list-texts.ts';
import { fieldOf, MadeStructs } from './made-structs.ts';
import { partOfEntry } from './map-entries.ts';
import type { Origin } from './origin.ts';
import { OwnObjects } from './own-objects.ts';
import { ParamTexts } from './param-texts.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';
import { defaultGiven } from './setting-defaults.ts';
import { changedText, type TextChange, textChange, textPart } from './text-changes.ts';

/** An expression may stand for this many texts at most; more means that it is not understood. */
const MAX_TEXTS = 256;
const MAX_DEPTH = 30;
/** So many parts are looked at for one question: functions that call each other make more ways than can be gone. */
const MAX_STEPS = 2_000;

/** Works out the texts that an expression can stand for. */
export class Evaluator {
  #depth = 0;
  #steps = 0;

  /** What is being put together. */
  readonly #joining = new Set<Expr>();

  readonly #lists: ListTexts;
  readonly #params: ParamTexts;
  readonly #own: OwnObjects;
  readonly #structs: MadeStructs;

  constructor(
    private readonly resolver: Resolver,
    private readonly callers: Callers,
  ) {
    this.#params = new ParamTexts(resolver, callers, (...asked) => this.texts(...asked));
    this.#lists = new ListTexts(resolver, callers, (...asked) => this.texts(...asked));
    this.#structs = new MadeStructs(resolver, (...asked) => this.frame(...asked));
    this.#own = new OwnObjects(resolver, {
      texts: (...asked) => this.#ofOrigin(...asked),
      value: (...asked) => this.texts(...asked),
      frame: (...asked) => this.frame(...asked),
    });
  }

  /**
   * The texts that an expression stands for: one, or several for a list, for alternatives and for a parameter that is
   * given different values. What is not known is a hole. Never empty, except for an empty list.
   */
  texts(expr: Expr, site: Site, frame: Frame | null = null): readonly KnownText[] {
    if (this.#depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#depth >= MAX_DEPTH || this.#steps > MAX_STEPS) return [[holeOf(expr)]];
    this.#depth += 1;
    try {
      const found = this.#texts(expr, this.resolver.homeOf(expr, site), frame);
      return found.length > MAX_TEXTS ? [[holeOf(expr)]] : distinct(found);
    } finally {
      this.#depth -= 1;
    }
  }

  /** The only text that an expression stands for, if it is known whole; null otherwise. */
  text(expr: Expr, site: Site, frame: Frame | null = null): string | null {
    const [only, ...others] = this.texts(expr, site, frame);
    return only === undefined || others.length > 0 ? null : wholeText(only);
  }

  #texts(expr: Expr, site: Site, frame: Frame | null): readonly KnownText[] {
    switch (expr.kind) {
      case 'text':
        return [[expr.value]];
      case 'literal':
        return expr.type === 'null' ? [[holeOf(expr)]] : [[expr.text]];
      case 'join':
        return this.#once(expr, () => this.#lists.joined(expr.parts, '', site, frame));
      case 'list':
        return expr.items.flatMap((item) => this.texts(item, site, frame));
      case 'either': {
        const [first] = expr.options;
        const given =
          frame !== null && expr.isFirst === true && first !== undefined
            ? this.texts(first, site, frame)
            : [];
        if (given.length > 0 && given.every((text) => wholeText(text))) return given;
        return promised(expr.options.flatMap((option) => this.texts(option, site, frame)));
      }
      case 'call':
        return this.#call(expr, site, frame) ?? this.#followed(expr, site, frame);
      case 'index': {
        const part = this.#changed(textPart(expr), site, frame);
        if (part !== null) return part;
        return expr.index.kind === 'text' || expr.index.kind === 'literal'
          ? this.#followed(expr, site, frame)
          : [[holeOf(expr)]];
      }
      case 'member': {
        const named =
          classNameOf(expr, site, frame, this.resolver) ?? enumText(expr, site, this.resolver);
        if (named !== null) return [[named]];
        return (
          this.#changed(textPart(expr), site, frame) ??
          this.#own.member(expr, site, frame) ??
          this.#ofMade(expr, site, frame) ??
          this.#params.givenPart(expr, site, frame) ??
          this.#followed(expr, site, frame)
        );
      }
      case 'name':
        return this.#own.bareField(expr, site, frame) ?? this.#followed(expr, site, frame);
      default:
        return [[holeOf(expr)]];
    }
  }

  /** What is put together of itself, `this.base += '/v1'`, is left out of what it is made of. */
  #once(expr: Expr, work: () => readonly KnownText[]): readonly KnownText[] {
    if (this.#joining.has(expr)) return [];
    this.#joining.add(expr);
    try {
      return work();
    } finally {
      this.#joining.delete(expr);
    }
  }

  #followed(expr: Expr, site: Site, frame: Frame | null): readonly KnownText[] {
    const texts = promised(
      this.resolver
        .origins(expr, site)
        .flatMap((origin) => this.#ofOrigin(origin, expr, site, frame)),
    );
    if (texts.length === 0 && this.#joining.size > 0) return [];
    const isKnown = texts.some((text) => wholeText(text) !== null);
    if (!isKnown && expr.kind === 'member' && expr.name === 'value') {
      // That of an enum's member: `Paths.USERS.value`.
      const own = this.texts(expr.object, site, frame);
      if (own.length > 0 && own.every((text) => wholeText(text) !== null)) return own;
    }
    return !isKnown && expr.kind === 'member' && isLeftEmpty(this.resolver, expr, site)
      ? [['']]
      : texts;
  }

  #ofOrigin(origin: Origin, expr: Expr, from: Site, frame: Frame | null): readonly KnownText[] {
    if (origin.kind === 'param')
      return this.#params.of(origin, expr, this.#own.frameOf(origin, from, frame));
    if (origin.kind === 'member' && origin.object.kind === 'param') {
      const { object, name } = origin;
      return this.#params.partOf(object, name, expr, this.#own.frameOf(object, from, frame));
    }
    if (origin.kind === 'function') return this.#gotten(origin, frame) ?? [[holeOf(expr)]];
    if (origin.kind === 'member') {
      const given = givenTo(origin) ?? valueOfMember(origin);
      if (given !== null) return this.texts(given.expr, given.site, frame);
    }
    if (origin.kind === 'call') {
      const site = { file: origin.file, scope: origin.scope };
      return this.#call(origin.call, site, frame) ?? [[holeOf(expr)]];
    }
    if (origin.kind === 'external' && origin.name !== '*') {
      const { program } = this.resolver;
      const language = program.file(from.file)?.facts.language;
      const known = language === undefined ? undefined : program.language(language);
      const text = known?.constant?.(origin.module, origin.name);
      return [[text ?? { hole: origin.name.slice(origin.name.lastIndexOf('.') + 1) }]];
    }
    if (origin.kind !== 'value' || origin.expr === expr) return [[holeOf(expr)]];
    return this.texts(origin.expr, { file: origin.file, scope: origin.scope }, frame);
  }

  /** What a method gives back that is read like a field; null for any other function. */
  #gotten(
    { file, scope }: { readonly file: string; readonly scope: number },
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const index = this.resolver.program.file(file)?.index;
    if (index?.scope(scope)?.getter !== true) return null;
    const found = index
      .returns(scope)
      .flatMap(({ value }) => this.texts(value, { file, scope }, frame));
    return found.length > 0 ? found : null;
  }

  /** A call that puts texts together, or of a function of the repository that gives one back. */
  #call(call: CallExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const name = lastName(call.callee);
    const values = call.args.map(({ value }) => value);
    const object = call.callee.kind === 'member' ? call.callee.object : null;
    if ((name === '%' || name === 'format') && object !== null && object.kind !== 'text')
      return this.#formatted(call, object, site, frame);
    if (name === 'concat' && object !== null)
      return this.#lists.joined([object, ...values], '', site, frame);
    const ofList = this.#lists.of(call, site, frame);
    if (ofList !== null) return ofList;
    if (isUnchanging(name, call.args) && object !== null) return this.texts(object, site, frame);
    const part = partOfEntry(call);
    if (part !== null) return this.texts(part, site, frame);
    const named = enumText(call, site, this.resolver);
    if (named !== null) return [[named]];
    const told = this.#ofMethod(call, site, frame);
    if (told !== null) return told;
    if (/^(?:String|str|string|to_string)$/.test(name ?? '') && values[0] !== undefined)
      return this.texts(values[0], site, frame);
    const changed = this.#changed(textChange(call), site, frame);
    if (changed !== null) return changed;
    const otherwise = defaultGiven(call);
    return (
      this.#returned(call, site, frame) ??
      (otherwise === null ? null : this.texts(otherwise, site, frame))
    );
  }

  #changed(change: TextChange | null, site: Site, frame: Frame | null) {
    if (change === null) return null;
    const texts = this.texts(change.subject, site, frame);
    return texts.map((text) => changedText(text, change));
  }

  /** A field of the struct that a call makes: `NewRoute("GET", "/x").path`; null for anything else. */
  #ofMade(
    { object, name }: MemberExpr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const made = this.#structs.madeAs(object, site, frame);
    const value = made === null ? undefined : fieldOf(made, name);
    return made === null || value === undefined ? null : this.texts(value, made.site, made.frame);
  }

  /** What a method gives back of the struct that a call makes: `NewRoute("GET", "/x").Path()`. */
  #ofMethod(
    { callee, args }: CallExpr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    if (callee.kind !== 'member' || callee.object.kind !== 'call' || args.length > 0) return null;
    const made = this.#structs.madeBy(callee.object, site, frame);
    const field = made === null ? null : this.#structs.fieldGivenBy(made, callee.name);
    const value = made === null || field === null ? undefined : fieldOf(made, field);
    return made === null || value === undefined ? null : this.texts(value, made.site, made.frame);
  }

  /** `PATH % id` and `PATH.format(id)`, where the format itself is known. */
  #formatted(
    call: CallExpr,
    format: Expr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const { program } = this.resolver;
    const id = program.file(site.file)?.facts.language;
    const language = id === undefined ? undefined : program.language(id);
    const text = this.text(format, site, frame);
    const made = text === null ? undefined : language?.formatted?.(call, text);
    return made ? this.texts(made, site, frame) : null;
  }

  #returned(call: CallExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const found: KnownText[] = [];
    const callees = this.resolver
      .origins(call.callee, site)
      .flatMap((origin) => this.resolver.asValue(origin));
    for (const callee of callees) {
      if (callee.kind !== 'function') continue;
      const inner = this.frame(call, site, callee, frame);
      const index = this.resolver.program.file(callee.file)?.index;
      const receiver = index?.scope(callee.scope)?.receiver?.name;
      for (const { value } of index?.returns(callee.scope) ?? []) {
        const returned =
          receiver === undefined ? value : this.#onStruct(value, receiver, call, site);
        found.push(...this.texts(returned, { file: callee.file, scope: callee.scope }, inner));
      }
    }
    return found.length > 0 ? found : null;
  }

  /** What a method gives back with the struct for its receiver that it is called on, where that is written out. */
  #onStruct(returned: Expr, receiver: string, { callee }: CallExpr, site: Site): Expr {
    const struct = callee.kind === 'member' ? callee.object : null;
    if (struct?.kind !== 'map') return returned;
    for (const { value } of struct.entries)
      this.resolver.settle(value, this.resolver.homeOf(value, site));
    return replaceName(returned, receiver, struct);
  }

  /** The frame of one call of a function: what its parameters are there. */
  frame(
    call: CallExpr,
    site: Site,
    callee: { readonly file: string; readonly scope: number },
    outer: Frame | null,
  ): Frame {
    const declared = this.resolver.program.file(callee.file)?.index.scope(callee.scope);
    const params = declared?.params ?? [];
    const args = params.map((param, position) => {
      const given = this.callers.argument(callee.file, callee.scope, position, { call, site });
      return given !== null
        ? { expr: given, site, frame: outer }
        : {
            expr: param.default ?? nothing(param),
            site: { file: callee.file, scope: callee.scope },
            frame: null,
          };
    });
    const further = restPosition(params) === null ? [] : call.args;
    for (const [position] of further.entries()) {
      const at = params.length + position;
      const given = this.callers.argument(callee.file, callee.scope, at, { call, site });
      if (given !== null) args.push({ expr: given, site, frame: outer });
    }
    const own = this.#own.objectOf(call, site);
    const key = `${callee.file}#${callee.scope}`;
    return own === undefined ? { key, args, outer } : { key, args, outer, own };
  }
}

/** Calls that leave a text what it is, for what is asked of it. */
function isUnchanging(name: string | null, args: readonly Argument[]): boolean {
  return (
    args.length === 0 &&
    /^(?:toString|ToString|to_string|to_owned|into|as_str|freeze|clone|trim|strip|String)$/.test(
      name ?? '',
    )
  );
}

function nothing({ line, column }: { line: number; column: number }): Expr {
  return { kind: 'unknown', text: '', line, column };
}
