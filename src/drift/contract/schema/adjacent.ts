/** Keywords that depend on the ones beside them in the same schema object, whatever other parts of an `allOf` say. */
import { isObject } from '../../../document/document.ts';
import { childOf, type Node } from '../model/node.ts';
import type { SchemaView } from './view.ts';

/** An `if` with what follows from it (JSON Schema 2020-12 Core, section 10.2.2); null where nothing does. */
export interface Conditional {
  readonly test: Node;
  readonly met: Node | null;
  readonly unmet: Node | null;
}

/** A `contains` and how many items shall match it (JSON Schema 2020-12 Core, section 10.3.1.3). */
export interface Contained {
  readonly node: Node;
  readonly least: number;
  readonly most: number;
}

/** Which keyword has to stand beside another for it to say anything. */
const NEEDED: ReadonlyMap<string, string> = new Map([
  ['then', 'if'],
  ['else', 'if'],
  ['minContains', 'contains'],
  ['maxContains', 'contains'],
]);

/** Whether a keyword says nothing, as the one that it depends on is not beside it. */
export function isIdle({ key, parent }: Node): boolean {
  const needed = NEEDED.get(String(key));
  return needed !== undefined && parent !== null && childOf(parent, needed) === null;
}

/** Every `if` of a schema with what stands beside it. */
export function conditionalsOf({ constraints }: SchemaView): readonly Conditional[] {
  return (constraints.get('if') ?? []).map((test) => ({
    test,
    met: beside(test, 'then'),
    unmet: beside(test, 'else'),
  }));
}

/** Every `contains` of a schema with the counts that stand beside it. */
export function containedOf({ constraints }: SchemaView): readonly Contained[] {
  return (constraints.get('contains') ?? []).map((node) => {
    const [least, most] = [beside(node, 'minContains')?.value, beside(node, 'maxContains')?.value];
    return {
      node,
      least: typeof least === 'number' ? least : 1,
      most: typeof most === 'number' ? most : Number.POSITIVE_INFINITY,
    };
  });
}

function beside({ parent }: Node, keyword: string): Node | null {
  const node = parent === null ? null : childOf(parent, keyword);
  return node === null || saysNothing(node) ? null : node;
}

/** `true` and `{}` are the same schema (JSON Schema 2020-12 Core, section 4.3.2). */
function saysNothing({ value }: Node): boolean {
  return value === true || (isObject(value) && Object.keys(value).length === 0);
}
