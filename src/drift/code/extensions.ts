import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Names that are the framework's (ASP.NET Core's endpoints), whoever adds others of them. */
const OF_FRAMEWORK = /^Map(?:Get|Post|Put|Patch|Delete|Methods|Group)$/;

/**
 * Functions that are called as if they were methods of a type that they are not written in: Kotlin's extension
 * functions, which are named and imported like any function, and C#'s, which stand in some static class.
 */
export class Extensions {
  readonly #byName = new Map<string, Origin[]>();
  #generation = -1;

  constructor(private readonly resolver: Resolver) {}

  /** The extension functions that a method's name may mean at a place. */
  of(name: string, site: Site): readonly Origin[] {
    const language = this.resolver.program.file(site.file)?.facts.language;
    if (language === 'kotlin')
      return this.resolver.lookUp(name, site).filter((origin) => this.#isExtension(origin));
    if (language !== 'csharp' || OF_FRAMEWORK.test(name)) return [];
    this.resolver.program.leaveOpen();
    if (this.#generation !== this.resolver.program.generation) this.#index();
    return this.#byName.get(name) ?? [];
  }

  #isExtension(origin: Origin): boolean {
    if (origin.kind !== 'function') return false;
    const declared = this.resolver.program.file(origin.file)?.index.scope(origin.scope);
    return declared !== undefined && declared.receiver !== null;
  }

  #index(): void {
    this.#byName.clear();
    this.#generation = this.resolver.program.generation;
    for (const { path, facts } of this.resolver.program.files()) {
      if (facts.language !== 'csharp') continue;
      for (const [scope, { name, receiver }] of facts.scopes.entries()) {
        if (name === null || receiver === null) continue;
        const origin: Origin = { kind: 'function', file: path, scope };
        const known = this.#byName.get(name);
        if (known === undefined) this.#byName.set(name, [origin]);
        else known.push(origin);
      }
    }
  }
}
