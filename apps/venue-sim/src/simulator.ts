import { hasProtectedQuotes } from '@fairlead/core/instrument/asset-class';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { invariant } from '@fairlead/core/result';
import { tradesInstrument } from '@fairlead/core/venue/listing';
import type { Venue } from '@fairlead/core/venue/venue';
import type { Clock } from './clock.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { ReportFilter } from './faults/report-filter.ts';
import { Consolidated } from './market/consolidated.ts';
import { CryptoGenerator } from './market/crypto-generator.ts';
import { FxGenerator } from './market/fx-generator.ts';
import { MarketGenerator } from './market/generator.ts';
import { InstrumentMarket } from './market/instrument-market.ts';
import { MarketDriver } from './market/market-driver.ts';
import type { MarketSource } from './market/market-source.ts';
import { MEASURED_DEPTH_LOTS, startPriceOf, symbolProfile } from './market/profiles.ts';
import type { Random } from './random.ts';
import { VenueGateway } from './session/venue-gateway.ts';
import type { ServedVenue } from './session/venue-server.ts';
import { BookModel, type ModelParts } from './venue/book-model.ts';
import type { ExecutionModel } from './venue/execution-model.ts';
import { InternalModel } from './venue/internal-model.ts';
import { lastLookOf } from './venue/last-look.ts';
import { LpModel } from './venue/lp-model.ts';
import { profileOf } from './venue/profiles.ts';
import { SimulatedVenue } from './venue/simulated-venue.ts';
import { WholesaleModel } from './venue/wholesale-model.ts';

/** What a simulation is made of. */
export interface SimulatorParts {
  readonly venues: readonly Venue[];
  readonly instruments: readonly Instrument[];
  readonly clock: Clock;
  readonly random: Random;
  /** Quote rows a second over all venues and stocks; currencies and coins have a pace of their own. */
  readonly quotesPerSecond: number;
  readonly speed: number;
  /** False where no book is to give working orders other terms. */
  readonly mayReplace?: boolean;
  /** Markets that come from elsewhere than the generator, by instrument. */
  readonly sources: ReadonlyMap<string, MarketSource>;
}

