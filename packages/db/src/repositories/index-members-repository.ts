import type { MemberList } from '@fairlead/core/report/member-lists';
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** The index by which Rule 606 and Rule 605 divide NMS stocks. */
export const SP500 = 'SP500';

/** A list that is there: from which day on it holds, an ISO date, and how many are on it. */
export interface KnownList {
  readonly asOf: string;
  readonly members: number;
}

/** What loading lists has changed. */
export interface LoadedLists {
  readonly lists: number;
  readonly added: number;
  readonly removed: number;
}

/** Keeps who was in an index on which day. */
export class IndexMembersRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Takes lists in the place of those of the same days; the others stay. The same lists twice change nothing. */
  load(indexName: string, lists: readonly MemberList[]): Promise<LoadedLists> {
    return inTransaction(this.#pool, (client) => replaced(client, indexName, lists));
  }

  /** The same by a person, once for its key, in one transaction with the audit of it. */
  loadBy(indexName: string, lists: readonly MemberList[], writer: RiskWriter): Promise<RiskStep<LoadedLists>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(ONE_AT_A_TIME);
      const earlier = await earlierChange<LoadedLists>(client, writer);
      if (earlier !== null) return { done: earlier.after, auditId: writer.auditId };
      const done = await replaced(client, indexName, lists);
      const change = { action: 'index.members', subjectType: 'index_members', subjectId: indexName } as const;
      await auditChange(client, writer, { ...change, before: null, after: done });
      return { done, auditId: writer.auditId };
    });
  }

  /** The lists of an index, by day. */
  async lists(indexName: string): Promise<KnownList[]> {
    return (await this.#pool.query<KnownList>(LISTS, [indexName])).rows;
  }

  /** The list that holds on an ISO date: the last one that is not after it. Null where none is. */
  async holding(indexName: string, day: string): Promise<KnownList | null> {
    return (await this.#pool.query<KnownList>(HOLDING, [indexName, day])).rows[0] ?? null;
  }
}

async function replaced(client: pg.PoolClient, indexName: string, lists: readonly MemberList[]): Promise<LoadedLists> {
  const days = lists.flatMap(({ asOf, symbols }) => symbols.map(() => asOf));
  const values = [indexName, days, lists.flatMap(({ symbols }) => symbols), lists.map(({ asOf }) => asOf)];
  await client.query(ONE_AT_A_TIME);
  const removed = await client.query(REMOVE, values);
  const added = await client.query(ADD, values.slice(0, 3));
  return { lists: lists.length, added: added.rowCount ?? 0, removed: removed.rowCount ?? 0 };
}

const ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('index_members'))";
const REMOVE = `
with asked as (select * from unnest($2::date[], $3::text[]) as a(as_of, symbol))
delete from index_members m where m.index_name = $1 and m.as_of = any ($4::date[])
  and not exists (select from asked a where a.as_of = m.as_of and a.symbol = m.symbol)`;
const ADD = `
insert into index_members (index_name, as_of, symbol) select $1, a.as_of, a.symbol from unnest($2::date[], $3::text[]) as a(as_of, symbol)
on conflict do nothing`;
const LISTS = `
select as_of::text as "asOf", count(*)::int as members from index_members where index_name = $1 group by as_of order by as_of`;
const HOLDING = `
select as_of::text as "asOf", count(*)::int as members from index_members
where index_name = $1 and as_of = (select max(as_of) from index_members where index_name = $1 and as_of <= $2::date) group by as_of`;
