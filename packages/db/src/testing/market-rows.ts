import { type HistoryScale, MINUTE_US, minuteOf } from '@fairlead/core/market/history/history-minute';
import { writeMinute } from '@fairlead/core/market/history/minute-writer';
import type { ShownMarket, ShownSide } from '@fairlead/core/market/history/shown-market';
import type { NbboState } from '@fairlead/core/market/nbbo';
import { price, quantity } from '@fairlead/core/money/units';
import pg from 'pg';
import { MarketHistoryRepository } from '../repositories/market-history-repository.ts';

/** What a market showed from a time on (ISO), dollars and shares; a side without a price is not there. */
export interface MarketStep {
  readonly at: string;
  readonly bid: number | null;
  readonly ask: number | null;
  readonly sizes?: readonly [bid: number, ask: number];
  readonly odd?: readonly [bid: number | null, ask: number | null];
  readonly state?: NbboState;
}

/** The market of a stock over a time, with what was printed in it: regular trades where nothing else is said. */
export interface StoredMarket {
  readonly instrumentId: string;
  readonly from: string;
  readonly until: string;
  readonly steps: readonly MarketStep[];
  readonly prints?: readonly {
    readonly at: string;
    readonly price: number;
    readonly quantity: number;
    readonly condition?: 'CLOSE';
    readonly isOnExchange?: boolean;
  }[];
}

const SCALE: HistoryScale = { priceDecimals: 4, quantityDecimals: 0 };
const SIZES = [200, 300] as const;
const us = (iso: string) => Date.parse(iso) * 1_000;

/** Stores the history of a market, minute by minute, from its first step on. */
export async function storeMarket(url: string, stored: StoredMarket): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const history = new MarketHistoryRepository(client);
  await history.ensurePartitions(us(stored.from), Math.ceil((us(stored.until) - us(stored.from)) / 86_400_000_000));
  await history.write(rowsOf(stored));
  await client.end();
}

function rowsOf({ instrumentId, from, until, steps, prints = [] }: StoredMarket) {
  const changes = steps.map((step) => ({ ...shownOf(step), atUs: us(step.at) }));
  const sales = prints.map(({ at, price: paid, quantity: shares, condition = 'REGULAR', ...place }) => ({
    ...{ atUs: us(at), price: price(Math.round(paid * 10_000)), quantity: quantity(shares) },
    condition: condition as 'REGULAR' | 'CLOSE',
    ...place,
  }));
  const rows = [];
  for (let fromUs = us(from); fromUs < us(until); fromUs = minuteOf(fromUs) + MINUTE_US) {
    const untilUs = Math.min(minuteOf(fromUs) + MINUTE_US, us(until));
    const standing = changes.findLast(({ atUs }) => atUs <= fromUs);
    const later = changes.filter(({ atUs }) => atUs > fromUs && atUs < untilUs);
    const shown = [...(standing === undefined ? [] : [{ ...standing, atUs: fromUs }]), ...later];
    const lastSales = sales.filter(({ atUs }) => atUs >= fromUs && atUs < untilUs);
    const minute = { fromUs, scale: SCALE, changes: shown, lastSales, statuses: [] };
    rows.push({ instrumentId, fromUs, untilUs, unknown: null, bytes: writeMinute(minute) });
  }
  return rows;
}

function shownOf({ bid, ask, sizes = SIZES, odd = [null, null], state }: MarketStep): ShownMarket {
  return {
    state: state ?? (bid === null || ask === null ? 'ONE_SIDED' : 'NORMAL'),
    ...{ bid: sideOf(bid, sizes[0]), ask: sideOf(ask, sizes[1]) },
    ...{ oddBid: sideOf(odd[0], 10), oddAsk: sideOf(odd[1], 10) },
    ...{ isBidBelieved: bid !== null, isAskBelieved: ask !== null },
  };
}

function sideOf(at: number | null, size: number): ShownSide | null {
  return at === null ? null : { price: price(Math.round(at * 10_000)), size: quantity(size) };
}
