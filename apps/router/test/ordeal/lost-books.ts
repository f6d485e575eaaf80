import type { RecordedChild, RecordedOrder } from './record.ts';
import type { TrueExecution, TrueOrder } from './venue-orders.ts';

type Books = ReadonlyMap<string, TrueOrder>;

/** What venues were looked at to have just before they were killed. */
export interface LastLook {
  readonly books: Books;
  /** What was executed until then, in microseconds since 1970, has been told to us; what came later may have died with its venue. */
  readonly toldUntilUs: number;
}

/**
 * The books of venues that were killed, as far as anybody can know them: those of now, and of the children of before what had been looked at just before the kill. A child of
 * before has ended with its venue, whatever it was then; what it executed between the look and the kill only the router has heard of.
 */
export function booksOverALoss(last: LastLook, now: Books, recorded: ReadonlyMap<string, RecordedOrder>): Books {
  const books = new Map(now);
  for (const order of recorded.values())
    for (const child of order.children) if (!now.has(child.id)) keep(books, child, last);
  for (const [id, order] of last.books) if (!books.has(id)) books.set(id, order);
  return books;
}

function keep(books: Map<string, TrueOrder>, child: RecordedChild, last: LastLook): void {
  const before = last.books.get(child.id);
  // What was never looked at and has got nothing may as well never have come.
  if (before === undefined && child.filled === 0) return;
  const ended = { state: 'CANCELED', canceled_us: null, filled_quantity: child.filled } as const;
  const heard = child.executions.map(executionOf);
  const seen = before ?? unseen(child);
  const told = seen.executions.filter(({ time_us: atUs }) => atUs <= last.toldUntilUs);
  // What was told has to be in the record; where it is not, the book of before stands and shows it.
  books.set(child.id, holdsAll(heard, told) ? { ...seen, ...ended, executions: heard } : seen);
}

function holdsAll(heard: readonly TrueExecution[], told: readonly TrueExecution[]): boolean {
  return told.every((each) =>
    heard.some(
      ({ execution_id: id, quantity, price }) =>
        id === each.execution_id && quantity === each.quantity && price === each.price,
    ),
  );
}

function executionOf({ venue_execution_id, quantity, price }: RecordedChild['executions'][number]): TrueExecution {
  return { execution_id: venue_execution_id, quantity, price, time_us: 0 };
}

function unseen({ id, venue_id, quantity, limit }: RecordedChild): TrueOrder {
  return {
    ...{ child_id: id, venue_id, quantity, limit_price: limit, instrument_id: '', state: 'CANCELED', shown: null },
    ...{ received_us: 0, times_received: 1, cancel_received_us: null, canceled_us: null },
    ...{ filled_quantity: 0, executions: [], revision: 0 },
  };
}
