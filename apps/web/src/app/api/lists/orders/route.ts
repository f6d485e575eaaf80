import { createLoader } from 'nuqs/server';
import { CSV_ROWS_MAX } from '@/lists/csv-form';
import { ORDER_FILTER_PARSERS, parseAsOrderSort } from '@/lists/order-list-url';
import { admit } from '@/server/admission';
import { csvAnswer, csvRefusal } from '@/server/reading/csv-answer';
import { ORDER_CSV } from '@/server/reading/order-csv';
import { listOrders, orderFilterOf, TOO_MANY_TO_SORT } from '@/server/reading/order-lists';
import { viewerOf } from '@/server/session';

const STEP_ROWS = 2_000;
const load = createLoader({ ...ORDER_FILTER_PARSERS, sort: parseAsOrderSort });

/** All orders that fit the filter of the address, as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'orders:read');
  if (!admitted.ok) return csvRefusal(admitted.error);
  const { viewer, read } = admitted.value;
  const { sort, ...filter } = load(request);
  const step = (cursor: string | null) => listOrders(read.orderList, { filter, sort, cursor, limit: STEP_ROWS });
  const first = await step(null);
  if (first === null) return new Response(TOO_MANY_TO_SORT, { status: 400 });
  return csvAnswer(viewer, {
    name: 'orders',
    columns: ORDER_CSV,
    first,
    step: async (cursor) => (await step(cursor)) ?? Promise.reject(new Error(TOO_MANY_TO_SORT)),
    filter: { ...filter, sort: sort === 'newest' ? null : sort },
    expected: await read.orderList.byTime.countUpTo(orderFilterOf(filter), CSV_ROWS_MAX),
  });
}
