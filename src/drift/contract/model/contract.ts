import type { JsonValue, SourceDocument } from '../../../document/document.ts';
import { type Problem, type ProblemCode, problem } from '../../../problem.ts';
import type { Dialect } from './dialect.ts';
import { childOf, isList, isObjectNode, type Node, pathOf, rootNode } from './node.ts';
import { parseReference } from './reference.ts';

/** One side of a comparison. */
export type Side = 'base' | 'head';

/** Problems kept per contract; a document broken everywhere is told once more that there are others. */
const MAX_PROBLEMS = 200;

/** More `$ref`s in a row than any contract has; longer chains are not followed. */
const MAX_REFERENCE_CHAIN = 100;

type Target = { readonly node: Node } | { readonly code: ProblemCode; readonly message: string };

/**
 * A contract as it was read: its documents, the way from `$ref`s to what they name,
 * and the problems met on the way. Everything else about it is read on demand.
 */
export class Contract {
  private readonly roots = new Map<string, Node>();
  private readonly targets = new Map<string, Map<string, Target>>();
  private readonly found = new Map<string, Problem>();
  /** Objects whose `$ref` was found to be part of a cycle. */
  private readonly cyclic = new Set<JsonValue>();

  constructor(
    readonly side: Side,
    readonly dialect: Dialect,
    readonly document: SourceDocument,
    /** The other files it refers to, by path: the document, or why it could not be read. */
    private readonly others: ReadonlyMap<string, SourceDocument | Problem>,
  ) {}

  /** The root of its document, whose value is only read now. */
  get root(): Node {
    return this.rootFor(this.document);
  }

  get file(): string {
    return this.document.file;
  }

  /** Every file that was read for it, sorted. */
  get files(): readonly string[] {
    return [this.file, ...this.others.keys()].sort();
  }

  /** Every document that was read for it. */
  get documents(): readonly SourceDocument[] {
    const others = [...this.others.values()].flatMap((other) => ('code' in other ? [] : [other]));
    return [this.document, ...others];
  }

  /** Problems met so far; more may come while more of the contract is read. */
  get problems(): readonly Problem[] {
    return [...this.found.values()];
  }

  /** Records what is wrong at a node, once per place and code. */
  report(node: Node, code: ProblemCode, message: string): void {
    if (this.found.size > MAX_PROBLEMS) return;
    const { file, line, column } = node.document.locate(pathOf(node));
    const key = `${code} ${file}:${line}:${column}`;
    if (this.found.has(key)) return;
    if (this.found.size === MAX_PROBLEMS) {
      code = 'limit-reached';
      message = `There are more than ${MAX_PROBLEMS} problems in this contract. The rest is not listed; repair these first.`;
    }
    this.found.set(key, problem(code, message, { file, line, column, side: this.side }));
  }

  /** What is wrong with a value that is not of the kind the specification asks for. */
  reportInvalid(node: Node, expected: string): void {
    const what = node.parent === null ? 'The document' : `'${String(node.key).slice(0, 80)}'`;
    const message = `${what} is ${kindOf(node.value)}, but must be ${expected}. What it should say was not compared.`;
    this.report(node, 'invalid-contract', message);
  }

  /** The text of a node's `$ref`, if it has one. */
  referenceOf(node: Node): string | undefined {
    if (!isObjectNode(node)) return undefined;
    const reference = node.value['$ref'];
    return typeof reference === 'string' ? reference : undefined;
  }

  /** Says so where a `$ref` stands that is no text, so that nobody knows what is meant. */
  checkReference(node: Node): void {
    if (!isObjectNode(node) || node.value['$ref'] === undefined) return;
    this.reportInvalid(childOf(node, '$ref') ?? node, 'a reference as text');
  }

  /** What `reference`, standing in `document`, names; undefined where it cannot be followed. */
  lookUp(document: SourceDocument, reference: string): Node | undefined {
    const target = this.target(document, reference);
    return 'node' in target ? target.node : undefined;
  }

