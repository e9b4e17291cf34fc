import type { ClassRef } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Param, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site, SourceFile } from '../../code/program.ts';

/** A method that adds itself to those of ASP.NET Core under the same name. */
interface Overload {
  readonly file: SourceFile;
  readonly scope: number;
  readonly params: readonly Param[];
}

/** Extension methods of the repository that are named as the framework's own: `MapGet(handler, pattern)`. */
export class OwnEndpoints {
  #overloads: ReadonlyMap<string, readonly Overload[]> | undefined;

  constructor(private readonly code: Code) {}

  /** Whether a call only passes on what an overload of its own name is given. */
  isPassingOn(call: CallExpr, { file, scope }: Site): boolean {
    const name = lastName(call.callee) ?? '';
    return this.#of(name).some((one) => one.file.path === file && one.scope === scope);
  }

  /** The path of a call of an overload that takes it elsewhere than first; null for any other call. */
  path(call: CallExpr): Expr | null {
    for (const { params } of this.#of(lastName(call.callee) ?? '')) {
      const position = params.findIndex(({ name }) =>
        /^(?:pattern|template|route|path)$/.test(name),
      );
      const param = params[position];
      // The first parameter is what the method is called on.
      if (position < 2 || param === undefined) continue;
      const named = call.args.find(({ name }) => name === param.name);
      const given = named ?? call.args.filter(({ name }) => name === null)[position - 1];
      if (given !== undefined) return given.value;
      if (param.default !== null) return param.default;
    }
    return null;
  }

  /**
   * The prefix of a group that is made for an object, with the name of the object's class filled in:
   * `app.MapGroup(this)` where `MapGroup` maps `/api/{group.GetType().Name}`. Null where no overload tells it.
   */
  groupPrefix(call: CallExpr, type: ClassRef | undefined): Expr | null {
    for (const overload of this.#of('MapGroup')) {
      const { file, scope } = overload;
      const inner = file.facts.calls.find(
        (one) => one.scope === scope && lastName(one.call.callee) === 'MapGroup',
      );
      const prefix = inner?.call.args[0]?.value;
      if (prefix !== undefined) return this.#filled(prefix, overload, call, type);
    }
    return null;
  }

  /** With what the class says of itself where the overload asks the object: `group.GroupName ?? group.GetType().Name`. */
  #filled(expr: Expr, overload: Overload, at: Place, type: ClassRef | undefined): Expr {
    const { file, scope } = overload;
    const filled = (one: Expr) => this.#filled(one, overload, at, type);
    if (expr.kind === 'join') return { ...expr, parts: expr.parts.map(filled) };
    if (expr.kind === 'either') {
      const said = expr.options.map((one) => (one.kind === 'member' ? filled(one) : one));
      const own = said.find((one, position) => one !== expr.options[position]);
      const last = expr.options.at(-1);
      return own ?? (last === undefined ? expr : filled(last));
    }
    if (expr.kind === 'name') {
      const value = file.index.bindings(scope, expr.name)[0]?.value;
      return value === null || value === undefined ? expr : filled(value);
    }
    if (expr.kind !== 'member') return expr;
    const isTypeName =
      expr.name === 'Name' &&
      expr.object.kind === 'call' &&
      lastName(expr.object.callee) === 'GetType';
    if (isTypeName) {
      const { line, column } = at;
      return { kind: 'text', value: type?.declared.name ?? '', line, column };
    }
    const own = type?.file.index.bindings(type.scope, expr.name)[0]?.value;
    return own?.kind === 'text' ? own : expr;
  }

  #of(name: string): readonly Overload[] {
    this.#overloads ??= overloads(this.code);
    return this.#overloads.get(name) ?? [];
  }
}

function overloads(code: Code): ReadonlyMap<string, readonly Overload[]> {
  const found = new Map<string, Overload[]>();
  for (const file of ownFiles(code, 'csharp')) {
    for (const [scope, { name, receiver, params }] of file.facts.scopes.entries()) {
      if (name === null || receiver === null || !/^Map[A-Z]/.test(name)) continue;
      const known = found.get(name) ?? [];
      found.set(name, [...known, { file, scope, params }]);
    }
  }
  return found;
}
