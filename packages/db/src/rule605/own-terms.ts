import { formatScaled } from '@fairlead/core/money/scaled';
import type { ArrivalColumns } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { microseconds, wholeE8 } from '../row-reading.ts';
import type { ExecutedRow, OwnOrderRow } from './own-order-rows.ts';

type Market = Pick<
  ArrivalColumns,
  'nbbo_state' | 'nbbo_bid' | 'nbbo_ask' | 'odd_lot_bid' | 'odd_lot_ask' | 'arrival_mid'
>;

/** Terms of an order that was replaced, from a time on (microseconds since 1970), with the market of a replacement where the journal has it. */
interface OwnTermsRow extends Market {
  readonly order_pk: string;
  readonly number: number;
  readonly since_us: number;
  readonly quantity: string;
  readonly limit_price: string | null;
}

/** An order as it stood under one of its terms, with what it executed under them. */
interface TermsPart {
  /** From 1. */
  readonly number: number;
  readonly row: OwnOrderRow;
  readonly executed: readonly ExecutedRow[];
}

/** The terms of those of the orders that were replaced, as far as they came into force before a time, in order. */
export async function ownTerms(
  database: Database,
  { orders, toUs }: { orders: readonly string[]; toUs: number },
): Promise<Map<string, OwnTermsRow[]>> {
  const { rows } = await database.query<OwnTermsRow>(TERMS, [orders, toUs]);
  const found = new Map<string, OwnTermsRow[]>();
  for (const row of rows) {
    const earlier = found.get(row.order_pk) ?? [];
    earlier.push(row);
    found.set(row.order_pk, earlier);
  }
  return found;
}

/**
 * An order as Rule 605 counts it (docs/adr/0121): each replacement is a cancel of what was open, and a new order of what is open from then on. A replacement that
 * leaves nothing open makes no order. One that was never replaced is one part.
 */
export function termsParts(
  row: OwnOrderRow,
  executed: readonly ExecutedRow[],
  terms: readonly OwnTermsRow[],
): TermsPart[] {
  const opened = openedBy(row, executed, terms);
  return opened.map((each, index) => {
    const [sinceUs, next] = [index === 0 ? Number.NEGATIVE_INFINITY : each.since_us, opened[index + 1]];
    const untilUs = next?.since_us ?? Number.POSITIVE_INFINITY;
    const ended = next === undefined ? row : { ...row, state: 'CANCELED', updated_at_us: untilUs };
    const under = { ...ended, quantity: each.open, limit_price: each.limit_price };
    return {
      number: each.number,
      row: index === 0 ? withoutLater(under, untilUs) : receivedAnew(under, each, untilUs),
      executed: executed.filter(({ executed_at_us: atUs }) => atUs >= sinceUs && atUs < untilUs),
    };
  });
}

type Opened = Omit<OwnTermsRow, 'order_pk' | 'quantity'> & { readonly open: string };

/** The terms under which there was something to be executed, with how much. */
function openedBy(row: OwnOrderRow, executed: readonly ExecutedRow[], terms: readonly OwnTermsRow[]): Opened[] {
  const [first, ...later] = terms;
  if (first === undefined) return [{ ...row, number: 1, since_us: row.created_at_us, open: row.quantity }];
  const opened = later.flatMap((each): Opened[] => {
    const before = executed.filter(({ executed_at_us: atUs }) => atUs < each.since_us);
    const openE8 = before.reduce((left, { quantity }) => left - wholeE8(quantity), wholeE8(each.quantity));
    return openE8 > 0n ? [{ ...each, open: formatScaled(openE8, 8) }] : [];
  });
  return [{ ...first, open: first.quantity }, ...opened];
}

const STOPS: ReadonlyMap<string, string> = new Map([
  ['STOP', 'MARKET'],
  ['STOP_LIMIT', 'LIMIT'],
]);

/** A stop order that was triggered under later terms was not under these. */
function withoutLater(row: OwnOrderRow, untilUs: number): OwnOrderRow {
  const isLater = STOPS.has(row.order_type) && row.released_at_us !== null && row.released_at_us >= untilUs;
  return isLater ? { ...row, released_at_us: null, is_routed: false } : row;
}

/** An order as its replacement makes it: received then, in the market of that moment. A stop order that was triggered before is none any more. */
function receivedAnew(row: OwnOrderRow, { since_us, ...terms }: Opened, untilUs: number): OwnOrderRow {
  const anew = { ...row, created_at_us: since_us };
  const released = row.released_at_us;
  const isWaiting = released === null ? !row.is_routed : released >= since_us;
  if (STOPS.has(row.order_type) && isWaiting) return withoutLater(anew, untilUs);
  const { nbbo_state, nbbo_bid, nbbo_ask, odd_lot_bid, odd_lot_ask } = terms;
  return {
    ...anew,
    order_type: STOPS.get(row.order_type) ?? row.order_type,
    ...{ nbbo_state, nbbo_bid, nbbo_ask, odd_lot_bid, odd_lot_ask },
    arrival_mid: terms.arrival_mid ?? row.arrival_mid,
    // The market of the row is that of its receipt where it did not wait; where the journal has none of the replacement, the recorded one counts, as of one that did.
    released_at_us: nbbo_state === null ? since_us : null,
  };
}

const text = (column: string) => `trim_scale(t.${column})::text as ${column}`;
const TERMS = `
select t.order_pk, t.number, ${microseconds('t.since')} as since_us, ${text('quantity')}, ${text('limit_price')}, t.nbbo_state, ${text('nbbo_bid')}, ${text('nbbo_ask')},
  ${text('odd_lot_bid')}, ${text('odd_lot_ask')}, ${text('arrival_mid')}
from order_terms t
where t.order_pk = any ($1::uuid[]) and t.id = t.order_pk and t.since < to_timestamp($2::float8 / 1000000) order by t.order_pk, t.number`;
