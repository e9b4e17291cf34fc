import type { FileChange } from '../git/diff.ts';
import { type CheckRun, fullName, type PullRequest } from '../model/records.ts';
import { commentsOf } from '../resources/issue.ts';
import { CheckRunCard } from './check.tsx';
import { Conversation } from './conversation.tsx';
import { FileDiff, type Note } from './diff.tsx';
import { conclusionLook, Icon } from './icons.tsx';
import { Crumbs, Layout, plural } from './layout.tsx';

/** Files that one page shows. */
const SHOWN_FILES = 100;

function stateOf(issue: PullRequest): { readonly name: string; readonly word: string } {
  if (issue.pull.mergedAt !== null) return { name: 'merged', word: 'Merged' };
  if (issue.state === 'closed') return { name: 'closed', word: 'Closed' };
  return issue.pull.draft ? { name: 'draft', word: 'Draft' } : { name: 'open', word: 'Open' };
}

/** The newest run of each name on the head commit. */
function latestRuns(issue: PullRequest): CheckRun[] {
  const runs = [...issue.repository.checkRuns.values()].filter(
    (run) => run.headSha === issue.pull.head.sha,
  );
  return [...new Map(runs.map((run) => [run.name, run])).values()];
}

function Header({ issue, commits }: { issue: PullRequest; commits: number }) {
  const state = stateOf(issue);
  const { head, base } = issue.pull;
  const fork = head.repository === issue.repository ? '' : `${head.repository.owner.login}:`;
  return (
    <>
      <h1>
        {issue.title} <span class="number">#{issue.number}</span>
      </h1>
      <div class="facts">
        <span class={`state ${state.name}`}>
          <Icon name="pull" /> {state.word}
        </span>
        <span>
          <b>{issue.user.login}</b> wants to merge {plural(commits, 'commit')} into{' '}
          <span class="branch">{base.ref}</span> from{' '}
          <span class="branch">
            {fork}
            {head.ref}
          </span>
        </span>
      </div>
    </>
  );
}

function Tabs(props: { comments: number; runs: readonly CheckRun[]; files: number }) {
  const worst = props.runs.find((run) => run.conclusion === 'failure') ?? props.runs[0];
  const look = worst === undefined ? null : conclusionLook(worst.conclusion);
  return (
    <nav class="tabs" aria-label="Parts of the pull request">
      <a href="#checks">
        <span class={`tone-${look?.tone ?? 'quiet'}`}>
          <Icon name={look?.icon ?? 'dot'} />
        </span>
        Checks <span class="count-pill">{props.runs.length}</span>
      </a>
      <a href="#conversation">
        <Icon name="comment" /> Conversation <span class="count-pill">{props.comments}</span>
      </a>
      <a href="#files">
        <Icon name="file" /> Files changed <span class="count-pill">{props.files}</span>
      </a>
    </nav>
  );
}

/** Notes by the path of their file. */
function notesOf(issue: PullRequest, runs: readonly CheckRun[]): Map<string, Note[]> {
  const notes = new Map<string, Note[]>();
  const add = (path: string, note: Note) => notes.set(path, [...(notes.get(path) ?? []), note]);
  for (const run of runs) {
    for (const annotation of run.annotations) {
      add(annotation.path, { kind: 'annotation', check: run.name, annotation });
    }
  }
  for (const comment of issue.repository.reviewComments.values()) {
    if (comment.review.issue === issue) add(comment.path, { kind: 'comment', comment });
  }
  return notes;
}

/** A file that was not changed and in which something was noted. */
function unchanged(path: string): FileChange {
  return {
    path,
    previousPath: null,
    status: 'modified',
    additions: 0,
    deletions: 0,
    sha: '',
    patch: '',
  };
}

/** A file of the head commit by lines; none where it is not there. */
async function headLines(issue: PullRequest, path: string): Promise<readonly string[]> {
  const { git } = issue.repository;
  const items = await git.tree(issue.pull.head.sha, true);
  const item = items.find((one) => one.path === path && one.type === 'blob');
  const object = item === undefined ? null : await git.object(item.sha);
  return object === null ? [] : object.content.toString('utf8').split('\n');
}

/** A pull request: header, verdicts of the checks, conversation, changed files with annotations. */
export async function PullPage({ issue }: { issue: PullRequest }) {
  const { base, head } = issue.pull;
  const comparison = await issue.repository.git.compare(base.sha, head.sha);
  const changed = comparison?.files ?? [];
  const runs = latestRuns(issue);
  const notes = notesOf(issue, runs);
  const known = new Set(changed.map(({ path }) => path));
  const files = [
    ...changed,
    ...[...notes.keys()].filter((path) => !known.has(path)).map(unchanged),
  ];
  // Files in which something was noted come first.
  const ordered = [
    ...files.filter(({ path }) => notes.has(path)),
    ...files.filter(({ path }) => !notes.has(path)),
  ];
  const diffs = await Promise.all(
    ordered.slice(0, SHOWN_FILES).map(async (file) => ({
      file,
      notes: notes.get(file.path) ?? [],
      head: notes.has(file.path) ? await headLines(issue, file.path) : [],
    })),
  );
  return (
    <Layout title={`${issue.title} · ${fullName(issue.repository)}#${issue.number}`}>
      <Crumbs repository={issue.repository} />
      <Header issue={issue} commits={comparison?.ahead.length ?? 0} />
      <Tabs comments={commentsOf(issue).length} runs={runs} files={changed.length} />
      <section id="checks" aria-label="Checks">
        {runs.length === 0 ? (
          <div class="card empty">
            <div class="body">No checks have reported on this commit yet.</div>
          </div>
        ) : (
          runs.map((run) => <CheckRunCard run={run} />)
        )}
        {issue.state === 'open' && issue.pull.mergeable === false ? (
          <Conflicts issue={issue} />
        ) : (
          ''
        )}
      </section>
      <h2>Conversation</h2>
      <Conversation issue={issue} />
      <h2 id="files">
        Files changed <span class="count">{plural(changed.length, 'file')}</span>
      </h2>
      {diffs.map(({ file, notes: own, head: lines }) => (
        <FileDiff file={file} notes={own} head={lines} />
      ))}
      {ordered.length > SHOWN_FILES ? (
        <p>{plural(ordered.length - SHOWN_FILES, 'more file')} not shown.</p>
      ) : (
        ''
      )}
    </Layout>
  );
}

function Conflicts({ issue }: { issue: PullRequest }) {
  return (
    <div class="card check warn">
      <div class="body">
        This branch has conflicts with <span class="branch">{issue.pull.base.ref}</span>:{' '}
        {issue.pull.conflicts.join(', ')}
      </div>
    </div>
  );
}