/** The venues, their markets and what drives them. */
export class Simulator {
  readonly venues = new Map<string, ServedVenue>();
  readonly markets = new Map<string, InstrumentMarket>();
  readonly driver: MarketDriver;
  /** Quotes shown since the start, for health. */
  quotesShown = 0;
  readonly #parts: SimulatorParts;
  readonly #consolidated = new Map<string, Consolidated>();

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
    const known = new Set(parts.instruments.map((instrument) => instrument.instrumentId));
    for (const instrumentId of parts.sources.keys()) {
      if (!known.has(instrumentId))
        throw new Error(`there is no instrument ${instrumentId} for the recording to drive`);
    }
    for (const instrument of parts.instruments)
      this.#consolidated.set(instrument.instrumentId, new Consolidated(instrument, parts.clock));
    for (const venue of parts.venues) this.venues.set(venue.venueId, this.#serve(venue));
    for (const instrument of parts.instruments) this.markets.set(instrument.instrumentId, this.#market(instrument));
    this.driver = new MarketDriver(parts.clock, [...this.markets.values()], parts.speed);
  }

  #serve(venue: Venue): ServedVenue {
    const { clock } = this.#parts;
    const random = this.#parts.random.fork(`venue ${venue.venueId}`);
    const faults = new FaultBoard(clock);
    const gateway = new VenueGateway(faults, new ReportFilter(faults, random.fork('reports'), clock), clock);
    const instruments = new Map(this.#parts.instruments.map((instrument) => [instrument.instrumentId, instrument]));
    const profile = profileOf(venue);
    const models = new Map<string, ExecutionModel>();
    const traded = this.#parts.instruments.filter((instrument) => tradesInstrument(venue, instrument));
    for (const instrument of traded) {
      const model = modelFor({ ...this.#modelParts(venue, instrument), random: random.fork(instrument.instrumentId) });
      models.set(instrument.instrumentId, model);
    }
    const simulated = new SimulatedVenue(
      { venue, profile, instruments, models, mayReplace: this.#parts.mayReplace ?? true, faults, random, clock },
      {
        report: (sessionId, message) => gateway.report(sessionId, message),
        tell: (sessionId, message) => gateway.tell(sessionId, message),
        news: (message) => gateway.news(message),
        quote: (instrumentId, display) => {
          this.quotesShown += 1;
          if (countsInMarket(venue)) this.#consolidated.get(instrumentId)?.update(venue.venueId, display);
          gateway.quote(instrumentId, display);
        },
        disturbed: (instrumentId) => this.markets.get(instrumentId)?.disturbed(venue.venueId, this.driver.marketUs),
      },
    );
    return { venue: simulated, gateway };
  }

  #modelParts(venue: Venue, instrument: Instrument): Omit<ModelParts, 'random'> {
    const reference = this.#consolidatedOf(instrument);
    const depthScale = symbolProfile(instrument).depthLots / MEASURED_DEPTH_LOTS;
    return { venue, profile: profileOf(venue), instrument, depthScale, reference, clock: this.#parts.clock };
  }

  #market(instrument: Instrument): InstrumentMarket {
    const lit = [...this.venues.values()]
      .map(({ venue }) => venue)
      .filter(({ venue }) => venue.lit && tradesInstrument(venue, instrument));
    const random = this.#parts.random.fork(`market ${instrument.instrumentId}`);
    const source = this.#parts.sources.get(instrument.instrumentId) ?? this.#generator(instrument, lit, random);
    return new InstrumentMarket({
      instrument,
      consolidated: this.#consolidatedOf(instrument),
      source,
      venues: new Map(lit.map((venue) => [venue.venue.venueId, venue])),
      random: random.fork('counterparties'),
    });
  }

  #consolidatedOf(instrument: Instrument): Consolidated {
    const consolidated = this.#consolidated.get(instrument.instrumentId);
    invariant(consolidated !== undefined, 'every instrument has its consolidated market');
    return consolidated;
  }

  #generator(instrument: Instrument, lit: readonly SimulatedVenue[], random: Random): MarketSource {
    const venueIds = lit.map(({ venue }) => venue.venueId);
    const startTicks = startPriceOf(instrument);
    const { speed } = this.#parts;
    if (instrument.assetClass === 'FX') return new FxGenerator({ instrument, startTicks, venueIds, speed, random });
    if (instrument.assetClass === 'CRYPTO') return new CryptoGenerator({ instrument, startTicks, venueIds, random });
    return new MarketGenerator({
      instrument,
      profile: symbolProfile(instrument),
      venueIds,
      rowsPerSecond: this.#parts.quotesPerSecond * this.#activityShare(instrument),
      random,
    });
  }

  /** A stock's part of the quotes: by the square root of its volume, as busier symbols quote more but not in proportion. */
  #activityShare(instrument: Instrument): number {
    const weight = (each: Instrument) => Math.sqrt(each.averageDailyVolume);
    const stocks = this.#parts.instruments.filter((each) => each.assetClass === 'EQUITY');
    const total = stocks.reduce((sum, each) => sum + weight(each), 0);
    return weight(instrument) / total;
  }
}

/** Whether a venue's quote makes the consolidated market: protected quotes do where there are any, elsewhere every displayed one. */
function countsInMarket(venue: Venue): boolean {
  return hasProtectedQuotes(venue.assetClass) ? venue.protectedQuote : venue.lit;
}

function modelFor(parts: ModelParts): ExecutionModel {
  switch (parts.venue.venueType) {
    case 'MARKET_MAKER':
    case 'BROKER':
      return new WholesaleModel(parts);
    case 'LIQUIDITY_PROVIDER':
      return new LpModel(parts, lastLookOf(parts.venue.venueId));
    case 'INTERNAL':
      return new InternalModel(parts);
    case 'EXCHANGE':
    case 'ECN':
    case 'ATS':
    case 'DARK_POOL':
    case 'CROSSING_NETWORK':
      return new BookModel(parts);
  }
}
