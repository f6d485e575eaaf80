import { SIDES, type Side } from '@fairlead/core/order/request';
import type { Database } from '../pool.ts';
import { oneOf, timestamp, wholeE8 } from '../row-reading.ts';

/** What a client has executed of an instrument on one side; money in 10^-8 of the instrument's currency. */
export interface ExecutedOfClient {
  readonly clientId: string;
  readonly instrumentId: string;
  readonly currency: string;
  readonly side: Side;
  readonly notionalE8: bigint;
}

/** Reads what counts towards the exposure of a day. */
export class ExposureRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What was executed since a time (microseconds since 1970), without the orders that are counted otherwise and those that were only routed. */
  async executedSince(sinceUs: number, without: readonly string[]): Promise<ExecutedOfClient[]> {
    const result = await this.#database.query<
      Record<'client_id' | 'instrument_id' | 'currency' | 'side' | 'notional', string>
    >(EXECUTED, [sinceUs, without]);
    return result.rows.map((row) => ({
      clientId: row.client_id,
      instrumentId: row.instrument_id,
      currency: row.currency,
      side: oneOf(SIDES, row.side),
      notionalE8: wholeE8(row.notional),
    }));
  }
}

const EXECUTED = `
select o.client_id, o.instrument_id, i.currency, o.side, sum(round(e.quantity * e.price, 8))::text as notional
from executions e join orders o on o.id = e.order_pk join instruments i on i.instrument_id = o.instrument_id
where e.executed_at >= ${timestamp('$1')} and not o.route_only and not o.id = any ($2::uuid[])
group by 1, 2, 3, 4`;
