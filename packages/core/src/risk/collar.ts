import type { Instrument } from '../instrument/instrument.ts';
import { roundedDownToTick, roundedUpToTick } from '../instrument/tick.ts';
import type { MeasuredMarket } from '../market/nbbo.ts';
import { formatScaled } from '../money/scaled.ts';
import { type Price, price } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { figuresText } from './refusal-figures.ts';

const BPS = 10_000;

/** What a collar is made of. */
export interface CollarTerms {
  readonly instrument: Instrument;
  readonly limits: { readonly collarBps: number };
  /** What was traded last, where that is lately enough to be measured by; else null. */
  readonly lastPrice: Price | null;
}

/** The price to measure by of the side that an order would take; null where nobody quotes it. */
export function farPrice(side: Side, { referenceAsk, referenceBid }: MeasuredMarket): Price | null {
  return side === 'BUY' ? referenceAsk : referenceBid;
}

/**
 * The furthest price that an order of the side may reach: within the collar of the price to measure by (`far`, null where nobody quotes the side) and within
 * that of the last sale. Null where neither is known.
 */
export function collarBound(side: Side, far: Price | null, terms: CollarTerms): Price | null {
  const ofBest = far === null ? null : collarPrice(side, far, terms);
  const ofLast = terms.lastPrice === null ? null : collarPrice(side, terms.lastPrice, terms);
  if (ofBest === null || ofLast === null) return ofBest ?? ofLast;
  return (ofBest - ofLast) * sideSign(side) <= 0 ? ofBest : ofLast;
}

/** A price that is through the collar, and what it was measured by. */
export interface Through {
  readonly asked: Price;
  readonly side: Side;
  readonly far: Price | null;
  /** True where `far` is the stop price of an order that waits, not a price of the market. */
  readonly isStop?: boolean;
}

/** What a refusal says of the collar: what was asked, how far it could have been, and about which price. */
export function collarFigures({ asked, side, far, isStop = false }: Through, terms: CollarTerms): string {
  const { instrument, limits, lastPrice } = terms;
  const bound = collarBound(side, far, terms);
  const isOfBest = far !== null && collarPrice(side, far, terms) === bound;
  const best = isStop ? 'the stop price' : `the best ${side === 'BUY' ? 'offer' : 'bid'}`;
  const text = (at: Price | null) => (at === null ? '' : formatScaled(at, instrument.priceDecimals));
  const what = `The price, ${limits.collarBps} basis points about ${isOfBest ? best : 'the last sale'} of ${text(isOfBest ? far : lastPrice)}`;
  return figuresText({ what, asked: text(asked), limit: text(bound), unit: instrument.currency });
}

/**
 * The furthest price within the collar of another one that is on a tick: at its own level, so that it is one that a venue takes. Never better
 * than that other price itself.
 */
function collarPrice(
  side: Side,
  about: Price,
  { instrument, limits }: Pick<CollarTerms, 'instrument' | 'limits'>,
): Price {
  const width = basisPointsRoundedDown(about, limits.collarBps);
  if (sideSign(side) === 1) {
    const highest = roundedDownToTick(instrument, price(about + width));
    return highest < about ? roundedUpToTick(instrument, about) : highest;
  }
  const lowest = roundedUpToTick(instrument, price(Math.max(1, about - width)));
  const atPrice = roundedDownToTick(instrument, about);
  return lowest > about && atPrice > 0 ? atPrice : lowest;
}

/** So many basis points of a price; exact where the product has more digits than a safe integer. */
function basisPointsRoundedDown(of: Price, bps: number): number {
  return Math.floor(of / BPS) * bps + Math.floor(((of % BPS) * bps) / BPS);
}
