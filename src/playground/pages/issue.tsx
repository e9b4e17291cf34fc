import { type CheckRun, fullName, type Issue, type Repository } from '../model/records.ts';
import { CheckRunCard } from './check.tsx';
import { Conversation } from './conversation.tsx';
import { Icon } from './icons.tsx';
import { Crumbs, Layout, Time } from './layout.tsx';

/** An issue and what was said to it. */
export function IssuePage({ issue }: { issue: Issue }) {
  return (
    <Layout title={`${issue.title} · ${fullName(issue.repository)}#${issue.number}`}>
      <Crumbs repository={issue.repository} />
      <h1>
        {issue.title} <span class="number">#{issue.number}</span>
      </h1>
      <div class="facts">
        <span class={`state ${issue.state}`}>
          <Icon name="dot" /> {issue.state === 'open' ? 'Open' : 'Closed'}
        </span>
        <span>
          <b>{issue.user.login}</b> opened this on <Time at={issue.createdAt} />
        </span>
        {issue.labels.map((label) => (
          <span class="tag">{label.name}</span>
        ))}
      </div>
      <Conversation issue={issue} />
    </Layout>
  );
}

/** A check run alone. */
export function RunPage({ run }: { run: CheckRun }) {
  const { repository } = run.suite;
  return (
    <Layout title={`${run.name} · ${fullName(repository)}`}>
      <Crumbs repository={repository} />
      <h1>{run.name}</h1>
      <p class="facts">
        on <code>{run.headSha}</code>
      </p>
      <CheckRunCard run={run} />
    </Layout>
  );
}

/** Lines of a file that one page shows. */
const SHOWN_LINES = 20_000;

/** A file at a commit, with a place to link to at each line. */
export function BlobPage(props: { repository: Repository; path: string; text: string }) {
  const lines = props.text.split('\n');
  return (
    <Layout title={`${props.path} · ${fullName(props.repository)}`}>
      <Crumbs repository={props.repository} />
      <section class="card file" aria-label={props.path}>
        <header>
          <b>{props.path}</b>
        </header>
        <table class="diff">
          <colgroup>
            <col class="n" />
            <col />
          </colgroup>
          <tbody>
            {lines.slice(0, SHOWN_LINES).map((line, index) => (
              <tr id={`L${index + 1}`}>
                <td class="n">{index + 1}</td>
                <td class="code">{line}</td>
              </tr>
            ))}
            {lines.length > SHOWN_LINES ? (
              <tr class="gap">
                <td colspan={2}>{lines.length - SHOWN_LINES} more lines not shown</td>
              </tr>
            ) : (
              ''
            )}
          </tbody>
        </table>
      </section>
    </Layout>
  );
}
