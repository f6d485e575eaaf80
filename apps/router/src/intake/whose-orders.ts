import { err, ok, type Result } from '@fairlead/core/result';
import type { Visibility } from '@fairlead/db/repositories/order-repository';
import type { Principal } from './access.ts';
import type { Refused } from './problem.ts';

/** The client whose order is meant: the asker's own, unless another is named; null where that one's orders are not the asker's to see. */
export function clientMeant({ clientId, seesOnly }: Principal, named: string | undefined): string | null {
  if (named === undefined) return clientId;
  return seesOnly === null || seesOnly === named ? named : null;
}

/** Whose orders are asked for, within what the asker may see: a client its own, the firm's people everybody's or one client's. */
export function whoseOrders({ seesOnly }: Principal, userId: string | undefined): Result<Visibility, Refused> {
  if (seesOnly !== null && userId !== undefined && userId !== seesOnly)
    return err(['FORBIDDEN', { detail: 'A client sees its own orders only.' }]);
  return ok(seesOnly ?? userId ?? null);
}
