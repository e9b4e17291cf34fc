import type { Location } from '../location.ts';
import type { OperationSubject } from './drift.ts';

/** An operation that a contract of the repository has: what code is held against. */
export interface PromisedOperation {
  readonly subject: OperationSubject;
  /** The contract's file; the operation itself may stand in another. */
  readonly contract: string;
  readonly location: Location;
  /** RFC 6901 pointer of the operation in the file of its location. */
  readonly pointer: string;
  /** The path prefixes of the servers it is offered at: `/v1`; empty text for none. */
  readonly prefixes: readonly string[];
  /** Its parameters in the query, headers and cookies, and those of its path item. */
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
}
