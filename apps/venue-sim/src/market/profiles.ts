import type { Instrument } from '@fairlead/core/instrument/instrument';

/** How wide a symbol trades: the stationary weight of each consolidated spread, in ticks from 1. */
export type SpreadClass = 'PENNY' | 'TIGHT' | 'MEASURED' | 'WIDE';

/** What the generator needs to know of a symbol. */
export interface SymbolProfile {
  /** In the instrument's price scale. */
  readonly startPrice: number;
  readonly spreadClass: SpreadClass;
  /** The mean displayed size in round lots at an ordinary venue. */
  readonly depthLots: number;
}

/** The stock that SOURCES.md measured traded at $156 with about one and a half lots a quote; a symbol of its kind has depth 1. */
export const MEASURED_DEPTH_LOTS = 1.5;

/** Start price in dollars, spread class, mean displayed lots. Round illustrative figures. */
const ROWS: Readonly<Record<string, readonly [number, SpreadClass, number]>> = {
  AAPL: [270, 'TIGHT', 2],
  AMZN: [230, 'TIGHT', 1.8],
  BAC: [52, 'PENNY', 7],
  CSCO: [76, 'PENNY', 4],
  DIS: [110, 'MEASURED', 1.8],
  F: [13, 'PENNY', 30],
  GOOGL: [280, 'TIGHT', 1.8],
  HD: [370, 'WIDE', 1.5],
  IBM: [305, 'WIDE', 1.5],
  INTC: [38, 'PENNY', 9],
  JNJ: [200, 'MEASURED', 1.5],
  JPM: [310, 'MEASURED', 1.8],
  KO: [71, 'PENNY', 4],
  META: [600, 'WIDE', 1.6],
  MSFT: [490, 'MEASURED', 1.8],
  NVDA: [185, 'TIGHT', 3],
  PFE: [25, 'PENNY', 16],
  PG: [148, 'MEASURED', 1.5],
  QQQ: [610, 'TIGHT', 4],
  SPY: [670, 'TIGHT', 5],
  T: [26, 'PENNY', 16],
  TSLA: [400, 'WIDE', 1.8],
  WMT: [102, 'MEASURED', 1.8],
  XOM: [117, 'MEASURED', 1.8],
};

/** What a currency or a coin starts at, in its quote currency. Their markets have profiles of their own. */
const STARTS: Readonly<Record<string, number>> = {
  AUDUSD: 0.655,
  EURUSD: 1.085,
  GBPUSD: 1.27,
  NZDUSD: 0.605,
  USDCHF: 0.885,
  USDJPY: 149.5,
  'BTC/USD': 98_000,
  'ETH/USD': 3_400,
};

const OTHER: readonly [number, SpreadClass, number] = [100, 'MEASURED', 1.5];

/** What an instrument starts at, in its price scale. */
export function startPriceOf(instrument: Instrument): number {
  const start = STARTS[instrument.instrumentId];
  return start === undefined
    ? symbolProfile(instrument).startPrice
    : Math.round(start * 10 ** instrument.priceDecimals);
}

/** The profile of a symbol; an unknown one is like the measured stock. */
export function symbolProfile(instrument: Instrument): SymbolProfile {
  const [dollars, spreadClass, depthLots] = ROWS[instrument.instrumentId] ?? OTHER;
  return { startPrice: dollars * 10 ** instrument.priceDecimals, spreadClass, depthLots };
}

const WIDEST = 40;
/** Above four ticks the measured spread has 27 % of the time with a mean of 7.5 ticks: a geometric tail with this ratio. */
const TAIL_RATIO = 0.716;
const TAIL_SHARE = 0.27;

/** The stationary weights of the spreads 1, 2, … in ticks. `MEASURED` is the time-weighted mix of SOURCES.md. */
export function spreadWeights(spreadClass: SpreadClass): readonly number[] {
  switch (spreadClass) {
    case 'PENNY':
      return [0.93, 0.06, 0.008, 0.002];
    case 'TIGHT':
      return [0.6, 0.28, 0.09, 0.03];
    case 'MEASURED':
      return measuredWeights();
    case 'WIDE':
      return widened(measuredWeights());
  }
}

