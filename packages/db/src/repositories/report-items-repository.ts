import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { HandlingPart } from '@fairlead/core/report/handling-part';
import type { ReportItemKind } from '@fairlead/core/report/report-item';
import type { ReportSection } from '@fairlead/core/report/report-section';
import type { VenueServices } from '@fairlead/core/report/venue-services';
import type { LeftOutOrders } from '@fairlead/rule606/finding/left-out';
import type pg from 'pg';
import { fillReport } from './report-filling.ts';
import { ITEM_STATEMENTS } from './report-item-rows.ts';
import { type QuarterList, quarterLists, type ReportScope, type Slice, weeksOf } from './report-scope.ts';
import { optionOrders, ordersNotInDollars } from './reported-orders.ts';
import { isUuid } from './uuid-range.ts';

/** What filling a run has come to. */
export interface FilledRun {
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
  /** By which lists its stocks are divided. */
  readonly quarters: readonly QuarterList[];
  readonly leftOut: LeftOutOrders;
}

/** A cell of a report, by the keys of its rows; null is every one: options count held or not. The month is an ISO date, its first day. */
export interface ReportCell {
  readonly kind: ReportItemKind;
  readonly month: string;
  readonly section: ReportSection | null;
  readonly held: boolean | null;
  readonly directed: boolean | null;
  readonly venueId: string | null;
  readonly orderType: OrderClassification | null;
  /** As what a venue stands in a report on handling; other reports do not tell venues apart by it. */
  readonly services: VenueServices | null;
  /** Of a report on handling: only what was so sent or so executed. */
  readonly part: HandlingPart | null;
}

/** Where a page of a cell begins: after the row with this key. `cell` is a whole number of 64 bits, as text. */
export interface ItemKey {
  readonly cell: string;
  readonly source_id: string;
}

/** A row of a cell. Shares and amounts are exact decimal texts, amounts in US dollars. */
export interface ReportItem extends ItemKey {
  readonly held: boolean;
  readonly directed: boolean;
  readonly venue_id: string;
  readonly order_type: string;
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
  /** Of a cell that is of a part: how many shares of the row were so sent or so executed; null of others. */
  readonly part_shares: string | null;
}

/**
 * What the rows of a cell come to: how many, of which so many were routed in the month, and their exact sums as decimal texts. Of a part the rebates less fees of
 * what provided or removed liquidity, and how long the orders that provided it took, in microseconds; null of others.
 */
