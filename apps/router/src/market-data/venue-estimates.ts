import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import { type BlindBar, blindBarOf, isAdverse } from '@fairlead/core/quality/blind-bar';
import type { FillCourse } from '@fairlead/core/quality/fill-course';
import type { HiddenTail } from '@fairlead/core/quality/hidden-tail';
import { instrumentClass } from '@fairlead/core/quality/instrument-class';
import { type Course, expectedRoundTripUs } from '@fairlead/core/quality/pace';
import {
  type Expectation,
  expectationOf,
  type Grounds,
  meanBelief,
  type VenueGrounds,
  venueRate,
} from '@fairlead/core/quality/venue-belief';
import {
  courseOf,
  fromNumbers,
  learn,
  noEstimate,
  type Observation,
  toNumbers,
  type VenueEstimate,
} from '@fairlead/core/quality/venue-estimate';
import type { Ping } from '@fairlead/core/routing/dark/hidden-liquidity';
import type { Venue } from '@fairlead/core/venue/venue';
import { HiddenRecord } from './hidden-record.ts';
import { VenueFills } from './venue-fills.ts';
import { VenuePace } from './venue-pace.ts';

/** What is remembered of a venue in one instrument. */
interface Pair {
  estimate: VenueEstimate;
  /** When a ping was last sent that has found nothing yet, or came back with nothing, by side; microseconds since 1970, null where the last one traded. */
  readonly unfilledUs: { buy: number | null; sell: number | null };
}

/** One estimate as it is stored: numbers of its own layout, of one instrument, of a class of them (`@`), or (empty) of the venue over all of them. */
export interface StoredEstimate {
  readonly venueId: string;
  readonly instrumentId: string;
  readonly numbers: readonly number[];
}

const ALL_INSTRUMENTS = '';
/** What is stored by class of instruments stands beside them under its name with this before it, which no instrument has. */
const CLASS_MARK = '@';
const NOTHING_HIDDEN: HiddenTail = [];

/** What a venue's own answers have taught of it, in each instrument, in each class of them, and over all. */
export class VenueEstimates {
  readonly #venue: Venue;
  readonly #pairs = new Map<string, Pair>();
  readonly #hiddenRecords = new Map<string, HiddenRecord>();
  #estimate = noEstimate();
  readonly #unsaved = new Set<string>();
  readonly #fills = new VenueFills();
  /** How fast the venue answers lately. */
  readonly pace: VenuePace;

  constructor(venue: Venue) {
    this.#venue = venue;
    this.pace = new VenuePace(expectedRoundTripUs(venue));
  }

