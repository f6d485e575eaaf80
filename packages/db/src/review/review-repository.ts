import type { ReviewFact } from '@fairlead/rule606/review/comparison';
import type { ReviewAct, ReviewFacts, ReviewVenue } from '@fairlead/rule606/review/review';
import type pg from 'pg';
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
      return { facts, venues, acts, asOfPosition: time.position };
    });
  }
}

function factOf({ n, w, wx, w2, w2x, w2x2, ...fact }: FactRow): ReviewFact {
  return { ...fact, sums: { n, w, wx, w2, w2x, w2x2 } };
}

const NEW_YORK = "'America/New_York'";
const TIME = `
select ${microseconds(`($1::date::timestamp at time zone ${NEW_YORK})`)} as from_us, ${microseconds(`($2::date::timestamp at time zone ${NEW_YORK})`)} as to_us,
  (select coalesce(min(position), 0)::float8 from projection_positions) as position`;
