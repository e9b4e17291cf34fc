import { CommandError } from './exit.ts';

/** The audit's date from an option, or today's in UTC: the one place where the command line asks the clock. */
export function auditDate(option: string | undefined): string {
  if (option === undefined) return new Date().toISOString().slice(0, 10);
  if (!isDay(option)) {
    throw new CommandError(`--date must be a day such as 2026-01-31; it is "${option}".`);
  }
  return option;
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. `Date.parse` takes 30 February for a day in March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
