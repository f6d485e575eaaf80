import type { ReviewFact } from '@fairlead/rule606/review/comparison';
import type { ReviewAct, ReviewExpectation, ReviewFacts, ReviewVenue } from '@fairlead/rule606/review/review';
import type pg from 'pg';
import { expectationsOf } from '../repositories/execution-quality-repository.ts';
import type { QualityFilter } from '../repositories/quality-cut.ts';
import { microseconds } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { ACTS, FACTS, VENUES } from './review-sql.ts';

/** Of which days, New York's ISO dates with the end excluded, and of which orders. */
export interface ReviewScope {
  readonly from: string;
  readonly to: string;
  readonly simulated: boolean;
}

/** What a review is made of, and up to which position of the journal it tells. */
export interface ReadReview extends ReviewFacts {
  readonly asOfPosition: number;
}

type FactRow = Omit<ReviewFact, 'sums'> & ReviewFact['sums'];

/** Reads what venues did in a time, all of one moment. */
export class ReviewRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** What the review of a time is made of. */
  facts({ from, to, simulated }: ReviewScope): Promise<ReadReview> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(
        "set transaction isolation level repeatable read; set local work_mem = '64MB'; set local jit = off",
      );
      const [time] = (await client.query<{ from_us: number; to_us: number; position: number }>(TIME, [from, to])).rows;
      if (time === undefined) throw new Error('a time has its moments');
      const values = [time.from_us, time.to_us, simulated];
      const facts = (await client.query<FactRow>(FACTS, values)).rows.map(factOf);
      const venues = (await client.query<ReviewVenue>(VENUES, values)).rows;
      const acts = (await client.query<ReviewAct>(ACTS, values)).rows;
      const expectations = await paidBeside(client, { from_us: time.from_us, to_us: time.to_us, simulated });
      return { facts, venues, expectations, acts, asOfPosition: time.position };
    });
  }
}

function factOf({ n, w, wx, w2, w2x, w2x2, ...fact }: FactRow): ReviewFact {
  return { ...fact, sums: { n, w, wx, w2, w2x, w2x2 } };
}

/** By venue, of our own routed orders in stocks and US dollars; by the name of the venue. */
async function paidBeside(
  client: pg.PoolClient,
  scope: Pick<QualityFilter, 'from_us' | 'to_us' | 'simulated'>,
): Promise<ReviewExpectation[]> {
  const everything = { clientId: null, venueId: null, instrumentId: null, objective: null, size: null };
  const filter: QualityFilter = { ...scope, ...everything, sources: ['ROUTED'] };
  const found = await expectationsOf(client, filter, ['VENUE']);
  return found
    .flatMap(({ keys: [venueId], currency, unit, children: parts, expected_cost_bps, realised_cost_bps }) => {
      const isKnown = venueId != null && expected_cost_bps !== null && realised_cost_bps !== null;
      if (!isKnown || currency !== 'USD' || unit !== 'SHARES') return [];
      return [{ venueId, parts, expectedBps: expected_cost_bps, paidBps: realised_cost_bps }];
    })
    .toSorted((a, b) => (a.venueId < b.venueId ? -1 : 1));
}

const NEW_YORK = "'America/New_York'";
const TIME = `
select ${microseconds(`($1::date::timestamp at time zone ${NEW_YORK})`)} as from_us, ${microseconds(`($2::date::timestamp at time zone ${NEW_YORK})`)} as to_us,
  (select coalesce(min(position), 0)::float8 from projection_positions) as position`;
