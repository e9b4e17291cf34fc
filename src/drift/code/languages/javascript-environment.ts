import type { Expr, Scope } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { dottedName } from '../facts-index.ts';
import { demands, isOnlyAsked } from '../only-asked.ts';
import type { Node } from '../syntax-tree.ts';
import { textExpr } from './javascript-text.ts';

/** Objects that hold the environment. */
const ENVIRONMENT =
  /^(?:process\.env|import\.meta\.env|Bun\.env|(?:globalThis|global|window)\.process\.env|process\[['"]env['"]\])$/;
/** Objects of the runtimes that have it as their member `env`. */
export const HOLDER = /^(?:process|Bun|import\.meta|(?:globalThis|global|window)\.process)$/;
/** Calls that give it, or what a file of settings has. */
const GIVES =
  /\b(?:loadEnv|parseEnv|dotenv\w*|loadEnvFile|parsed)\b|\bObject\.assign\([^()]*process\.env|\.\.\.process\.env\b|\b(?:use|get)Env(?:ironment)?\(\)/i;
/** Names that are often given to it. */
const NAMED_SO = /^_?env(?:ironment)?$/i;
/** A text without such a name, or such a member, asks no environment. */
const MAY_ASK = /\b_?[eE][nN][vV]\b|\benvironment(?:\.[A-Z]|\[)/;
const TYPED_SO = /\bProcessEnv\b|\bDict<string>/;

/** Whether a file may ask the environment for something. */
export function mayAsk(text: string): boolean {
  return MAY_ASK.test(text);
}

/** The parameters that are given the environment, by their default or their type. */
export function environmentParams(scopes: readonly Scope[]): Set<string> {
  const names = new Set<string>();
  for (const { params } of scopes) {
    for (const param of params) {
      const given = param.default === null ? null : dottedName(param.default);
      if (ENVIRONMENT.test(given ?? '') || TYPED_SO.test(param.type ?? '')) names.add(param.name);
    }
  }
  return names;
}

/** `settings` of `import { env as settings } from 'node:process'`, and from SvelteKit's `$env/dynamic/public`. */
export function importedEnvironment(node: Node): readonly string[] {
  const match =
    /\benv\s+as\s+(\w+)[^}]*\}\s*from\s*['"](?:(?:node:)?process|\$env\/dynamic\/\w+)['"]/.exec(
      node.text,
    ) ?? /\*\s*as\s+(\w+)\s+from\s*['"]\$env\/static\/\w+['"]/.exec(node.text);
  return match?.[1] === undefined ? [] : [match[1]];
}

/** A member of what may be the environment: `process.env.A`, `env['A']`. */
export function addAccess(node: Node, build: FactsBuilder, environment: ReadonlySet<string>): void {
  const object = node.childForFieldName('object');
  if (object === null || !mayBeEnvironment(object, environment) || isWritten(node)) return;
  const property = node.childForFieldName('property');
  const name: Expr =
    property === null
      ? build.expr(node.childForFieldName('index'))
      : textExpr(property, property.text);
  const fallback = fallbackOf(node, build);
  const tested = fallback === null && isTested(node);
  build.addAccess(node, { object: build.expr(object), name, fallback, tested });
}

/** `'A' in process.env`. */
export function addContains(
  node: Node,
  build: FactsBuilder,
  environment: ReadonlySet<string>,
): void {
  const name = node.childForFieldName('left');
  const object = node.childForFieldName('right');
  if (name === null || object === null || !mayBeEnvironment(object, environment)) return;
  build.addAccess(node, {
    object: build.expr(object),
    name: build.expr(name),
    fallback: null,
    tested: true,
  });
}

/** Whether an expression may be the environment, going by its name. */
export function mayBeEnvironment(object: Node, environment: ReadonlySet<string>): boolean {
  const isName = (name: string) => environment.has(name) || NAMED_SO.test(name);
  if (object.type === 'identifier') return isName(object.text);
  // What is bound to a worker, by the context of Hono and its kin.
  if (/^(?:c|ctx|context)\.env$/.test(object.text)) return true;
  const field = /^this\.#?(\w+)$/.exec(object.text)?.[1];
  if (field !== undefined && isName(field)) return true;
  return (
    (object.type === 'member_expression' || object.type === 'subscript_expression') &&
    ENVIRONMENT.test(object.text.replace(/\?\./g, '.'))
  );
}

/** Whether an expression is the environment: `process.env`. */
export function isEnvironment(node: Node): boolean {
  return /^(?:member|subscript)_expression$/.test(node.type) && ENVIRONMENT.test(node.text);
}

/** Whether a value may hold the environment: itself, a part of it, or what a library made of a file. */
export function mayGiveEnvironment(node: Node): boolean {
  return isEnvironment(node) || (node.text.length < 300 && GIVES.test(node.text));
}

/** What stands around an expression without changing what it is. */
function around(node: Node): Node {
  let inner = node;
  while (
    inner.parent !== null &&
    (/^(?:parenthesized|as|non_null|satisfies)_expression$/.test(inner.parent.type) ||
      isConverted(inner.parent))
  )
    inner = inner.parent;
  return inner;
}

/** `+x` is a number of it. */
function isConverted(node: Node): boolean {
  return node.type === 'unary_expression' && node.childForFieldName('operator')?.type === '+';
}

/** `process.env.A = 'x'` and `delete process.env.A`; `??=` reads. */
function isWritten(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'assignment_expression')
    return parent.childForFieldName('left')?.id === node.id;
  return (
    parent?.type === 'unary_expression' && parent.childForFieldName('operator')?.type === 'delete'
  );
}

/** `'x'` of `process.env.A ?? 'x'`, of `process.env.A || 'x'` and of `process.env.A ??= 'x'`. */
function fallbackOf(node: Node, build: FactsBuilder): Expr | null {
  const inner = around(node);
  const { parent } = inner;
  if (parent?.childForFieldName('left')?.id !== inner.id) return null;
  const operator = parent.childForFieldName('operator')?.type;
  const stands =
    (parent.type === 'binary_expression' && (operator === '??' || operator === '||')) ||
    (parent.type === 'augmented_assignment_expression' &&
      (operator === '??=' || operator === '||='));
  return stands ? build.expr(parent.childForFieldName('right')) : null;
}

/** Whether a value is only looked at: `if (x)`, `!x`, `x === 'y'`, `x && y`, `x ? y : z`, `x?.y`. */
function isTested(node: Node): boolean {
  const inner = around(node);
  const { parent } = inner;
  if (isDemanded(node)) return false;
  switch (parent?.type) {
    case 'unary_expression':
      return /^(?:!|typeof)$/.test(parent.childForFieldName('operator')?.type ?? '');
    case 'binary_expression': {
      const operator = parent.childForFieldName('operator')?.type ?? '';
      if (/^(?:[=!]==?)$/.test(operator)) return true;
      if (operator !== '&&') return isOnlyAsked(inner);
      return parent.childForFieldName('left')?.id === inner.id || isOnlyAsked(inner);
    }
    case 'ternary_expression':
    case 'if_statement':
    case 'while_statement':
      return parent.childForFieldName('condition')?.id === inner.id;
    case 'member_expression':
      return (
        parent.childForFieldName('object')?.id === inner.id &&
        parent.children.some((child) => child?.type === 'optional_chain')
      );
    case 'variable_declarator':
    case 'arguments':
      return isOnlyAsked(inner);
    default:
      return false;
  }
}

/** Whether the code gives up where the value is not as wanted: `if (!x) throw …`, `if (!x) process.exit(1)`. */
function isDemanded(node: Node): boolean {
  let inner = node;
  for (let up = node.parent; up !== null; up = up.parent) {
    if (up.type === 'if_statement') {
      if (up.childForFieldName('condition')?.id !== inner.id) return false;
      return demands(up, up.childForFieldName('condition')?.text ?? '');
    }
    if (!/expression$/.test(up.type)) return false;
    inner = up;
  }
  return false;
}
