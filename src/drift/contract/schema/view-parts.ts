import type { JsonValue } from '../../../document/document.ts';
import type { Node } from '../model/node.ts';

// What views have in common where they have none of it: most schemas are a type and little else.
export const NO_LISTS: ReadonlyMap<string, readonly Node[]> = new Map();
export const NO_NODES: ReadonlyMap<string, Node> = new Map();
export const NO_KEYWORDS: ReadonlySet<string> = new Set();

/** The collections of one view while it is built, each made when something comes into it. */
export class OwnParts {
  private properties: Map<string, Node[]> | undefined;
  private constraints: Map<string, Node[]> | undefined;
  private required: Map<string, Node> | undefined;
  private annotations: Map<string, Node> | undefined;
  private broken: Set<string> | undefined;
  private opened: Set<string> | undefined;
  private first: JsonValue | undefined;
  private met: Set<JsonValue> | undefined;

  addProperty(name: string, node: Node): ReadonlyMap<string, readonly Node[]> {
    this.properties ??= new Map();
    return addTo(this.properties, name, node);
  }

  constrain(keyword: string, node: Node): ReadonlyMap<string, readonly Node[]> {
    this.constraints ??= new Map();
    return addTo(this.constraints, keyword, node);
  }

  require(name: string, node: Node): ReadonlyMap<string, Node> {
    this.required ??= new Map();
    return this.required.set(name, node);
  }

  annotate(keyword: string, node: Node): ReadonlyMap<string, Node> {
    this.annotations ??= new Map();
    return this.annotations.set(keyword, node);
  }

  breakKeyword(keyword: string): ReadonlySet<string> {
    this.broken ??= new Set();
    return this.broken.add(keyword);
  }

  open(keyword: string): ReadonlySet<string> {
    this.opened ??= new Set();
    return this.opened.add(keyword);
  }

  /** Whether a schema was met before; it is from now on. */
  hasMet(schema: JsonValue): boolean {
    if (this.first === undefined) {
      this.first = schema;
      return false;
    }
    this.met ??= new Set([this.first]);
    if (this.met.has(schema)) return true;
    this.met.add(schema);
    return false;
  }
}

function addTo(
  lists: Map<string, Node[]>,
  name: string,
  node: Node,
): ReadonlyMap<string, readonly Node[]> {
  const known = lists.get(name);
  if (known === undefined) lists.set(name, [node]);
  else known.push(node);
  return lists;
}
