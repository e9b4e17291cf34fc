import type { Code } from '../../code/code.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { RouteGraph } from '../route-graph.ts';
import { AspNetControllers } from './aspnet-controllers.ts';
import { AspNetEndpoints } from './aspnet-endpoints.ts';
import { FastEndpoints } from './aspnet-fast-endpoints.ts';
import { withPathBases } from './aspnet-path-base.ts';

/** ASP.NET Core: controllers with attributes, and minimal APIs. */
export const aspnet: Framework = {
  id: 'aspnet',
  languages: ['csharp'],
  mark: /\bMicrosoft\.AspNetCore\b|\bSystem\.Web\.Http\b|\bController(?:Base)?\b|\bclass\s+\w+Controller\b|\[(?:\w+,\s*)*(?:Route|Http(?:Get|Post|Put|Patch|Delete|Head|Options))\b|\.Map(?:Get|Post|Put|Patch|Delete|Methods|Group)\b|\.Map(?:Controllers|IdentityApi)\b|\bRouteGroupBuilder\b|\bI(?:EndpointRoute|Application)Builder\b|\bWebApplication\b|\bUsePathBase\b|\bFastEndpoints\b|:\s*(?:Endpoint(?:With(?:outRequest|Mapping|Mapper))?\b|Ep\.|(?:Sub)?Group\b)/,
  routes(code: Code): RouteFindings {
    const graph = new RouteGraph('aspnet');
    new AspNetControllers(code, graph).read();
    new AspNetEndpoints(code, graph).read();
    new FastEndpoints(code, graph).read();
    return withPathBases(code, graph.findings());
  },
};
