import type { Body } from '../http/body.ts';
import { ApiError } from '../http/errors.ts';
import type { FaultEffect, FaultOptions } from '../http/faults.ts';

const KINDS = [
  'status',
  'secondary-rate-limit',
  'primary-rate-limit',
  'hang',
  'drop',
  'delay',
  'pause',
] as const;

function readEffect(body: Body): FaultEffect {
  const kind = body.oneOf('kind', KINDS);
  switch (kind) {
    case 'status':
      return { kind, status: body.requiredInteger('status') };
    case 'secondary-rate-limit':
      return {
        kind,
        retryAfterSeconds: body.requiredInteger('retryAfterSeconds'),
        status: body.integer('status') === 429 ? 429 : 403,
      };
    case 'primary-rate-limit':
      return { kind, resetInSeconds: body.requiredInteger('resetInSeconds') };
    case 'delay':
      return { kind, milliseconds: body.requiredInteger('milliseconds') };
    case 'hang':
    case 'drop':
    case 'pause':
      return { kind };
    case undefined:
      throw new ApiError(422, `a fault needs an effect with a kind: ${KINDS.join(', ')}`);
  }
}

/** Reads a fault from a control request. */
export function readFault(body: Body): FaultOptions {
  const effect = body.object('effect');
  if (effect === undefined) throw new ApiError(422, 'a fault needs an effect');
  const method = body.text('method');
  const path = body.text('path');
  return {
    effect: readEffect(effect),
    times: body.integer('times') ?? 1,
    skip: body.integer('skip') ?? 0,
    when: body.oneOf('when', ['before', 'after']) ?? 'before',
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
  };
}
