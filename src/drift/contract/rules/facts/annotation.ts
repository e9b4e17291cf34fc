import { changed, type Fact, type Judgement, narrowed, undecided, widened } from '../judgement.ts';

const NOTE_HINT =
  'A discriminator refuses no value, but programs that were generated from the contract choose the type by it.';

const HINT: Judgement = {
  compatibility: 'potentially_breaking',
  why: 'Programs that choose the type by the discriminator choose another one, or none.',
  remedy: 'Keep the discriminator and its values as they were, and only add to them.',
};
const HARMLESS: Judgement = {
  compatibility: 'non_breaking',
  why: 'It only helps to choose the type; which values are accepted does not change.',
  remedy: 'Nothing to do.',
};
const hint = { request: HINT, response: HINT } as const;
const harmless = { request: HARMLESS, response: HARMLESS } as const;

/** What can happen to what says how values are meant: the discriminator, and the content of texts. */
export const annotationFacts = {
  'content-encoding-changed': {
    title: (site) => `The content encoding of ${site} changed`,
    mismatch_type: 'format_mismatch',
    bodies: true,
    annotation: true,
    ...changed,
  },
  'content-media-type-changed': {
    title: (site) => `The content media type of ${site} changed`,
    mismatch_type: 'format_mismatch',
    bodies: true,
    annotation: true,
    ...changed,
  },
  'content-schema-added': {
    title: (site) => `A schema of the encoded content was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...narrowed,
  },
  'content-schema-removed': {
    title: (site) => `The schema of the encoded content of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...widened,
  },
  'content-schema-changed': {
    title: (site) => `The schema of the encoded content of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...undecided,
  },
  'discriminator-added': {
    title: (site) => `A discriminator was added to ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...harmless,
  },
  'discriminator-removed': {
    title: (site) => `The discriminator of ${site} was removed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-property-name-changed': {
    title: (site) => `The discriminator property of ${site} changed`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-mapping-added': {
    title: (site) => `A value was added to the discriminator mapping of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...harmless,
  },
  'discriminator-mapping-changed': {
    title: (site) => `A value of the discriminator mapping of ${site} leads to another schema`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
  'discriminator-mapping-deleted': {
    title: (site) => `A value was removed from the discriminator mapping of ${site}`,
    mismatch_type: 'constraint_violation',
    bodies: true,
    annotation: true,
    ...hint,
    note: NOTE_HINT,
  },
} as const satisfies Readonly<Record<string, Fact>>;
