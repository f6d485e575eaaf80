import 'server-only';
import { ROLE_SCOPES, type Scope } from '@fairlead/contracts/access';
import { err, ok, type Result } from '@fairlead/core/result';
import { whyNot } from '@/words/role-words';
import { type Reads, readsOf } from './reads';
import type { Viewer } from './session';

/** Somebody who may do what is asked: who they are, what else they may, and what they may read. */
export interface Admitted {
  readonly viewer: Viewer & { readonly scopes: ReadonlySet<Scope> };
  /** Orders and decisions as far as the viewer may see them. */
  readonly read: Reads;
}

/** Why somebody is not let in, in words for them. */
export interface NotAdmitted {
  readonly code: 'UNAUTHORIZED' | 'FORBIDDEN';
  readonly message: string;
}

export const SIGNED_OUT: NotAdmitted = { code: 'UNAUTHORIZED', message: 'You are signed out. Sign in again.' };

/** Lets a viewer in who has the scope. Every procedure asks here, and every route of its own that answers with what is a client's. */
export function admit(viewer: Viewer | null, scope: Scope): Result<Admitted, NotAdmitted> {
  if (viewer === null) return err(SIGNED_OUT);
  const scopes = new Set(ROLE_SCOPES[viewer.role]);
  if (!scopes.has(scope)) return err({ code: 'FORBIDDEN', message: whyNot(viewer.role, scope) });
  return ok({ viewer: { ...viewer, scopes }, read: readsOf(viewer) });
}

const STATUS = { UNAUTHORIZED: 401, FORBIDDEN: 403 } as const;

/** The answer of a route of its own to somebody who is not let in. */
export function refusalOf(why: NotAdmitted): Response {
  return Response.json(why, { status: STATUS[why.code] });
}
