import type { CallExpr, Expr } from '../../code/facts.ts';
import type { RouterNames } from '../python-routers.ts';
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

/** What routers of Flask are called. */
export const ROUTERS: RouterNames = {
  types: /\b(?:Flask|Quart|Blueprint|Api|Namespace|APIFlask|APIBlueprint)\b/,
  params: /^(?:app|application|flask_app|bp|blueprint|api|ns)$/,
  packages: PACKAGES,
  members: /^(?:app|flask_app|blueprint|bp)$/,
};
