import { blockOf } from '../blocks.ts';
import type { Block, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { field, named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/** What Python's conditions ask of names and members: `if readonly:`, `if name is not None and not self.closed:`. */

interface Asked {
  readonly subject: Expr;
  readonly holds: boolean;
}

/** An `if`: what it has in its block, in those beside, and (`if not enabled: return`) behind it. */
export function addConditions(node: Node, build: FactsBuilder): void {
  const then = field(node, 'consequence');
  const all = askedOf(field(node, 'condition'), true, build);
  if (then === null || all.length === 0) return;
  for (const one of all) build.addCondition(node, { ...blockOf(then), ...one });
  const [only, ...others] = all;
  if (only === undefined || others.length > 0) return;
  const otherwise = { ...only, holds: !only.holds };
  const beside = named(node).filter(({ type }) => /^(?:else|elif)_clause$/.test(type));
  for (const one of beside) build.addCondition(node, { ...blockOf(one), ...otherwise });
  const around = node.parent;
  const leaves = /^(?:return|raise|continue)_statement$/.test(named(then).at(-1)?.type ?? '');
  if (leaves && beside.length === 0 && around !== null)
    build.addCondition(node, { ...behind(blockOf(node), blockOf(around)), ...otherwise });
}

/** What of a part of the code stands behind another one in it. */
function behind({ endLine, endColumn }: Block, around: Block): Block {
  return { ...around, line: endLine, column: endColumn };
}

/** What must be given, or must not be, for a condition to be true; none where that cannot be told. */
function askedOf(node: Node | null, holds: boolean, build: FactsBuilder): readonly Asked[] {
  switch (node?.type) {
    case 'identifier':
    case 'attribute':
      return [{ subject: build.expr(node), holds }];
    case 'parenthesized_expression':
      return askedOf(node.firstNamedChild, holds, build);
    case 'not_operator': {
      const inner = askedOf(field(node, 'argument'), !holds, build);
      return inner.length === 1 ? inner : [];
    }
    case 'boolean_operator':
      return field(node, 'operator')?.type === 'and' && holds
        ? [field(node, 'left'), field(node, 'right')].flatMap((part) => askedOf(part, true, build))
        : [];
    case 'comparison_operator': {
      const [left, right] = named(node);
      const compared = /^\S+\s+(is(?:\s+not)?)\s+None$/.exec(node.text)?.[1];
      return left === undefined || right?.type !== 'none' || compared === undefined
        ? []
        : askedOf(left, compared === 'is' ? !holds : holds, build);
    }
    default:
      return [];
  }
}
