import { CommandError } from './exit.ts';

/** The audit's date from an option, or today's in UTC: the one place where the command line asks the clock. */
export function auditDate(option: string | undefined): string {
  if (option === undefined) return new Date().toISOString().slice(0, 10);
  const time = Date.parse(`${option}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(option) || Number.isNaN(time)) {
    throw new CommandError(`--date must be a date such as 2026-01-31; it is "${option}".`);
  }
  return option;
}
