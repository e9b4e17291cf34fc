import type { Caller } from '../../code/call-names.ts';
import { classAt, keyOf, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';

type Instance = Extract<Origin, { kind: 'instance' }>;

/** Blocks that are run with an object, or on it. */
const SCOPED = /^(?:with|apply|run|also|let)$/;

/** The calls under one name. */
interface NamedCalls {
  readonly byClass: ReadonlyMap<string, readonly Caller[]>;
  /** Those on what cannot be told. */
  readonly untold: readonly Caller[];
}

/** Which calls lead to the functions that declare Ktor's routes, and on which objects they are made. */
export class KtorCallers {
  #byName: ReadonlyMap<string, readonly Caller[]> | undefined;
  readonly #named = new Map<string, NamedCalls>();

  constructor(private readonly code: Code) {}

  /**
   * The calls of a function; for one of a class also those under its name of which it cannot be told whose they are,
   * but which object they are called on: `with(users) { routes() }`, `modules.forEach { it.register(this) }`.
   */
  of(file: SourceFile, scope: number): readonly Caller[] {
    const direct = this.code.callers.of(file.path, scope);
    const name = file.index.scope(scope)?.name ?? null;
    if (name === null || file.index.classAround(scope) === undefined) return direct;
    const known = new Set(direct.map(({ call }) => call));
    const named = this.#callsNamed(name);
    const around = { file: file.path, scope: file.index.classAround(scope) ?? 0 };
    const own = named.byClass.get(originKey({ kind: 'class', ...around })) ?? [];
    const others = direct.length === 0 ? [...own, ...named.untold] : own;
    return [...direct, ...others.filter(({ call }) => !known.has(call))];
  }

  /** The calls under a name, by the classes of the objects that they are made on, those above them included. */
  #callsNamed(name: string): NamedCalls {
    const known = this.#named.get(name);
    if (known !== undefined) return known;
    const byClass = new Map<string, Caller[]>();
    const untold: Caller[] = [];
    for (const caller of this.#allNamed(name)) {
      const object = this.objectOf(caller.call, caller.site);
      const file = object === undefined ? undefined : this.code.program.file(object.file);
      const ref =
        file === undefined || object === undefined ? undefined : classAt(file, object.scope);
      if (ref === undefined) untold.push(caller);
      else for (const one of lineage(this.code, ref)) push(byClass, keyOf(one), caller);
    }
    const found = { byClass, untold };
    this.#named.set(name, found);
    return found;
  }

  #allNamed(name: string): readonly Caller[] {
    if (this.#byName === undefined) {
      const byName = new Map<string, Caller[]>();
      for (const { path, facts } of ownFiles(this.code, 'kotlin')) {
        for (const { call, scope } of facts.calls)
          push(byName, lastName(call.callee) ?? '', { call, site: { file: path, scope } });
      }
      this.#byName = byName;
    }
    return this.#byName.get(name) ?? [];
  }

  /** Whether a call on an object runs a function: true for one that is of no class, false for what its class overrides. */
  isMethodOf({ file: path, scope: type }: Instance, file: SourceFile, scope: number): boolean {
    const around = file.index.classAround(scope);
    const source = this.code.program.file(path);
    const ref = source === undefined ? undefined : classAt(source, type);
    if (around === undefined || ref === undefined) return true;
    const name = file.index.scope(scope)?.name ?? '';
    const [nearest] = lineage(this.code, ref).flatMap((one) =>
      one.file.index.declared(one.scope, name).map((at) => `${one.file.path}#${at}`),
    );
    return nearest === `${file.path}#${scope}`;
  }

  /** The object that a call is made on; without one that of the block around: `with(Users("/x")) { routes() }`. */
  objectOf({ callee }: CallExpr, site: Site): Instance | undefined {
    const file = this.code.program.file(site.file);
    if (callee.kind === 'member') return this.#instance(callee.object, site);
    for (const scope of file?.index.enclosing(site.scope) ?? []) {
      const written = file?.index.argumentOf(scope);
      const object = written === undefined ? undefined : scopedObject(written.call);
      if (written === undefined || object === undefined) continue;
      const found = this.#instance(object, { file: site.file, scope: written.scope });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #instance(object: Expr, site: Site): Instance | undefined {
    const [only, ...others] = this.code.resolver.origins(object, site);
    return only?.kind === 'instance' && only.call !== null && others.length === 0
      ? only
      : undefined;
  }
}

/** The object of `with(x) { … }` and `x.apply { … }`. */
export function scopedObject(call: CallExpr): Expr | undefined {
  const name = lastName(call.callee) ?? '';
  if (!SCOPED.test(name)) return undefined;
  if (name === 'with') return call.args[0]?.value;
  return call.callee.kind === 'member' ? call.callee.object : undefined;
}

function push(map: Map<string, Caller[]>, key: string, caller: Caller): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [caller]);
  else known.push(caller);
}
