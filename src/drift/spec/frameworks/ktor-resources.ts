import { type ClassRef, classAt, keyOf, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import type { RouteParameter } from '../framework.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';

/** Resources within resources are followed so far. */
const MAX_DEPTH = 12;

/** What a resource class says: its paths, and the query parameters that its other properties are. */
export interface ResourcePaths {
  readonly paths: readonly PathTemplate[];
  readonly parameters: readonly RouteParameter[];
}

/** Ktor's typed routes: classes with `@Resource("/path")`, or the older `@Location`. */
export class KtorResources {
  constructor(private readonly code: Code) {}

  /** The whole paths of the resource that a type names; undefined for a type that is none. */
  paths(type: string, site: Site): ResourcePaths | undefined {
    const [ref] = this.#classes(this.code.resolver.typeOrigins(type, site));
    return ref === undefined ? undefined : this.#resource(ref, 0);
  }

  #resource(ref: ClassRef, depth: number): ResourcePaths | undefined {
    const annotation = ref.declared.decorators.find(({ callee }) =>
      /^(?:Resource|Location)$/.test(lastName(callee) ?? ''),
    );
    if (annotation === undefined || depth > MAX_DEPTH) return undefined;
    const site = siteIn(ref);
    const value = annotation.args[0]?.value;
    const own =
      value === undefined
        ? [ROOT]
        : this.code.evaluator
            .texts(value, site)
            .flatMap((text) => templates(text, { braces: true, star: true }));
    const properties = ref.file.facts.bindings.filter(({ scope }) => scope === ref.scope);
    let above: ResourcePaths | undefined;
    const parameters: RouteParameter[] = [];
    for (const { name, type, value: given } of properties) {
      if (type === null) continue;
      const [owner] = this.#classes(this.code.resolver.typeOrigins(type, site));
      const parent =
        owner === undefined || keyOf(owner) === keyOf(ref)
          ? undefined
          : this.#resource(owner, depth + 1);
      if (parent !== undefined) above ??= parent;
      else if (!own.some(({ path }) => path.includes(`{${name}}`)))
        parameters.push({ name, in: 'query', required: given === null && !type.endsWith('?') });
    }
    above ??= this.#around(ref, lastName(annotation.callee), depth);
    return {
      paths: (above?.paths ?? [ROOT]).flatMap((prefix) =>
        own.map((path) => joinPaths(prefix, path)),
      ),
      parameters: [...(above?.parameters ?? []), ...parameters],
    };
  }

  /** A `@Location` within another stands below it without saying so. */
  #around(ref: ClassRef, annotation: string | null, depth: number): ResourcePaths | undefined {
    if (annotation !== 'Location' || ref.declared.parent === null) return undefined;
    const outer = classAt(ref.file, ref.declared.parent);
    return outer === undefined ? undefined : this.#resource(outer, depth + 1);
  }

  #classes(origins: readonly Origin[]): readonly ClassRef[] {
    return origins.flatMap((origin) => {
      const file = origin.kind === 'class' ? this.code.program.file(origin.file) : undefined;
      return file === undefined || origin.kind !== 'class'
        ? []
        : (classAt(file, origin.scope) ?? []);
    });
  }
}
