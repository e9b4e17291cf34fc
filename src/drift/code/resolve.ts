import { exported, fromModules, imported } from './exports.ts';
import { Extensions } from './extensions.ts';
import type { CallExpr, Expr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import { itemAt } from './list-items.ts';
import { loadableFiles, requiredModule } from './loaded-files.ts';
import { isNothing, isPlaceholder, lookUpMember } from './members.ts';
import { assignedMember, assignedWithin, importedMember, OWN_OBJECT } from './named-members.ts';
import { distinct, MAX_ORIGINS, type Origin, WITHOUT_THIS } from './origin.ts';
import { OwnRouters } from './own-routers.ts';
import type { Program, Site, SourceFile } from './program.ts';
import { qualifiedMember } from './qualified-names.ts';
import type { NameAt } from './reaching.ts';
import { returnedBy } from './returned.ts';
import { chainBefore, type ExprAt, functionOrClass, inScope } from './scope-names.ts';
import { takenByText } from './taken-by-text.ts';

/** So many steps are taken at most from an expression to where it comes from. */
const MAX_DEPTH = 40;
/** From this depth on chains of calls are followed from their beginning, up to so many parts of one … */
const CHAIN_AT = 12;
const MAX_CHAIN = 6_000;
/** … where they are at least this long. */
const LONG_CHAIN = 8;
/** So many steps are taken in all for one question. */
const MAX_STEPS = 5_000;
/** What gives back the object that it is given. */
const FROZEN = /^Object\.(?:freeze|seal|preventExtensions)$/;
/** Names for the class that a method belongs to. */
const OWN_CLASS = /^(?:Self|cls|static)$/;

/** What an expression comes from, as it was worked out once. */
interface Memo {
  readonly origins: readonly Origin[];
  /** The state of the program for which it holds; null where nothing that is added can change it. */
  readonly openSince: number | null;
}

/**
 * Follows expressions to where they come from: through names, imports, members, factories and objects, across files.
 * Files that are not read yet are noted in the program as wanted; what they would tell is left out till then.
 */
export class Resolver {
  readonly #memo = new WeakMap<Expr, Memo>();
  /** What else was worked out once, by what it is. */
  readonly #results = new Map<string, Memo>();
  /** Where expressions stand that are looked at somewhere else. */
  readonly #homes = new WeakMap<Expr, Site>();
  /** The names that are being looked up, so that `r = r.group('/x')` means the outer `r`. */
  readonly #active = new Set<string>();
  #depth = 0;
  #steps = 0;
  /** How often something was left out because it was being worked out already, or lay too deep. */
  #cuts = 0;

  readonly #extensions: Extensions;
  /** Routers of the repository's own: each call that makes one makes another. */
  readonly ownRouters: OwnRouters;

  constructor(readonly program: Program) {
    this.#extensions = new Extensions(this);
    this.ownRouters = new OwnRouters(program);
  }

  /** From now on an expression means what it means at `site`, wherever it is asked about. */
  settle(expr: Expr, site: Site): void {
    this.#homes.set(expr, site);
  }

  /** The place at which an expression is to be understood: its own, if it has been settled; else where it is met. */
  homeOf(expr: Expr, met: Site): Site {
    return this.#homes.get(expr) ?? met;
  }

  /** From now on an expression comes from these origins, as far as is known by now. */
  know(expr: Expr, origins: readonly Origin[]): void {
    this.#memo.set(expr, { origins, openSince: this.program.generation });
  }

  /** What an expression comes from; never empty. */
  origins(expr: Expr, met: Site): readonly Origin[] {
    const site = this.homeOf(expr, met);
    const known = this.#stillKnown(this.#memo.get(expr));
    if (known !== null) return known;
    if (this.#depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#depth >= MAX_DEPTH || this.#steps > MAX_STEPS) {
      this.#cuts += 1;
      return [{ ...site, kind: 'value', expr }];
    }
    this.#depth += 1;
    if (this.#depth === CHAIN_AT) this.#followChain(expr, site);
    const cuts = this.#cuts;
    const { leftOpen, generation } = this.program;
    try {
      const found = distinct(this.#follow(expr, site));
      const origins: readonly Origin[] =
        found.length === 0 || found.length > MAX_ORIGINS
          ? [{ ...site, kind: 'value', expr }]
          : found;
      // What was cut short on the way holds for the question alone that cut it short.
      if (this.#cuts === cuts || (this.#depth === 1 && this.#active.size === 0))
        this.#memo.set(expr, {
          origins,
          openSince: this.program.leftOpen === leftOpen ? null : generation,
        });
      return origins;
    } finally {
      this.#depth -= 1;
    }
  }

  #follow(expr: Expr, site: Site): readonly Origin[] {
    switch (expr.kind) {
      case 'name':
        return this.lookUp(expr.name, expr.path === true ? this.#outsideFunctions(site) : site, {
          expr,
          scope: site.scope,
        });
      case 'member':
        return this.#member(expr.object, expr.name, site);
      case 'index':
        return expr.index.kind === 'text'
          ? this.#member(expr.object, expr.index.value, site)
          : itemAt(this, expr.object, expr.index, site);
      case 'call':
        return this.#call(expr, site);
      case 'function':
        return [functionOrClass(this.program.file(site.file), site.file, expr.scope)];
      case 'either':
        return expr.options.flatMap((option) => this.origins(option, site));
      default:
        return [];
    }
  }

  /** The module, or file, around the functions of a place. */
  #outsideFunctions({ file, scope }: Site): Site {
    const index = this.program.file(file)?.index;
    for (const around of index?.enclosing(scope) ?? [])
      if (index?.scope(around)?.kind !== 'function') return { file, scope: around };
    return { file, scope };
  }

  /** Follows what a long chain of calls begins with from its beginning on, so that no step is a deep one. */
  #followChain(expr: Expr, site: Site): void {
    const chain: ExprAt[] = [];
    for (let next = chainBefore(this, expr, site); next !== undefined; ) {
      if (this.#memo.has(next.expr) || chain.length >= MAX_CHAIN) break;
      chain.push(next);
      next = chainBefore(this, next.expr, next.site);
    }
    if (chain.length < LONG_CHAIN) return;
    const steps = this.#steps;
    for (const one of chain.reverse()) {
      this.#steps = steps;
      this.origins(one.expr, one.site);
    }
    this.#steps = steps;
  }

  /** What a name means at a place, where it stands as `at`; empty for one that nothing binds. */
  lookUp(name: string, site: Site, at?: NameAt): readonly Origin[] {
    const file = this.program.file(site.file);
    if (file === undefined) return [];
    for (const scope of file.index.enclosing(site.scope)) {
      const found = inScope(this, name, file, scope, at);
      const isHeld =
        scope === 0 && file.index.imports(name).length > 0 && found.every(isPlaceholder);
      if (found.length > 0 && !isHeld) return found;
    }
    const own = this.#ownObject(name, file, site.scope);
    if (own !== undefined) return [own];
    if (WITHOUT_THIS.has(file.facts.language)) {
      const inherited = this.#inherited(name, file, site.scope);
      if (inherited.length > 0) return inherited;
    }
    const brought = file.index.imports(name).flatMap((one) => imported(this, one, site.file));
    if (brought.length > 0) return brought;
    for (const one of file.index.imports('*')) {
      const found = fromModules(this, one.module, name, site.file);
      if (found.length > 0) return found;
    }
    for (const sibling of this.program.siblings(site.file, name)) {
      const other = this.program.file(sibling);
      const found = other === undefined ? [] : inScope(this, name, other, 0);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** A member that the classes around inherit: Java, Kotlin and C# need no `this` for it. */
  #inherited(name: string, file: SourceFile, scope: number): readonly Origin[] {
    for (const around of file.index.enclosing(scope)) {
      if (file.index.scope(around)?.kind !== 'class') continue;
      const own: Origin = { kind: 'class', file: file.path, scope: around };
      const found = this.once(`${file.path}#${around} inherits ${name}`, () =>
        lookUpMember(this, own, name),
      );
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The class of the repository that a declared type names, or the package's; empty for what is neither. */
  typeOrigins(type: string, site: Site): readonly Origin[] {
    const bare = type
      .replace(/<.*$|\[.*\]$/s, '')
      .replace(/^(?:[*&?\s]|\.\.\.|mut\s|\[\]|'\w+\s)+|[?!\s]+$/g, '');
    const [first, ...rest] = bare.split(/\.|::|\\/).filter((part) => part !== '');
    if (first === undefined) return [];
    return this.once(`${site.file}#${site.scope} type ${bare}`, () =>
      rest.reduce<readonly Origin[]>(
        (objects, name) => objects.flatMap((object) => this.memberOf(object, name)),
        this.lookUp(first, this.#outsideStruct(site)),
      ),
    );
  }

  /** Fields of Go's structs may have the names of types: `Router *Router`. */
  #outsideStruct({ file, scope }: Site): Site {
    const source = this.program.file(file);
    const declared = source?.index.scope(scope);
    const isStruct = source?.facts.language === 'go' && declared?.kind === 'class';
    return isStruct ? { file, scope: declared.parent ?? 0 } : { file, scope };
  }

  /** A member of something that is known. */
  memberOf(object: Origin, name: string): readonly Origin[] {
    const found = lookUpMember(this, object, name);
    return found.length > 0 ? found : [{ kind: 'member', object, name }];
  }

  /** What a module stands for where a value is wanted: its default export (CommonJS: `module.exports`). */
  asValue(origin: Origin): readonly Origin[] {
    if (origin.kind !== 'module') return [origin];
    const found = exported(this, origin.file, 'default');
    return found.length > 0 ? found : [origin];
  }

  #ownObject(name: string, file: SourceFile, scope: number): Origin | undefined {
    const isObject = OWN_OBJECT.test(name);
    if (!isObject && !OWN_CLASS.test(name)) return undefined;
    const around = file.index.classAround(scope);
    if (around === undefined) return undefined;
    return isObject
      ? { kind: 'instance', file: file.path, scope: around, call: null }
      : { kind: 'class', file: file.path, scope: around };
  }

  #member(object: Expr, name: string, site: Site): readonly Origin[] {
    const assigned = assignedMember(this, object, name, site);
    if (assigned.length > 0) return assigned;
    const imported = importedMember(this, object, name, site);
    if (imported.length > 0) return imported;
    const found = this.origins(object, site).flatMap((origin) => this.memberOf(origin, name));
    if (found.some((origin) => origin.kind !== 'member' && !isNothing(origin))) return found;
    const deep = assignedWithin(this, object, name, site);
    if (deep.length > 0) return deep;
    const extensions = this.#extensions.of(name, site);
    if (extensions.length > 0) return extensions;
    const qualified = qualifiedMember(this, object, name, site);
    return qualified.length > 0 ? qualified : found;
  }

  #call(call: CallExpr, site: Site): readonly Origin[] {
    if (call.isMacro) return [{ ...site, kind: 'call', call }];
    const required = requiredModule(call);
    if (required !== null) {
      const [path] = this.program.modules(required, site.file);
      return path === undefined
        ? [{ kind: 'external', module: required, name: '*' }]
        : [{ kind: 'module', file: path }];
    }
    const loaded = loadableFiles(call, site, this.program);
    if (loaded.length > 0) return loaded.map((file): Origin => ({ kind: 'module', file }));
    const taken = takenByText(this, call, site);
    if (taken.length > 0) return taken;
    const [frozen] = FROZEN.test(dottedName(call.callee) ?? '') ? call.args : [];
    if (frozen !== undefined) return this.origins(frozen.value, site);
    const callees = this.origins(call.callee, site).flatMap((callee) => this.asValue(callee));
    const made = callees.flatMap((callee): readonly Origin[] => {
      if (callee.kind === 'class')
        return [{ kind: 'instance', file: callee.file, scope: callee.scope, call, at: site }];
      if (callee.kind !== 'function') return [];
      if (this.ownRouters.madeBy(callee.file, callee.scope) !== null)
        return [{ ...site, kind: 'call', call }];
      const returned = returnedBy(this, callee.file, callee.scope);
      return returned.map((origin) =>
        isMadeIn(origin, callee.file) ? { ...origin, via: { call, ...site } } : origin,
      );
    });
    return made.length > 0 ? made : [{ ...site, kind: 'call', call }];
  }

  /** Works something out once, of which the key says all; nothing where that is under way already. */
  once(key: string, work: () => readonly Origin[]): readonly Origin[] {
    if (this.#active.has(key)) {
      this.#cuts += 1;
      return [];
    }
    const known = this.#stillKnown(this.#results.get(key));
    if (known !== null) return known;
    const cuts = this.#cuts;
    const { leftOpen, generation } = this.program;
    const isAlone = this.#active.size === 0;
    this.#active.add(key);
    try {
      const origins = work();
      // What it cuts short itself it cuts short each time.
      if (this.#cuts === cuts || isAlone)
        this.#results.set(key, {
          origins,
          openSince: this.program.leftOpen === leftOpen ? null : generation,
        });
      return origins;
    } finally {
      this.#active.delete(key);
    }
  }

  /** What was worked out before, where it holds for the program as it is now; else null. */
  #stillKnown(known: Memo | undefined): readonly Origin[] | null {
    if (known === undefined) return null;
    if (known.openSince !== null) {
      if (known.openSince !== this.program.generation) return null;
      this.program.leaveOpen();
    }
    return known.origins;
  }
}

function isMadeIn(
  origin: Origin,
  file: string,
): origin is Extract<Origin, { kind: 'call' | 'instance' }> {
  const isMade = origin.kind === 'call' || (origin.kind === 'instance' && origin.call !== null);
  return isMade && origin.via === undefined && (origin.kind === 'instance' || origin.file === file);
}
