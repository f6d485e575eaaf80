import type { BrokerExecutionProfile, BrokerScore } from '@fairlead/contracts/broker';
import type { Estimate, VenueQuality, VenueRanking } from '@fairlead/contracts/venue-quality';
import { wireNumber } from '@fairlead/contracts/wire-value';
import type { MarketView, VenueSnapshot } from '@fairlead/core/market/market-view';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { CostWeights } from '@fairlead/core/routing/objectives/objective';
import type { VenueStatus } from '@fairlead/core/venue/venue';
import { percentageOf } from '../publish/wire.ts';

/** The price that scores one half, in basis points over the mid: half the spread of a liquid large stock is about this. */
const HALF_PRICE_BPS = 1;
const BPS = 10_000;

/** What the broker document calls the states of a venue. */
const BROKER_STATUS: Readonly<Record<VenueStatus, BrokerExecutionProfile['status']>> = {
  ACTIVE: 'AVAILABLE',
  SLOW: 'BUSY',
  CONGESTED: 'BUSY',
  RESTRICTED: 'MAINTENANCE',
  OFFLINE: 'OFFLINE',
};

/**
 * Scores the venues that a decision has ranked, in the order of their cost, by the factors of the broker document, each 0 to 100:
 * - speed and liquidity are those of the venue's quality (`scoreVenue`), reliability its expected fill rate;
 * - price = H / (H + spread term), H = HALF_PRICE_BPS; at the mid or better it is full;
 * - cost = (1 − f / (1 + |f|)) / 2 of the fee term f in basis points: one half for no fee, more for a rebate.
 * The total is their mean by the weights of the decision's cost terms.
 */
export function brokerScores(
  ranking: readonly VenueRanking[],
  quality: readonly VenueQuality[],
  weights: CostWeights,
): BrokerScore[] {
  const qualityOf = new Map(quality.map((each) => [each.venue_id, each]));
  return ranking.flatMap((row) => {
    const measured = qualityOf.get(row.venue_id);
    if (row.rank === null || row.terms === null || measured === undefined) return [];
    const speed = 100 * measured.speed_score;
    const price = (100 * HALF_PRICE_BPS) / (HALF_PRICE_BPS + Math.max(0, row.terms.spread_bps));
    const reliability = 100 * row.fill_rate;
    const liquidity = 100 * measured.liquidity_score;
    const fee = row.terms.fee_bps;
    const cost = 50 * (1 - fee / (1 + Math.abs(fee)));
    const weighted =
      weights.delay * speed +
      weights.spread * price +
      weights.fade * reliability +
      weights.impact * liquidity +
      weights.fee * cost;
    const weight = weights.delay + weights.spread + weights.fade + weights.impact + weights.fee;
    return {
      brokerId: row.venue_id,
      rank: row.rank,
      executionSpeedScore: rounded(speed),
      priceQualityScore: rounded(price),
      reliabilityScore: rounded(reliability),
      liquidityScore: rounded(liquidity),
      costScore: rounded(cost),
      totalScore: rounded(weighted / weight),
      observations: row.observations,
    };
  });
}

/** The venues of a view as broker profiles: what is measured of them, and null where nothing is yet. */
export function brokerProfiles(
  view: MarketView,
  quality: readonly VenueQuality[],
  side: Side,
): BrokerExecutionProfile[] {
  const qualityOf = new Map(quality.map((each) => [each.venue_id, each]));
  return view.venues.flatMap((snapshot) => {
    const measured = qualityOf.get(snapshot.venue.venueId);
    return measured === undefined ? [] : profileOf(snapshot, measured, { view, side });
  });
}

function profileOf(
  snapshot: VenueSnapshot,
  quality: VenueQuality,
  { view: { instrument }, side }: { view: MarketView; side: Side },
): BrokerExecutionProfile {
  const { venue, status } = snapshot;
  const { estimates, latency } = quality;
  const shown = snapshot.quoteState === 'FRESH' ? shownTo(side, snapshot) : null;
  return {
    brokerId: venue.venueId,
    symbol: instrument.instrumentId,
    averageExecutionTimeMs: measuredOf(latency.expected_ms),
    fillRatePercentage: measuredOf(estimates.fill_rate, percentageOf),
    priceImprovementBps: measuredOf(estimates.price_improvement_bps),
    averageSlippageBps: null,
    currentSpreadBps: spreadBps(snapshot),
    orderBookDepth: shown === null ? null : wireNumber(shown, instrument.quantityDecimals),
    recentVolume: null,
    supportedOrderTypes: [...venue.orderTypes],
    maxOrderSize: wireNumber(venue.maxOrderQuantity, instrument.quantityDecimals),
    minOrderSize: wireNumber(venue.minOrderQuantity, instrument.quantityDecimals),
    status: BROKER_STATUS[status],
    responseTimeMs: latency.p50_ms,
    errorRatePercentage: measuredOf(estimates.reject_rate, percentageOf),
    observations: quality.observations,
    lastUpdated: quality.last_updated,
  };
}

/** What a venue shows on the side that an order would take, over all levels. */
function shownTo(side: Side, { depth, bidSize, askSize }: VenueSnapshot): number {
  const isBuy = sideSign(side) === 1;
  if (depth === null) return isBuy ? askSize : bidSize;
  return (isBuy ? depth.asks : depth.bids).reduce((sum, level) => sum + level.size, 0);
}

function spreadBps({ quoteState, bid, bidSize, ask, askSize }: VenueSnapshot): number | null {
  if (quoteState !== 'FRESH' || bidSize === 0 || askSize === 0) return null;
  return ((ask - bid) * 2 * BPS) / (ask + bid);
}

/** An estimate that something was measured for; a mere prior is null. */
function measuredOf({ value, observations }: Estimate, shownAs = (number: number) => number): number | null {
  return observations > 0 ? shownAs(value) : null;
}

/** Two decimals: more would say more than a score knows. */
function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
