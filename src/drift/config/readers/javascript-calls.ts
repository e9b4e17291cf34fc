import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { type ReadingCall, readsOfCalls } from '../environment-calls.ts';
import { isEnvironment } from '../environment-origin.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** `env('HOST', '0.0.0.0')`, `env.int('PORT', 1337)` of Strapi and the like. */
const TYPED = /^(?:int|float|bool|json|array|date|oneOf|get|string|number|boolean|str|num)$/;

/** Words in the names of functions that write variables, or stand in for them in tests. */
const WRITES =
  /^(?:set|unset|stub|unstub|mock|restore|delete|remove|write|export|add|update|with|define|create)$/i;

/** Functions that read the environment by a name: `Deno.env.get('X')`, `env('X')`, `config.get('X')` of NestJS. */
export const javascriptCalls: SettingReader = {
  id: 'javascript-calls',
  languages: ['javascript'],
  mark: /\benv\b|ConfigService|env-var/,
  find: (code) =>
    readsOfCalls(code, 'javascript-calls', ['javascript'], (call, site) => tell(call, site, code)),
};

function tell(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const [name, second] = call.args;
  if (name === undefined || name.spread) return null;
  const plain = dottedName(call.callee);
  if (/^(?:Deno|Netlify)\.env\.(?:get|has)$/.test(plain ?? ''))
    return { name: name.value, fallback: null, optional: plain?.endsWith('.has') === true };
  const owned = ofOwnership(call, site, code);
  if (owned !== null) return owned;
  if (!mayName(call)) return null;
  if (call.callee.kind === 'member') {
    if (isConfigService(call, site, code)) {
      const isSafe = /^(?:getOrThrow)$/.test(call.callee.name);
      const fallback = second !== undefined && second.value.kind !== 'map' ? second.value : null;
      return { name: name.value, fallback: isSafe ? null : fallback };
    }
  }
  const envVar = ofEnvVar(call, site, code);
  if (envVar !== null) return envVar;
  return ofEnvFunction(call, site, code) ?? ofPackage(call, site, code);
}

/** `env.hasOwnProperty('X')`, `Object.hasOwn(env, 'X')`, `Object.prototype.hasOwnProperty.call(env, 'X')`. */
function ofOwnership({ callee, args }: CallExpr, site: Site, code: Code): ReadingCall | null {
  if (callee.kind !== 'member' || !/^(?:hasOwnProperty|hasOwn|has|call)$/.test(callee.name))
    return null;
  const [first, second] = args.map(({ value }) => value);
  const isOfFirst = /^(?:Object\.hasOwn|Reflect\.has|.*hasOwnProperty\.call)$/.test(
    dottedName(callee) ?? '',
  );
  if (!isOfFirst && callee.name !== 'hasOwnProperty') return null;
  const [object, name] = isOfFirst ? [first, second] : [callee.object, first];
  if (object === undefined || name === undefined) return null;
  const isAsked = isEnvironment(object, site, code) === 'yes';
  return isAsked ? { name, fallback: null, optional: true } : null;
}

/** Only upper case names are the environment's own in what also has keys of other kinds. */
function mayName({ args }: CallExpr): boolean {
  const first = args[0]?.value;
  return first?.kind === 'text' && isUpperName(first.value);
}

/** `configService.get('X')` of NestJS, whose service is told by its type. */
function isConfigService({ callee }: CallExpr, site: Site, code: Code): boolean {
  if (callee.kind !== 'member' || !/^(?:get|getOrThrow)$/.test(callee.name)) return false;
  return code.resolver.origins(callee.object, site).some((origin) => {
    if (origin.kind === 'typed') return /ConfigService\b/.test(origin.type);
    if (origin.kind === 'param') {
      const param = code.program.file(origin.file)?.index.scope(origin.scope)?.params[
        origin.position
      ];
      return (
        /ConfigService\b/.test(param?.type ?? '') || /^config(?:Service)?$/.test(param?.name ?? '')
      );
    }
    if (origin.kind === 'call') {
      const given = origin.call.args[0]?.value;
      return (
        lastName(origin.call.callee) === 'get' &&
        lastName(given ?? origin.call.callee) === 'ConfigService'
      );
    }
    return false;
  });
}

/** `env.get('PORT').default('80').required().asPortNumber()` of env-var. */
function ofEnvVar(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const [name] = call.args;
  if (lastName(call.callee) !== 'get' || name === undefined || !isOfEnvVar(call, site, code))
    return null;
  const links = linksAfter(call, site, code);
  const fallback = links.find(({ callee }) => lastName(callee) === 'default')?.args[0]?.value;
  const isRequired = links.some(({ callee }) => lastName(callee) === 'required');
  return { name: name.value, fallback: fallback ?? null, optional: !isRequired };
}

/** `env.get`, `get` that is imported, and `from(process.env).get`. */
function isOfEnvVar({ callee }: CallExpr, site: Site, code: Code): boolean {
  const object = callee.kind === 'member' ? callee.object : callee;
  return code.resolver.origins(object, site).some((origin) => {
    if (origin.kind === 'external') return origin.module === 'env-var';
    return (
      origin.kind === 'call' &&
      lastName(origin.call.callee) === 'from' &&
      code.resolver
        .origins(origin.call.callee, origin)
        .some((made) => made.kind === 'external' && made.module === 'env-var')
    );
  });
}

/** The calls that are made on what a call gives, in a chain. */
function linksAfter(call: CallExpr, site: Site, code: Code): readonly CallExpr[] {
  const all = code.program.file(site.file)?.facts.calls ?? [];
  return all.flatMap(({ call: outer }) => (isLinkAfter(outer, call) ? [outer] : []));
}

function isLinkAfter(outer: CallExpr, call: CallExpr): boolean {
  for (let at = outer; at.callee.kind === 'member' && at.callee.object.kind === 'call'; ) {
    at = at.callee.object;
    if (at === call) return true;
  }
  return false;
}

/** `envParseInteger('X', 1)`, `requireEnv('X')`: a function of a package whose name says that it reads the environment. */
function ofPackage(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const [name, fallback] = call.args;
  const words = (lastName(call.callee) ?? '').split(/_|(?<=[a-z])(?=[A-Z])/);
  const says = words.some((word) => /^(?:env|environment|envvar|getenv)$/i.test(word));
  if (!says || words.some((word) => WRITES.test(word)) || name === undefined) return null;
  const isOfPackage = code.resolver
    .origins(call.callee, site)
    .some(({ kind }) => kind === 'external');
  return isOfPackage ? { name: name.value, fallback: fallback?.value ?? null } : null;
}

/** `env('X', d)` and `env.int('X', d)`, where `env` is no function of the repository. */
function ofEnvFunction(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const { callee, args } = call;
  const isTyped = callee.kind === 'member' && TYPED.test(callee.name);
  const named = isTyped ? callee.object : callee;
  const [name, fallback] = args;
  if (named.kind !== 'name' || !/^[eE]nv$/.test(named.name) || name === undefined) return null;
  if (callee.kind === 'member' && !isTyped) return null;
  if (
    !isTyped &&
    name.value.kind === 'text' &&
    !isConventionalName(name.value.value) &&
    fallback === undefined
  )
    return null;
  const isOwn = code.resolver
    .origins(named, site)
    .some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'instance');
  return isOwn ? null : { name: name.value, fallback: fallback?.value ?? null };
}
