import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';
import type { Visibility } from './order-repository.ts';
import type { TimeWindow } from './quality-repository.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** What works at a venue in one currency: children that have not ended, and what of them is open at their limits. */
export interface WorkingThere {
  readonly venue_id: string;
  readonly currency: string;
  readonly children: number;
  readonly notional: number;
}

/** What came of children in one piece of time, or (`at_us` null) in all of it. */
export interface TrafficPiece {
  /** When it begins, in microseconds since 1970. */
  readonly at_us: number | null;
  /** Children that were sent and have ended. */
  readonly ended: number;
  readonly acked: number;
  readonly rejected: number;
  /** Filled, if only in part. */
  readonly filled: number;
  /** Taken by the venue, meant to be filled at once, and nothing was there. */
  readonly missed: number;
  /** From sending to the first answer, in milliseconds; null where nothing was answered. */
  readonly p50_ms: number | null;
  readonly p90_ms: number | null;
  readonly p99_ms: number | null;
}

/** What came of the newest children that ended at a venue in a time. */
export interface VenueTraffic {
  /** In order of time; none for a piece in which nothing ended. */
  readonly pieces: readonly TrafficPiece[];
  readonly whole: TrafficPiece;
  readonly rejects: readonly { readonly code: string | null; readonly count: number }[];
  /** When the oldest of them ended, where there are more in the time than were looked at. */
  readonly looked_to_us: number | null;
}

/** How the newest children that were made since a time lie over venues and instruments. */
export interface Flow {
  readonly children: number;
  readonly parts: readonly { readonly venue_id: string; readonly instrument_id: string; readonly count: number }[];
  readonly isWhole: boolean;
}

/** So many children are looked at, however busy the venue is. */
const LOOKED_MAX = 20_000;
const WORKING_MAX = 5_000;

/** What one viewer's orders have met at venues. Nothing here can be asked for another client. */
export class ViewedVenues {
  readonly #database: Database;
  readonly #whose: Visibility;
  readonly #lookedMax: number;

  constructor(database: Database, whose: Visibility, lookedMax = LOOKED_MAX) {
    this.#database = database;
    this.#whose = whose;
    this.#lookedMax = lookedMax;
  }

  /** What works at each venue now, 5,000 children of each at most. */
  async working(): Promise<WorkingThere[]> {
    return (await this.#database.query<WorkingThere>(WORKING, [WORKING_MAX, this.#whose])).rows;
  }

  /** What came of the newest children that ended at a venue in a time, in pieces of so many microseconds. */
  async traffic(venueId: string, { from_us, to_us }: TimeWindow, pieceUs: number): Promise<VenueTraffic> {
    const asked = [venueId, from_us, to_us, this.#lookedMax, this.#whose];
    const pieces = await this.#database.query<TrafficPiece>(PIECES, [...asked, pieceUs]);
    const looked = await this.#database.query<{ count: number; from_us: number | null }>(LOOKED, asked.slice(0, 4));
    const rejects = await this.#database.query<VenueTraffic['rejects'][number]>(REJECTS, asked);
    const whole = pieces.rows.find(({ at_us }) => at_us === null);
    if (whole === undefined) throw new Error('a grouping without its whole');
    const { count = 0, from_us: oldest = null } = looked.rows[0] ?? {};
    return {
      whole,
      pieces: pieces.rows.filter(({ at_us }) => at_us !== null),
      rejects: rejects.rows,
      looked_to_us: count < this.#lookedMax ? null : oldest,
    };
  }

  /** Where the newest children that were made since a time were sent. */
  async flow(from_us: number): Promise<Flow> {
    const { rows } = await this.#database.query<Flow['parts'][number] & { looked: number }>(FLOW, [
      firstUuidV7(from_us),
      this.#lookedMax,
      this.#whose,
    ]);
    const parts = rows.map(({ looked: _, ...part }) => part);
    const children = parts.reduce((sum, { count }) => sum + count, 0);
    return { children, parts, isWhole: (rows[0]?.looked ?? 0) < this.#lookedMax };
  }
}

const WORKING = `
with working as (
  select v.venue_id, c.order_pk, c.quantity - c.filled_quantity as quantity, c.limit_price
  from venue_configurations v cross join lateral (
    select c.order_pk, c.quantity, c.filled_quantity, c.limit_price from child_orders c
    where c.venue_id = v.venue_id and c.done_at is null limit $1
  ) c
)
select w.venue_id, i.currency, count(*)::int as children, coalesce(sum(w.quantity * w.limit_price), 0)::float8 as notional
from working w join orders o on o.id = w.order_pk join instruments i on i.instrument_id = o.instrument_id
where $2::text is null or o.client_id = $2
group by w.venue_id, i.currency order by w.venue_id, children desc, i.currency`;

/** The newest that ended, whoever's: so one viewer's are looked for among as many as another's. */
const NEWEST = `
newest as (
  select c.order_pk, c.state, c.reject_code, c.filled_quantity, c.order_kind, c.sent_at, c.acked_at, c.done_at
  from child_orders c
  where c.venue_id = $1 and c.done_at >= ${timestamp('$2')} and c.done_at < ${timestamp('$3')}
  order by c.done_at desc limit $4
)`;
const SEEN = `${NEWEST}, seen as (
  select n.*, (extract(epoch from n.acked_at - n.sent_at) * 1000)::float8 as answer_ms
  from newest n
  where n.sent_at is not null and ($5::text is null or exists (select from orders o where o.id = n.order_pk and o.client_id = $5))
)`;
const AT_ONCE = `('IOC', 'ISO', 'FOK', 'MID_IOC')`;
const PIECES = `
with ${SEEN}
select at_us, count(*) filter (where state is not null)::int as ended,
  (count(*) filter (where acked_at is not null and state <> 'REJECTED'))::int as acked,
  (count(*) filter (where state = 'REJECTED'))::int as rejected,
  (count(*) filter (where filled_quantity > 0))::int as filled,
  (count(*) filter (where acked_at is not null and filled_quantity = 0 and state <> 'REJECTED' and order_kind in ${AT_ONCE}))::int as missed,
  percentile_cont(0.5) within group (order by answer_ms) as p50_ms,
  percentile_cont(0.9) within group (order by answer_ms) as p90_ms,
  percentile_cont(0.99) within group (order by answer_ms) as p99_ms
from (select s.*, floor(${microseconds('s.done_at')} / $6::float8) * $6::float8 as at_us from seen s) s
group by grouping sets ((), (at_us)) order by at_us`;
const LOOKED = `with ${NEWEST} select count(*)::int as count, ${microseconds('min(done_at)')} as from_us from newest`;
const REJECTS = `
with ${SEEN}
select reject_code as code, count(*)::int as count from seen where state = 'REJECTED' group by reject_code order by count desc, reject_code`;

const FLOW = `
with newest as (
  select c.venue_id, c.order_pk from child_orders c where c.id >= $1::uuid and c.sent_at is not null order by c.id desc limit $2
)
select n.venue_id, o.instrument_id, count(*)::int as count, (select count(*) from newest)::int as looked
from newest n join orders o on o.id = n.order_pk
where $3::text is null or o.client_id = $3
group by n.venue_id, o.instrument_id order by count desc, n.venue_id, o.instrument_id`;
