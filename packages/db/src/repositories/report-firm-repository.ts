import type pg from 'pg';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** Who the firm is that reports, from a day on. */
export interface ReportFirm {
  /** An ISO date. */
  readonly effective_from: string;
  /** The broker-dealer's name, and its number in the Central Registration Depository. */
  readonly bd: string;
  readonly crd: string;
  /** Of Rule 605: the letter of the designated participant and the code that it gave to the firm; both null of one that is no market center. */
  readonly participant: string | null;
  readonly entity: string | null;
}

/** A row as it is kept, with who has written it and when, in microseconds since 1970. */
export interface KeptFirm extends ReportFirm {
  readonly author_name: string;
  readonly created_at_us: number;
}

/** Keeps who the firm is, by day. Every write is one transaction with its audit record. */
export class ReportFirmRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All that was said, the latest day first. */
  async rows(): Promise<KeptFirm[]> {
    return (await this.#pool.query<KeptFirm>(`${FIRM} order by effective_from desc`)).rows;
  }

  /** Who the firm is on an ISO date; null where nobody has said. */
  async holding(day: string): Promise<KeptFirm | null> {
    const sql = `${FIRM} where effective_from <= $1::date order by effective_from desc limit 1`;
    return (await this.#pool.query<KeptFirm>(sql, [day])).rows[0] ?? null;
  }

  /** Keeps a row, in the place of that of the same day. */
  set(firm: ReportFirm, writer: RiskWriter): Promise<RiskStep<KeptFirm>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('report_firm'))");
      const earlier = await earlierChange<KeptFirm>(client, writer);
      if (earlier !== null) return { done: earlier.after, auditId: writer.auditId };
      const { effective_from, bd, crd, participant, entity } = firm;
      const before = (await client.query<KeptFirm>(OF_DAY, [effective_from])).rows[0] ?? null;
      await client.query(SET, [effective_from, bd, crd, participant, entity, writer.name, writer.atUs]);
      const [after] = (await client.query<KeptFirm>(OF_DAY, [effective_from])).rows;
      if (after === undefined) throw new Error(`the firm of ${effective_from} is gone`);
      const change = { action: 'report.firm', subjectType: 'report_firm', subjectId: effective_from } as const;
      await auditChange(client, writer, { ...change, before, after });
      return { done: after, auditId: writer.auditId };
    });
  }
}

const FIRM = `select effective_from::text as effective_from, bd, crd, participant, entity, author_name,
  ${microseconds('created_at')} as created_at_us from report_firm`;
const OF_DAY = `${FIRM} where effective_from = $1::date`;
const SET = `insert into report_firm (effective_from, bd, crd, participant, entity, author_name, created_at)
values ($1::date, $2, $3, $4, $5, $6, ${timestamp('$7')})
on conflict (effective_from) do update set bd = excluded.bd, crd = excluded.crd, participant = excluded.participant,
  entity = excluded.entity, author_name = excluded.author_name, created_at = excluded.created_at`;
