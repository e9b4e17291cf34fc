/** How much of what is promised no open incident reaches: the alignment of API contracts. Pure. */
import type { OperationRef } from '../drift/drift.ts';
import { type Incident, isUnsettled } from './incident.ts';

export interface ContractAlignment {
  /** Operations that no open incident reaches. */
  readonly aligned: number;
  /** Operations that are there, and those that open incidents say were taken away. */
  readonly total: number;
}

/** Of the operations of the contracts, those that no open or acknowledged incident is about. */
export function contractAlignment(
  operations: readonly OperationRef[],
  incidents: readonly Pick<Incident, 'area' | 'status' | 'details'>[],
): ContractAlignment {
  const reached = new Set(
    incidents
      .filter(({ area, status }) => area === 'contract' && isUnsettled(status))
      .flatMap(({ details }) => details.drifts.flatMap((drift) => drift.operations.map(nameOf))),
  );
  const promised = new Set([...operations.map(nameOf), ...reached]);
  return { aligned: promised.size - reached.size, total: promised.size };
}

function nameOf({ method, path }: OperationRef): string {
  return `${method} ${path}`;
}
