import { authorize, type Need, type Principal } from '../http/auth.ts';
import { ApiError } from '../http/errors.ts';
import { type Account, fullName, type Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import { FieldError, type Resolved } from './execute.ts';

/** What a query sees: the stand-in through the eyes of one caller. */
export interface View {
  readonly site: Site;
  readonly principal: Principal;
}

/** Lets a caller at a part of a repository, or says why not as GitHub's GraphQL does. */
export function permit(view: View, repository: Repository, needs: readonly Need[]): void {
  try {
    authorize(view.site.state, view.principal, repository, needs);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 401) throw error;
    if (error.status === 404) throw notFound('Repository', `the name '${fullName(repository)}'`);
    throw new FieldError('FORBIDDEN', error.message);
  }
}

export function notFound(type: string, what: string): FieldError {
  return new FieldError('NOT_FOUND', `Could not resolve to a ${type} with ${what}.`);
}

/** An account as an author. Bots go by the app's slug here, without the `[bot]` that REST puts behind it. */
export function actor({ type, login }: Account): Resolved {
  return { __typename: type, login: type === 'Bot' ? login.replace(/\[bot\]$/, '') : login };
}
