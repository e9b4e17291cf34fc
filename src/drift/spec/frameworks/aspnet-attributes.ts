import { annotationClass, type ClassRef, ownMethods, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';

/** What an attribute of the repository routes. */
export interface CustomRoute {
  readonly templates: readonly KnownText[];
  /** Upper case; null for one that says nothing of methods. */
  readonly verbs: readonly string[] | null;
}

/** Attributes that a repository makes for its routes: of `IRouteTemplateProvider`, or of those of ASP.NET Core itself. */
export class AspNetAttributes {
  constructor(private readonly code: Code) {}

  /** The route of an attribute that is declared in the repository; undefined for any other. */
  of(attribute: CallExpr, site: Site): CustomRoute | undefined {
    const ref = this.#declared(attribute, site);
    if (ref === undefined) return undefined;
    const bases = ref.declared.bases.map((base) =>
      (lastName(base) ?? '').replace(/Attribute$/, ''),
    );
    const verb = bases.flatMap((base) => /^Http(Get|Post|Put|Patch|Delete)$/.exec(base)?.[1] ?? []);
    const isRoute = bases.some((base) => base === 'Route' || base === 'IRouteTemplateProvider');
    if (!isRoute && verb.length === 0) return undefined;
    return {
      templates: this.#templates(ref, attribute, site),
      verbs: verb.length === 0 ? null : verb.map((one) => one.toUpperCase()),
    };
  }

  /** Its class, whose name may end in the `Attribute` that is left out where it is used. */
  #declared(attribute: CallExpr, site: Site): ClassRef | undefined {
    const { callee } = attribute;
    if (callee.kind !== 'name') return undefined;
    const whole: CallExpr = {
      ...attribute,
      callee: { ...callee, name: `${callee.name}Attribute` },
    };
    return annotationClass(this.code, whole, site) ?? annotationClass(this.code, attribute, site);
  }

  /** What its `Template` is, or what its constructor gives to the base: `: base("api/" + template)`. */
  #templates(ref: ClassRef, attribute: CallExpr, site: Site): readonly KnownText[] {
    const own = ref.file.index.bindings(ref.scope, 'Template').flatMap(({ value }) => value ?? []);
    const said = own.flatMap((value) => this.code.evaluator.texts(value, siteIn(ref)));
    if (said.length > 0) return said;
    const constructors = ownMethods(ref).filter(({ declared }) => declared.name === 'constructor');
    const fitting = constructors.filter(
      ({ declared }) => declared.params.length >= attribute.args.length,
    );
    for (const { scope } of fitting) {
      const callee = { file: ref.file.path, scope };
      const frame = this.code.evaluator.frame(attribute, site, callee, null);
      for (const { call, scope: at } of ref.file.facts.calls) {
        const [first] = call.args;
        if (at !== scope || lastName(call.callee) !== 'base' || first === undefined) continue;
        return this.code.evaluator.texts(first.value, callee, frame);
      }
    }
    return [];
  }
}
