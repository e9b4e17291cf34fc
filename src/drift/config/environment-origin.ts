import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { dottedName, lastName } from '../code/facts-index.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';

/** `unknown` is a parameter that no call is known of, or a member of one. */
type Answer = 'yes' | 'no' | 'unknown';

/** Objects of the runtimes that have the environment as their member `env`. */
const HOLDER = /^(?:process|Bun|import\.meta|globalThis|Deno)$/;
const PROCESS_MODULE = /^(?:node:)?process$/;
const MAX_DEPTH = 30;

/**
 * Whether an expression of JavaScript is the environment: `yes`, `no`, or `unknown` where it is a parameter that no
 * call is known of, or a member of one.
 */
export function isEnvironment(expr: Expr, site: Site, code: Code, depth = 0): Answer {
  if (depth > MAX_DEPTH) return 'unknown';
  const answers = code.resolver
    .origins(expr, site)
    .map((origin) => isEnvironmentOrigin(origin, code, depth));
  if (answers.includes('yes') || isCalledSo(expr, site, code)) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function isEnvironmentOrigin(origin: Origin, code: Code, depth: number): Answer {
  switch (origin.kind) {
    case 'member':
      return isMember(origin, code);
    case 'external':
      if (PROCESS_MODULE.test(origin.module)) return lastPart(origin.name) === 'env' ? 'yes' : 'no';
      // What `import * as` brings.
      if (origin.module.startsWith('$env/static/')) return origin.name === '*' ? 'yes' : 'no';
      return origin.module.startsWith('$env/dynamic/') && origin.name === 'env' ? 'yes' : 'no';
    case 'call':
      return isAssigned(origin, code, depth) || isGiven(origin.call)
        ? 'yes'
        : isLoaded(origin, code);
    case 'param':
      return isParam(origin, code, depth);
    case 'typed':
      return /ProcessEnv/.test(origin.type) ? 'yes' : 'no';
    case 'value':
      return isCopy(origin, code, depth);
    default:
      return 'no';
  }
}

function isMember({ object, name }: Extract<Origin, { kind: 'member' }>, code: Code): Answer {
  if (object.kind === 'member' && name === 'env' && object.name === 'process') return 'yes';
  if (object.kind === 'value' && object.expr.kind === 'name')
    return name === 'env' && HOLDER.test(object.expr.name) ? 'yes' : 'no';
  // `dotenv.config().parsed`
  if (object.kind === 'call' && name === 'parsed') return isLoaded(object, code);
  return object.kind === 'param' && name === 'env' ? 'unknown' : 'no';
}

/** What libraries load: `loadEnv(mode, folder)` of Vite, `dotenv.config()`. */
function isLoaded(
  { call, file, scope }: Extract<Origin, { kind: 'call' }>,
  code: Code,
): 'yes' | 'no' {
  const isOf = code.resolver.origins(call.callee, { file, scope }).some((callee) => {
    if (callee.kind !== 'external') return false;
    const name = lastPart(callee.name);
    return (
      (/^(?:vite|vitest\/config)$/.test(callee.module) && name === 'loadEnv') ||
      (/^(?:dotenv|dotenv-flow|dotenv-expand)$/.test(callee.module) &&
        /^(?:config|expand|parse)$/.test(name)) ||
      (/^(?:node:)?util$/.test(callee.module) && name === 'parseEnv') ||
      (callee.module === 'dotenv-safe' && lastName(call.callee) === 'config')
    );
  });
  return isOf ? 'yes' : 'no';
}

/** `useEnv()`: a function that says that it gives the environment, wherever it takes it from. */
function isGiven({ callee, args }: CallExpr): boolean {
  return args.length === 0 && /^(?:use|get|load)Env(?:ironment)?$/.test(lastName(callee) ?? '');
}

/** The same for a name that is given what such a function of the repository's own gives, which may be put together. */
function isCalledSo(expr: Expr, site: Site, code: Code): boolean {
  if (expr.kind === 'call') return isGiven(expr);
  const file = expr.kind === 'name' ? code.program.file(site.file) : undefined;
  if (expr.kind !== 'name' || file === undefined) return false;
  return [...file.index.enclosing(site.scope)]
    .flatMap((scope) => file.index.bindings(scope, expr.name))
    .some(({ value }) => value?.kind === 'call' && isGiven(value));
}

/** `Object.assign({}, process.env)`. */
function isAssigned(
  { call, file, scope }: Extract<Origin, { kind: 'call' }>,
  code: Code,
  depth: number,
): boolean {
  return (
    dottedName(call.callee) === 'Object.assign' &&
    call.args.some(({ value }) => isEnvironment(value, { file, scope }, code, depth + 1) === 'yes')
  );
}

/** What is known of parameters, for as long as no code is added. */
const known = new WeakMap<Code, { generation: number; readonly answers: Map<string, Answer> }>();

function answersOf(code: Code): Map<string, Answer> {
  const { generation } = code.program;
  const own = known.get(code);
  if (own?.generation === generation) return own.answers;
  const answers = new Map<string, Answer>();
  known.set(code, { generation, answers });
  return answers;
}

/** Each parameter is followed once: functions that call each other make more ways than can be gone. */
function isParam(param: Extract<Origin, { kind: 'param' }>, code: Code, depth: number): Answer {
  const answers = answersOf(code);
  const key = originKey(param);
  const before = answers.get(key);
  if (before !== undefined) return before;
  answers.set(key, 'unknown');
  const answer = isGivenParam(param, code, depth);
  answers.set(key, answer);
  return answer;
}

function isGivenParam(
  { file, scope, position }: Extract<Origin, { kind: 'param' }>,
  code: Code,
  depth: number,
): Answer {
  const param = code.program.file(file)?.index.scope(scope)?.params[position];
  if (param === undefined) return 'unknown';
  if (/ProcessEnv/.test(param.type ?? '')) return 'yes';
  if (
    param.default !== null &&
    isEnvironment(param.default, { file, scope }, code, depth + 1) === 'yes'
  )
    return 'yes';
  const given = code.callers.of(file, scope).flatMap((caller) => {
    const argument = code.callers.argument(file, scope, position, caller);
    return argument === null ? [] : [isEnvironment(argument, caller.site, code, depth + 1)];
  });
  if (given.includes('yes')) return 'yes';
  return given.length > 0 && given.every((one) => one === 'no') ? 'no' : 'unknown';
}

/** `{ ...process.env, MORE: 1 }`. */
function isCopy(
  { expr, file, scope }: Extract<Origin, { kind: 'value' }>,
  code: Code,
  depth: number,
): Answer {
  if (expr.kind === 'name') return /^_?env$/.test(expr.name) ? 'unknown' : 'no';
  if (expr.kind !== 'map') return 'no';
  const spreads = expr.entries.filter(({ key }) => key === null);
  const isOne = spreads.some(
    ({ value }) => isEnvironment(value, { file, scope }, code, depth + 1) === 'yes',
  );
  return isOne ? 'yes' : 'no';
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
