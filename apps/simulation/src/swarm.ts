import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import type { FaultKind } from '@fairlead/venue-sim/faults/fault';
import { faultKinds } from '@fairlead/venue-sim/faults/fault';
import type { Random } from '@fairlead/venue-sim/random';
import type { Catalogue } from './simulated-store.ts';

/** What one seed makes of the world: each leaves something out and does something else often, so that together they meet more than if all did the same. */
export interface Swarm {
  readonly catalogue: Catalogue;
  readonly quotesPerSecond: number;
  /** How long orders come, in microseconds. */
  readonly busyUs: number;
  /** The mean time between two of a kind, in microseconds; infinite where there are none. */
  readonly everyUs: Readonly<Record<Trouble | 'act', number>>;
  /** Whether one of its venues is sick from the beginning. */
  readonly isSick: boolean;
  /** The faults that venues may have. */
  readonly faults: readonly FaultKind[];
}

export const TROUBLES = ['fault', 'cut', 'stall', 'crash', 'stop', 'pause', 'database', 'refusal', 'venues'] as const;
export type Trouble = (typeof TROUBLES)[number];

const SECOND_US = 1_000_000;
/** The mean time between two of a kind in a seed that has that kind, and how many seeds have it. */
const TYPICAL: Readonly<Record<Trouble, readonly [everySeconds: number, share: number]>> = {
  fault: [2.5, 0.85],
  cut: [9, 0.6],
  stall: [12, 0.5],
  crash: [11, 0.7],
  stop: [30, 0.3],
  pause: [12, 0.35],
  database: [7, 0.6],
  refusal: [15, 0.4],
  venues: [35, 0.25],
};

const EQUITY_VENUES = ['XNYS', 'XNAS', 'ARCX', 'BATS', 'IEXG', 'MEMX', 'EDGA', 'SGMT', 'UBSA', 'CDRG', 'INTERNAL'];
const STOCKS = ['AAPL', 'F', 'KO', 'SPY', 'T'];

/** Draws what a seed is like. */
export function drawSwarm(random: Random): Swarm {
  const everyUs = { act: Math.round((0.02 + random.unit() * 0.15) * SECOND_US) } as Record<Trouble | 'act', number>;
  for (const trouble of TROUBLES) {
    const [everySeconds, share] = TYPICAL[trouble];
    everyUs[trouble] = random.chance(share) ? everySeconds * SECOND_US * (0.4 + random.unit() * 1.2) : Infinity;
  }
  const kinds = faultKinds().map(({ kind }) => kind);
  return {
    catalogue: drawCatalogue(random),
    quotesPerSecond: 20 + random.below(60),
    busyUs: Math.round(drawBusySeconds(random) * SECOND_US),
    everyUs,
    isSick: random.chance(0.3),
    faults: kinds.filter(() => random.chance(0.5)).concat(kinds[random.below(kinds.length)] ?? []),
  };
}

/** Most are short; some are as long as a circuit is open, and longer. */
function drawBusySeconds(random: Random): number {
  const draw = random.unit();
  if (draw < 0.8) return 3 + random.unit() * 6;
  return draw < 0.95 ? 10 + random.unit() * 10 : 40 + random.unit() * 25;
}

function drawCatalogue(random: Random): Catalogue {
  const stocks = new Set([random.below(STOCKS.length), random.below(STOCKS.length)].map((at) => STOCKS[at]));
  const traded: (string | undefined)[] = [...stocks];
  // Two lit exchanges always, so that there is a market.
  const venueIds = new Set(['XNYS', 'ARCX', ...EQUITY_VENUES.filter(() => random.chance(0.35))]);
  if (random.chance(0.4)) {
    traded.push('EURUSD');
    for (const id of ['LP1', 'LP2', 'LP3']) venueIds.add(id);
  }
  if (random.chance(0.4)) {
    traded.push('BTC/USD');
    for (const id of ['CX1', 'CX2']) venueIds.add(id);
  }
  return {
    venues: DEFAULT_VENUES.filter(({ venueId }) => venueIds.has(venueId)),
    instruments: DEFAULT_INSTRUMENTS.filter(({ instrumentId }) => traded.includes(instrumentId)),
  };
}
