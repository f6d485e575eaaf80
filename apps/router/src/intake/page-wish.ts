import type { PageQuery } from '@fairlead/contracts/query';
import { err, ok, type Result } from '@fairlead/core/result';
import type { Visibility } from '@fairlead/db/repositories/order-repository';
import { type PageRequest, placeOf } from '@fairlead/db/repositories/page';
import type { Principal } from './access.ts';
import type { Refused } from './problem.ts';
import type { ReadableTables } from './readable-tables.ts';
import { whoseOrders } from './whose-orders.ts';

/** What page of a list is asked for. */
export interface PageWish extends PageRequest {
  readonly clientId: Visibility;
  readonly instrumentId: string | undefined;
  readonly fromUs: number | undefined;
  readonly toUs: number | undefined;
}

const MS_US = 1_000;

/** What page a caller may be shown, when the tables tell what it is to tell; or why it cannot be. */
export async function pageWish(
  query: PageQuery,
  principal: Principal,
  tables: ReadableTables,
): Promise<Result<PageWish, Refused>> {
  const { user_id: userId, instrument_id: instrumentId, cursor = null, limit } = query;
  const [fromUs, toUs] = [microseconds(query.from), microseconds(query.to)];
  if (fromUs !== undefined && toUs !== undefined && fromUs >= toUs) return fault('to', 'is not after from');
  if (cursor !== null && placeOf(cursor) === null) return fault('cursor', 'is none that a page has named');
  const whose = whoseOrders(principal, userId);
  if (!whose.ok) return whose;
  const lacking = await tables.lacking(query.min_position);
  return lacking === null ? ok({ clientId: whose.value, instrumentId, fromUs, toUs, cursor, limit }) : err(lacking);
}

function microseconds(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant) * MS_US;
}

function fault(path: string, message: string): { readonly ok: false; readonly error: Refused } {
  return err(['INVALID_REQUEST', { errors: [{ path, code: 'CUSTOM', message }] }]);
}
