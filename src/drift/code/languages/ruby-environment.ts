import type { CallExpr, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { field, named, placeOf } from '../nodes.ts';
import { isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { lastOf, SAME } from './ruby-expressions.ts';

/** How Ruby's code reads the environment. */

/** Methods of `ENV` that read variables, and those that only ask for one. */
const READS = new Set(['fetch', 'values_at', 'dig', 'slice', 'delete', 'assoc']);
const ASKS = new Set(['key?', 'has_key?', 'include?', 'member?']);
/** The environment, and copies of it. */
export const WHOLE = /^ENV(?:\.(?:to_h|to_hash|dup|clone))?$/;
/** Methods that Figaro's environment has beside the names of settings. */
const OF_FIGARO = /^(?:to_h|to_hash|key\w*\?|each\w*|fetch|inspect|class|send|respond_to\?)$/;

/** A call of a method of the environment, `ENV.fetch('A')`. */
export function addReads(
  node: Node,
  call: CallExpr,
  receiver: Node,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const method = field(node, 'method')?.text ?? '';
  const reads = READS.has(method);
  if ((!reads && !ASKS.has(method)) || !isEnvironment(receiver.text, environment)) return;
  const object = build.expr(receiver);
  if (!reads || method === 'fetch') {
    const [name, fallback] = call.args;
    if (name === undefined) return;
    const other =
      fallback === undefined ? otherwise(node, build) : blockValue(node, fallback.value, build);
    build.addAccess(node, {
      object,
      name: name.value,
      fallback: reads ? other : null,
      tested: !reads,
    });
    return;
  }
  for (const { name, value, spread } of call.args)
    if (name === null && !spread) build.addAccess(node, { object, name: value, fallback: null });
}

/** `Figaro.env.a`, `Figaro.env.a!` and `Figaro.env.a?`; only the second takes what is missing for a fault. */
export function addFigaro(node: Node, receiver: Node, method: string, build: FactsBuilder): void {
  if (OF_FIGARO.test(method)) return;
  const value = method.replace(/[!?]$/, '').toUpperCase();
  build.addAccess(node, {
    object: build.expr(receiver),
    name: { kind: 'text', value, ...placeOf(node) },
    fallback: otherwise(node, build),
    tested: !method.endsWith('!'),
  });
}

/** What a block that stands in for a default gives: `ENV.fetch('A') { 'x' }`. */
function blockValue(call: Node, fallback: Expr, build: FactsBuilder): Expr {
  const block = field(call, 'block');
  if (fallback.kind !== 'function' || block === null) return fallback;
  const last = lastOf(field(block, 'body'));
  return last === null ? fallback : build.expr(last);
}

function isEnvironment(text: string, known: ReadonlySet<string>): boolean {
  return known.has(text) || WHOLE.test(text);
}

/** `ENV['A']`. */
export function addElement(
  node: Node,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const { parent } = node;
  if (parent?.type.endsWith('assignment') && field(parent, 'left')?.id === node.id) return;
  addRead(node, otherwise(node, build), build, environment);
}

/** What reads a variable by an index. */
export function addRead(
  node: Node,
  fallback: Expr | null,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const object = field(node, 'object');
  if (object === null || !isEnvironment(object.text, environment)) return;
  const name = named(node).find(({ id }) => id !== object.id);
  if (name !== undefined)
    build.addAccess(node, {
      object: build.expr(object),
      name: build.expr(name),
      fallback,
      tested: fallback === null && isTested(node),
    });
}

/** `'x'` of `ENV['A'] || 'x'`, also behind `ENV['A'].presence`. */
function otherwise(node: Node, build: FactsBuilder): Expr | null {
  let inner = node;
  for (let up = node.parent; up !== null; up = inner.parent) {
    const isSame =
      up.type === 'parenthesized_statements' ||
      (up.type === 'call' &&
        field(up, 'receiver')?.id === inner.id &&
        SAME.has(field(up, 'method')?.text ?? ''));
    if (!isSame) break;
    inner = up;
  }
  const { parent } = inner;
  const operator = parent?.type === 'binary' ? field(parent, 'operator')?.type : undefined;
  return parent !== null &&
    (operator === '||' || operator === 'or') &&
    field(parent, 'left')?.id === inner.id
    ? build.expr(field(parent, 'right'))
    : null;
}

/** Questions that go well without a value. */
const QUESTION = /^(?:present|blank|nil|empty|match|start_with|end_with|include|eql|casecmp)\?$/;

/** Whether a value is only looked at: `if x`, `x == 'y'`, `x.present?`, unless the code gives up where it is not as wanted. */
function isTested(node: Node): boolean {
  let isAsked = false;
  let inner = node;
  for (let up = node.parent; up !== null; up = up.parent) {
    const condition = field(up, 'condition');
    if (condition !== null) {
      if (condition.id !== inner.id) return isAsked;
      const then = (field(up, 'consequence') ?? field(up, 'body'))?.text ?? '';
      return !/^\s*(?:then\s+)?(?:raise|abort|exit|fail)\b/.test(then);
    }
    if (up.type === 'assignment') return isAsked || isOnlyAsked(inner);
    const operator = field(up, 'operator')?.type ?? '';
    if (up.type === 'binary') isAsked ||= /^(?:==|!=|=~|!~)$/.test(operator);
    else if (up.type === 'call' && field(up, 'receiver')?.id === inner.id) {
      const method = field(up, 'method')?.text ?? '';
      const isSafe = up.children.some(({ type }) => type === '&.');
      if (isSafe || QUESTION.test(method)) isAsked = true;
      else if (!/^(?:to_s|strip|downcase|upcase)$/.test(method)) return isAsked;
    } else if (!/^(?:unary|parenthesized_statements)$/.test(up.type)) return isAsked;
    inner = up;
  }
  return isAsked;
}
