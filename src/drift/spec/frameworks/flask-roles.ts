import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import type { Origin } from '../../code/origin.ts';
import { isNamedAsRouter } from '../python-routers.ts';
import { argument } from '../python-routing.ts';

/** What tells the applications, blueprints and APIs of Flask and its extensions. */

export const PACKAGES =
  /^(?:flask|quart|apiflask|flask_restful|flask_restx|flask_restplus|flask_smorest|flask_openapi3|flask_rest_jsonapi|flask_combo_jsonapi|flask_classful|flask_classy|flask_appbuilder)(?:\.|$)/;
export const APPLICATION = /\.(?:Flask|Quart|APIFlask|OpenAPI)$/;
export const BLUEPRINT = /\.(?:Blueprint|APIBlueprint|APIView)$/;
/** Flask-RESTful's, Flask-RESTX' and flask-smorest's objects that stand on an application or a blueprint. */
export const API =
  /^flask_(?:restful|restx|restplus|smorest|rest_jsonapi|combo_jsonapi)\.(?:\w+\.)*Api$/;
export const NAMESPACE = /\.Namespace$/;

/** Flask-RESTX: the path of a namespace is `/` and its name where none is said. */
export function namespacePath(call: CallExpr): Expr | null {
  const said = argument(call, 'path', null);
  if (said !== null) return said;
  const name = argument(call, 'name', 0);
  if (name === null) return null;
  const { line, column } = name;
  return { kind: 'join', parts: [{ kind: 'text', value: '/', line, column }, name], line, column };
}

/** What cannot be followed counts as a router by its type, or by a name that routers have. */
export function isPlausible(origin: Origin, code: Code): boolean {
  if (isNamedAsRouter(origin)) return true;
  const typed = /\b(?:Flask|Quart|Blueprint|Api|Namespace|APIFlask|APIBlueprint)\b/;
  const named = /^(?:app|application|flask_app|bp|blueprint|api|ns)$/;
  if (origin.kind === 'typed') return typed.test(origin.type);
  if (origin.kind === 'member') return /^(?:app|flask_app|blueprint|bp)$/.test(origin.name);
  if (origin.kind !== 'param') return false;
  const file = code.program.file(origin.file);
  const param = file?.index.scope(origin.scope)?.params[origin.position];
  if (param === undefined) return false;
  if (param.type !== null) return typed.test(param.type);
  return (
    named.test(param.name) &&
    (file?.facts.imports ?? []).some(({ module }) => PACKAGES.test(module))
  );
}