function measuredWeights(): number[] {
  const weights = [0.17, 0.27, 0.2, 0.09];
  for (let extra = 0; weights.length < WIDEST; extra++)
    weights.push(TAIL_SHARE * (1 - TAIL_RATIO) * TAIL_RATIO ** extra);
  return weights;
}

/** Every spread doubled, each weight shared by the two spreads that halve to it. */
function widened(weights: readonly number[]): number[] {
  return weights.flatMap((weight) => [weight / 2, weight / 2]);
}

/** How present a lit venue's quotes are in the market. */
export interface Presence {
  /** The probability that a fresh quote of the venue is at the best price. */
  readonly atBest: number;
  /** The venue's part of the quote rows. */
  readonly rows: number;
  /** The venue's part of the volume that simulated counterparties trade. */
  readonly volume: number;
  /** Its displayed size compared with the symbol's mean. */
  readonly depth: number;
}

/**
 * Rows, volume and depth are those of SOURCES.md and its file; `atBest` is set so that the shares of quote rows at the best bid come
 * out as measured (N 67, T 52, P 45, K 34, Z 28, B 26, Y 13, J 8, A 7, V 6, X 2, M 0.3 %). The last four rows were no exchanges in 2018:
 * their figures are assumed.
 */
const PRESENCE: Readonly<Record<string, Presence>> = {
  XNYS: { atBest: 0.96, rows: 49.5, volume: 16.7, depth: 1.3 },
  XNAS: { atBest: 0.88, rows: 26.8, volume: 10.3, depth: 1.15 },
  ARCX: { atBest: 0.75, rows: 31.2, volume: 5.9, depth: 1.1 },
  EDGX: { atBest: 0.63, rows: 18.4, volume: 7.6, depth: 1.05 },
  BATS: { atBest: 0.5, rows: 21.9, volume: 5.8, depth: 0.9 },
  XBOS: { atBest: 0.41, rows: 29.6, volume: 3.4, depth: 0.8 },
  BATY: { atBest: 0.21, rows: 24.5, volume: 2.5, depth: 0.85 },
  EDGA: { atBest: 0.18, rows: 6.5, volume: 0.8, depth: 0.8 },
  XASE: { atBest: 0.22, rows: 1.2, volume: 0.4, depth: 0.7 },
  IEXG: { atBest: 0.17, rows: 2.3, volume: 2.6, depth: 0.7 },
  XPSX: { atBest: 0.04, rows: 8.2, volume: 0.4, depth: 1.6 },
  XCHI: { atBest: 0.008, rows: 0.3, volume: 0.1, depth: 0.7 },
  MEMX: { atBest: 0.19, rows: 12, volume: 2.5, depth: 0.9 },
  EPRL: { atBest: 0.107, rows: 8, volume: 1.5, depth: 0.9 },
  XCIS: { atBest: 0.083, rows: 4, volume: 0.8, depth: 0.8 },
  LTSE: { atBest: 0.009, rows: 0.3, volume: 0.1, depth: 0.7 },
};

const ABSENT: Presence = { atBest: 0.05, rows: 2, volume: 0.5, depth: 0.8 };
/** The listing venue of the measured stock: its presence is given to whichever venue lists the symbol. */
const MEASURED_PRIMARY = 'XNYS';

/** The presence of a venue in a symbol: the listing venue and New York change places where the symbol is listed elsewhere. */
export function presenceOf(venueId: string, primaryVenueId: string | null): Presence {
  const primary = primaryVenueId ?? MEASURED_PRIMARY;
  const as = venueId === primary ? MEASURED_PRIMARY : venueId === MEASURED_PRIMARY ? primary : venueId;
  return PRESENCE[as] ?? ABSENT;
}
