import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** An instrument that the firm, or a client, may not trade. Times are microseconds since 1970. */
export interface RestrictedRow {
  readonly id: string;
  readonly client_id: string | null;
  readonly instrument_id: string;
  readonly side: string;
  readonly from_at_us: number;
  readonly to_at_us: number | null;
  readonly reason: string;
  readonly author_name: string;
}

/** Shares that a client has located; the quantity is a decimal text. */
export interface LocateRow {
  readonly client_id: string;
  readonly locate_id: string;
  readonly instrument_id: string;
  readonly quantity: string;
  readonly expires_at_us: number;
  readonly author_name: string;
}

/** What stands on the lists, and of locates what orders have executed on them; decimals are texts. */
export interface RiskLists {
  readonly restricted: readonly RestrictedRow[];
  readonly locates: readonly LocateRow[];
  readonly accounts: readonly { readonly client_id: string; readonly account: string }[];
}

/** The accounts that a client may trade for, by name. */
export interface ClientAccounts {
  readonly client_id: string;
  readonly accounts: readonly string[];
}

/** Which accounts a client is to have: all of them, or what is added to those that there are and what is closed. */
export interface AccountsChange {
  readonly client_id: string;
  readonly accounts?: readonly string[] | undefined;
  readonly add?: readonly string[] | undefined;
  readonly close?: readonly string[] | undefined;
}

/** Why accounts are not changed: one that is to be closed is not there, or none would be left. */
export type AccountsRefusal = 'NOT_FOUND' | 'LAST_ACCOUNT';

const RESTRICTED = `select id, client_id, instrument_id, side, ${microseconds('from_at')} as from_at_us, ${microseconds('to_at')} as to_at_us, reason,
  author_name from restricted_instruments`;
const LOCATES = `select client_id, locate_id, instrument_id, trim_scale(quantity)::text as quantity, ${microseconds('expires_at')} as expires_at_us,
  author_name from locates order by client_id, locate_id`;

