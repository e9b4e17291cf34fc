/** What the schema cannot say of a schedule: that the expression has meaning, and the time zone exists. */
import { CronExpressionParser } from 'cron-parser';
import { isObject, type SourceDocument } from '../document/document.ts';
import { type Problem, problem } from '../problem.ts';

export function checkSchedule(document: SourceDocument): readonly Problem[] {
  const schedule = isObject(document.value) ? document.value['schedule'] : undefined;
  if (!isObject(schedule)) return [];
  const { cron, timezone } = schedule;
  const problems: Problem[] = [];
  if (typeof cron === 'string') {
    const fault = cronFault(cron);
    if (fault !== null) {
      const message = `/schedule/cron must have five fields, as in "0 9 * * 1" (Mondays at nine): ${fault}; it is ${JSON.stringify(cron)}.`;
      problems.push(
        problem('invalid-settings', message, document.locateValue(['schedule', 'cron'])),
      );
    }
  }
  if (typeof timezone === 'string' && !isTimeZone(timezone)) {
    const message = `/schedule/timezone must be the name of a time zone, for example Europe/Berlin or UTC; it is ${JSON.stringify(timezone)}.`;
    problems.push(
      problem('invalid-settings', message, document.locateValue(['schedule', 'timezone'])),
    );
  }
  return problems;
}

/** What is wrong with an expression; null when nothing is. */
function cronFault(cron: string): string | null {
  const fields = cron.trim().split(/\s+/).length;
  if (fields !== 5) return `it has ${fields}`;
  try {
    CronExpressionParser.parse(cron, { currentDate: new Date(0), tz: 'UTC' }).next();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'RangeError')) {
      return false;
    }
    throw error;
  }
}
