import { type Fact, narrowed, widened } from '../judgement.ts';

/** The bounds of JSON Schema by what they are called in rule ids. */
export const BOUNDS = {
  max: { keyword: 'maximum', upper: true },
  min: { keyword: 'minimum', upper: false },
  'exclusive-max': { keyword: 'exclusiveMaximum', upper: true },
  'exclusive-min': { keyword: 'exclusiveMinimum', upper: false },
  'max-length': { keyword: 'maxLength', upper: true },
  'min-length': { keyword: 'minLength', upper: false },
  'max-items': { keyword: 'maxItems', upper: true },
  'min-items': { keyword: 'minItems', upper: false },
  'max-properties': { keyword: 'maxProperties', upper: true, bodies: true },
  'min-properties': { keyword: 'minProperties', upper: false, bodies: true },
  'max-contains': { keyword: 'maxContains', upper: true, bodies: true },
  'min-contains': { keyword: 'minContains', upper: false, bodies: true },
} as const satisfies Readonly<Record<string, { keyword: string; upper: boolean; bodies?: true }>>;

export type BoundName = keyof typeof BOUNDS;
export type BoundChange = 'set' | 'unset' | 'increased' | 'decreased';
/** `minContains` is 1 where it is not given, so that it is never set, only moved. */
export type BoundFact = Exclude<
  `${BoundName}-${BoundChange}`,
  'min-contains-set' | 'min-contains-unset'
>;

/** The fact that a bound changed in one way. */
export function boundFact(name: BoundName, change: BoundChange): BoundFact {
  if (name !== 'min-contains') return `${name}-${change}`;
  return change === 'increased' || change === 'set'
    ? 'min-contains-increased'
    : 'min-contains-decreased';
}

const NOTE =
  'A bound where there was none refuses values that were accepted, which is certain, not only possible.';

/** What can happen to a bound: it comes, goes, or moves either way. */
export const boundFacts: Readonly<Record<BoundFact, Fact>> = build();

function build(): Record<BoundFact, Fact> {
  const facts: Partial<Record<BoundFact, Fact>> = {};
  for (const name of names()) {
    const bound = BOUNDS[name];
    const set = (change: BoundChange, words: string, narrows: boolean): void => {
      facts[boundFact(name, change)] = {
        title: (site) => `${bound.keyword} of ${site} ${words}`,
        mismatch_type: 'constraint_violation',
        ...(narrows ? narrowed : widened),
        ...('bodies' in bound ? { bodies: true } : {}),
        ...(change === 'set' ? { note: NOTE } : {}),
      };
    };
    if (name !== 'min-contains') {
      set('set', 'was set', true);
      set('unset', 'was removed', false);
    }
    set('increased', 'was increased', !bound.upper);
    set('decreased', 'was decreased', bound.upper);
  }
  return complete(facts);
}

/** The names of all bounds. */
export function names(): BoundName[] {
  return Object.keys(BOUNDS).filter((name): name is BoundName => name in BOUNDS);
}

function complete(facts: Partial<Record<BoundFact, Fact>>): Record<BoundFact, Fact> {
  const isComplete = (all: typeof facts): all is Record<BoundFact, Fact> =>
    Object.keys(all).length === names().length * 4 - 2;
  if (!isComplete(facts)) throw new Error('A bound has no facts.');
  return facts;
}
