import type { Route } from '../http/route.ts';
import { appRoutes } from './apps.ts';
import { checkRunRoutes } from './check-runs.ts';
import { checkSuiteRoutes } from './check-suites.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { gitDataRoutes } from './git-data.ts';
import { graphqlRoutes } from './graphql.ts';
import { hookRoutes } from './hooks.ts';
import { issueCommentRoutes } from './issue-comments.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { refRoutes } from './refs.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { workflowRoutes } from './workflows.ts';

/** Every endpoint of the stand-in. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...checkRunRoutes,
  ...checkSuiteRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...gitDataRoutes,
  ...graphqlRoutes,
  ...hookRoutes,
  ...issueCommentRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...pullRoutes,
  ...reactionRoutes,
  ...refRoutes,
  ...repositoryRoutes,
  ...reviewRoutes,
  ...workflowRoutes,
];
