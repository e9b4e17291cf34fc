import { inBlocks, isCounter } from './blocks.ts';
import type {
  Access,
  Binding,
  CallExpr,
  CallSite,
  Comparison,
  Condition,
  Export,
  Expr,
  FieldTag,
  FileFacts,
  Import,
  LanguageId,
  Param,
  Return,
  Scope,
} from './facts.ts';
import { dottedName } from './facts-index.ts';
import { columnOf, firstError, lineOf, placeOf } from './nodes.ts';
import { isOnlyAsked } from './only-asked.ts';
import { share, shareTexts } from './shared-text.ts';
import type { Node } from './syntax-tree.ts';

/** Expressions nested deeper than this are not looked into: no reader of code gets that far. */
const MAX_DEPTH = 200;
/** … but for those that begin with each other, as long chains of calls do: these are made from within. */
const CHAIN_AT = 100;
const MAX_CHAIN = 1_200;
/** How much of an expression that is not understood is kept, in characters. */
const MAX_TEXT = 80;

/** Calls that read a variable of the environment, in any language. */
const OF_ENVIRONMENT =
  /(?:get_?env\w*|LookupEnv|GetEnvironmentVariable|(?:^|\.)env|\benv\.var(?:_os)?|dotenvy?\.var)$/i;

/** Most scopes and bindings have none of these. */
const NONE: readonly never[] = [];

/** How a language's nodes become expressions. `build.expr` is for the parts. */
export type ExprReader = (node: Node, build: FactsBuilder) => Expr;

/** What is said of a scope beside its place. */
export interface ScopeParts {
  readonly kind: 'class' | 'function';
  readonly name?: string | null;
  readonly decorators?: readonly CallExpr[];
  readonly params?: readonly Param[];
  readonly bases?: readonly Expr[];
  readonly returnType?: string | null;
  readonly receiver?: Param | null;
  readonly abstract?: boolean;
  readonly partial?: boolean;
  readonly public?: boolean;
  readonly getter?: boolean;
}

/**
 * Collects the facts of one file while its syntax tree is there. All scopes are told first, in the order of the text
 * (`addScope`); then everything else finds its scope by its place.
 */
export class FactsBuilder {
  readonly #scopes: Scope[];
  readonly #ranges: { readonly start: number; readonly end: number }[];
  readonly #scopeOfNode = new Map<number, number>();
  readonly #exprs = new Map<number, Expr>();
  readonly #imports: Import[] = [];
  readonly #bindings: Binding[] = [];
  /** The nodes of their names. */
  readonly #bound: Node[] = [];
  readonly #calls: CallSite[] = [];
  readonly #returns: Return[] = [];
  readonly #exports: Export[] = [];
  readonly #accesses: Access[] = [];
  readonly #comparisons: Comparison[] = [];
  readonly #conditions: Condition[] = [];
  readonly #tags: FieldTag[] = [];
  readonly #root: Node;
  #depth = 0;
  #package: string | null = null;

