import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import type { Node } from '../syntax-tree.ts';

/** What an application's settings are usually called (`IConfiguration`): read like the environment, which they hold. */
const SETTINGS = /^_?(?:app)?config(?:uration)?$/i;

const OF_ENVIRONMENT = /\bEnvironment\.GetEnvironmentVariables\(\)$/;

/** The names of a file that are given the environment, and a section of the settings. */
interface SettingNames {
  readonly environment: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
}

/** The names of a file that settings may be asked of. */
export function settingNames(root: Node): SettingNames {
  return { environment: environmentNames(root), sections: sectionNames(root) };
}

/** The names of a file that are given the environment: `var all = Environment.GetEnvironmentVariables();`. */
function environmentNames(root: Node): ReadonlySet<string> {
  const { text } = root;
  if (!text.includes('GetEnvironmentVariables()')) return new Set();
  const given = text.matchAll(
    /(?<![\w.])(\w+)\s*=\s*(?:System\.)?Environment\.GetEnvironmentVariables\(\)/g,
  );
  return new Set([...given].map((match) => match[1] ?? ''));
}

/** A call; `Environment.GetEnvironmentVariables().Contains("A")` asks for a variable. */
export function addCall(node: Node, build: FactsBuilder): void {
  const call = build.addCall(node);
  if (call?.callee.kind !== 'member' || !/^Contains(?:Key)?$/.test(call.callee.name)) return;
  const [name] = call.args;
  const object = node.childForFieldName('function')?.childForFieldName('expression');
  if (name === undefined || !OF_ENVIRONMENT.test(object?.text ?? '')) return;
  build.addAccess(node, {
    object: call.callee.object,
    name: name.value,
    fallback: null,
    tested: true,
  });
}

/** The names of a file that are given a section of the settings: `var bus = configuration.GetSection("Bus");`. */
function sectionNames({ text }: Node): ReadonlySet<string> {
  const given = text.matchAll(/(?<![\w])(\w+)\s*=\s*[\w.!]+\.Get(?:Required)?Section\(/g);
  return new Set([...given].map((match) => match[1] ?? ''));
}

export function addAccess(
  node: Node,
  build: FactsBuilder,
  { environment, sections }: SettingNames,
): void {
  const object = node.childForFieldName('expression');
  if (object === null) return;
  const last =
    object.type === 'member_access_expression' ? object.childForFieldName('name') : object;
  const isEnvironment =
    OF_ENVIRONMENT.test(object.text) ||
    (object.type === 'identifier' && environment.has(object.text));
  const isSection =
    /\bGet(?:Required)?Section\([^()]*\)$/.test(object.text) || sections.has(last?.text ?? '');
  if (!isEnvironment && !isSection && !SETTINGS.test(last?.text ?? '')) return;
  const expr = build.expr(node);
  if (expr.kind !== 'index') return;
  build.addAccess(node, {
    object: expr.object,
    name: expr.index,
    fallback: fallbackOf(node, build),
  });
}

/** `x` of `Configuration["A"] ?? x`. */
function fallbackOf(node: Node, build: FactsBuilder): Expr | null {
  let inner = node;
  while (/^(?:postfix_unary|parenthesized)_expression$/.test(inner.parent?.type ?? ''))
    inner = inner.parent ?? inner;
  const { parent } = inner;
  return parent?.type === 'binary_expression' &&
    parent.childForFieldName('operator')?.type === '??' &&
    parent.childForFieldName('left')?.id === inner.id
    ? build.expr(parent.childForFieldName('right'))
    : null;
}
