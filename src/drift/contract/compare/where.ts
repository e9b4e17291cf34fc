import type { Site } from '../rules/schema.ts';

/** How a message names the place that a change is about, as the first operation that it reaches sees it. */
export interface Where {
  readonly site: Site;
  /** The part of the operation: `the 200 response`, `query parameter 'limit'`. */
  readonly phrase: string;
  /** Properties on the way down from there: `address.lines[]`. */
  readonly steps: string;
  /** Whether it is part of a webhook or a callback: a request that the API sends and its receivers answer. */
  readonly isSent?: boolean;
}

/** One step on the way from an operation to a schema. */
export interface Label {
  /** The part of an operation that the step enters; it may say which outer part it belongs to. */
  readonly part?: {
    readonly site: Site;
    readonly phrase: (outer: string) => string;
    /** Whether the part is a callback. */
    readonly isCallback?: boolean;
  };
  /** The step inside a schema: `.name`, `[]`, `.*`; empty where it stays at the same value. */
  readonly step?: string;
  /** Whether values are sent as text from here on; as before where absent, but not into another part. */
  readonly isText?: boolean;
  /** Whether the value is always there; as before where absent, but only for the same value. */
  readonly isAlwaysSent?: boolean;
  /** Whether the step leads into one of several alternatives. */
  readonly isAlternative?: boolean;
}

const START: Where = { site: 'request-body', phrase: '', steps: '' };

const SENT: Pick<Where, 'isSent'> = { isSent: true };

/** Where a step leads from a place. */
export function advance(from: Where | undefined, label: Label): Where {
  const where = from ?? START;
  const sent = where.isSent === true || label.part?.isCallback === true ? SENT : {};
  if (label.part !== undefined) {
    return { site: label.part.site, phrase: label.part.phrase(where.phrase), steps: '', ...sent };
  }
  const step = label.step ?? '';
  if (step === '') return where;
  const steps = where.steps === '' && step.startsWith('.') ? step.slice(1) : where.steps + step;
  const { phrase } = where;
  return { site: nestedSite(where.site, step), phrase, steps: shorten(steps, 200), ...sent };
}

/** The site of a step inside a schema. Items of a parameter or header are its own values, as they are sent in it. */
function nestedSite(site: Site, step: string): Site {
  const isItem = step.startsWith('[');
  switch (site) {
    case 'request-body':
      return 'request-property';
    case 'response-body':
      return 'response-property';
    case 'request-parameter':
      return isItem ? site : 'request-property';
    case 'response-header':
      return isItem ? site : 'response-property';
    default:
      return site;
  }
}

/** A key by which steps from one place are put in order. */
export function labelKey(label: Label): string {
  return label.part === undefined ? (label.step ?? '') : label.part.phrase('');
}

/** `property 'address.zip' of the request body`, or `the 200 response` itself. */
export function describe(where: Where): string {
  if (where.steps === '') return where.phrase;
  if (/^(?:\[\])+$/.test(where.steps)) return `an item of ${where.phrase}`;
  return `property ${quote(where.steps)} of ${where.phrase}`;
}

/** A property of what is at a place: `property 'address.zip'`. */
export function describeProperty(where: Where, name: string, kind = 'property'): string {
  return `${kind} ${quote(where.steps === '' ? name : `${where.steps}.${name}`)}`;
}

/** A part of an operation; inside a callback it says of which. */
export function within(part: string, outer: string): string {
  return outer === '' ? part : `${part} of ${outer}`;
}

/** Text of a contract as it may stand in a sentence: on one line, not too long, in quotes. */
export function quote(text: string): string {
  return `'${shorten(text.replace(/\p{Cc}/gu, ' '), 120)}'`;
}

function shorten(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
