import type { RuleEntry } from './define.ts';

const REQUEST = { direction: 'request', mismatch_type: 'media_type_mismatch' } as const;
const RESPONSE = { direction: 'response', mismatch_type: 'media_type_mismatch' } as const;

/** How the parts of forms are written: their media types, headers and style. */
export const encodingRules = {
  'request-body-encoding-changed': {
    ...REQUEST,
    compatibility: 'potentially_breaking',
    title: 'The way a part of the request body is encoded changed',
    why: 'Callers encode the part in the old way, which the server may read differently.',
    remedy: 'Keep accepting the old encoding.',
  },
  'request-body-encoding-style-changed': {
    ...REQUEST,
    compatibility: 'definitely_breaking',
    title: 'The style of a list or an object in a form changed',
    why: 'Callers write the part in the old way, which is read as something else.',
    remedy: 'Keep the style, or add a new property for the other one.',
  },
  'request-body-encoding-content-type-added': {
    ...REQUEST,
    compatibility: 'non_breaking',
    title: 'A part of the request body may have one more media type',
    why: 'Parts in the old media types are still accepted.',
    remedy: 'Nothing to do.',
  },
  'request-body-encoding-content-type-removed': {
    ...REQUEST,
    compatibility: 'definitely_breaking',
    title: 'A part of the request body may no longer have a media type',
    why: 'Callers that send the part in that media type are refused.',
    remedy: 'Keep accepting the media type.',
  },
  'request-body-encoding-header-added': {
    ...REQUEST,
    compatibility: 'non_breaking',
    title: 'A part of the request body may have one more header',
    why: 'Callers may go on without it.',
    remedy: 'Nothing to do.',
  },
  'request-body-encoding-header-removed': {
    ...REQUEST,
    compatibility: 'potentially_breaking',
    title: 'A header of a part of the request body was removed',
    why: 'What callers say by the header is no longer read.',
    remedy: 'Keep reading the header.',
  },
  'request-body-encoding-required-header-added': {
    ...REQUEST,
    compatibility: 'definitely_breaking',
    title: 'A part of the request body needs one more header',
    why: 'Callers do not send the header, so that the part is refused.',
    remedy: 'Make the header optional.',
  },
  'response-encoding-changed': {
    ...RESPONSE,
    compatibility: 'potentially_breaking',
    title: 'The way a part of a response body is encoded changed',
    why: 'Consumers decode the part in the old way.',
    remedy: 'Keep the old encoding.',
  },
  'response-encoding-style-changed': {
    ...RESPONSE,
    compatibility: 'definitely_breaking',
    title: 'The style of a list or an object in a form that is answered changed',
    why: 'Consumers read the part in the old way, which means something else.',
    remedy: 'Keep the style, or add a new property for the other one.',
  },
  'response-encoding-content-type-added': {
    ...RESPONSE,
    compatibility: 'definitely_breaking',
    title: 'A part of a response body may come in one more media type',
    why: 'Consumers get the part in a media type that they cannot read.',
    remedy: 'Keep sending the old media types only.',
  },
  'response-encoding-content-type-removed': {
    ...RESPONSE,
    compatibility: 'non_breaking',
    title: 'A part of a response body no longer comes in a media type',
    why: 'Every media type that can come could come before.',
    remedy: 'Nothing to do.',
  },
  'response-encoding-header-added': {
    ...RESPONSE,
    compatibility: 'non_breaking',
    title: 'A part of a response body may have one more header',
    why: 'Consumers may leave it unread.',
    remedy: 'Nothing to do.',
  },
  'response-encoding-header-removed': {
    ...RESPONSE,
    compatibility: 'potentially_breaking',
    title: 'A header of a part of a response body was removed',
    why: 'Consumers that read the header lose it.',
    remedy: 'Keep sending the header.',
  },
} as const satisfies Readonly<Record<string, RuleEntry>>;
