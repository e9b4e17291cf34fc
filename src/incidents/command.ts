/** What a comment asks for: the commands that start with `/holdfast`. Pure. */

export type Command =
  | { readonly kind: 'audit' }
  | { readonly kind: 'ack' }
  | { readonly kind: 'resolve'; readonly note: string }
  /** `until` is the last day: `YYYY-MM-DD`. */
  | { readonly kind: 'waive'; readonly until: string; readonly reason: string };

/** `message` says in Markdown what is wrong and what would be right; it holds nothing of the comment. */
export type CommandReading =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly message: string };

/** Longer notes and reasons are cut. */
const MAX_LINE = 1_000;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const COMMAND = /^\/holdfast(?=\s|$)/;

/**
 * The line of a comment that is a command; null when it has none. The first one counts. Lines of code blocks and
 * quotes are not commands: they speak of one.
 */
export function commandLine(body: string): string | null {
  let fence: string | null = null;
  for (const line of body.split(/\r\n|\r|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
    } else if (mark !== undefined) fence = mark;
    else if (COMMAND.test(line)) return line.trim().slice(0, MAX_LINE);
  }
  return null;
}

/** Reads a command's line. `today` (YYYY-MM-DD) is the day it was written. */
export function readCommand(line: string, today: string): CommandReading {
  const [, name = '', ...words] = line.split(/\s+/);
  const rest = words.join(' ');
  switch (name) {
    case 'audit':
    case 'ack':
      return { ok: true, command: { kind: name } };
    case 'resolve':
      return rest === ''
        ? wrong('`/holdfast resolve` needs a note: `/holdfast resolve <note>`.')
        : { ok: true, command: { kind: 'resolve', note: rest } };
    case 'waive':
      return readWaive(words, today);
    default:
      return wrong(
        'There is no such command. There are `/holdfast audit`, `/holdfast ack`, `/holdfast resolve <note>` and `/holdfast waive <until> <reason>`.',
      );
  }
}

const WAIVE =
  '`/holdfast waive <until> <reason>`, where `<until>` is the last day (`2027-01-31`) or a number of days (`30d`)';

function readWaive([until = '', ...reason]: readonly string[], today: string): CommandReading {
  const day = lastDay(until, today);
  if (day === null) return wrong(`It is not clear until when. Write ${WAIVE}.`);
  if (day < today) return wrong(`That day has passed. Write ${WAIVE}.`);
  if (reason.length === 0) return wrong(`A waiver needs a reason. Write ${WAIVE}.`);
  return { ok: true, command: { kind: 'waive', until: day, reason: reason.join(' ') } };
}

const DAY_MS = 86_400_000;

/** `2027-01-31` or `30d` as a day; null when it is neither, or no day of the calendar. */
function lastDay(until: string, today: string): string | null {
  const days = /^(\d{1,4})d$/.exec(until)?.[1];
  if (days !== undefined) return dayOf(Date.parse(`${today}T00:00:00Z`) + Number(days) * DAY_MS);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until)) return null;
  const time = Date.parse(`${until}T00:00:00Z`);
  // JavaScript takes February 30 for March 2.
  return Number.isNaN(time) || dayOf(time) !== until ? null : until;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function wrong(message: string): CommandReading {
  return { ok: false, message };
}
