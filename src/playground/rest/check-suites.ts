import { actor } from '../http/auth.ts';
import { ApiError } from '../http/errors.ts';
import {
  countedReply,
  created,
  found,
  numberParam,
  ok,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { ensureSuite, rerequestSuite } from '../model/checks.ts';
import type { CheckSuite } from '../model/records.ts';
import { checkSuiteResource, runsOf } from '../resources/check.ts';
import { listRuns } from './check-runs.ts';

function suiteOf(call: RepositoryCall): CheckSuite {
  return found(call.repository.checkSuites.get(numberParam(call, 'check_suite_id')));
}

async function listForRef(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const ref = param(call, 'ref');
  const sha = await repository.git.resolve(ref);
  if (sha === null) throw new ApiError(422, `No commit found for SHA: ${ref}`);
  const suites = [...repository.checkSuites.values()].filter((suite) => suite.headSha === sha);
  return countedReply(call, 'check_suites', suites, (suite) => checkSuiteResource(site, suite));
}

async function create(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const sha = call.body.requiredText('head_sha');
  if ((await repository.git.commit(sha)) === null) {
    throw new ApiError(422, `No commit found for SHA: ${sha}`);
  }
  const user = actor(site.state, call.principal);
  const suite = await ensureSuite(site, repository, sha, null, null, user);
  return created(await checkSuiteResource(site, suite));
}

async function rerequest(call: RepositoryCall): Promise<Reply> {
  await rerequestSuite(call.site, suiteOf(call), actor(call.site.state, call.principal));
  return created({});
}

export const checkSuiteRoutes = [
  repositoryRoute('GET', '/commits/{ref}/check-suites', ['checks:read'], listForRef),
  repositoryRoute('POST', '/check-suites', ['checks:write'], create),
  repositoryRoute('GET', '/check-suites/{check_suite_id}', ['checks:read'], async (call) =>
    ok(await checkSuiteResource(call.site, suiteOf(call))),
  ),
  repositoryRoute('GET', '/check-suites/{check_suite_id}/check-runs', ['checks:read'], (call) =>
    listRuns(call, runsOf(suiteOf(call))),
  ),
  repositoryRoute('POST', '/check-suites/{check_suite_id}/rerequest', ['checks:write'], rerequest),
];
