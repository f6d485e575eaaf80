import type { RoutingFacts } from '@fairlead/rule606/customer-report/compose-routing';
import { type ExemptionFacts, exemptionsOf } from '@fairlead/rule606/customer-report/exemptions';
import type { HandlingFacts } from '@fairlead/rule606/customer-report/handling-facts';
import type { ReportPeriod } from '@fairlead/rule606/customer-report/period';
import type pg from 'pg';
import { wholeE8 } from '../row-reading.ts';
import { type ExportedRows, exportRows } from './customer-export.ts';
import { handlingFacts, type LookedThrough, lookedThrough, routingFacts } from './customer-facts.ts';
import {
  customerItems,
  customerTraded,
  ENLARGE_ROUTES,
  FIRM_SHARES,
  GATHER_FILLS,
  GATHER_INCREASES,
  GATHER_IOI_VENUES,
  GATHER_PARTS,
  GATHER_ROUTES,
  gatherOrders,
  NAME_VENUES,
  type Whose,
} from './customer-report-rows.ts';
import { type Filling, fillReport } from './report-filling.ts';
import { ordersNotInDollars } from './reported-orders.ts';
import { gatherTradeMarkets } from './trade-markets.ts';

/** Which orders a report to a customer is of, and of which days of UTC: its first and the one after its last, ISO dates. */
export interface CustomerScope extends Whose {
  readonly from: string;
  readonly to: string;
  /** Of simulated orders only; imported ones are none. */
  readonly simulated: boolean;
  /** The firm whose routes they are told as, where the orders themselves are wanted too, for another firm to import; null where they are not. */
  readonly exportedBy: string | null;
}

/** What both reports have come to besides their own facts. */
export interface CustomerRun {
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
  /** Orders that are in no row because their instrument does not trade in US dollars. */
  readonly notInDollars: number;
  readonly exemptions: ExemptionFacts;
  /** The six months that the exemptions are decided by: they end with the report. */
  readonly exemptionPeriod: ReportPeriod;
  /** Null where it was not asked for. */
  readonly exported: ExportedRows | null;
}

export interface RoutingRun extends CustomerRun {
  readonly facts: RoutingFacts;
}

export interface HandlingRun extends CustomerRun {
  readonly facts: HandlingFacts;
  readonly lookedThrough: readonly LookedThrough[];
}

type Told = (done: number) => void;

/** Makes the rows of reports to customers and the facts that stand in them, all of one moment. */
export class CustomerReportRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * What Rule 606(b)(1) asks for: held orders, options, and those that are not held and exempt, be it that the firm or the customer is or that the orders
   * say so. The run must be being made.
   */
  routing(runId: string, scope: CustomerScope, told: Told): Promise<RoutingRun> {
    return this.#make(runId, async (filling) => {
      const exempt = await exemptionsIn(filling.client, scope);
      told(0.2);
      const { firm, customer } = exemptionsOf(exempt.exemptions);
      const isExempt = firm.isExempt || customer.isExempt;
      const items = await gather(filling, {
        runId,
        scope,
        isExempt,
        parts: ['HELD', 'NOT_HELD_EXEMPT', 'OPTIONS'],
        told,
      });
      return {
        ...exempt,
        items,
        facts: await routingFacts(filling.client, scope.clientId),
        exported: await exportOf(filling, scope),
      };
    });
  }

  /** What Rule 606(b)(3) asks for: orders that are not held, in stocks. The run must be being made. */
  handling(runId: string, scope: CustomerScope, told: Told): Promise<HandlingRun> {
    return this.#make(runId, async (filling) => {
      const { client } = filling;
      const exempt = await exemptionsIn(client, scope);
      told(0.2);
      const items = await gather(filling, { runId, scope, isExempt: false, parts: ['NOT_HELD'], told });
      const facts = await handlingFacts(client);
      const exported = await exportOf(filling, scope);
      return { ...exempt, items, facts, lookedThrough: await lookedThrough(client), exported };
    });
  }

  async #make<T>(runId: string, fill: (filling: Filling) => Promise<T>): Promise<T & { asOfPosition: number }> {
    const { asOfPosition, value } = await fillReport(this.#pool, runId, fill);
    return { ...value, asOfPosition };
  }
}

interface Gathering {
  readonly runId: string;
  readonly scope: CustomerScope;
  /** Whether orders that are not held count as exempt, even those that do not say so. */
  readonly isExempt: boolean;
  readonly parts: readonly string[];
  readonly told: Told;
}

/** Gathers the orders of a report with what became of them, makes its rows, and says how many. What is gathered is gone with the transaction. */
async function gather({ client, table }: Filling, { runId, scope, isExempt, parts, told }: Gathering): Promise<number> {
  const { from, to, simulated, clientId, customerId } = scope;
  await client.query(gatherOrders(scope, parts), [from, to, simulated, clientId, customerId, isExempt]);
  await client.query('alter table customer_orders add primary key (id); analyze customer_orders');
  told(0.4);
  await client.query(GATHER_ROUTES, [from, to]);
  await client.query(NAME_VENUES);
  await client.query(GATHER_IOI_VENUES);
  await client.query(GATHER_INCREASES, [from, to]);
  await client.query(ENLARGE_ROUTES);
  await client.query('alter table customer_routes add primary key (id); analyze customer_routes');
  told(0.6);
  await gatherTradeMarkets(client, to);
  await client.query(GATHER_FILLS, [to]);
  await client.query('analyze customer_fills');
  await client.query(GATHER_PARTS, [to]);
  await client.query('analyze customer_parts');
  told(0.8);
  return (await client.query(customerItems(table), [runId])).rowCount ?? 0;
}

async function exemptionsIn(
  client: pg.PoolClient,
  scope: CustomerScope,
): Promise<Pick<CustomerRun, 'exemptions' | 'exemptionPeriod' | 'notInDollars'>> {
  const { to, simulated, clientId, customerId } = scope;
  const [days] = (await client.query<{ first: string; last: string }>(SIX_MONTHS, [to])).rows;
  if (days === undefined) throw new Error('no days');
  const [firm] = (await client.query<{ not_held: string; every: string }>(FIRM_SHARES, [days.first, to, simulated]))
    .rows;
  const values = [days.first, to, simulated, clientId, customerId];
  const [customer] = (await client.query<{ traded: string }>(customerTraded(scope), values)).rows;
  return {
    exemptions: {
      notHeldSharesE8: wholeE8(firm?.not_held ?? '0'),
      allSharesE8: wholeE8(firm?.every ?? '0'),
      customerTradedUsdE8: wholeE8(customer?.traded ?? '0'),
    },
    exemptionPeriod: { startDate: days.first, endDate: days.last },
    notInDollars: await ordersNotInDollars(client, { ...scope, zone: 'UTC' }),
  };
}

async function exportOf({ client }: Filling, { from, to, exportedBy }: CustomerScope): Promise<ExportedRows | null> {
  return exportedBy === null ? null : exportRows(client, { from, to, firm: exportedBy });
}

const SIX_MONTHS = `select ($1::date - interval '6 months')::date::text as first, ($1::date - 1)::text as last`;