  /** What the venue as a whole fills lately, and what it ordinarily does; time in microseconds since 1970. */
  fills(nowUs: number): FillCourse {
    return { lately: this.#fills.lately(nowUs), ordinary: venueRate(this.#estimate, 'fill', nowUs) };
  }

  /** The course of its round trips over the longer time. */
  get course(): Course {
    return courseOf(this.#estimate);
  }

  /** Learns one observation, in its instrument and of the venue as a whole. */
  learn(instrumentId: string, seen: Observation, nowUs: number): void {
    const pair = this.#pair(instrumentId);
    if (seen.kind === 'TAKE') this.#fills.took(seen.filledShare, nowUs);
    learn(this.#estimate, seen, nowUs);
    learn(pair.estimate, seen, nowUs);
    this.#unsaved.add(instrumentId).add(ALL_INSTRUMENTS);
    if (seen.kind !== 'MARKOUT' || !seen.isBlind || seen.metric !== 'markout1s') return;
    const markout = meanBelief(this.grounds(instrumentId), 'blindMarkout1s', nowUs);
    pair.estimate.isBlindAdverse = isAdverse(pair.estimate.isBlindAdverse, markout);
  }

  /** A ping is on its way: another one would find no more, and would be missed with it. */
  pingSent(instrumentId: string, side: Side, nowUs: number): void {
    this.#pair(instrumentId).unfilledUs[sideOf(side)] = nowUs;
  }

  /** Learns what a ping found. One that found nothing leaves the venue alone for a while on that side. */
  learnPing(instrument: Instrument, ping: Ping & { readonly side: Side }, nowUs: number): void {
    const { unfilledUs } = this.#pair(instrument.instrumentId);
    unfilledUs[sideOf(ping.side)] = ping.filled > 0 ? null : nowUs;
    const named = CLASS_MARK + instrumentClass(instrument);
    this.#hiddenRecord(named).add(ping, instrument);
    this.#unsaved.add(named);
  }

  /** What beliefs of the venue in an instrument are made from. */
  grounds(instrumentId: string): Grounds {
    const pair = this.#pairs.get(instrumentId)?.estimate ?? NOTHING;
    return { pair, venue: this.#estimate, typicalLatencyUs: this.#venue.typicalLatencyUs };
  }

  /** What beliefs of the venue over all its instruments are made from. */
  get overall(): VenueGrounds {
    return { venue: this.#estimate, typicalLatencyUs: this.#venue.typicalLatencyUs };
  }

  /** The instruments in which something is known of it. */
  get instrumentIds(): readonly string[] {
    return [...this.#pairs.keys()];
  }

  /** Everything that was learned since the last call, to be stored; `keepUnsaved` takes back what could not be. */
  takeUnsaved(): StoredEstimate[] {
    const { venueId } = this.#venue;
    const taken = [...this.#unsaved].sort();
    this.#unsaved.clear();
    return taken.map((instrumentId) => {
      if (instrumentId.startsWith(CLASS_MARK))
        return { venueId, instrumentId, numbers: this.#hiddenRecord(instrumentId).toNumbers() };
      const estimate = instrumentId === ALL_INSTRUMENTS ? this.#estimate : this.#pair(instrumentId).estimate;
      return { venueId, instrumentId, numbers: toNumbers(estimate) };
    });
  }

  keepUnsaved({ instrumentId }: StoredEstimate): void {
    this.#unsaved.add(instrumentId);
  }

  /** Takes back what was stored; false where its layout is of another version, and then nothing changes. */
  restore({ instrumentId, numbers }: StoredEstimate): boolean {
    if (instrumentId.startsWith(CLASS_MARK)) return this.#hiddenRecord(instrumentId).restore(numbers);
    const estimate = fromNumbers(numbers);
    if (estimate === null) return false;
    if (instrumentId === ALL_INSTRUMENTS) this.#estimate = estimate;
    else this.#pair(instrumentId).estimate = estimate;
    return true;
  }

  /** Round trip and fill rate to be expected in an instrument. */
  expectation(instrumentId: string, nowUs: number): Expectation {
    return expectationOf(this.grounds(instrumentId), nowUs);
  }

  /** What is believed to be there undisplayed; of a venue that displays its orders, nothing. */
  hidden(instrument: Instrument): HiddenTail {
    return this.#venue.lit
      ? NOTHING_HIDDEN
      : this.#hiddenRecord(CLASS_MARK + instrumentClass(instrument)).tail(instrument);
  }

  #hiddenRecord(named: string): HiddenRecord {
    let record = this.#hiddenRecords.get(named);
    if (record === undefined) {
      record = new HiddenRecord();
      this.#hiddenRecords.set(named, record);
    }
    return record;
  }

  /** Why the venue may not be pinged in an instrument on a side now; null where it may. */
  blindBar(instrumentId: string, side: Side, nowUs: number): BlindBar | null {
    const pair = this.#pairs.get(instrumentId);
    if (pair === undefined) return null;
    return blindBarOf({ isAdverse: pair.estimate.isBlindAdverse, unfilledUs: pair.unfilledUs[sideOf(side)], nowUs });
  }

  #pair(instrumentId: string): Pair {
    let pair = this.#pairs.get(instrumentId);
    if (pair === undefined) {
      pair = { estimate: noEstimate(), unfilledUs: { buy: null, sell: null } };
      this.#pairs.set(instrumentId, pair);
    }
    return pair;
  }
}

function sideOf(side: Side): 'buy' | 'sell' {
  return sideSign(side) === 1 ? 'buy' : 'sell';
}

/** Shared by all pairs of which nothing is known; never taught. */
const NOTHING = noEstimate();
