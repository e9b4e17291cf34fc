import { field, named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

/** What stands around a value within a test. */
const WITHIN =
  /^(?:string|concatenation|unary_expression|binary_expression|parenthesized_expression)$/;
/** What commands stand in that run with it. */
const GROUP = /^(?:compound_statement|list|redirected_statement|subshell|pipeline)$/;
/** Functions that scripts give up by. */
const GIVES_UP = /^(?:die|fail|fatal|abort|error_exit|exit_error|usage)$/;

/** Whether a value is only looked at: `[ -n "$X" ]`, unless the script gives up where it is missing. */
export function isTested(node: Node): boolean {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (isTest(up)) return !isDemanded(up);
    if (up.type === 'case_statement') return field(up, 'value')?.endIndex === node.endIndex;
    if (!WITHIN.test(up.type)) return false;
  }
  return false;
}

/** `X` of `[[ -v X ]]` and `test -v X`; null where nothing is asked so. */
export function askedBySet(operator: Node): Node | null {
  const name = operator.text === '-v' ? operator.nextSibling : null;
  return name !== null && /^[A-Za-z_]\w*$/.test(name.text) ? name : null;
}

function isTest(node: Node): boolean {
  return (
    node.type === 'test_command' ||
    (node.type === 'command' && field(node, 'name')?.text === 'test')
  );
}

/** Whether the script gives up where a test says that a value is missing. */
function isDemanded(test: Node): boolean {
  let isMissing = asksForMissing(test);
  let inner = test;
  for (let up = test.parent; up !== null; up = up.parent) {
    if (up.type === 'negated_command') isMissing = !isMissing;
    else if (up.type === 'list') {
      const [first, second] = named(up);
      const isAnd = up.children.some(({ type }) => type === '&&');
      if (
        first?.id === inner.id &&
        second !== undefined &&
        isMissing === isAnd &&
        givesUp([second])
      )
        return true;
    } else if (up.type === 'if_statement' || up.type === 'elif_clause')
      return field(up, 'condition')?.id === inner.id && givesUp(branch(up, isMissing));
    else return false;
    inner = up;
  }
  return false;
}

/** `-z "$X"`, `! "$X"`, `"$X" = ""`. */
function asksForMissing(test: Node): boolean {
  return (
    /^(?:\[+|test)\s*(?:-z\b|!\s)/.test(test.text) || /\s==?\s*(?:""|'')\s*\]*$/.test(test.text)
  );
}

/** What runs where a condition holds, or what runs where it does not. */
function branch(decision: Node, holds: boolean): readonly Node[] {
  const parts = named(decision);
  if (!holds) return parts.filter(({ type }) => type === 'else_clause').flatMap(named);
  const condition = field(decision, 'condition');
  return parts.filter(
    ({ id, type }) => id !== condition?.id && !/^(?:elif|else)_clause$/.test(type),
  );
}

function givesUp(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (GROUP.test(node.type)) return givesUp(named(node));
    const name = node.type === 'command' ? (field(node, 'name')?.text ?? '') : '';
    if (/^(?:exit|return)$/.test(name)) return named(node)[1]?.text !== '0';
    return GIVES_UP.test(name);
  });
}
