import type { FromVenue, OrderReport, VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import type { Clock } from '../clock.ts';
import { clockSkewUs } from '../faults/clock-skew.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import { Flapping } from '../faults/flapping.ts';
import type { ReportFilter } from '../faults/report-filter.ts';
import type { Display } from '../venue/display.ts';
import type { SaidStatus } from '../venue/trading-state.ts';
import type { InstrumentNews, SessionNews } from '../venue/venue-parts.ts';

/** Who is told what a venue says. */
export interface SessionReader {
  readonly sessionId: string;
  /** Takes a message that may not be lost. */
  send(message: FromVenue): void;
  /** Takes a quote, of which only the newest counts. */
  sendQuote(quote: QuoteMessage): void;
  /** Cuts the connection. */
  destroy(): void;
}

export type QuoteMessage = Extract<FromVenue, { type: 'quote' }>;

/** The sessions of one venue and what they are told. */
export class VenueGateway {
  readonly #sessions = new Map<string, SessionReader>();
  readonly #faults: FaultBoard;
  readonly #filter: ReportFilter;
  readonly #clock: Clock;
  readonly #flapping: Flapping;

  constructor(faults: FaultBoard, filter: ReportFilter, clock: Clock) {
    this.#faults = faults;
    this.#filter = filter;
    this.#clock = clock;
    this.#flapping = new Flapping(faults, clock, () => this.disconnectAll());
    faults.hear(() => {
      this.#flapping.changed();
      if (!this.acceptsLogons) this.disconnectAll();
    });
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** False while the venue is to be out of reach. */
  get acceptsLogons(): boolean {
    return this.#faults.find('disconnect') === undefined && !this.#flapping.isDown;
  }

  /** Adds a session that has logged on; an older one with its id is cut. It is shown all quotes as they stand. */
  attach(
    session: SessionReader,
    shown: {
      readonly venueId: string;
      readonly epoch: string;
      readonly capabilities?: VenueCapabilities;
      readonly quotes: ReadonlyMap<string, Display>;
      readonly notTrading?: ReadonlyMap<string, SaidStatus>;
    },
  ): void {
    this.#sessions.get(session.sessionId)?.destroy();
    this.#sessions.set(session.sessionId, session);
    const { venueId, epoch, capabilities } = shown;
    session.send({ type: 'logged_on', venue_id: venueId, epoch, ...(capabilities && { capabilities }) });
    if (this.#isSilent()) return;
    for (const [instrument_id, said] of shown.notTrading ?? [])
      session.send({ type: 'trading_status', instrument_id, ...said, time_us: this.#clock.nowUs() + this.#skewUs() });
    for (const [instrumentId, display] of shown.quotes) {
      session.sendQuote(this.#quoteMessage(instrumentId, display));
    }
  }

  /** Forgets a session whose connection has ended, unless another has already taken its place. */
  detach(session: SessionReader): void {
    if (this.#sessions.get(session.sessionId) === session) this.#sessions.delete(session.sessionId);
  }

  disconnectAll(): void {
    for (const session of this.#sessions.values()) session.destroy();
    this.#sessions.clear();
  }

  /** Sends an order report. While its session is away it is not sent and not kept: status answers after the reconnect. */
  report(sessionId: string, message: OrderReport): void {
    this.#filter.pass(sessionId, message, (said) => this.#sessions.get(sessionId)?.send(this.#stamped(said)));
  }

  /** Tells one session something that is no order's. */
  tell(sessionId: string, message: SessionNews): void {
    if (!this.#isSilent()) this.#sessions.get(sessionId)?.send(this.#stamped(message));
  }

  /** Tells every session something of an instrument. */
  news(message: InstrumentNews): void {
    if (this.#sessions.size === 0 || this.#isSilent()) return;
    for (const session of this.#sessions.values()) session.send(this.#stamped(message));
  }

  /** Shows a quote to every session. */
  quote(instrumentId: string, display: Display): void {
    if (this.#sessions.size === 0 || this.#isSilent()) return;
    const message = this.#quoteMessage(instrumentId, display);
    for (const session of this.#sessions.values()) session.sendQuote(message);
  }

  heartbeat(): void {
    if (this.#isSilent()) return;
    const message = { type: 'heartbeat', time_us: this.#clock.nowUs() + this.#skewUs() } as const;
    for (const session of this.#sessions.values()) session.send(message);
  }

  /** What it is by the venue's own clock, which may be off. */
  #stamped<M extends { readonly time_us: number }>(message: M): M {
    const skewUs = this.#skewUs();
    return skewUs === 0 ? message : { ...message, time_us: message.time_us + skewUs };
  }

  #skewUs(): number {
    return clockSkewUs(this.#faults);
  }

  #isSilent(): boolean {
    return this.#faults.find('silence') !== undefined;
  }

  #quoteMessage(instrumentId: string, { bid, ask, depth, validUntilUs }: Display): QuoteMessage {
    const skewUs = this.#skewUs();
    return {
      type: 'quote',
      instrument_id: instrumentId,
      bid: bid.price,
      bid_size: bid.size,
      ask: ask.price,
      ask_size: ask.size,
      time_us: this.#clock.nowUs() + skewUs,
      ...(depth === undefined ? {} : { depth: { bids: [...depth.bids], asks: [...depth.asks] } }),
      ...(validUntilUs === undefined ? {} : { valid_until_us: validUntilUs + skewUs }),
    };
  }
}
