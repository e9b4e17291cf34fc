import { pathMatcher } from '../../settings/rule-match.ts';

/**
 * Paths that services have and contracts leave out: health checks, metrics, documentation, static files, pages of
 * frameworks and what is internal. In small letters.
 */
const USUAL =
  /^(?:\/(?:api|v\d+))*\/(?:health(?:z|check|-check|_check)?|healthy|live(?:z|ness)?|ready(?:z)?|readiness|startupz?|ping|status|metrics|prometheus|favicon\.ico|robots\.txt|sitemap\.xml|manifest\.json|docs?|documentation|redoc|rapidoc|scalar|graphiql|playground|swagger[^/]*|openapi[^/]*|api-?docs?|v\d+\/api-docs|actuator|static|assets|public|dist|webjars|css|js|fonts|debug|internal|_[^/]*|error|\.well-known|rails|telescope|horizon|sidekiq)(?:\/.*)?$/;

/** Whether a path need not be documented: one of those that Holdfast knows, or one that the settings exclude. */
export function excludedPaths(patterns: readonly string[]): (path: string) => boolean {
  const isOwn = patterns.length === 0 ? () => false : pathMatcher(patterns);
  return (path) =>
    path === '/' || path === '/{wildcard}' || USUAL.test(path.toLowerCase()) || isOwn(path);
}
