import pg from 'pg';
import { isPassing } from '../database-error.ts';

/**
 * Why a commit was not answered with its fate. IN_DOUBT: the server failed or the way to it, and the commit may be written; ROW_IS_THERE: a row of it
 * has the key of one that is there, the name of an order or, where a commit of ours was still under way, its place; NO_PARTITION: there is
 * none where it goes to; ENTRY: the server does not take one of its entries, whenever it is asked.
 */
export type WriteRefusal = 'IN_DOUBT' | 'ROW_IS_THERE' | 'NO_PARTITION' | 'ENTRY';

const UNIQUE_VIOLATION = '23505';
const CHECK_VIOLATION = '23514';

/** What an error of the database says of a commit. */
export function refusalOf(error: unknown): WriteRefusal {
  if (isPassing(error)) return 'IN_DOUBT';
  if (!(error instanceof pg.DatabaseError)) return 'ENTRY';
  if (error.code === UNIQUE_VIOLATION) return 'ROW_IS_THERE';
  // A row that no partition takes breaks the rule of the table as a whole, which has no name.
  if (error.code === CHECK_VIOLATION && error.constraint === undefined) return 'NO_PARTITION';
  return 'ENTRY';
}