  constructor(
    private readonly language: LanguageId,
    root: Node,
    private readonly reader: ExprReader,
  ) {
    this.#root = root;
    this.#ranges = [{ start: 0, end: Number.POSITIVE_INFINITY }];
    this.#scopes = [
      {
        kind: 'file',
        name: null,
        parent: null,
        decorators: [],
        params: [],
        bases: [],
        returnType: null,
        receiver: null,
        line: 1,
        column: 1,
        endLine: root.endLine,
      },
    ];
  }

  /**
   * Tells of a function or class. `node` is what holds all of it: parameters and body. First tell all scopes with
   * their names alone, then `complete` them: what their decorators and defaults say may hold functions itself.
   */
  addScope(node: Node, parts: ScopeParts): number {
    const known = this.#scopeOfNode.get(node.id);
    if (known !== undefined) return known;
    const index = this.#scopes.length;
    if (parts.name) share(parts.name);
    this.#scopes.push({
      decorators: NONE,
      params: NONE,
      bases: NONE,
      returnType: null,
      receiver: null,
      name: null,
      ...parts,
      parent: this.scopeAt(node),
      line: lineOf(node),
      column: columnOf(node),
      endLine: node.endLine,
    });
    this.#ranges.push({ start: node.startIndex, end: node.endIndex });
    this.#scopeOfNode.set(node.id, index);
    return index;
  }

  /** Says more of a scope that is told already. */
  complete(index: number, parts: Partial<Omit<ScopeParts, 'kind'>>): void {
    const scope = this.#scopes[index];
    for (const { name } of parts.params ?? []) share(name);
    if (scope !== undefined) this.#scopes[index] = { ...scope, ...parts };
  }

  /** The scope that a node makes; undefined for a node that makes none. */
  scopeOf(node: Node): number | undefined {
    return this.#scopeOfNode.get(node.id);
  }

  /** The innermost scope that a node stands in; a function's own node stands in the scope around it. */
  scopeAt(node: Node): number {
    const at = node.startIndex;
    const end = node.endIndex;
    let low = 0;
    let high = this.#ranges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#ranges[middle]?.start ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const own = this.#scopeOfNode.get(node.id);
    for (let index: number | null = low; index !== null; ) {
      const range = this.#ranges[index];
      if (range !== undefined && index !== own && range.end >= end) return index;
      index = this.#scopes[index]?.parent ?? null;
    }
    return 0;
  }

  /** The expression that a node is; the same node gives the same object. */
  expr(node: Node | null | undefined): Expr {
    if (node === null || node === undefined)
      return { kind: 'unknown', text: '', line: 1, column: 1 };
    const known = this.#exprs.get(node.id);
    if (known !== undefined) return known;
    if (this.#depth >= MAX_DEPTH) return this.unknown(node);
    this.#depth += 1;
    if (this.#depth === CHAIN_AT) this.#makeChain(node);
    try {
      const made = this.reader(node, this);
      this.#exprs.set(node.id, made);
      shareTexts(made);
      return made;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Makes the expressions that a node begins with, from the innermost on. */
  #makeChain(node: Node): void {
    const chain: Node[] = [];
    let next = node.firstNamedChild;
    while (next !== null && next.startIndex === node.startIndex && chain.length < MAX_CHAIN) {
      chain.push(next);
      next = next.firstNamedChild;
    }
    for (const inner of chain.reverse()) this.expr(inner);
  }

  /** What `left += value` makes of what `left` is. */
  appended(left: Node, value: Expr): Expr {
    const { line, column } = left;
    return { kind: 'join', parts: [this.expr(left), value], line, column };
  }

  /** The function that a node is. Its scope must have been told. */
  functionExpr(node: Node): Expr {
    const scope = this.#scopeOfNode.get(node.id);
    return scope === undefined
      ? this.unknown(node)
      : { kind: 'function', scope, line: lineOf(node), column: columnOf(node) };
  }

  /** An expression that is not understood. */
  unknown(node: Node): Expr {
    const { text } = node;
    return {
      kind: 'unknown',
      text: text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text,
      line: lineOf(node),
      column: columnOf(node),
    };
  }

  /** All scopes as they are known by now. */
  scopes(): readonly Scope[] {
    return this.#scopes;
  }

  setPackage(name: string): void {
    this.#package = name;
  }

  addImport(node: Node, local: string, module: string, name: string): void {
    this.#imports.push({ local, module, name, line: lineOf(node), column: columnOf(node) });
  }

  /** A name that gets a value; `at` is the node of the name. */
  addBinding(
    at: Node,
    name: string,
    value: Expr | null,
    more: { type?: string | null; decorators?: readonly CallExpr[]; each?: boolean } = {},
  ): void {
    this.addBindingIn(this.scopeAt(at), at, name, value, more);
  }

  /** A name that belongs to another scope than the one it is written in. */
  addBindingIn(
    scope: number,
    at: Node,
    name: string,
    value: Expr | null,
    more: { type?: string | null; decorators?: readonly CallExpr[]; each?: boolean } = {},
  ): void {
    share(name);
    this.#bound.push(at);
    const isNumber =
      value?.kind === 'join' || (value?.kind === 'literal' && value.type === 'number');
    const isCounted = more.each !== true && isNumber && isCounter(at);
    this.#bindings.push({
      name,
      scope,
      value: isCounted ? this.unknown(at) : value,
      each: more.each ?? false,
      type: more.type ?? null,
      decorators: more.decorators ?? NONE,
      line: lineOf(at),
      column: columnOf(at),
    });
  }

  /** The module that a name was imported from last. */
  importOf(local: string): string | undefined {
    return this.#imports.findLast((one) => one.local === local)?.module;
  }

  /** A call; passes over nodes that do not read as one. */
  addCall(node: Node): CallExpr | undefined {
    const call = this.expr(node);
    if (call.kind !== 'call') return undefined;
    const isAsked = OF_ENVIRONMENT.test(dottedName(call.callee) ?? '') && isOnlyAsked(node);
    const asked = isAsked ? { asked: true as const } : {};
    this.#calls.push({ call, scope: this.scopeAt(node), ...asked });
    return call;
  }

  /** A call that is not written as one: what an enum's constant makes of its arguments. */
  addMade(node: Node, call: CallExpr): void {
    this.#calls.push({ call, scope: this.scopeAt(node) });
  }

  /** A call that is written as its name alone: Ruby's `get`. */
  addBareCall(node: Node): void {
    const callee = this.expr(node);
    const { line, column } = callee;
    const call: CallExpr = { kind: 'call', callee, args: [], line, column };
    this.#calls.push({ call, scope: this.scopeAt(node) });
  }

  addReturn(at: Node, value: Expr): void {
    this.#returns.push({ value, scope: this.scopeAt(at) });
  }

  /** What an arrow function or a last expression gives back, in the scope that is named. */
  addReturnOf(scope: number, value: Expr): void {
    this.#returns.push({ value, scope });
  }

  addExport(at: Node, name: string, value: Expr, from: string | null = null): void {
    this.#exports.push({ name, value, from, line: lineOf(at), column: columnOf(at) });
  }

  addAccess(at: Node, access: Omit<Access, 'scope' | 'at'>): void {
    this.#accesses.push({ ...access, scope: this.scopeAt(at), at: placeOf(at) });
  }

  /** `at` is the node of the comparison. */
  addComparison(at: Node, subject: Expr, value: Expr): void {
    this.#comparisons.push({ subject, value, scope: this.scopeAt(at) });
  }

  addCondition(at: Node, condition: Omit<Condition, 'scope'>): void {
    this.#conditions.push({ ...condition, scope: this.scopeAt(at) });
  }

  addTag(at: Node, tag: Omit<FieldTag, 'line' | 'column' | 'scope'>): void {
    this.#tags.push({ ...tag, scope: this.scopeAt(at), line: lineOf(at), column: columnOf(at) });
  }

  facts(): FileFacts {
    return {
      language: this.language,
      package: this.#package,
      imports: this.#imports,
      scopes: this.#scopes,
      bindings: inBlocks(this.#bindings, this.#bound, ({ id }) => this.#scopeOfNode.has(id)),
      calls: this.#calls,
      returns: this.#returns,
      exports: this.#exports,
      accesses: this.#accesses,
      comparisons: this.#comparisons,
      conditions: this.#conditions,
      tags: this.#tags,
      broken: this.#root.hasError ? firstError(this.#root) : null,
    };
  }
}
