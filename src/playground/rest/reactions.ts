import { actor } from '../http/auth.ts';
import { invalidField } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  numberParam,
  ok,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { REACTIONS, type Reaction } from '../model/records.ts';
import { reactionResource } from '../resources/issue.ts';
import { commentAt, issueAt } from './issue-access.ts';

type Target = (call: RepositoryCall, level: 'read' | 'write') => Reaction[];

const ofIssue: Target = (call, level) => issueAt(call, level).reactions;
const ofComment: Target = (call, level) => commentAt(call, level).reactions;
const ofReviewComment: Target = (call) =>
  found(call.repository.reviewComments.get(numberParam(call, 'comment_id'))).reactions;

/** Adds a reaction; the same one again is answered with 200 and stays one. */
function react(call: RepositoryCall, reactions: Reaction[]): Reply {
  const user = actor(call.site.state, call.principal);
  const content = call.body.oneOf('content', REACTIONS);
  if (content === undefined) throw invalidField('Reaction', 'content');
  const known = reactions.find((one) => one.user === user && one.content === content);
  if (known !== undefined) return ok(reactionResource(call.site, known));
  const reaction: Reaction = {
    id: call.site.state.nextId(),
    user,
    content,
    createdAt: call.site.state.now(),
  };
  reactions.push(reaction);
  call.site.state.changed();
  return created(reactionResource(call.site, reaction));
}

function routesOf(path: string, target: Target, permission: 'issues' | 'pull_requests') {
  const also = permission === 'issues' ? 'pull_requests' : 'issues';
  return [
    repositoryRoute('GET', path, [`${permission}:read`, `${also}:read`], (call) =>
      listReply(call, target(call, 'read'), (one) => reactionResource(call.site, one)),
    ),
    repositoryRoute('POST', path, [`${permission}:write`, `${also}:write`], (call) =>
      react(call, target(call, 'write')),
    ),
  ];
}

export const reactionRoutes = [
  ...routesOf('/issues/{issue_number}/reactions', ofIssue, 'issues'),
  ...routesOf('/issues/comments/{comment_id}/reactions', ofComment, 'issues'),
  ...routesOf('/pulls/comments/{comment_id}/reactions', ofReviewComment, 'pull_requests'),
];
