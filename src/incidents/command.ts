/** What a comment asks for: the commands that start with `/holdfast`. Pure. */
import { nearMiss } from '../settings/near-miss.ts';

export type Command =
  | { readonly kind: 'help' }
  /** `about` is a rule, the beginning of a fingerprint, or null for what the issue or pull request is about. */
  | { readonly kind: 'explain'; readonly about: string | null }
  | { readonly kind: 'audit' }
  | { readonly kind: 'fix' }
  | { readonly kind: 'ack' }
  | { readonly kind: 'resolve'; readonly note: string }
  /** `until` is the last day: `YYYY-MM-DD`. */
  | { readonly kind: 'waive'; readonly until: string; readonly reason: string };

/** `message` says in Markdown what is wrong and what would be right; it holds nothing of the comment. */
export type CommandReading =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly message: string };

/** Every command as people are told of it. */
export const COMMAND_LIST: readonly {
  readonly name: Command['kind'];
  readonly usage: string;
  readonly where: string;
  readonly does: string;
}[] = [
  {
    name: 'help',
    usage: '/holdfast help',
    where: 'anywhere',
    does: 'shows this table',
  },
  {
    name: 'explain',
    usage: '/holdfast explain [rule or fingerprint]',
    where: 'anywhere',
    does: 'says why something breaks and what to do: a rule, a change by the beginning of its fingerprint, or all that the incident or pull request is about',
  },
  {
    name: 'audit',
    usage: '/holdfast audit',
    where: 'anywhere',
    does: 'audits the pull request again; on an issue, its branch',
  },
  {
    name: 'waive',
    usage: '/holdfast waive <until> <reason>',
    where: 'an incident, a pull request',
    does: 'accepts the changes through that day: `2027-01-31`, or `30d` for thirty days',
  },
  {
    name: 'ack',
    usage: '/holdfast ack',
    where: 'an incident',
    does: 'acknowledges it: somebody is at it',
  },
  {
    name: 'resolve',
    usage: '/holdfast resolve <note>',
    where: 'an incident',
    does: 'resolves it; only a new change brings it back',
  },
  {
    name: 'fix',
    usage: '/holdfast fix',
    where: 'an incident, a pull request',
    does: 'asks for a pull request with the fix',
  },
];

/** Longer notes and reasons are cut. */
const MAX_LINE = 1_000;

const COMMAND = /^\/holdfast(?=\s|$)/;

/** The command of a comment: its first line that is not blank, if that is one; otherwise null. */
export function commandLine(body: string): string | null {
  const first = body.split(/\r\n|\r|\n/).find((line) => line.trim() !== '');
  return first !== undefined && COMMAND.test(first) ? first.trim().slice(0, MAX_LINE) : null;
}

/** Reads a command's line. `today` (YYYY-MM-DD) is the day it was written. */
export function readCommand(line: string, today: string): CommandReading {
  const [, name = 'help', ...words] = line.trim().split(/\s+/);
  const rest = words.join(' ');
  switch (name) {
    case 'help':
    case 'audit':
    case 'fix':
    case 'ack':
      return { ok: true, command: { kind: name } };
    case 'explain':
      return { ok: true, command: { kind: name, about: words[0] ?? null } };
    case 'resolve':
      return rest === ''
        ? wrong('`/holdfast resolve` needs a note: `/holdfast resolve <note>`.')
        : { ok: true, command: { kind: 'resolve', note: rest } };
    case 'waive':
      return readWaive(words, today);
    default:
      return wrong(unknown(name));
  }
}

function unknown(name: string): string {
  const names = COMMAND_LIST.map((command) => command.name);
  const meant = nearMiss(name, names);
  const hint = meant === undefined ? '' : ` Did you mean \`/holdfast ${meant}\`?`;
  return `There is no such command.${hint} There are ${names.map((one) => `\`${one}\``).join(', ')}; \`/holdfast help\` says what they do.`;
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
