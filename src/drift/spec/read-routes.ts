import { compareProblems, type Problem, problem } from '../../problem.ts';
import type { Tree } from '../../tree/tree.ts';
import type { Code } from '../code/code.ts';
import type { LanguageId } from '../code/facts.ts';
import { askCode, type CodeQuestion, type CodeReading } from '../code/read-code.ts';
import type { Framework, Route, RouteFindings } from './framework.ts';
import { frameworks } from './frameworks/index.ts';
import { compareRoutes } from './route-graph.ts';

/** All routes that the code of a tree serves. */
export interface RouteReading {
  /** By path, method and place. */
  readonly routes: readonly Route[];
  /** What could not be read or resolved, by place. */
  readonly problems: readonly Problem[];
  /** The files that were looked into, sorted. */
  readonly read: readonly string[];
  /** See `CodeAnswer`. */
  readonly isWhole: boolean;
}

const byLanguage = new Map<LanguageId, Framework[]>();
for (const framework of frameworks) {
  for (const language of framework.languages)
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), framework]);
}

/** Reads the routes of a tree. Rejects only when the tree's source fails (network, git). */
export async function readRoutes(
  tree: Tree,
  reading?: CodeReading<RouteFindings>,
): Promise<RouteReading> {
  const { value, problems, read, isWhole } = await askCode(tree, routesQuestion, reading);
  return {
    routes: onePerPlace(value.routes).sort(compareRoutes),
    problems: distinct([...problems, ...value.problems].sort(compareProblems)),
    read,
    isWhole,
  };
}

/** Which operations code serves. */
export const routesQuestion: CodeQuestion<RouteFindings> = {
  name: 'routes',
  isWanted: (path, { id }) => {
    const own = byLanguage.get(id);
    if (own === undefined) return false;
    return own.some(({ files }) => files?.test(path)) || 'by-text';
  },
  ownPart: (path, { id }) => {
    const starts = (byLanguage.get(id) ?? []).flatMap(
      ({ files }) => files?.exec(path)?.index ?? [],
    );
    return starts.length === 0 ? path : path.slice(0, Math.min(...starts) + 1);
  },
  isMarked: (text, { id }) => (byLanguage.get(id) ?? []).some(({ mark }) => mark.test(text)),
  answer: (code, languages) =>
    merged(
      frameworks
        .filter((framework) => framework.languages.some((id) => languages.has(id)))
        .map((framework) => routesOf(framework, code)),
    ),
  merge: merged,
};

function merged(findings: readonly RouteFindings[]): RouteFindings {
  return {
    routes: findings.flatMap(({ routes }) => routes),
    problems: findings.flatMap(({ problems }) => problems),
  };
}

/** What looks the same to two frameworks is one route: that of the first. */
function onePerPlace(routes: readonly Route[]): Route[] {
  const found = new Map<string, Route>();
  for (const route of routes) {
    const key = `${route.method} ${route.path} ${route.file}:${route.line}`;
    if (!found.has(key)) found.set(key, route);
  }
  return [...found.values()];
}

/** What goes wrong in one framework does not take the others with it. */
function routesOf(framework: Framework, code: Code): RouteFindings {
  try {
    return framework.routes(code);
  } catch (error) {
    const message = `Reading the routes of ${framework.id} failed, so those it has are missing here (${String(error)}). This is a fault in Holdfast: please report it.`;
    return { routes: [], problems: [problem('internal-error', message)] };
  }
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}
