import { annotationClass, type ClassRef, lineage, siteIn } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import { constructions } from '../../code/constructions.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type KnownText, wholeText } from '../../code/known-text.ts';
import type { Site } from '../../code/program.ts';
import { makerOf } from './aspnet-given.ts';

const VERB = /^Http(Get|Post|Put|Patch|Delete|Head|Options)$/;

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
    const bases = lineage(this.code, ref).flatMap(({ declared }) =>
      declared.bases.map((base) => (lastName(base) ?? '').replace(/Attribute$/, '')),
    );
    const verbs = [
      ...bases.flatMap((base) => VERB.exec(base)?.[1]?.toUpperCase() ?? []),
      ...this.#methods(ref),
    ];
    const isRoute = bases.some((base) => base === 'Route' || base === 'IRouteTemplateProvider');
    if (!isRoute && verbs.length === 0) return undefined;
    return {
      templates: this.#templates(ref, attribute, site),
      verbs: verbs.length === 0 ? null : verbs,
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

  /** What it says of methods itself: `HttpMethods` of an `IActionHttpMethodProvider`. */
  #methods(ref: ClassRef): readonly string[] {
    return valuesOf(ref, ref.scope, 'HttpMethods')
      .flatMap((value) => this.code.evaluator.texts(value, siteIn(ref)))
      .flatMap((text) => wholeText(text)?.toUpperCase() ?? []);
  }

  /** What its `Template` is, or what its constructor gives to the base: `: base("api/" + template)`. */
  #templates(ref: ClassRef, attribute: CallExpr, met: Site): readonly KnownText[] {
    for (const { ref: own, site, frame, outside } of constructions(
      makerOf(this.code),
      ref,
      attribute,
      met,
    )) {
      const said = [
        ...valuesOf(own, site.scope, 'Template'),
        ...valuesOf(own, site.scope, 'this.Template'),
        ...valuesOf(own, own.scope, 'Template'),
      ];
      const texts = said.filter((value) => !isNull(value));
      if (said.length > 0)
        return texts.flatMap((value) => this.code.evaluator.texts(value, site, frame));
      const first = outside?.args[0]?.value;
      if (first !== undefined) return this.code.evaluator.texts(first, site, frame);
    }
    return [];
  }
}

/** `Template => null` is that of the controller alone. */
function isNull(value: Expr): boolean {
  return value.kind === 'literal' && value.type === 'null';
}

function valuesOf({ file }: ClassRef, scope: number, name: string): readonly Expr[] {
  return file.index.bindings(scope, name).flatMap(({ value }) => value ?? []);
}
