import type { CallExpr, Expr } from './facts.ts';
import { lastName } from './facts-index.ts';

/** Objects that hold settings. */
const SETTINGS = /^(?:environ|ENV|env|config|settings|Config)$/;

/**
 * What a reading of a setting gives where the setting is not there, if that is a text: `config('api.prefix', '/api')`,
 * `os.environ.get("PREFIX", "/v1")`, `getattr(settings, "PREFIX", "/v1")`. Null for any other call.
 */
export function defaultGiven({ callee, args }: CallExpr): Expr | null {
  const name = lastName(callee) ?? '';
  const isOfObject = callee.kind === 'member' && SETTINGS.test(lastName(callee.object) ?? '');
  const isReading =
    /^(?:config|env|getenv)$/.test(name) || (isOfObject && /^(?:get|fetch)$/.test(name));
  const isAttribute = name === 'getattr';
  const given = args.find((one) => one.name === 'default') ?? args[isAttribute ? 2 : 1];
  if (given === undefined || !(isAttribute || (isReading && args.length <= 2))) return null;
  return given.value.kind === 'text' || given.value.kind === 'join' ? given.value : null;
}
