import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Place } from '../../code/facts.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';
import {
  argument,
  type ClassAt,
  classesOf,
  classMethod,
  classValue,
  externalBases,
  isMissing,
  lineage,
  methodNames,
} from '../python-routing.ts';
import { regexTemplates } from '../regex-path.ts';
import type { RouteGraph } from '../route-graph.ts';
import { addedMappings, type Mapping, STANDARD } from './django-rest-mappings.ts';
import { methodLimit } from './django-views.ts';

const ROUTER = /^rest_framework(?:_nested|_extensions)?(?:\.\w+)*\.\w*Router\w*$/;
/** Routers are followed through this many functions. */
const MAX_DEPTH = 8;
const NESTED = /Nested\w*Router$/;

type StandardName = (typeof STANDARD)[number]['name'];

/** What the classes of REST framework bring, by the end of their names. */
const INHERITED: readonly (readonly [RegExp, readonly StandardName[]])[] = [
  [/ReadOnly\w*ViewSet$/, ['list', 'retrieve']],
  [/ModelViewSet$/, ['list', 'create', 'retrieve', 'update', 'partial_update', 'destroy']],
  [/ListModelMixin$/, ['list']],
  [/CreateModelMixin$/, ['create']],
  [/RetrieveModelMixin$/, ['retrieve']],
  [/UpdateModelMixin$/, ['update', 'partial_update']],
  [/DestroyModelMixin$/, ['destroy']],
];

/** The routes that routers of Django REST framework make of view sets ("Routers" of its API guide). */
export class RestRouters {
  readonly #nested = new Map<string, PathTemplate>();

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {}

  /** The routers that an expression may be. */
  keysOf(expr: Expr, site: Site, depth = 0): readonly string[] {
    return this.code.resolver.origins(expr, site).flatMap((origin) => {
      const given = origin.kind === 'param' && depth < MAX_DEPTH ? this.#given(origin, depth) : [];
      return given.length > 0 ? given : this.keysOfOrigin(origin);
    });
  }

  /** The router that something is. */
  keysOfOrigin(origin: Origin): readonly string[] {
    return this.#isRouter(origin) ? [originKey(origin)] : [];
  }