/** Keeps who may trade what. Every write is one transaction with its audit record. */
export class RiskListsRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Everything that holds at a time or will (microseconds since 1970); locates that have expired too, for they are told from unknown ones. */
  async lists(atUs: number): Promise<RiskLists> {
    const [restricted, locates, accounts] = await Promise.all([
      this.#pool.query<RestrictedRow>(`${RESTRICTED} where to_at is null or to_at > ${timestamp('$1')} order by id`, [
        atUs,
      ]),
      this.#pool.query<LocateRow>(LOCATES),
      this.#pool.query<RiskLists['accounts'][number]>('select client_id, account from client_accounts order by 1, 2'),
    ]);
    return { restricted: restricted.rows, locates: locates.rows, accounts: accounts.rows };
  }

  /** What was executed on each locate, by orders other than these. */
  async locatesUsed(without: readonly string[]): Promise<{ client_id: string; locate_id: string; used: string }[]> {
    const result = await this.#pool.query<{ client_id: string; locate_id: string; used: string }>(
      `select o.client_id, o.locate_id, trim_scale(sum(o.filled_quantity))::text as used from locates l
       join orders o on o.client_id = l.client_id and o.locate_id = l.locate_id
       where o.side = 'SELL_SHORT' and not o.route_only and not o.id = any ($1::uuid[]) group by 1, 2`,
      [without],
    );
    return result.rows;
  }

  /** Deletes locates that had expired before a time (microseconds since 1970), and gives how many: no order can use them, and the audit tells of them. */
  async deleteLocates(expiredBeforeUs: number): Promise<number> {
    const result = await this.#pool.query(`delete from locates where expires_at < ${timestamp('$1')}`, [
      expiredBeforeUs,
    ]);
    return result.rowCount ?? 0;
  }

  /** Puts an instrument on the list. */
  restrict(
    row: Omit<RestrictedRow, 'id' | 'author_name' | 'reason'>,
    writer: RiskWriter,
  ): Promise<RiskStep<RestrictedRow>> {
    const kept = { id: uuidV7(), ...row, reason: writer.reason, author_name: writer.name };
    return this.#write(writer, async (client) => {
      await client.query(
        `insert into restricted_instruments (id, client_id, instrument_id, side, from_at, to_at, reason, author_name)
         values ($1, $2, $3, $4, ${timestamp('$5')}, ${timestamp('$6')}, $7, $8)`,
        [
          kept.id,
          row.client_id,
          row.instrument_id,
          row.side,
          row.from_at_us,
          row.to_at_us,
          kept.reason,
          kept.author_name,
        ],
      );
      return { done: kept, action: 'risk.restrict', subject: kept.id, before: null };
    });
  }

  /** Takes an instrument off the list from now on; null where it is not on it. */
  async lift(id: string, writer: RiskWriter): Promise<RiskStep<RestrictedRow> | null> {
    const { done, auditId } = await this.#write<RestrictedRow | null>(writer, async (client) => {
      const before = await client.query<RestrictedRow>(
        `${RESTRICTED} where id = $1 and (to_at is null or to_at > ${timestamp('$2')}) for update`,
        [id, writer.atUs],
      );
      const [row] = before.rows;
      if (row === undefined) return { done: null, action: 'risk.lift', subject: id, before: null };
      await client.query(`update restricted_instruments set to_at = ${timestamp('$2')} where id = $1`, [
        id,
        writer.atUs,
      ]);
      return { done: { ...row, to_at_us: writer.atUs }, action: 'risk.lift', subject: id, before: row };
    });
    return done === null ? null : { done, auditId };
  }

  /** Keeps a locate, or gives the one of this id another quantity or end. */
  locate(row: Omit<LocateRow, 'author_name'>, writer: RiskWriter): Promise<RiskStep<LocateRow>> {
    const kept = { ...row, author_name: writer.name };
    return this.#write(writer, async (client) => {
      await client.query(
        `insert into locates (client_id, locate_id, instrument_id, quantity, expires_at, author_name) values ($1, $2, $3, $4, ${timestamp('$5')}, $6)
         on conflict (client_id, locate_id) do update set instrument_id = excluded.instrument_id, quantity = excluded.quantity,
           expires_at = excluded.expires_at, author_name = excluded.author_name`,
        [row.client_id, row.locate_id, row.instrument_id, row.quantity, row.expires_at_us, kept.author_name],
      );
      return { done: kept, action: 'risk.locate', subject: row.locate_id, before: null };
    });
  }

  /**
   * Changes the list of a client's accounts, and gives it as it stands then. An empty one is none, and then every account may be traded: that is asked for
   * as such, and closing the last account is not (LAST_ACCOUNT).
   */
  async authorise(
    { client_id, ...change }: AccountsChange,
    writer: RiskWriter,
  ): Promise<Result<RiskStep<ClientAccounts>, AccountsRefusal>> {
    let refused: AccountsRefusal | null = null;
    const { auditId } = await this.#write<{ client_id: string; accounts: number } | null>(writer, async (client) => {
      const before = await accountsOf(client, client_id);
      const after = accountsAfter(before, change);
      // How many, and not which: the audit keeps no names of persons.
      const counts = (count: number) => ({ client_id, accounts: count });
      const written = { action: 'risk.accounts', subject: client_id, before: counts(before.length) };
      if (!after.ok) {
        refused = after.error;
        return { done: null, ...written };
      }
      await client.query('delete from client_accounts where client_id = $1', [client_id]);
      const insert = 'insert into client_accounts (client_id, account) select $1, unnest($2::text[])';
      await client.query(insert, [client_id, after.value]);
      return { done: counts(after.value.length), ...written };
    });
    if (refused !== null) return err(refused);
    return ok({ done: { client_id, accounts: await accountsOf(this.#pool, client_id) }, auditId });
  }

  /** What is not done, null, is not audited; what was done before with this key is not done again. */
  #write<T extends object | null>(
    writer: RiskWriter,
    work: (client: pg.PoolClient) => Promise<Written<T>>,
  ): Promise<RiskStep<T>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('risk_lists'))");
      const earlier = await earlierChange<T>(client, writer);
      if (earlier !== null) return { done: earlier.after, auditId: writer.auditId };
      const { done, action, subject, before } = await work(client);
      if (done === null) return { done, auditId: writer.auditId };
      const change = { action, subjectType: 'risk_lists', subjectId: subject } as const;
      await auditChange(client, writer, { ...change, before, after: done });
      return { done, auditId: writer.auditId };
    });
  }
}

async function accountsOf(client: Pick<pg.PoolClient, 'query'>, clientId: string): Promise<string[]> {
  const kept = 'select account from client_accounts where client_id = $1 order by 1';
  return (await client.query<{ account: string }>(kept, [clientId])).rows.map(({ account }) => account);
}

function accountsAfter(
  before: readonly string[],
  { accounts, add = [], close = [] }: Omit<AccountsChange, 'client_id'>,
): Result<string[], AccountsRefusal> {
  if (accounts !== undefined) return ok([...new Set(accounts)]);
  if (close.some((account) => !before.includes(account))) return err('NOT_FOUND');
  const after = [...new Set([...before, ...add])].filter((account) => !close.includes(account));
  return after.length === 0 ? err('LAST_ACCOUNT') : ok(after);
}

/** What was written, as the audit tells it too. */
interface Written<T> {
  readonly done: T;
  readonly action: string;
  readonly subject: string;
  readonly before: object | null;
}
