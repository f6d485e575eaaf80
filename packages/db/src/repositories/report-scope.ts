import type pg from 'pg';
import { SP500 } from './index-members-repository.ts';

/** Whose orders a report tells of, and of which time: its first day and the day after its last one, ISO dates of New York. */
export interface ReportScope {
  readonly from: string;
  readonly to: string;
  /** Of simulated orders only; imported ones are none. */
  readonly simulated: boolean;
  /** Null is every client. */
  readonly clientId: string | null;
}

/** In which time zone a report has its days: those to customers in UTC, all others in New York. */
export type ReportZone = 'UTC' | 'America/New_York';

/** A quarter of a report, by its first day, with the day of the list that divides its stocks; null where there is none, and then all of them are OTHER. */
export interface QuarterList {
  readonly quarter: string;
  readonly asOf: string | null;
}

export async function quarterLists(client: Pick<pg.Pool, 'query'>, scope: ReportScope): Promise<QuarterList[]> {
  return (await client.query<QuarterList>(QUARTERS, [scope.from, scope.to, SP500])).rows;
}

/** The weeks of a time: each its first day and that of the next. */
export async function weeksOf(client: Pick<pg.Pool, 'query'>, { from, to }: ReportScope): Promise<Slice[]> {
  return (await client.query<Slice>(WEEKS, [from, to])).rows;
}

/** A part of the time in which orders were received. */
export interface Slice {
  readonly begins: string;
  readonly ends: string;
}

const QUARTERS = `
select q::date::text as quarter, (select max(as_of)::text from index_members where index_name = $3 and as_of <= q::date) as "asOf"
from generate_series(date_trunc('quarter', $1::date), $2::date - interval '1 day', interval '3 months') q order by q`;
const WEEKS = `
select d::date::text as begins, least(d::date + 7, $2::date)::text as ends
from generate_series($1::date, $2::date - interval '1 day', interval '7 days') d order by d`;