export interface CellSums
  extends Pick<ReportItem, 'shares' | 'fees' | 'rebates' | 'pfof' | 'profit_sharing' | 'part_shares'> {
  readonly rows: number;
  readonly routed: number;
  readonly part_net: string | null;
  readonly part_us: string | null;
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
      return { items, quarters: await quarterLists(client, scope), leftOut: await leftOut(client, runId, scope) };
    });
    return { asOfPosition, ...value };
  }

  /** The rows of a cell in the order of their keys, after one of them or from the first (null), so many at most. */
  async page(runId: string, cell: ReportCell, place: { after: ItemKey | null; limit: number }): Promise<ReportItem[]> {
    if (!isUuid(runId)) return [];
    const { after, limit } = place;
    const values: unknown[] = [];
    const where = `${inCells(values, runId, cell)}${after === null ? '' : afterKey(values, after)}`;
    values.push(limit);
    const found = await this.#pool.query<ReportItem>(
      `${pageOf(cell)} where ${where} ${BY_KEY} limit $${values.length}`,
      values,
    );
    return found.rows;
  }

  /** What the rows of a cell come to. Of a run that is not there, nothing. */
  async sums(runId: string, cell: ReportCell): Promise<CellSums> {
    const values: unknown[] = [];
    const asked = cell.part === null ? isMeant : inCells;
    const where = isUuid(runId) ? asked(values, runId, cell) : 'false';
    const [sums] = (await this.#pool.query<CellSums>(`${sumsOf(cell)} where ${where}`, values)).rows;
    if (sums === undefined) throw new Error('a sum has always a row');
    return sums;
  }

  /** Drops the rows of a run and says whether there were any. Throws for one that was published less than three years ago. */
  async drop(runId: string): Promise<boolean> {
    const sql = 'select drop_report_items($1) as dropped';
    return (await this.#pool.query<{ dropped: boolean }>(sql, [runId])).rows[0]?.dropped ?? false;
  }
}

async function leftOut(client: pg.PoolClient, runId: string, scope: ReportScope): Promise<LeftOutOrders> {
  const days = { ...scope, zone: 'America/New_York', customerId: null } as const;
  const notInDollars = await ordersNotInDollars(client, days);
  return scope.simulated ? { notInDollars } : { notInDollars, options: await optionOrders(client, runId, days) };
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

/** What asks for the rows of the cells that are meant: by their numbers, in whose order the rows lie. Values are added to those that are there. */
function inCells(values: unknown[], runId: string, cell: ReportCell): string {
  const cells = `select cell from report_cells where ${isMeant(values, runId, cell)}`;
  const part = cell.part === null ? '' : ` and ${PARTS[cell.part].is}`;
  return `run_id = $1 and cell = any (array(${cells}))${part}`;
}

/** What asks for the cells of a run that are meant; the run is the first value. */
function isMeant(values: unknown[], runId: string, cell: ReportCell): string {
  const { kind: item_kind, month, section, held, directed, venueId: venue_id, orderType: order_type, services } = cell;
  const asked = { run_id: runId, item_kind, month, section, held, directed, venue_id, order_type, services };
  return Object.entries(asked)
    .filter(([, value]) => value !== null)
    .map(([column, value]) => `${column} = $${values.push(value)}`)
    .join(' and ');
}

function afterKey(values: unknown[], { cell, source_id }: ItemKey): string {
  return ` and (cell, source_id) > ($${values.push(cell)}::int8, $${values.push(source_id)}::uuid)`;
}

/** What a statement reads is joined as a whole: the planner cannot know that keys and times go together, and would look up row by row. */
const IN_BULK = 'set local enable_nestloop = off';
const AMOUNTS = ['shares', 'fees', 'rebates', 'pfof', 'profit_sharing'];
const exact = (column: string) => `trim_scale(${column})::text`;

/** Which rows are of a part, and how many shares of each; what liquidity was paid, and how long it took that provided it. */
const PARTS: Readonly<Record<HandlingPart, { is: string; shares: string; net?: string; us?: string }>> = {
  IOC: { is: 'ioc', shares: 'routed_shares' },
  FURTHER_ROUTABLE: { is: 'further_routable', shares: 'routed_shares' },
  NEAR: { is: 'near > 0', shares: 'near' },
  MIDPOINT: { is: 'midpoint > 0', shares: 'midpoint' },
  FAR: { is: 'far > 0', shares: 'far' },
  PROVIDED: { is: 'provided > 0', shares: 'provided', net: 'net_provided' },
  REMOVED: { is: 'removed > 0', shares: 'removed', net: 'net_removed' },
  PROVIDING: { is: 'providing_us is not null', shares: 'provided', us: 'providing_us' },
};

const pageOf = ({ part }: ReportCell) => `
select cell::text, source_id, held, directed, venue_id, order_type, source_table, order_pk, symbol, routed = 1 as routed,
  ${AMOUNTS.map((column) => `${exact(column)} as ${column}`).join(', ')}, ${part === null ? 'null' : exact(PARTS[part].shares)} as part_shares from report_items`;
const BY_KEY = 'order by report_items.cell, source_id';
/** Cells have the sums of their rows; those of a part are added up row by row. */
const sumsOf = ({ part }: ReportCell) => `
select coalesce(sum(${part === null ? 'items' : '1'}), 0)::float8 as rows, coalesce(sum(routed), 0)::float8 as routed,
  ${AMOUNTS.map((column) => `coalesce(trim_scale(sum(${column})), 0)::text as ${column}`).join(', ')},
  ${sumOf(part === null ? undefined : PARTS[part].shares)} as part_shares, ${sumOf(part === null ? undefined : PARTS[part].net)} as part_net,
  ${sumOf(part === null ? undefined : PARTS[part].us)} as part_us from ${part === null ? 'report_cells' : 'report_items'}`;

function sumOf(column: string | undefined): string {
  return column === undefined ? 'null' : `coalesce(trim_scale(sum(${column})), 0)::text`;
}
