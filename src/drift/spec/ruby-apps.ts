import type { Code } from '../code/code.ts';
import type { CallExpr, CallSite, Expr } from '../code/facts.ts';
import type { Site, SourceFile } from '../code/program.ts';
import { unrolled } from '../code/unroll.ts';
import { railsMounts } from './frameworks/rails.ts';
import { below, railsPaths } from './frameworks/rails-context.ts';
import type { MountPoint } from './frameworks/rails-declarations.ts';
import { type PathTemplate, ROOT } from './path-template.ts';

/** Methods of a class that give its application. */
const GIVES_APP =
  /^(?:new!?|app|to_app|rack_app|application|instance|freeze|build|create|call|prototype|method|public_send|send)$/;

/** Ruby's classes by their whole names, whichever files they are opened in. */
export class RubyClasses {
  readonly #declared = new Map<string, Site[]>();
  readonly #names = new Map<string, string>();

  constructor(private readonly code: Code) {
    const files = [...code.program.files()].filter(({ facts }) => facts.language === 'ruby');
    for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      for (const [scope, { kind, name }] of file.facts.scopes.entries()) {
        if (kind !== 'class' || name === null) continue;
        const whole = wholeName(file, scope);
        this.#names.set(`${file.path}#${scope}`, whole);
        const known = this.#declared.get(whole);
        if (known === undefined) this.#declared.set(whole, [{ file: file.path, scope }]);
        else known.push({ file: file.path, scope });
      }
    }
  }

  /** The names of all classes that descend from one whose name matches, sorted. */
  descendants(of: RegExp): readonly string[] {
    return [...this.#declared.keys()].filter((name) => this.#descends(name, of, 0)).sort();
  }

  /** All places where a class is opened. */
  places(name: string): readonly Site[] {
    return this.#declared.get(name) ?? [];
  }

  /** The classes of the repository that a class extends. */
  parents(name: string): readonly string[] {
    return this.#bases(name).filter((base) => this.#declared.has(base));
  }

  /** The modules that a class includes, as far as they are in the repository. Asks for their files. */
  mixins(name: string): readonly string[] {
    for (const { file, scope } of this.places(name)) {
      const bases = this.code.program.file(file)?.index.scope(scope)?.bases ?? [];
      for (const base of bases) this.#ask(constantName(base), name, file);
    }
    return this.parents(name);
  }

  /** Asks for the file of a constant that no file declares which is read. */
  #ask(written: string | null, around: string, from: string): void {
    const { program } = this.code;
    for (let outer: string | undefined = around; written !== null; outer = parentName(outer)) {
      const whole = outer === undefined ? written : `${outer}::${written}`;
      if (this.#declared.has(whole)) return;
      for (const path of program.modules(whole, from)) program.file(path);
      if (outer === undefined) return;
    }
  }

  /** The whole name of what a constant means at a place, as far as the repository declares it; else as it is written. */
  resolve(constant: Expr, site: Site): string | null {
    const name = constantName(constant);
    if (name === null) return null;
    const index = this.code.program.file(site.file)?.index;
    for (const scope of index?.enclosing(site.scope) ?? []) {
      const around = this.#names.get(`${site.file}#${scope}`);
      // `module A::B` alone sees `A::B::X`, and so do classes within it.
      for (let outer = around; outer !== undefined && outer !== ''; outer = parentName(outer)) {
        if (this.#declared.has(`${outer}::${name}`)) return `${outer}::${name}`;
      }
    }
    return name;
  }

  #descends(name: string, of: RegExp, depth: number): boolean {
    if (depth > 12) return false;
    return this.#bases(name).some(
      (base) => of.test(base) || (base !== name && this.#descends(base, of, depth + 1)),
    );
  }

  #bases(name: string): readonly string[] {
    return this.places(name).flatMap(({ file, scope }) => {
      const declared = this.code.program.file(file)?.index.scope(scope);
      const site = { file, scope: declared?.parent ?? 0 };
      return (declared?.bases ?? []).flatMap((base) => this.resolve(base, site) ?? []);
    });
  }
}

/** `A::B` of a constant, also behind `A::B.new` and what else gives its application; null for anything else. */
export function constantName(expr: Expr): string | null {
  if (expr.kind === 'name') return /^[A-Z]/.test(expr.name) ? expr.name : null;
  if (expr.kind === 'call')
    return expr.callee.kind === 'member' && /^[a-z]/.test(expr.callee.name)
      ? constantName(expr.callee.object)
      : null;
  if (expr.kind !== 'member' || !/^[A-Z]/.test(expr.name)) return null;
  const object = constantName(expr.object);
  return object === null ? null : `${object}::${expr.name}`;
}

