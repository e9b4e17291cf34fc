import type { OperationSubject, SpecDrift } from '../drift.ts';
import { fingerprint } from '../fingerprint.ts';
import type { PromisedOperation } from '../promised-operation.ts';
import {
  type BasePaths,
  givenBasePath,
  inCode,
  inContract,
  inferBasePaths,
  sameForAll,
  templateOf,
} from './base-path.ts';
import { excludedPaths } from './excluded-paths.ts';
import type { Route } from './framework.ts';
import { type SpecRuleId, specRule } from './rules.ts';
import { twinsOf } from './twins.ts';

/** One contract, or all of one service, and the code that is to serve them. */
export interface SpecGroup {
  readonly service: string | null;
  readonly promised: readonly PromisedOperation[];
  readonly routes: readonly Route[];
}

export interface SpecComparison {
  readonly drifts: readonly SpecDrift[];
  /** Operations that are on both sides, and all there are. */
  readonly aligned: number;
  readonly total: number;
  readonly basePaths: BasePaths;
}

/** What is promised under a path of the code, and what is served there, by method. */
interface PathSides {
  readonly promised: Map<string, PromisedOperation>;
  readonly served: Map<string, Route>;
}

/** Methods that frameworks answer by themselves, and browsers ask with. */
const IMPLIED = new Set(['HEAD', 'OPTIONS']);
/** Registered for at least this many methods at one place, a route is for any. */
const ANY = 6;

/**
 * Holds what code serves against what contracts promise. Names of path parameters and a slash at the end mean nothing
 * for what is the same operation.
 */
export function compareSpec(
  group: SpecGroup,
  settings: { readonly exclude: readonly string[]; readonly base_path: string | null },
): SpecComparison {
  const { promised, routes } = group;
  const given = givenBasePath(settings.base_path);
  const basePaths = given === null ? inferBasePaths(promised, routes) : sameForAll(promised, given);
  const comparing = new Comparing(group, basePaths, excludedPaths(settings.exclude));
  return { ...comparing.run(), basePaths };
}

