import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { calledOf } from '../import/meant-venue.ts';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** What a venue pays for orders from a day on. Rates are decimal texts in US dollars per 100 shares, positive where the firm receives them. */
export interface PaymentTerms {
  readonly venue_id: string;
  /** An ISO date. */
  readonly effective_from: string;
  readonly pfof_market: string;
  readonly pfof_marketable_limit: string;
  readonly pfof_non_marketable_limit: string;
  readonly pfof_other: string;
  readonly profit_sharing_rate: string;
  /** In words, empty where there is none. */
  readonly profit_sharing: string;
  /** The material aspects of 17 CFR 242.606(a)(1)(iv), in words. */
  readonly material_aspects: string;
  /** Where they are written: a contract, a price list. */
  readonly source: string;
}

/** Terms as they are kept, with who has written them and when, in microseconds since 1970. */
export interface KeptTerms extends PaymentTerms {
  readonly author_name: string;
  readonly created_at_us: number;
}

/** Keeps what venues pay, by day. Every write is one transaction with its audit record. */
export class PaymentTermsRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All terms, of one venue or of every one (null): by venue, the latest first. */
  async terms(venueId: string | null): Promise<KeptTerms[]> {
    const order = 'order by venue_id, effective_from desc';
    return (await this.#pool.query<KeptTerms>(`${TERMS} where $1::text is null or venue_id = $1 ${order}`, [venueId]))
      .rows;
  }

  /** The terms of each venue that hold on an ISO date. */
  async holding(day: string): Promise<KeptTerms[]> {
    return (await this.#pool.query<KeptTerms>(HOLDING, [day])).rows;
  }

  /** Keeps terms, in the place of those of the same venue and day. A venue may be named by its id, its name or its MIC, as routes name it. */
  set(said: PaymentTerms, writer: RiskWriter): Promise<RiskStep<KeptTerms>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('venue_payment_terms'))");
      const earlier = await earlierChange<KeptTerms>(client, writer);
      if (earlier !== null) return { done: earlier.after, auditId: writer.auditId };
      const terms = { ...said, venue_id: await venueMeant(client, said.venue_id) };
      const key = [terms.venue_id, terms.effective_from];
      const before = (await client.query<KeptTerms>(OF_KEY, key)).rows[0] ?? null;
      await client.query(SET, [uuidV7(), ...VALUES.map((name) => terms[name]), writer.name, writer.atUs]);
      const [after] = (await client.query<KeptTerms>(OF_KEY, key)).rows;
      if (after === undefined) throw new Error(`the terms of ${terms.venue_id} are gone`);
      const change = { action: 'venue.payment_terms', subjectType: 'venue_payment_terms' } as const;
      await auditChange(client, writer, { ...change, subjectId: terms.venue_id, before, after });
      return { done: after, auditId: writer.auditId };
    });
  }
}

/** The venue that a text means; the text itself where it is nobody's, or several have it. */
async function venueMeant(client: pg.PoolClient, text: string): Promise<string> {
  const { rows } = await client.query<{ venue_id: string }>(MEANT, [text]);
  const [only, ...others] = rows;
  return only === undefined || others.length > 0 ? text : only.venue_id;
}

const MEANT = `with ${calledOf('select $1::text as said')} select venue_id from called`;
const RATES = [
  'pfof_market',
  'pfof_marketable_limit',
  'pfof_non_marketable_limit',
  'pfof_other',
  'profit_sharing_rate',
] as const;
const VALUES = [
  ...(['venue_id', 'effective_from'] as const),
  ...RATES,
  ...(['profit_sharing', 'material_aspects', 'source'] as const),
];
const TERMS = `select venue_id, effective_from::text as effective_from, ${RATES.map((rate) => `trim_scale(${rate})::text as ${rate}`).join(', ')},
  profit_sharing, material_aspects, source, author_name, ${microseconds('created_at')} as created_at_us from venue_payment_terms`;
const OF_KEY = `${TERMS} where venue_id = $1 and effective_from = $2::date`;
const HOLDING = `${TERMS} t where effective_from = (
  select max(l.effective_from) from venue_payment_terms l where l.venue_id = t.venue_id and l.effective_from <= $1::date) order by venue_id`;
const SET = `insert into venue_payment_terms (id, ${VALUES.join(', ')}, author_name, created_at)
values ($1, ${VALUES.map((_, index) => `$${index + 2}`).join(', ')}, $${VALUES.length + 2}, ${timestamp(`$${VALUES.length + 3}`)})
on conflict (venue_id, effective_from) do update set
  ${[...RATES, 'profit_sharing', 'material_aspects', 'source', 'author_name', 'created_at'].map((name) => `${name} = excluded.${name}`).join(', ')}`;
