// Makes many random edits of one document, each on the document as it is, and counts what became of them.
import type { SourceDocument } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { type Care, EditCheck } from './exactness.ts';
import { randomChange, randomNumbers } from './random-edits.ts';

/** Documents of more characters are looked at thoroughly after one edit of so many: other readers take long. */
const LARGE = 4_000;
const THOROUGH = 20;
/** JSON of more characters is read again as a whole after one edit of so many; else only what is around the edit. */
const HUGE = 1_000_000;
const WHOLE = 50;

function careOf({ text, format }: SourceDocument, edit: number): Care {
  if (format === 'json' && text.length > HUGE) return edit % WHOLE === 0 ? 'thorough' : 'around';
  return text.length < LARGE || edit % THOROUGH === 0 ? 'thorough' : 'usual';
}

/** What became of the edits of one document. */
export interface EditTally {
  readonly made: number;
  /** Edits that gave something else than what was meant: what happened and the change, as JSON. */
  readonly broken: readonly string[];
  /** How often each reason was given for not making an edit. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Tries `count` edits of a document; the same ones for the same seed. Throws where the document cannot be read. */
export function tallyEdits(file: string, text: string, count: number, seed: number): EditTally {
  const parsed = parseDocument(file, text);
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem.message}`);
  const check = new EditCheck(parsed.value);
  const random = randomNumbers(seed);
  const broken: string[] = [];
  const refused = new Map<string, number>();
  let made = 0;
  // A walk may end where it starts; it is then begun again.
  for (
    let tries = 0;
    made + broken.length + total(refused) < count && tries < count * 2;
    tries += 1
  ) {
    const change = randomChange(parsed.value, random);
    if (change === undefined) continue;
    const outcome = check.try(change, careOf(parsed.value, tries));
    if (outcome.kind === 'made') made += 1;
    else if (outcome.kind === 'broken')
      broken.push(`${file}: ${outcome.reason}: ${JSON.stringify(change)}`);
    else refused.set(outcome.reason, (refused.get(outcome.reason) ?? 0) + 1);
  }
  return { made, broken, refused };
}

/** How many edits were refused. */
export function total(refused: EditTally['refused']): number {
  return [...refused.values()].reduce((sum, count) => sum + count, 0);
}
