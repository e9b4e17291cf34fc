import type { Child } from 'hono/jsx';
import type { FileChange, PatchLine } from '../git/diff.ts';
import type { Annotation, ReviewComment } from '../model/records.ts';
import { Markdown } from './check.tsx';
import { linesToShow } from './diff-lines.ts';
import { Avatar, plural } from './layout.tsx';

/** Lines of a patch that are shown; of longer ones, only those near what was noted. */
const SHOWN_LINES = 400;
const NEAR = 6;
/** Notes that are shown for one file. */
const SHOWN_NOTES = 100;

/** What stands at a line: an annotation of a check run or a review comment. */
export type Note =
  | { readonly kind: 'annotation'; readonly check: string; readonly annotation: Annotation }
  | { readonly kind: 'comment'; readonly comment: ReviewComment };

const LEVELS = { failure: 'Failure', warning: 'Warning', notice: 'Notice' } as const;

function lines(annotation: Annotation): string {
  const { start_line: start, end_line: end } = annotation;
  return start === end ? `line ${start}` : `lines ${start}–${end}`;
}

function NoteBox({ note }: { note: Note }) {
  if (note.kind === 'comment') {
    const { minimizedReason: reason } = note.comment;
    if (reason !== null) {
      return (
        <article class="annotation">
          <details>
            <summary>
              {note.comment.user.login}: this comment was marked as {reason.toLowerCase()}
            </summary>
            <Markdown text={note.comment.body} />
          </details>
        </article>
      );
    }
    return (
      <article class="annotation">
        <h4>
          <Avatar user={note.comment.user} small /> {note.comment.user.login}
        </h4>
        <Markdown text={note.comment.body} />
      </article>
    );
  }
  const { annotation, check } = note;
  return (
    <article class={`annotation ${annotation.annotation_level}`}>
      <h4>
        <span class="level">{LEVELS[annotation.annotation_level]}</span>
        {annotation.title === null ? '' : ` · ${annotation.title}`}{' '}
        <span class="where">
          {check}, {lines(annotation)}
        </span>
      </h4>
      <pre class="message">{annotation.message}</pre>
      {annotation.raw_details === null ? (
        ''
      ) : (
        <details>
          <summary>Details</summary>
          <pre>{annotation.raw_details}</pre>
        </details>
      )}
    </article>
  );
}

function standsAt(note: Note, line: PatchLine): boolean {
  if (note.kind === 'annotation') return line.right === note.annotation.end_line;
  const { side, line: number } = note.comment;
  return (side === 'LEFT' ? line.left : line.right) === number;
}

const SIGNS = { added: '+', removed: '−', context: ' ', hunk: '', note: '' } as const;

function Row({ line }: { line: PatchLine }) {
  if (line.kind === 'hunk' || line.kind === 'note') {
    return (
      <tr class={line.kind === 'hunk' ? 'hunk' : 'gap'}>
        <td colspan={3}>{line.text}</td>
      </tr>
    );
  }
  return (
    <tr class={line.kind}>
      <td class="n">{line.left ?? ''}</td>
      <td class="n">{line.right ?? ''}</td>
      <td class="code" data-sign={SIGNS[line.kind]}>
        {line.text}
      </td>
    </tr>
  );
}

function Gap({ count }: { count: number }) {
  return (
    <tr class="gap">
      <td colspan={3}>{plural(count, 'more line')} of the diff not shown</td>
    </tr>
  );
}

function NoteRow({ note }: { note: Note }) {
  return (
    <tr class="noted">
      <td colspan={3}>
        <NoteBox note={note} />
      </td>
    </tr>
  );
}

/** Which lines of a long patch are shown: those near a note, and the first ones. */
function shown(patch: readonly PatchLine[], notes: readonly Note[]): (index: number) => boolean {
  if (patch.length <= SHOWN_LINES) return () => true;
  const near = new Set<number>();
  for (const [index, line] of patch.entries()) {
    if (!notes.some((note) => standsAt(note, line))) continue;
    for (let offset = -NEAR; offset <= NEAR; offset += 1) near.add(index + offset);
  }
  return (index) => near.has(index) || (near.size === 0 && index < 40);
}

function rows(patch: readonly PatchLine[], notes: readonly Note[]): Child[] {
  const visible = shown(patch, notes);
  const placed = new Set<Note>();
  const result: Child[] = [];
  let hidden = 0;
  const closeGap = () => {
    if (hidden > 0) result.push(<Gap count={hidden} />);
    hidden = 0;
  };
  for (const [index, line] of patch.entries()) {
    if (!visible(index)) {
      hidden += 1;
      continue;
    }
    closeGap();
    result.push(<Row line={line} />);
    for (const note of notes) {
      if (placed.has(note) || !standsAt(note, line)) continue;
      placed.add(note);
      result.push(<NoteRow note={note} />);
    }
  }
  closeGap();
  const outside = notes.filter((note) => !placed.has(note));
  return [...result, ...outside.map((note) => <NoteRow note={note} />)];
}

/** A changed file with what was noted in it, each note under its line; those outside the diff at the end. */
export function FileDiff(props: {
  file: FileChange;
  notes: readonly Note[];
  /** The file at head by lines, where something was noted in it. */
  head: readonly string[];
}) {
  const { file, notes, head } = props;
  const kept = notes.slice(0, SHOWN_NOTES);
  const noted = kept.flatMap((note) =>
    note.kind === 'annotation' ? [note.annotation.end_line] : [],
  );
  const patch = linesToShow(file.patch, head, noted);
  return (
    <section class="card file" aria-label={file.path}>
      <header>
        <b>
          {file.previousPath === null ? '' : `${file.previousPath} → `}
          {file.path}
        </b>
        {notes.length === 0 ? '' : <span class="tag">{plural(notes.length, 'note')}</span>}
        <span class="stats">
          <span class="plus">+{file.additions}</span> <span class="minus">−{file.deletions}</span>
        </span>
      </header>
      <table class="diff">
        <colgroup>
          <col class="n" />
          <col class="n" />
          <col />
        </colgroup>
        <tbody>
          {file.patch === null ? (
            <tr class="gap">
              <td colspan={3}>The diff of this file is too large to show, or it is binary.</td>
            </tr>
          ) : (
            ''
          )}
          {rows(patch, kept)}
          {notes.length > kept.length ? (
            <tr class="gap">
              <td colspan={3}>{plural(notes.length - kept.length, 'more note')} not shown</td>
            </tr>
          ) : (
            ''
          )}
        </tbody>
      </table>
    </section>
  );
}