  /**
   * The node itself, or what it finally refers to. Undefined, with a problem, where a reference
   * leads nowhere, outside the tree, to the network, or back to itself.
   * With `stopAtSiblings` a `$ref` that has keywords beside it that count is not followed.
   */
  follow(node: Node, stopAtSiblings?: (node: Node) => boolean): Node | undefined {
    // Most nodes are no reference.
    if (this.referenceOf(node) === undefined) {
      this.checkReference(node);
      return node;
    }
    let at = node;
    const chain = new Set<JsonValue>();
    while (chain.size < MAX_REFERENCE_CHAIN) {
      chain.add(at.value);
      const reference = this.referenceOf(at);
      if (reference === undefined) this.checkReference(at);
      if (reference === undefined || stopAtSiblings?.(at)) return at;
      const target = this.target(at.document, reference);
      if (!('node' in target)) {
        this.report(childOf(at, '$ref') ?? at, target.code, target.message);
        return undefined;
      }
      at = target.node;
      if (!chain.has(at.value)) continue;
      for (const value of chain) this.cyclic.add(value);
      this.reportCycle(node);
      return undefined;
    }
    this.report(
      childOf(node, '$ref') ?? node,
      'limit-reached',
      `More than ${MAX_REFERENCE_CHAIN} $refs follow each other from here, so that what they name was not compared. Point this one at the definition itself.`,
    );
    return undefined;
  }

  /** Whether a node's `$ref` is part of a cycle that has been reported already. */
  isReportedCycle(node: Node): boolean {
    return this.cyclic.has(node.value);
  }

  /** Records that a reference comes back to itself without saying anything. */
  reportCycle(node: Node): void {
    this.report(
      childOf(node, '$ref') ?? node,
      'cyclic-reference',
      'This $ref leads back to itself and never to a definition. Point it at one.',
    );
  }

  private target(document: SourceDocument, reference: string): Target {
    let known = this.targets.get(document.file);
    if (known === undefined) {
      known = new Map();
      this.targets.set(document.file, known);
    }
    let target = known.get(reference);
    if (target === undefined) {
      target = this.find(document, reference);
      known.set(reference, target);
    }
    return target;
  }

  private find(document: SourceDocument, text: string): Target {
    const shown = JSON.stringify(text.slice(0, 200));
    const reference = parseReference(text, document.file);
    switch (reference.kind) {
      case 'remote':
        return refuse(
          'remote-reference',
          `$ref ${shown} points to another machine. Holdfast never fetches; put a copy into the repository and point to that.`,
        );
      case 'outside':
        return refuse(
          'reference-outside-tree',
          `$ref ${shown} leaves the repository. Only files of the same commit are read; use a relative path inside it.`,
        );
      case 'anchor':
        return refuse(
          'not-checked',
          `$ref ${shown} names an anchor, which is not followed. Use a JSON pointer such as #/components/schemas/Name.`,
        );
      case 'malformed':
        return refuse(
          'unresolved-reference',
          `$ref ${shown} is not a valid reference. Write a relative path and a JSON pointer, such as ./file.yaml#/Name.`,
        );
      case 'pointer': {
        const root = this.rootOf(reference.file);
        if (!('value' in root)) {
          const code = root.code === 'missing-file' ? 'unresolved-reference' : root.code;
          return refuse(
            code,
            `$ref ${shown} cannot be followed into ${reference.file}: ${root.message}`,
          );
        }
        const node = this.walk(root, reference.keys);
        if (node !== null) return { node };
        return refuse(
          'unresolved-reference',
          `$ref ${shown} names nothing that exists in ${reference.file === document.file ? 'this file' : reference.file}. Correct the pointer or add the definition.`,
        );
      }
    }
  }

  private rootOf(file: string): Node | Problem {
    const known = this.roots.get(file);
    if (known !== undefined) return known;
    if (file === this.file) return this.root;
    const document = this.others.get(file);
    if (document === undefined) return problem('missing-file', 'it was not read.', { file });
    if ('code' in document) return document;
    return this.rootFor(document);
  }

  private rootFor(document: SourceDocument): Node {
    const known = this.roots.get(document.file);
    if (known !== undefined) return known;
    const root = rootNode(document);
    this.roots.set(document.file, root);
    return root;
  }

  private walk(root: Node, keys: readonly string[]): Node | null {
    let at: Node | null = root;
    for (const key of keys) {
      if (at === null) return null;
      const index: string | number =
        isList(at.value) && /^(0|[1-9]\d*)$/.test(key) ? Number(key) : key;
      at = childOf(at, index);
    }
    return at;
  }
}

function refuse(code: ProblemCode, message: string): Target {
  return { code, message };
}

/** What a value is, in words. */
function kindOf(value: JsonValue): string {
  if (value === null) return 'empty (null)';
  if (isList(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}
