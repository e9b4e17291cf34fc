import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';

/** How a removal stands to what was announced before. */
export type Removal = 'without-deprecation' | 'before-sunset' | 'with-deprecation';

/**
 * Whether a removal was announced: deprecated, and no sunset date (`x-sunset`) after the audit's date was promised.
 * Dates are `YYYY-MM-DD`, alone or at the start of a date-time (RFC 3339).
 */
export function removalOf(
  model: ContractModel,
  thing: { readonly deprecated: boolean; readonly sunset: Node | null },
  date: string,
): Removal {
  if (!thing.deprecated) return 'without-deprecation';
  if (thing.sunset === null) return 'with-deprecation';
  const sunset = sunsetDate(thing.sunset);
  if (sunset === undefined) {
    model.contract.reportInvalid(thing.sunset, 'a date such as 2030-12-31');
    return 'without-deprecation';
  }
  return sunset > date ? 'before-sunset' : 'with-deprecation';
}

function sunsetDate(node: Node): string | undefined {
  const { value } = node;
  const match = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|T|t| )/.exec(value) : null;
  const [date] = match ?? [];
  return date === undefined || Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? undefined : date;
}
