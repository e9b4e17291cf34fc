import { fullName, type Issue, isPull, type Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import { Icon } from './icons.tsx';
import { Layout, plural, Time } from './layout.tsx';

function tone(issue: Issue): string {
  if (issue.pull?.mergedAt) return 'merged';
  return issue.state === 'open' ? 'good' : 'bad';
}

function word(issue: Issue): string {
  if (issue.pull?.mergedAt) return 'merged';
  return issue.state;
}

function IssueList({ issues, nothing }: { issues: readonly Issue[]; nothing: string }) {
  if (issues.length === 0) {
    return (
      <div class="card empty">
        <div class="body">{nothing}</div>
      </div>
    );
  }
  return (
    <div class="card">
      <ul class="list">
        {issues.map((issue) => (
          <li>
            <span class={`tone-${tone(issue)}`} title={word(issue)}>
              <Icon name={isPull(issue) ? 'pull' : 'dot'} />
            </span>
            <a
              class="title"
              href={`/${fullName(issue.repository)}/${isPull(issue) ? 'pull' : 'issues'}/${issue.number}`}
            >
              {issue.title}
            </a>
            {issue.labels.map((label) => (
              <span class="tag">{label.name}</span>
            ))}
            <span class="meta">
              #{issue.number} · {word(issue)} · {issue.user.login} · <Time at={issue.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A repository: its pull requests, issues and branches. */
export function RepositoryPage({ site, repository }: { site: Site; repository: Repository }) {
  const issues = [...repository.issues.values()].sort((a, b) => b.number - a.number);
  const clone = `${site.url}/${fullName(repository)}.git`;
  return (
    <Layout title={fullName(repository)}>
      <h1>{fullName(repository)}</h1>
      <p class="facts">
        <span class="branch">
          <Icon name="branch" /> {repository.defaultBranch}
        </span>
        <span>
          {repository.branches.size === 1 ? '1 branch' : `${repository.branches.size} branches`}
        </span>
        <code>git clone {clone}</code>
      </p>
      <h2>Pull requests</h2>
      <IssueList issues={issues.filter(isPull)} nothing="No pull requests yet." />
      <h2>Issues</h2>
      <IssueList issues={issues.filter((issue) => !isPull(issue))} nothing="No issues yet." />
    </Layout>
  );
}

/** All repositories. */
export function HomePage({ site }: { site: Site }) {
  const repositories = [...site.state.repositories.values()];
  return (
    <Layout title="Playground">
      <h1>Repositories</h1>
      <div class="card">
        <ul class="list">
          {repositories.map((repository) => (
            <li>
              <a class="title" href={`/${fullName(repository)}`}>
                {fullName(repository)}
              </a>
              {repository.parent === null ? (
                ''
              ) : (
                <span class="tag">fork of {fullName(repository.parent)}</span>
              )}
              <span class="meta">
                {plural([...repository.issues.values()].filter(isPull).length, 'pull request')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  );
}
