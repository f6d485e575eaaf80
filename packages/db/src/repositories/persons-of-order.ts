import type { OrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';

/** What an order says of persons: their names where they are known, and whether one was erased. A name is null where there is none, or none any more. */
export interface PersonsOfOrder {
  readonly account: string | null;
  readonly customer_id: string | null;
  readonly account_erased: boolean;
  readonly customer_erased: boolean;
}

/** An order with the names of its persons instead of their pseudonyms. */
export type Named<Row extends OrderRow> = Omit<Row, 'account' | 'customer_id'> & PersonsOfOrder;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAMES = 'select n.pseudonym, n.name from person_names n where n.pseudonym = any ($1::uuid[])';

/** Puts names in the place of pseudonyms. */
export async function withNames<Row extends OrderRow>(database: Database, rows: readonly Row[]): Promise<Named<Row>[]> {
  const names = await namesOf(
    database,
    rows.flatMap(({ account, customer_id }) => [account, customer_id]),
  );
  return rows.map((row) => {
    const account = row.account === null ? null : (names.get(row.account) ?? null);
    const customer = row.customer_id === null ? null : (names.get(row.customer_id) ?? null);
    return {
      ...row,
      account,
      customer_id: customer,
      account_erased: row.account !== account && account === null,
      customer_erased: row.customer_id !== customer && customer === null,
    };
  });
}

/** The names of persons by their pseudonyms; an erased one has none. */
export async function namesOf(
  database: Database,
  told: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const pseudonyms = [...new Set(told.filter((each) => each !== null && UUID.test(each)))];
  if (pseudonyms.length === 0) return new Map();
  const result = await database.query<{ pseudonym: string; name: string }>(NAMES, [pseudonyms]);
  return new Map(result.rows.map(({ pseudonym, name }) => [pseudonym, name]));
}
