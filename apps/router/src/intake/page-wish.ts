import type { PageQuery } from '@fairlead/contracts/query';
import { err, ok, type Result } from '@fairlead/core/result';
import type { KeyedPlace, ListPage } from '@fairlead/db/repositories/keyed-list';
import type { TimeRange } from '@fairlead/db/repositories/list-conditions';
import { keyOf } from '@fairlead/db/repositories/list-steps';
import type { Visibility } from '@fairlead/db/repositories/order-repository';
import type { ViewedLists } from '@fairlead/db/repositories/viewed-repositories';
import type { Principal } from './access.ts';
import type { Refused } from './problem.ts';
import type { ReadableTables } from './readable-tables.ts';
import { whoseOrders } from './whose-orders.ts';

/** What lists work with. */
export interface ListRoutes {
  readonly viewed: ViewedLists;
  readonly tables: ReadableTables;
}

/** What page of a list is asked for. */
export interface PageWish {
  readonly whose: Visibility;
  readonly filter: { readonly instrumentId: string | undefined; readonly created: TimeRange };
  readonly place: KeyedPlace;
}

/** A list, as far as its pages are asked for. */
interface Pages<Filter, Row> {
  page(filter: Filter, place: KeyedPlace): Promise<ListPage<Row>>;
}

const MS_US = 1_000;
/** Each looks at so many rows at most: an answer ends after these, whatever is filtered. */
const STEPS_MAX = 10;

/** What page a caller may be shown, when the tables tell what it is to tell; or why it cannot be. */
export async function pageWish(
  query: PageQuery,
  principal: Principal,
  tables: ReadableTables,
): Promise<Result<PageWish, Refused>> {
  const { user_id: userId, instrument_id: instrumentId, cursor: text, limit } = query;
  const created = { fromUs: microseconds(query.from), toUs: microseconds(query.to) };
  if (created.fromUs !== undefined && created.toUs !== undefined && created.fromUs >= created.toUs)
    return fault('to', 'is not after from');
  const cursor = text === undefined ? null : keyOf(Buffer.from(text, 'base64url').toString());
  if (text !== undefined && cursor === null) return fault('cursor', 'is none that a page has named');
  const whose = whoseOrders(principal, userId);
  if (!whose.ok) return whose;
  const lacking = await tables.lacking(query.min_position);
  if (lacking !== null) return err(lacking);
  return ok({ whose: whose.value, filter: { instrumentId, created }, place: { direction: 'desc', limit, cursor } });
}

/** A page of as many steps as fill it. Where so many steps do not, it is shorter, and has a next all the same. */
export async function filledPage<Filter, Row>(list: Pages<Filter, Row>, filter: Filter, place: KeyedPlace) {
  let step = await list.page(filter, place);
  const { position } = step;
  const rows = [...step.rows];
  for (let steps = 1; steps < STEPS_MAX && step.next !== null && rows.length < place.limit; steps++) {
    step = await list.page(filter, { ...place, limit: place.limit - rows.length, cursor: step.next });
    rows.push(...step.rows);
  }
  return { position, rows, next_cursor: step.next === null ? null : Buffer.from(step.next).toString('base64url') };
}

function microseconds(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant) * MS_US;
}

function fault(path: string, message: string): { readonly ok: false; readonly error: Refused } {
  return err(['INVALID_REQUEST', { errors: [{ path, code: 'CUSTOM', message }] }]);
}
