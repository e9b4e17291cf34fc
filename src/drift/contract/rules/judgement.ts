import type { Compatibility, MismatchType } from '../../drift.ts';
import type { Rule } from '../../rule.ts';

/** How a fact meets those on one end of the data flow. */
export interface Judgement {
  readonly compatibility: Compatibility;
  readonly why: string;
  readonly remedy: string;
}

/** What can happen to a schema by itself, wherever it is used. */
export interface Fact {
  /** Completed by the name of the site: `The type of …`. */
  readonly title: (site: string) => string;
  readonly mismatch_type: MismatchType;
  readonly request: Judgement;
  readonly response: Judgement;
  /** For parameters, where that is not as for bodies. */
  readonly parameter?: Judgement;
  /** Only bodies and their properties have a rule of their own for it. */
  readonly bodies?: true;
  /** It changes how values are meant, not which are accepted, so that no value can show it. */
  readonly annotation?: true;
  /** Why it is judged otherwise than elsewhere. */
  readonly note?: string;
}

export const REFUSED: Judgement = {
  compatibility: 'definitely_breaking',
  why: 'Callers send values that were accepted and are now refused.',
  remedy: 'Keep accepting the old values, or add a new property, parameter or operation.',
};
export const ACCEPTED: Judgement = {
  compatibility: 'non_breaking',
  why: 'Every value that callers send is still accepted.',
  remedy: 'Nothing to do.',
};
export const UNEXPECTED: Judgement = {
  compatibility: 'definitely_breaking',
  why: 'Consumers get values that could not come before and that they cannot read.',
  remedy: 'Keep sending only the old values, or add a new property or operation for the others.',
};
export const EXPECTED: Judgement = {
  compatibility: 'non_breaking',
  why: 'Every value that can come could come before.',
  remedy: 'Nothing to do.',
};
export const UNDECIDED_REQUEST: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'It could not be decided whether every value that was accepted still is.',
  remedy: 'Compare the two, and keep accepting what callers send.',
};
export const UNDECIDED_RESPONSE: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'It could not be decided whether consumers can read every value that may come now.',
  remedy: 'Compare the two, and keep to what consumers can read.',
};

export const narrowed = { request: REFUSED, response: EXPECTED } as const;
export const widened = { request: ACCEPTED, response: UNEXPECTED } as const;
export const changed = { request: REFUSED, response: UNEXPECTED } as const;
export const undecided = { request: UNDECIDED_REQUEST, response: UNDECIDED_RESPONSE } as const;

/**
 * What to do about one case of a rule: a rule that is harmless by itself says that nothing has to be done, which is not
 * so where the case may break because of what stands beside it.
 */
export function remedyOf(
  { remedy, direction, compatibility: declared }: Declared,
  compatibility: Compatibility,
): string {
  if (compatibility === 'non_breaking' && declared !== compatibility) return ACCEPTED.remedy;
  if (declared !== 'non_breaking' || compatibility === declared || direction === 'none')
    return remedy;
  const isOpen = compatibility === 'potentially_breaking';
  if (direction === 'request') return (isOpen ? UNDECIDED_REQUEST : REFUSED).remedy;
  return (isOpen ? UNDECIDED_RESPONSE : UNEXPECTED).remedy;
}

type Declared = Pick<Rule, 'remedy' | 'direction' | 'compatibility'>;

/** A text with a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