class Comparing {
  readonly #drifts: SpecDrift[] = [];
  readonly #paths = new Map<string, PathSides>();
  readonly #uncertain: readonly {
    readonly method: string | null;
    readonly pattern: RegExp;
    readonly dynamic: boolean;
  }[];
  #aligned = 0;
  #total = 0;
  readonly #twins: ReadonlySet<string>;

  constructor(
    private readonly group: SpecGroup,
    private readonly basePaths: BasePaths,
    private readonly isExcluded: (path: string) => boolean,
  ) {
    for (const operation of group.promised) {
      const path = this.#inCode(operation);
      if (path !== null) this.#at(path).promised.set(operation.subject.method, operation);
      else this.#missing(operation);
    }
    for (const route of group.routes) {
      if (!route.dynamic) this.#at(route.path).served.set(route.method, route);
    }
    this.#twins = this.#servedTwice();
    this.#uncertain = group.routes
      .filter(({ dynamic, path, answersAll }) => dynamic || path.includes('{') || answersAll)
      .map(({ method, path, answersAll, dynamic }) => ({
        method: answersAll === true ? null : method,
        pattern: matching(path, dynamic),
        dynamic,
      }));
  }

  run(): Omit<SpecComparison, 'basePaths'> {
    for (const [template, sides] of [...this.#paths].sort(([a], [b]) => (a < b ? -1 : 1)))
      this.#compare(template, sides);
    return { drifts: this.#drifts, aligned: this.#aligned, total: this.#total };
  }

  #servedTwice(): ReadonlySet<string> {
    const aligned = new Set<string>();
    const all = new Set<string>();
    for (const [template, { promised, served }] of this.#paths) {
      for (const method of served.keys()) {
        all.add(`${method} ${template}`);
        if (promised.has(method)) aligned.add(`${method} ${template}`);
      }
    }
    return twinsOf(aligned, all);
  }

  #inCode({ contract, subject }: PromisedOperation): string | null {
    const basePath = this.basePaths.get(contract);
    return basePath === undefined ? null : inCode(subject.path, basePath);
  }

  #at(path: string): PathSides {
    const template = templateOf(path);
    const known = this.#paths.get(template);
    if (known !== undefined) return known;
    const made: PathSides = { promised: new Map(), served: new Map() };
    this.#paths.set(template, made);
    return made;
  }

  #compare(template: string, { promised, served }: PathSides): void {
    for (const [method, operation] of promised) {
      const route = served.get(method);
      if (route === undefined) continue;
      this.#aligned += 1;
      this.#total += 1;
      this.#compareParameters(operation, route);
    }
    this.#compareNames({ promised, served });
    const missing = [...promised.values()].filter(({ subject }) => !served.has(subject.method));
    const further = this.#further(promised, served);
    for (const operation of missing) {
      const may = this.#mayBeServed(operation, template);
      if (may.length > 0) {
        // By what is not known whole nothing is told, neither for nor against.
        if (may.some(({ dynamic }) => !dynamic)) {
          this.#aligned += 1;
          this.#total += 1;
        }
        continue;
      }
      const other = further.shift();
      if (other === undefined) this.#missing(operation);
      else this.#otherMethod(operation, other);
    }
    for (const route of further) this.#undocumented(route);
  }

  /** Routes of a path that no contract has, but for those that need not be there. One for any method counts once. */
  #further(
    promised: ReadonlyMap<string, PromisedOperation>,
    served: ReadonlyMap<string, Route>,
  ): Route[] {
    // One for any method is told as what most who come upon it will ask for.
    const routes = [...served.values()].sort((a, b) => rank(a) - rank(b));
    const isForAny = (route: Route) =>
      routes.filter(({ file, line }) => file === route.file && line === route.line).length >= ANY;
    const taken = new Set<string>();
    return routes.filter((route) => {
      const { method, path, file, line, isPage } = route;
      if (isPage === true || promised.has(method) || IMPLIED.has(method) || this.isExcluded(path))
        return false;
      if (this.#twins.has(`${method} ${templateOf(path)}`)) return false;
      if (!isForAny(route)) return true;
      // What takes all that is left answers what nothing else does: that is no operation.
      if (path.endsWith('/{wildcard}')) return false;
      const place = `${file}:${line}`;
      const isCovered = taken.has(place) || promised.size > 0;
      taken.add(place);
      return !isCovered;
    });
  }

  /** Other routes that may serve it: with a parameter where it has a word, or not known whole. */
  #mayBeServed(
    { subject }: PromisedOperation,
    template: string,
  ): readonly { readonly dynamic: boolean }[] {
    return this.#uncertain.filter(
      ({ method, pattern }) =>
        (method ?? subject.method) === subject.method && pattern.test(template),
    );
  }

  #missing(operation: PromisedOperation): void {
    const { subject, location } = operation;
    this.#total += 1;
    this.#add('unimplemented-operation', subject, {
      message: `${subject.method} ${subject.path} is in ${operation.contract}, but the code does not serve it.`,
      head: location,
      pointer: operation.pointer,
      action: 'remove',
      before: `${subject.method} ${subject.path}`,
      after: null,
    });
  }

  #undocumented(route: Route): void {
    this.#total += 1;
    const subject = this.#subjectOf(route);
    this.#add('undocumented-operation', subject, {
      message: `The code serves ${subject.method} ${route.path}, but no contract has it.`,
      head: placeOf(route),
      pointer: null,
      action: 'add',
      before: null,
      after: `${route.method} ${route.path}`,
    });
  }

  #otherMethod(operation: PromisedOperation, route: Route): void {
    const { subject } = operation;
    this.#total += 1;
    this.#add('method-mismatch', subject, {
      message: `${operation.contract} has ${subject.method} ${subject.path}, but the code serves this path by ${route.method}.`,
      head: placeOf(route),
      pointer: operation.pointer,
      action: 'change',
      before: `${subject.method} ${subject.path}`,
      after: `${route.method} ${route.path}`,
    });
  }

  /** A name of the contract that no route of the path has: one drift for the path, whatever number of operations. */
  #compareNames({ promised, served }: PathSides): void {
    const [first] = [...promised.values()].filter(({ subject }) => served.has(subject.method));
    const route = served.get(first?.subject.method ?? '');
    if (first === undefined || route === undefined) return;
    const { subject, pointer } = first;
    const theirs = [...served.values()].map(({ path }) => namesOf(path));
    for (const [index, name] of namesOf(this.#inCode(first) ?? '').entries()) {
      const other = namesOf(route.path)[index];
      if (other === undefined || theirs.some((names) => sameName(name, names[index] ?? '')))
        continue;
      const detail = {
        message: `The path parameter {${name}} of ${subject.path} is called {${other}} in the code.`,
        head: placeOf(route),
        pointer,
        action: 'change',
        before: `{${name}}`,
        after: `{${other}}`,
      } as const;
      this.#add('path-parameter-mismatch', { ...subject, method: '' }, detail, [name], subject);
    }
  }

  #compareParameters(operation: PromisedOperation, route: Route): void {
    const { subject, pointer } = operation;
    const known = new Set(operation.parameters.map((one) => `${one.in} ${one.name.toLowerCase()}`));
    for (const parameter of route.parameters ?? []) {
      if (known.has(`${parameter.in} ${parameter.name.toLowerCase()}`)) continue;
      const need = parameter.required ? 'requires' : 'reads';
      this.#add(
        'undocumented-parameter',
        subject,
        {
          message: `The code of ${subject.method} ${subject.path} ${need} ${parameter.name} (${parameter.in}), which the contract does not have.`,
          head: placeOf(route),
          pointer,
          action: 'add',
          before: null,
          after: parameter.name,
        },
        [parameter.in, parameter.name],
      );
    }
  }

  /** A route as the operation that the contract would have. */
  #subjectOf({ method, path }: Route): OperationSubject {
    return {
      kind: 'operation',
      method,
      path: inContract(path, this.basePaths),
      tags: [],
      operation_id: null,
      service: this.group.service,
    };
  }

  #add(
    rule: SpecRuleId,
    subject: OperationSubject,
    detail: Pick<SpecDrift, 'message' | 'head' | 'action' | 'before' | 'after'> & {
      readonly pointer: string | null;
    },
    key: readonly string[] = [],
    shown: OperationSubject = subject,
  ): void {
    const { compatibility, severity, mismatch_type, why, remedy } = specRule(rule);
    const { pointer, ...said } = detail;
    const parts = [subject.service ?? '', subject.method, templateOf(subject.path), ...key];
    this.#drifts.push({
      area: 'spec',
      rule,
      compatibility,
      severity,
      mismatch_type,
      why,
      remedy,
      ...said,
      base: null,
      fingerprint: fingerprint('spec', rule, parts),
      subject: shown,
      operations: [shown],
      direction: 'none',
      base_pointer: null,
      head_pointer: pointer,
      witness: null,
    });
  }
}

function rank({ method }: Route): number {
  return method === 'GET' ? 0 : 1;
}

function placeOf({ file, line }: Route) {
  return { file, line, column: 1 };
}

/** The names of the parameters of a path, in order. */
function namesOf(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}/]*)\}/g)].map((match) => match[1] ?? '');
}

/** `userId`, `user_id` and `user-id` are one name. */
function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return plain(a) === plain(b) || b === 'wildcard' || b === 'unknown';
}

/**
 * Templates that a route's path answers: a parameter takes one part, one that stands for the rest takes all. Of a path
 * that is not known whole a parameter may stand for any number of parts.
 */
function matching(path: string, isDynamic: boolean): RegExp {
  const parts = path.split('/').filter((part) => part !== '');
  const pattern = parts.map((part, index) => {
    if (!/\{[^{}]*\}/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const isRest = index === parts.length - 1 && part === '{wildcard}';
    return isRest || isDynamic ? '.+' : '[^/]+';
  });
  return new RegExp(`^/${pattern.join('/')}$`);
}
