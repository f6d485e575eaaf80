import type { NbboView } from '@fairlead/contracts/smart-routing';
import { isoTime, wireNumber } from '@fairlead/contracts/wire-value';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { doubleMid, isBelieved, type Nbbo } from '@fairlead/core/market/nbbo';

/** A share from 0 to 1 as a percentage with four decimals, where a reader wants percentages. */
export function percentageOf(share: number): number {
  return Math.round(share * 1_000_000) / 10_000;
}

/** The NBBO as the API shows it. */
export function nbboView(nbbo: Nbbo, instrument: Instrument, nowUs: number): NbboView {
  const price = (value: number | undefined) =>
    value === undefined ? null : wireNumber(value, instrument.priceDecimals);
  const size = (value: number | undefined) =>
    value === undefined ? null : wireNumber(value, instrument.quantityDecimals);
  const double = doubleMid(nbbo);
  return {
    instrument_id: instrument.instrumentId,
    state: nbbo.state,
    bid: price(nbbo.bid?.price),
    bid_size: size(nbbo.bid?.size),
    bid_venue: nbbo.bid?.venueId ?? null,
    ask: price(nbbo.ask?.price),
    ask_size: size(nbbo.ask?.size),
    ask_venue: nbbo.ask?.venueId ?? null,
    odd_lot_bid: price(nbbo.oddBid?.price),
    odd_lot_bid_size: size(nbbo.oddBid?.size),
    odd_lot_bid_venue: nbbo.oddBid?.venueId ?? null,
    odd_lot_ask: price(nbbo.oddAsk?.price),
    odd_lot_ask_size: size(nbbo.oddAsk?.size),
    odd_lot_ask_venue: nbbo.oddAsk?.venueId ?? null,
    mid: double === null ? null : wireNumber(double * 5, instrument.priceDecimals + 1),
    reference: isBelieved(nbbo),
    timestamp: isoTime(nowUs),
  };
}
