import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { ReportItemKind } from '@fairlead/core/report/report-item';
import type { VenueServices } from '@fairlead/rule606/customer-report/handling-report';
import type { ReportSection } from '@fairlead/rule606/public-report/section';
import type pg from 'pg';
import { fillReport } from './report-filling.ts';
import { ITEM_STATEMENTS } from './report-item-rows.ts';
import { type QuarterList, quarterLists, type ReportScope, type Slice, weeksOf } from './report-scope.ts';
import { isUuid } from './uuid-range.ts';

/** What filling a run has come to. */
export interface FilledRun {
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
  /** By which lists its stocks are divided. */
  readonly quarters: readonly QuarterList[];
}

/** A cell of a report, by the keys of its rows; null is every one. The month is an ISO date, its first day. */
export interface ReportCell {
  readonly kind: ReportItemKind;
  readonly month: string;
  readonly section: ReportSection | null;
  readonly held: boolean;
  readonly directed: boolean;
  readonly venueId: string | null;
  readonly orderType: OrderClassification | null;
  /** As what a venue stands in a report on handling; other reports do not tell venues apart by it. */
  readonly services: VenueServices | null;
}

/** Where a page of a cell begins: after the row with this key. */
export interface ItemKey {
  readonly venue_id: string;
  readonly order_type: string;
  readonly source_id: string;
}

/** A row of a cell. Shares and amounts are exact decimal texts, amounts in US dollars. */
export interface ReportItem extends ItemKey {
  readonly source_table: string;
  readonly order_pk: string;
  readonly symbol: string;
  /** False where it only executed in this month. */
  readonly routed: boolean;
  readonly shares: string;
  readonly fees: string;
  readonly rebates: string;
  readonly pfof: string;
  readonly profit_sharing: string;
}

/** Keeps the rows of runs: each cell is a question to them, and its figure a sum over them. */
export class ReportItemsRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Makes the rows of a run that is being made, in the place of those of an earlier attempt, all of one moment; nobody changes them afterwards. `told` is
   * told how far it is, 0 to 1. What it throws leaves nothing.
   */
  async fill(runId: string, scope: ReportScope, told: (done: number) => void): Promise<FilledRun> {
    const { asOfPosition, value } = await fillReport(this.#pool, runId, async ({ client, table }) => {
      const steps = [...(await ownSteps(client, scope)), ...importedSteps(scope)];
      let items = 0;
      for (const [index, { statement, slice }] of steps.entries()) {
        await client.query(statement === 'OWN_BEFORE' ? 'set local enable_nestloop = on' : IN_BULK);
        const own = statement.startsWith('OWN') ? [scope.simulated] : [];
        const values = [runId, slice.begins, slice.ends, scope.from, scope.to, scope.clientId, ...own];
        items += (await client.query(ITEM_STATEMENTS[statement](table), values)).rowCount ?? 0;
        told((index + 1) / (steps.length + 1));
      }
      return { items, quarters: await quarterLists(client, scope) };
    });
    return { asOfPosition, ...value };
  }

  /** The rows of a cell in the order of their keys, after one of them or from the first (null), so many at most. */
  async page(runId: string, cell: ReportCell, place: { after: ItemKey | null; limit: number }): Promise<ReportItem[]> {
    if (!isUuid(runId)) return [];
    const { kind, month, section, held, directed, venueId, orderType, services } = cell;
    const { after, limit } = place;
    const values = [runId, kind, month, held, directed, limit];
    const conditions = [
      condition(values, section, (at) => `section = ${at}`),
      condition(values, services, (at) => `services = ${at}`),
      condition(values, venueId, (at) => `venue_id = ${at}`),
      condition(values, orderType, (at) => `order_type = ${at}`),
      after === null ? '' : afterKey(values, after),
    ];
    const found = await this.#pool.query<ReportItem>(`${PAGE}${conditions.join('')} ${BY_KEY} limit $6`, values);
    return found.rows;
  }

  /** Drops the rows of a run and says whether there were any. Throws for one that was published less than three years ago. */
  async drop(runId: string): Promise<boolean> {
    const sql = 'select drop_report_items($1) as dropped';
    return (await this.#pool.query<{ dropped: boolean }>(sql, [runId])).rows[0]?.dropped ?? false;
  }
}

interface Step {
  readonly statement: keyof typeof ITEM_STATEMENTS;
  readonly slice: Slice;
}

/** Our own orders week by week, for they lie by time: what is looked up of a week fits into memory. */
async function ownSteps(client: pg.PoolClient, scope: ReportScope): Promise<Step[]> {
  const weeks = await weeksOf(client, scope);
  const before: Step = { statement: 'OWN_BEFORE', slice: { begins: scope.from, ends: scope.from } };
  return [before, ...weeks.map((slice): Step => ({ statement: 'OWN', slice }))];
}

/** Imported ones lie by the hash of their names: one pass goes through all of them. */
function importedSteps({ from, to, simulated }: ReportScope): Step[] {
  if (simulated) return [];
  return [{ statement: 'IMPORTED', slice: { begins: from, ends: to } }];
}

function condition(values: unknown[], value: unknown, sql: (at: string) => string): string {
  if (value === null) return '';
  values.push(value);
  return ` and ${sql(`$${values.length}`)}`;
}

function afterKey(values: unknown[], { venue_id, order_type, source_id }: ItemKey): string {
  values.push(venue_id, order_type, source_id);
  const at = values.length;
  return ` and (venue_id, order_type, source_id) > ($${at - 2}, $${at - 1}, $${at}::uuid)`;
}

/** What a statement reads is joined as a whole: the planner cannot know that keys and times go together, and would look up row by row. */
const IN_BULK = 'set local enable_nestloop = off';
const PAGE = `
select venue_id, order_type, source_id, source_table, order_pk, symbol, routed = 1 as routed, trim_scale(shares)::text as shares,
  trim_scale(fees)::text as fees, trim_scale(rebates)::text as rebates, trim_scale(pfof)::text as pfof, trim_scale(profit_sharing)::text as profit_sharing
from report_items where run_id = $1 and item_kind = $2 and month = $3 and held = $4 and directed = $5`;
const BY_KEY = 'order by venue_id, order_type, source_id';
