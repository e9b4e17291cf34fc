import { raw } from 'hono/html';
import { type CheckRun, fullName } from '../model/records.ts';
import { conclusionLook, Icon } from './icons.tsx';
import { plural, Time } from './layout.tsx';
import { renderMarkdown } from './markdown.ts';

/** Markdown, rendered. */
export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{raw(renderMarkdown(text))}</div>;
}

function status(run: CheckRun): string {
  if (run.status === 'queued') return 'Queued';
  return conclusionLook(run.conclusion).word;
}

/** A check run: its verdict, its summary and text, and its buttons. */
export function CheckRunCard({ run }: { run: CheckRun }) {
  const look = conclusionLook(run.conclusion);
  const base = `/${fullName(run.suite.repository)}/runs/${run.id}`;
  const done = run.completedAt;
  return (
    <section class={`card check ${look.tone}`} aria-labelledby={`run-${run.id}`}>
      <div class="head">
        <span class={`disc ${look.tone}`}>
          <Icon name={look.icon} />
        </span>
        <div>
          <h3 id={`run-${run.id}`}>{run.title ?? run.name}</h3>
          <p>
            <a href={base}>{run.name}</a> · {status(run)}
            {done === null ? '' : ' · '}
            {done === null ? '' : <Time at={done} />}
            {run.annotations.length === 0
              ? ''
              : ` · ${plural(run.annotations.length, 'annotation')}`}
          </p>
        </div>
        <div class="buttons">
          {run.actions.map((action) => (
            <form method="post" action={`${base}/actions/${action.identifier}`}>
              <button type="submit" title={action.description}>
                {action.label}
              </button>
            </form>
          ))}
          <form method="post" action={`${base}/rerequest`}>
            <button type="submit">Re-run</button>
          </form>
        </div>
      </div>
      <div class="body">
        {run.summary === null ? '' : <Markdown text={run.summary} />}
        {run.text === null ? '' : <Markdown text={run.text} />}
      </div>
    </section>
  );
}
