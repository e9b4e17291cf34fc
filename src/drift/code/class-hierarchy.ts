import type { Code } from './code.ts';
import type { CallExpr, LanguageId, Scope } from './facts.ts';
import { originKey } from './origin.ts';
import { ownFiles } from './own-files.ts';
import type { Site, SourceFile } from './program.ts';

/** Classes are followed upwards so far. */
const MAX_CLASSES = 32;

/** What of the code tells how classes stand to each other. */
export type Known = Pick<Code, 'program' | 'resolver'>;

/** A class of the repository: its file and scope. */
export interface ClassRef {
  readonly file: SourceFile;
  readonly scope: number;
  readonly declared: Scope;
}

/** A method of a class, or one that it inherits. */
export interface Method {
  readonly owner: ClassRef;
  readonly scope: number;
  readonly declared: Scope;
}

/** The class that a scope is; undefined for any other scope. */
export function classAt(file: SourceFile, scope: number): ClassRef | undefined {
  const declared = file.index.scope(scope);
  return declared?.kind === 'class' ? { file, scope, declared } : undefined;
}

/** All classes of the repository's own files, in the order of files and text. */
export function allClasses(code: Code, languages: readonly LanguageId[]): readonly ClassRef[] {
  return ownFiles(code, ...languages).flatMap((file) =>
    file.facts.scopes.flatMap((_, scope) => classAt(file, scope) ?? []),
  );
}

/** The classes and interfaces of the repository that a class names as its bases. */
export function basesOf(code: Known, { file, declared }: ClassRef): readonly ClassRef[] {
  const site = { file: file.path, scope: declared.parent ?? 0 };
  return declared.bases
    .flatMap((base) => code.resolver.origins(base, site))
    .flatMap((origin) => {
      const found = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
      return found === undefined || origin.kind !== 'class'
        ? []
        : (classAt(found, origin.scope) ?? []);
    });
}

/** A class and all that it inherits from in the repository, the nearest first. */
export function lineage(code: Known, ref: ClassRef): readonly ClassRef[] {
  const found = new Map<string, ClassRef>();
  const waiting = [ref];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const key = keyOf(next);
    if (found.has(key) || found.size >= MAX_CLASSES) continue;
    found.set(key, next);
    waiting.push(...basesOf(code, next));
  }
  return [...found.values()];
}

/** The methods that stand in a class itself. */
export function ownMethods(owner: ClassRef): readonly Method[] {
  return owner.file.index.within(owner.scope).flatMap((scope) => {
    const declared = owner.file.index.scope(scope);
    return declared?.kind === 'function' && declared.name !== null
      ? [{ owner, scope, declared }]
      : [];
  });
}

/** What tells a method from others of its name: overriding ones have the same. */
export function signature({ declared }: Method): string {
  return `${declared.name}(${declared.params.map(({ type }) => type?.replace(/<.*$/s, '') ?? '').join()})`;
}

/** Where the names in a class's body, and in the annotations of its members, are looked up. */
export function siteIn({ file, scope }: ClassRef): Site {
  return { file: file.path, scope };
}

export function keyOf({ file, scope }: ClassRef): string {
  return originKey({ kind: 'class', file: file.path, scope });
}

/** The class of the repository that an annotation's name means: an annotation that is declared there. */
export function annotationClass(code: Code, call: CallExpr, site: Site): ClassRef | undefined {
  if (isForeign(code, call, site)) return undefined;
  for (const origin of code.resolver.origins(call.callee, site)) {
    const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
    if (file !== undefined && origin.kind === 'class') return classAt(file, origin.scope);
  }
  return undefined;
}

/** Whether a name is imported from outside of the repository, which most annotations are. */
function isForeign(code: Code, { callee }: CallExpr, { file }: Site): boolean {
  const index = code.program.file(file)?.index;
  if (callee.kind !== 'name' || index === undefined) return false;
  const imports = index.imports(callee.name);
  return (
    imports.length > 0 &&
    imports.every(({ module, name }) => code.program.modules(module, file, name).length === 0)
  );
}
