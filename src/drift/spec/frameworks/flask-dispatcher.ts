import type { Code } from '../../code/code.ts';
import { objects } from '../../code/entries.ts';
import type { CallExpr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';
import { argument } from '../python-routing.ts';
import type { RouteGraph } from '../route-graph.ts';
import type { RouterObjects } from '../router-objects.ts';

/** `DispatcherMiddleware(frontend, {'/backend': backend})` of Werkzeug puts applications below others. */
export function mountDispatched(
  call: CallExpr,
  site: Site,
  code: Code,
  graph: RouteGraph,
  routers: RouterObjects,
): void {
  const app = argument(call, 'app', 0);
  const mounts = argument(call, 'mounts', 1);
  const [below] = mounts === null ? [] : objects(mounts, site, code);
  if (app === null || below?.expr.kind !== 'map') return;
  const owners = routers.keysOf(app, site);
  for (const { key: path, value } of below.expr.entries) {
    if (path === null) continue;
    for (const child of routers.keysOf(value, below.site))
      for (const on of owners)
        for (const template of routers.paths(path, below.site)) graph.mount(child, on, template);
  }
}
