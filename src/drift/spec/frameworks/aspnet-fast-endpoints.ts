import {
  allClasses,
  type ClassRef,
  lineage,
  ownMethods,
  siteIn,
} from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site } from '../../code/program.ts';
import { joinPaths, type PathTemplate, ROOT } from '../path-template.ts';
import type { RouteGraph } from '../route-graph.ts';
import { aspnetTemplates } from './aspnet-templates.ts';

const BASE =
  /^(?:Endpoint|EndpointWithoutRequest|EndpointWithMapping|EndpointWithMapper|Ep)(?:\.|$)/;
const VERB = /^(Get|Post|Put|Patch|Delete|Head)$/;
const ATTRIBUTE = /^Http(Get|Post|Put|Patch|Delete|Head)(?:Attribute)?$/;
const GROUP = /^Group(?:Attribute)?$/;
const SUB_GROUP = /^SubGroup$/;
/** Groups stand in each other so far. */
const MAX_GROUPS = 8;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** FastEndpoints (https://fast-endpoints.com): a class for each operation, whose `Configure` says its route. */
export class FastEndpoints {
  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {}

  /** Tells the graph of all routes there are. */
  read(): void {
    const endpoints = allClasses(this.code, ['csharp']).filter(
      (ref) =>
        !ref.declared.abstract &&
        ref.declared.bases.length > 0 &&
        lineage(this.code, ref).some(({ declared }) =>
          declared.bases.some((base) => BASE.test(dottedName(base) ?? '')),
        ),
    );
    if (endpoints.length === 0) return;
    this.graph.declare('fast-endpoints', true);
    for (const prefix of this.#prefixes()) this.graph.prefix('fast-endpoints', prefix);
    for (const ref of endpoints) this.#endpoint(ref);
  }

  /** `c.Endpoints.RoutePrefix = "api"`. */
  #prefixes(): readonly PathTemplate[] {
    return ownFiles(this.code, 'csharp').flatMap(({ path, facts }) =>
      facts.bindings.flatMap(({ name, value, scope }) =>
        /(?:^|\.)Endpoints\.RoutePrefix$/.test(name) && value !== null
          ? this.#templates(value, { file: path, scope })
          : [],
      ),
    );
  }

  #endpoint(ref: ClassRef): void {
    const [named] = ref.declared.decorators.flatMap(({ callee }) => typeGivenTo(callee, GROUP));
    for (const attribute of ref.declared.decorators) {
      const verb = ATTRIBUTE.exec(lastName(attribute.callee) ?? '')?.[1];
      const prefix = this.#group(named, siteIn(ref));
      if (verb !== undefined)
        this.#add([verb.toUpperCase()], attribute.args, attribute, ref, siteIn(ref), prefix);
    }
    // One that a base class has is run for each class that extends it.
    const configure = lineage(this.code, ref)
      .flatMap((one) => ownMethods(one))
      .find(({ declared }) => declared.name === 'Configure');
    if (configure === undefined) return;
    const { file } = configure.owner;
    const calls = file.facts.calls.filter(({ scope }) => scope === configure.scope);
    const site = { file: file.path, scope: configure.scope };
    const group = calls.find(({ call }) => lastName(call.callee) === 'Group');
    const prefix = this.#group(group?.call.types?.[0], site);
    const verbs = calls
      .filter(({ call }) => lastName(call.callee) === 'Verbs')
      .flatMap(({ call }) => call.args.flatMap(({ value }) => methodOf(value)));
    for (const { call } of calls) {
      const name = call.callee.kind === 'name' ? call.callee.name : '';
      const verb = VERB.exec(name)?.[1];
      if (verb !== undefined)
        this.#add([verb.toUpperCase()], call.args, call.callee, ref, site, prefix);
      else if (name === 'Routes')
        this.#add(verbs.length > 0 ? verbs : ['GET'], call.args, call.callee, ref, site, prefix);
    }
  }

  /** The path of a group, whose class says `Configure("admin", …)`; one of `SubGroup<Admin>` stands below that. */
  #group(type: string | undefined, site: Site, depth = 0): PathTemplate {
    if (type === undefined || depth > MAX_GROUPS) return ROOT;
    for (const origin of this.code.resolver.typeOrigins(type, site)) {
      const file = origin.kind === 'class' ? this.code.program.file(origin.file) : undefined;
      if (file === undefined || origin.kind !== 'class') continue;
      const bases = file.index.scope(origin.scope)?.bases ?? [];
      const [around] = bases.flatMap((base) => typeGivenTo(base, SUB_GROUP));
      const before = this.#group(around, { file: file.path, scope: 0 }, depth + 1);
      for (const { call, scope } of file.facts.calls) {
        const [first] = call.args;
        const isOwn = file.index.classAround(scope) === origin.scope;
        if (!isOwn || lastName(call.callee) !== 'Configure' || first === undefined) continue;
        return joinPaths(
          before,
          this.#templates(first.value, { file: origin.file, scope })[0] ?? ROOT,
        );
      }
    }
    return ROOT;
  }

  #add(
    methods: readonly string[],
    args: CallExpr['args'],
    at: Expr,
    ref: ClassRef,
    site: Site,
    prefix: PathTemplate,
  ): void {
    const own = { kind: 'instance', file: ref.file.path, scope: ref.scope, call: null } as const;
    for (const { value } of args) {
      if (value.kind === 'function') continue;
      for (const path of this.#templates(value, site, { key: '', args: [], outer: null, own }))
        this.graph.add({
          router: 'fast-endpoints',
          methods,
          path: joinPaths(prefix, path),
          file: site.file,
          at,
        });
    }
  }

  #templates(expr: Expr, site: Site, frame: Frame | null = null): readonly PathTemplate[] {
    return this.code.evaluator.texts(expr, site, frame).flatMap((text) => aspnetTemplates(text));
  }
}

/** `Admin` of `[Group<Admin>]` and `SubGroup<Admin>`. */
function typeGivenTo(expr: Expr, name: RegExp): readonly string[] {
  const first = expr.kind === 'name' && name.test(expr.name) ? expr.types?.[0] : undefined;
  return first === undefined ? [] : [first];
}

/** `GET` of `Http.GET` and of `"GET"`. */
function methodOf(expr: Expr): readonly string[] {
  const name = (expr.kind === 'text' ? expr.value : (lastName(expr) ?? '')).toUpperCase();
  return METHOD.test(name) ? [name] : [];
}
