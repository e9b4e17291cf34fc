import type { Account, Issue, Review } from '../model/records.ts';
import { commentsOf } from '../resources/issue.ts';
import { Markdown } from './check.tsx';
import { Avatar, Time } from './layout.tsx';

function Entry(props: {
  id: string;
  user: Account;
  at: string;
  edited: boolean;
  body: string | null;
}) {
  return (
    <div class="comment" id={props.id}>
      <Avatar user={props.user} />
      <article class="card">
        <header>
          <b>{props.user.login}</b>
          {props.user.type === 'Bot' ? <span class="tag">bot</span> : ''}
          <span>
            <Time at={props.at} />
            {props.edited ? ' · edited' : ''}
          </span>
        </header>
        <div class="body">
          {props.body === null || props.body === '' ? (
            <em>No description.</em>
          ) : (
            <Markdown text={props.body} />
          )}
        </div>
      </article>
    </div>
  );
}

/** The reviews that say something beside their comments on lines. */
function reviewsOf(issue: Issue): Review[] {
  return [...issue.repository.reviews.values()].filter(
    (review) => review.issue === issue && review.state !== 'PENDING' && review.body !== '',
  );
}

/** The description of an issue or pull request and what was said to it. */
export function Conversation({ issue }: { issue: Issue }) {
  return (
    <section aria-label="Conversation" id="conversation">
      <Entry
        id={`issue-${issue.number}`}
        user={issue.user}
        at={issue.createdAt}
        edited={false}
        body={issue.body}
      />
      {reviewsOf(issue).map((review) => (
        <Entry
          id={`pullrequestreview-${review.id}`}
          user={review.user}
          at={review.submittedAt ?? issue.createdAt}
          edited={false}
          body={review.body}
        />
      ))}
      {commentsOf(issue).map((comment) => (
        <Entry
          id={`issuecomment-${comment.id}`}
          user={comment.user}
          at={comment.createdAt}
          edited={comment.updatedAt !== comment.createdAt}
          body={comment.body}
        />
      ))}
    </section>
  );
}
