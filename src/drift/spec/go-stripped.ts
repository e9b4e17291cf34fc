import type { Code } from '../code/code.ts';
import { dottedName } from '../code/facts-index.ts';
import type { RouteGraph } from './route-graph.ts';
import type { RouterObjects } from './router-objects.ts';

/**
 * Puts the routers that `http.StripPrefix("/api", router)` hands requests to below the prefix: what is stripped stands
 * before their paths.
 */
export function mountStripped(code: Code, routers: RouterObjects, graph: RouteGraph): void {
  for (const file of code.program.files()) {
    if (file.facts.language !== 'go') continue;
    for (const { call, scope } of file.facts.calls) {
      const [prefix, handler] = call.args.map(({ value }) => value);
      if (handler === undefined || dottedName(call.callee) !== 'http.StripPrefix') continue;
      const site = { file: file.path, scope };
      for (const key of routers.keysOf(handler, site)) {
        graph.declare(key, true);
        for (const path of routers.paths(prefix ?? null, site)) graph.prefix(key, path);
      }
    }
  }
}
