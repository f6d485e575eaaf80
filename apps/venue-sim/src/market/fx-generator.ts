import type { Instrument } from '@fairlead/core/instrument/instrument';
import { price, quantity } from '@fairlead/core/money/units';
import type { Random } from '../random.ts';
import type { LpQuote } from '../venue/lp-model.ts';
import { type FxPairProfile, fxPairProfile, type LpProfile, lpProfile } from './fx-profiles.ts';
import type { MarketSink, MarketSource } from './market-source.ts';
import { PriceWalk } from './price-walk.ts';

/** A provider quotes again after this part of its quote's life, at the earliest and at the latest. */
const REQUOTE_FROM = 0.3;
const REQUOTE_TO = 0.9;
/** The chance that it is quiet instead for longer than its quote lasts. */
const QUIET_PROBABILITY = 0.02;
const QUIET_FACTOR = 2;
/** How far a provider's own view of the price is from the others', in parts of the wide spread. */
const VIEW_OF_WIDE = 0.06;
const SIZE_STEP = 250_000;
const RECOVERY_US = 150_000;

interface Stream {
  readonly venueId: string;
  readonly profile: LpProfile;
  readonly usualSpreadTicks: number;
  readonly random: Random;
  dueUs: number;
}

/** What the generator of one pair is made of. Prices are in ticks of the pair, a tenth of a pip. */
export interface FxGeneratorParts {
  readonly instrument: Instrument;
  readonly startTicks: number;
  readonly venueIds: readonly string[];
  /** Market seconds a real second: the end of a quote is told in real time. */
  readonly speed: number;
  readonly random: Random;
}

/**
 * A seeded market in one currency pair: one price that moves, and providers that each stream two-sided quotes around it, with spreads between
 * those of the two measured dealers, sizes of their own, and an end to every quote. The aggregated stream is crossed and locked with itself as
 * often as measured.
 */
export class FxGenerator implements MarketSource {
  readonly #pair: FxPairProfile;
  readonly #walk: PriceWalk;
  readonly #streams: readonly Stream[];
  readonly #speed: number;

  constructor({ instrument, startTicks, venueIds, speed, random }: FxGeneratorParts) {
    this.#speed = speed;
    this.#pair = fxPairProfile(instrument);
    this.#walk = new PriceWalk(startTicks, instrument.dailyVolatilityBps, random.fork('price'));
    this.#streams = venueIds.map((venueId) => this.#newStream(venueId, random.fork(venueId)));
  }

  nextUs(): number {
    return this.#next()?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  step(sink: MarketSink): void {
    const stream = this.#next();
    if (stream === undefined) return;
    const nowUs = stream.dueUs;
    const { validForUs } = stream.profile;
    const isQuiet = stream.random.chance(QUIET_PROBABILITY);
    const part = isQuiet ? QUIET_FACTOR : REQUOTE_FROM + (REQUOTE_TO - REQUOTE_FROM) * stream.random.unit();
    stream.dueUs = nowUs + Math.round(validForUs * part);
    sink.stream(stream.venueId, this.#quote(stream, this.#walk.at(nowUs)));
  }

  recover(venueId: string, nowUs: number): void {
    const stream = this.#streams.find((each) => each.venueId === venueId);
    if (stream !== undefined) stream.dueUs = Math.min(stream.dueUs, nowUs + RECOVERY_US);
  }

  #newStream(venueId: string, random: Random): Stream {
    const profile = lpProfile(venueId);
    const { tightTicks, wideTicks } = this.#pair;
    const usualSpreadTicks = Math.round(tightTicks + (wideTicks - tightTicks) * profile.width);
    return { venueId, profile, usualSpreadTicks, random, dueUs: 0 };
  }

  #next(): Stream | undefined {
    let next = this.#streams[0];
    for (const stream of this.#streams) if (next === undefined || stream.dueUs < next.dueUs) next = stream;
    return next;
  }

  #quote(stream: Stream, midTicks: number): LpQuote {
    const { random, profile } = stream;
    const view = midTicks + this.#pair.wideTicks * VIEW_OF_WIDE * random.normal();
    const spread = this.#spread(stream);
    const bid = Math.max(1, Math.round(view - spread / 2));
    return {
      bid: price(bid),
      bidSize: this.#size(stream),
      ask: price(Math.max(1, bid + spread)),
      askSize: this.#size(stream),
      validForUs: Math.round(profile.validForUs / this.#speed),
    };
  }

  /** Half of the quotes have the usual spread, a quarter each less and more; the aggregated stream is sometimes locked or crossed. */
  #spread({ random, profile, usualSpreadTicks }: Stream): number {
    const draw = random.unit();
    const { crossedShare, lockedShare } = this.#pair;
    if (profile.aggregated && draw < crossedShare) return -1;
    if (profile.aggregated && draw < crossedShare + lockedShare) return 0;
    const around = random.unit();
    if (around < 0.25) return Math.max(1, Math.round(usualSpreadTicks * 0.8));
    return around < 0.75 ? usualSpreadTicks : usualSpreadTicks + 1 + random.geometric(usualSpreadTicks * 0.3);
  }

  #size({ random, profile }: Stream) {
    const [least, most] = profile.sizes;
    return quantity(least + SIZE_STEP * random.below((most - least) / SIZE_STEP + 1));
  }
}
