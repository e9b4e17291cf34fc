import type { CallExpr, Import } from './facts.ts';
import { lastName } from './facts-index.ts';
import type { Program, Site, SourceFile } from './program.ts';

/** A call of a function of the repository, and where it is made. */
export interface Caller {
  readonly call: CallExpr;
  readonly site: Site;
}

/** What has more local names than this has one that says nothing, as the letters of minified code. */
const MAX_LOCALS = 16;

/** A class, and the file that it stands in. */
interface ClassAt {
  readonly file: SourceFile;
  readonly scope: number;
}

/** What the code of a program is called by, as it is at one time: calls, renamed things and classes by their names. */
export class CallNames {
  readonly #calls = new Map<string, Caller[]>();
  /** The local names of what imports and variables rename, by the name it has elsewhere. */
  readonly #renamed = new Map<string, Set<string>>();
  /** The classes that name a base, by its name. */
  readonly #subclasses = new Map<string, ClassAt[]>();
  /** The imports, in any file, of what a file has; empty until that is asked. */
  readonly #imports = new Map<string, Import[]>();
  /** How many of Go's methods have a name; empty until that is asked. */
  readonly #methods = new Map<string, number>();

  constructor(private readonly program: Program) {
    const files = [...program.files()].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of files) this.#add(file);
  }

  /** The calls under a name, whatever it means there, in the order of files and text; `''` for calls of calls. */
  named(name: string): readonly Caller[] {
    return this.#calls.get(name) ?? [];
  }

  /** The classes that name a base of a name. */
  subclassesOf(name: string): readonly ClassAt[] {
    return this.#subclasses.get(name) ?? [];
  }

  /** A function's own name, names that exports and imports give to anything of its file, and that of calls of calls. */
  of(name: string | null, path: string): readonly string[] {
    const names = new Set<string>(name === null ? [''] : [name, '']);
    for (const { name: exported, value } of this.program.file(path)?.facts.exports ?? []) {
      const isOther = value.kind === 'name' && value.name !== name;
      if (!isOther) names.add(exported);
    }
    // What another file passes on may be imported under a name of its own.
    const locals = this.#renamed.get(name ?? '') ?? new Set();
    if (locals.size <= MAX_LOCALS) for (const local of locals) names.add(local);
    for (const one of this.#importsOf(path)) {
      const isOfFile = one.name === 'default' || one.name === '*' || one.name === name;
      if (isOfFile) names.add(one.local);
    }
    return [...names];
  }

  /** Whether no other method of Go's files has a name. */
  isAlone(name: string | null): boolean {
    if (this.#methods.size === 0) {
      for (const { facts } of this.program.files()) {
        if (facts.language !== 'go') continue;
        for (const { receiver, name: own } of facts.scopes)
          if (receiver !== null && own !== null)
            this.#methods.set(own, (this.#methods.get(own) ?? 0) + 1);
      }
    }
    return this.#methods.get(name ?? '') === 1;
  }

  #importsOf(path: string): readonly Import[] {
    if (this.#imports.size === 0) {
      for (const other of this.program.files())
        for (const one of other.facts.imports)
          for (const target of this.program.modules(one.module, other.path))
            push(this.#imports, target, one);
    }
    return this.#imports.get(path) ?? [];
  }

  #add(file: SourceFile): void {
    const { path, facts } = file;
    for (const [scope, { kind, bases }] of facts.scopes.entries())
      for (const base of kind === 'class' ? bases : [])
        push(this.#subclasses, lastName(base) ?? '', { file, scope });
    for (const { name, local } of facts.imports)
      if (name !== '*' && name !== 'default') this.#rename(name, local);
    // `const add = routes.add`.
    for (const { name, value } of facts.bindings)
      if (value?.kind === 'member' || value?.kind === 'name') this.#rename(value.name, name);
    for (const { call, scope } of facts.calls) {
      const key = lastName(call.callee) ?? (call.callee.kind === 'call' ? '' : null);
      // What is called where it is written, or by an index, has no name to be found by.
      if (key !== null) push(this.#calls, key, { call, site: { file: path, scope } });
    }
  }

  #rename(name: string, local: string): void {
    if (name === local) return;
    const known = this.#renamed.get(name);
    if (known === undefined) this.#renamed.set(name, new Set([local]));
    else known.add(local);
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