  /** The routers that a function is given. */
  #given(
    { file, scope, position }: Extract<Origin, { kind: 'param' }>,
    depth: number,
  ): readonly string[] {
    return this.code.callers.of(file, scope).flatMap((caller) => {
      const given = this.code.callers.argument(file, scope, position, caller);
      return given === null ? [] : this.keysOf(given, caller.site, depth + 1);
    });
  }

  /** `router.register(r'users', UserViewSet)`, `router.registry.extend(other.registry)`. */
  call(call: CallExpr, site: Site): void {
    if (call.callee.kind !== 'member') return;
    const { object, name } = call.callee;
    if (name === 'register') this.#register(object, call, site);
    else if (name === 'extend' && object.kind === 'member' && object.name === 'registry') {
      const [other] = call.args;
      if (other?.value.kind !== 'member' || other.value.name !== 'registry') return;
      for (const on of this.keysOf(object.object, site)) {
        for (const key of this.keysOf(other.value.object, site)) this.graph.mount(key, on);
      }
    }
  }

  #isRouter(origin: Origin): boolean {
    if (origin.kind === 'instance')
      return externalBases(origin, this.code).some((base) => ROUTER.test(base));
    if (origin.kind === 'call') {
      const names = this.#externalNames(origin.call.callee, origin);
      if (names.some((name) => NESTED.test(name))) this.#nest(origin.call, origin);
      return names.some((name) => ROUTER.test(name));
    }
    if (origin.kind !== 'param') return false;
    const file = this.code.program.file(origin.file);
    return /router/.test(file?.index.scope(origin.scope)?.params[origin.position]?.name ?? '');
  }

  #externalNames(expr: Expr, site: Site): readonly string[] {
    return this.code.resolver
      .origins(expr, site)
      .flatMap((origin) => (origin.kind === 'external' ? [`${origin.module}.${origin.name}`] : []));
  }

  /** drf-nested-routers: `NestedSimpleRouter(router, r'domains', lookup='domain')` serves below one domain. */
  #nest(call: CallExpr, site: Site & { readonly kind: 'call' } & Origin): void {
    const key = originKey(site);
    if (this.#nested.has(key)) return;
    this.#nested.set(key, ROOT);
    const parent = argument(call, 'parent_router', 0);
    const prefix = argument(call, 'parent_prefix', 1);
    const lookup = argument(call, 'lookup', null);
    if (parent === null || prefix === null) return;
    const [above] = this.keysOf(parent, site);
    const [before] = this.#paths(prefix, site);
    const name = lookup === null ? 'nested' : (this.code.evaluator.text(lookup, site) ?? 'nested');
    if (before === undefined) return;
    const own = joinPaths(before, { path: `{${name}_pk}`, dynamic: false });
    const whole = joinPaths(
      (above === undefined ? undefined : this.#nested.get(above)) ?? ROOT,
      own,
    );
    this.#nested.set(key, whole);
    this.graph.declare(key, false, whole);
  }

  #paths(expr: Expr, site: Site): readonly PathTemplate[] {
    return this.code.evaluator.texts(expr, site).flatMap((text) => {
      const isRegex = text.some((part) => typeof part === 'string' && /[(^$\\]/.test(part));
      return isRegex ? regexTemplates(text) : templates(text, { angles: true });
    });
  }

  /**
   * drf-extensions: `router.register("users", …).register("groups", …, parents_query_lookups=["user"])` serves groups
   * below one user. The router that begins the chain, and what stands before its last prefix.
   */
  #below(
    object: Expr,
    call: CallExpr,
    site: Site,
  ): { readonly router: Expr; readonly before: PathTemplate } {
    const lookups = argument(call, 'parents_query_lookups', 3);
    if (lookups === null) return { router: object, before: ROOT };
    const chain: CallExpr[] = [];
    let router = object;
    for (let step = 0; step < MAX_DEPTH; step += 1) {
      const above = this.#registration(router, site);
      if (above?.callee.kind !== 'member') break;
      chain.unshift(above);
      router = above.callee.object;
    }
    if (chain.length === 0) return { router: object, before: ROOT };
    const names = this.code.evaluator.texts(lookups, site).map((text) => text.join(''));
    const before = chain.reduce((above, one, position) => {
      const prefix = argument(one, 'prefix', 0);
      const [path] = prefix === null ? [] : this.#paths(prefix, site);
      const name = `{parent_lookup_${names[position] ?? 'id'}}`;
      return joinPaths(joinPaths(above, path ?? ROOT), { path: name, dynamic: false });
    }, ROOT);
    return { router, before };
  }

  /** The registration that an expression is, or has the name of: `users = router.register("users", …)`. */
  #registration(router: Expr, site: Site): CallExpr | null {
    if (router.kind !== 'call' && router.kind !== 'name') return null;
    const found =
      router.kind === 'call'
        ? [router]
        : this.code.resolver.origins(router, site).flatMap((origin) => {
            if (origin.kind === 'call') return [origin.call];
            return origin.kind === 'instance' && origin.via !== undefined ? [origin.via.call] : [];
          });
    const [call] = found;
    const isRegistered = call?.callee.kind === 'member' && call.callee.name === 'register';
    return isRegistered ? call : null;
  }

  #register(object: Expr, call: CallExpr, site: Site): void {
    const { router, before } = this.#below(object, call, site);
    const keys = this.keysOf(router, site);
    const prefix = argument(call, 'prefix', 0);
    const viewset = argument(call, 'viewset', 1);
    if (keys.length === 0 || prefix === null || viewset === null) return;
    const [own] = classesOf(viewset, site, this.code);
    const bases = own === undefined ? this.#basesOf(viewset, call, site) : [];
    if (bases === null) return;
    const mappings = [...STANDARD, ...addedMappings(router, site, this.code)];
    for (const key of keys) {
      for (const last of this.#paths(prefix, site)) {
        const template = before === ROOT ? last : joinPaths(before, last);
        const at = { key, template, mappings, file: site.file, place: call.callee };
        this.#standard(own ?? null, own === undefined ? bases : externalBases(own, this.code), at);
        if (own !== undefined) this.#actions(own, at);
      }
    }
  }

  /** What a view set that is no class of the repository is; null where nothing says that. */
  #basesOf(viewset: Expr, call: CallExpr, site: Site): readonly string[] | null {
    const bases = this.#externalNames(viewset, site);
    if (inherited(bases).length > 0) return bases;
    const origins = this.code.resolver.origins(viewset, site);
    const isOwn = origins.every(
      (origin) => origin.kind === 'external' && isMissing(origin, site, this.code),
    );
    const message = isOwn
      ? 'The view set that is registered here could not be found. Its routes are listed as those of a view set for a model.'
      : 'The view set that is registered here could not be found, so its routes are not known.';
    this.graph.problem(message, site.file, call);
    return isOwn ? ['rest_framework.viewsets.ModelViewSet'] : null;
  }

  #standard(own: ClassAt | null, bases: readonly string[], at: RegisteredAt): void {
    const names = new Set<string>(inherited(bases));
    const limit = own === null ? null : methodLimit(own, this.code);
    const detail = this.#detail(own, at.template);
    for (const { name, method, isDetail } of at.mappings) {
      const isThere =
        names.has(name) || (own !== null && classMethod(own, name, this.code) !== null);
      if (!isThere || (limit !== null && !limit.includes(method))) continue;
      this.#add(at, isDetail ? detail : at.template, [method], at.file, at.place);
    }
  }

  /** `users/{pk}`: by `lookup_url_kwarg`, or else by `lookup_field`. */
  #detail(own: ClassAt | null, template: PathTemplate): PathTemplate {
    const said =
      own === null
        ? null
        : (classValue(own, 'lookup_url_kwarg', this.code) ??
          classValue(own, 'lookup_field', this.code));
    const name = said === null ? null : this.code.evaluator.text(said.value, said.site);
    return joinPaths(template, { path: `{${name ?? 'pk'}}`, dynamic: false });
  }

  /** `@action(detail=True, methods=['post'], url_path='set-password')` on functions of the view set. */
  #actions(own: ClassAt, at: RegisteredAt): void {
    const seen = new Set<string>();
    const limit = methodLimit(own, this.code);
    for (const one of lineage(own, this.code)) {
      const file = this.code.program.file(one.file);
      if (file === undefined) continue;
      const paths = new Map<string, readonly PathTemplate[]>();
      for (const index of file.index.within(one.scope)) {
        const declared = file.index.scope(index);
        for (const decorator of declared?.decorators ?? []) {
          const name = declared?.name ?? '';
          const action = this.#action(decorator, name, paths, one, file, own, at.template);
          if (action === null || seen.has(`${name} ${action.methods.join()}`)) continue;
          seen.add(`${name} ${action.methods.join()}`);
          const methods = action.methods.filter((one) => limit === null || limit.includes(one));
          for (const template of action.paths)
            this.#add(at, template, methods, one.file, decorator);
        }
      }
    }
  }

  #action(
    decorator: CallExpr,
    name: string,
    paths: Map<string, readonly PathTemplate[]>,
    { file, scope }: ClassAt,
    { index }: SourceFile,
    own: ClassAt,
    before: PathTemplate,
  ): { readonly methods: readonly string[]; readonly paths: readonly PathTemplate[] } | null {
    const { callee } = decorator;
    const site = { file, scope: index.scope(scope)?.parent ?? 0 };
    // `@set_password.mapping.delete`: another method for the same path.
    if (
      callee.kind === 'member' &&
      callee.object.kind === 'member' &&
      callee.object.name === 'mapping'
    ) {
      const of = callee.object.object;
      const known = of.kind === 'name' ? paths.get(of.name) : undefined;
      return known === undefined ? null : { methods: [callee.name.toUpperCase()], paths: known };
    }
    const kind = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.name : '';
    if (!/^(?:action|detail_route|list_route)$/.test(kind)) return null;
    const detail = argument(decorator, 'detail', kind === 'action' ? 1 : null);
    const isDetail =
      kind === 'detail_route' || (detail?.kind === 'literal' && detail.text === 'True');
    const said = argument(decorator, 'methods', 0);
    const methods = said === null ? ['GET'] : (methodNames(said, site, this.code) ?? []);
    const path = argument(decorator, 'url_path', null);
    const on = isDetail ? this.#detail(own, before) : before;
    const parts: readonly PathTemplate[] =
      path === null || path.kind === 'literal'
        ? [{ path: name, dynamic: false }]
        : this.#paths(path, site);
    const whole = parts.map((one) => joinPaths(on, one));
    paths.set(name, whole);
    return { methods, paths: whole };
  }

  #add(
    { key }: RegisteredAt,
    path: PathTemplate,
    methods: readonly string[],
    file: string,
    at: Place,
  ): void {
    if (methods.length > 0) this.graph.add({ router: key, methods, path, file, at });
  }
}

interface RegisteredAt {
  readonly key: string;
  readonly template: PathTemplate;
  /** What the router makes routes of. */
  readonly mappings: readonly Mapping[];
  readonly file: string;
  readonly place: Place;
}

function inherited(bases: readonly string[]): readonly StandardName[] {
  return bases.flatMap((base) => INHERITED.find(([end]) => end.test(base))?.[1] ?? []);
}
