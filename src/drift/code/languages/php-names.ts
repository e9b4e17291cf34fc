import type { Expr, Place } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/** The names of a file (PHP manual, "Name resolution rules"): what its namespace and its `use` make of them. */
export class PhpNames {
  namespace = '';
  readonly #aliases = new Map<string, string>();
  readonly #told = new Set<string>();

  add(local: string, whole: string): void {
    this.#aliases.set(local, whole);
  }

  /** The whole name, without the backslash before it; one that nothing is known of stays as it is written. */
  whole(text: string): string {
    if (text.startsWith('\\')) return text.slice(1);
    const [first = '', ...rest] = text.split('\\');
    if (first === 'namespace') return [this.namespace, ...rest].join('\\');
    const alias = this.#aliases.get(first);
    return alias === undefined ? text : [alias, ...rest].join('\\');
  }

  /** The last part of a name with a namespace, told as an import of this file. */
  shortened(node: Node, build: FactsBuilder): string {
    const { text } = node;
    const whole = this.whole(text);
    const name = whole.slice(whole.lastIndexOf('\\') + 1);
    if (whole.includes('\\') && !this.#told.has(whole)) {
      this.#told.add(whole);
      const isRelative = whole === text && this.namespace !== '';
      build.addImport(node, name, isRelative ? `${this.namespace}\\${whole}` : whole, name);
    }
    return name;
  }
}

/** `Rest\Get` as a member of what `Rest` stands for, so that it is told from `OA\Get`. */
export function qualified(text: string, { line, column }: Place): Expr {
  const [first = '', ...rest] = text.split('\\');
  return rest.reduce<Expr>((object, name) => ({ kind: 'member', object, name, line, column }), {
    kind: 'name',
    name: first,
    line,
    column,
  });
}

/** What a `use` outside of classes brings: classes, functions and constants by their whole names. */
export function addUse(node: Node, build: FactsBuilder, names: PhpNames): void {
  const group = node.childForFieldName('body');
  const before = named(node).find(({ type }) => type === 'namespace_name')?.text;
  for (const clause of named(group ?? node)) {
    if (clause.type !== 'namespace_use_clause') continue;
    const own = clause.firstNamedChild?.text.replace(/^\\/, '') ?? '';
    const whole = group === null || before === undefined ? own : `${before}\\${own}`;
    const name = whole.slice(whole.lastIndexOf('\\') + 1);
    const local = clause.childForFieldName('alias')?.text ?? name;
    names.add(local, whole);
    build.addImport(clause, local, whole, name);
  }
}