/** The method of a class that a call in its body is of, where it is declared there: `def self.crud(name)`. */
export function classMacro(name: string, { index }: SourceFile, scope: number): number | undefined {
  const around = index.scope(scope)?.kind === 'class' ? scope : index.classAround(scope);
  return around === undefined
    ? undefined
    : index.declared(around, name).find((one) => one !== scope);
}

/** The calls of a file by their scope. */
export function callsByScope({ facts }: SourceFile): ReadonlyMap<number, readonly CallSite[]> {
  const found = new Map<number, CallSite[]>();
  for (const one of facts.calls) {
    const list = found.get(one.scope);
    if (list === undefined) found.set(one.scope, [one]);
    else list.push(one);
  }
  return found;
}

/** What is mounted where: in `config.ru`, in `Rack::Builder` and in the routes of Rails. */
export function mountPoints(code: Code): readonly MountPoint[] {
  const found: MountPoint[] = [...railsMounts(code)];
  for (const file of code.program.files()) {
    if (file.facts.language !== 'ruby') continue;
    const calls = callsByScope(file);
    if (file.path.endsWith('.ru')) rackCalls(0, [ROOT], file, calls, code, found);
    for (const { call } of file.facts.calls) {
      const block = call.args.at(-1)?.value;
      const isBuilder =
        constantName(call.callee) === null && /\bBuilder$/.test(builderOf(call) ?? '');
      if (isBuilder && block?.kind === 'function')
        rackCalls(block.scope, [ROOT], file, calls, code, found);
    }
  }
  return found;
}

function builderOf({ callee }: CallExpr): string | null {
  return callee.kind === 'member' && /^(?:new|app)$/.test(callee.name)
    ? constantName(callee.object)
    : null;
}

/** `map '/api' do run Api end`, `use Users`, `run Rack::URLMap.new('/' => App)` (Rack's builder). */
function rackCalls(
  scope: number,
  paths: readonly PathTemplate[],
  file: SourceFile,
  calls: ReadonlyMap<number, readonly CallSite[]>,
  code: Code,
  found: MountPoint[],
): void {
  const site = { file: file.path, scope };
  for (const call of (calls.get(scope) ?? []).flatMap((made) => unrolled(made, file, code))) {
    const name = call.callee.kind === 'name' ? call.callee.name : '';
    const [first, last] = [call.args[0]?.value, call.args.at(-1)?.value];
    if (first === undefined) continue;
    if (call.callee.kind === 'member' && call.callee.name === 'each' && last?.kind === 'function')
      rackCalls(last.scope, paths, file, calls, code, found);
    if (name === 'map' && last?.kind === 'function')
      rackCalls(last.scope, below(paths, railsPaths(first, site, code)), file, calls, code, found);
    else if (name === 'run' || name === 'use') run(first, paths, site, code, found);
  }
}

function run(
  app: Expr,
  paths: readonly PathTemplate[],
  site: Site,
  code: Code,
  found: MountPoint[],
): void {
  // `run App.sprockets` serves something else that an application has.
  if (app.kind === 'call' && app.callee.kind === 'member' && !GIVES_APP.test(app.callee.name))
    return;
  const made = app.kind === 'call' ? (constantName(app) ?? '') : '';
  const first = app.kind === 'call' ? app.args[0]?.value : undefined;
  if (/\bURLMap$/.test(made) && first?.kind === 'map') {
    for (const { key, value } of first.entries) {
      if (key !== null) run(value, below(paths, railsPaths(key, site, code)), site, code, found);
    }
  } else if (/\bCascade$/.test(made) && first !== undefined) {
    for (const list of code.resolver.origins(first, site))
      if (list.kind === 'value' && list.expr.kind === 'list')
        for (const item of list.expr.items) run(item, paths, list, code, found);
  } else found.push({ app, site, paths });
}

function wholeName(file: SourceFile, scope: number): string {
  const names: string[] = [];
  for (const index of file.index.enclosing(scope)) {
    const declared = file.index.scope(index);
    if (declared?.kind === 'class' && declared.name !== null) names.unshift(declared.name);
  }
  return names.join('::').replace(/^::/, '');
}

function parentName(name: string): string | undefined {
  const at = name.lastIndexOf('::');
  return at === -1 ? undefined : name.slice(0, at);
}
