import type { FromVenue, OrderReport } from '@fairlead/contracts/venue-protocol';
import type { Clock } from '../clock.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import type { ReportFilter } from '../faults/report-filter.ts';
import type { Display } from '../venue/display.ts';

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

  constructor(faults: FaultBoard, filter: ReportFilter, clock: Clock) {
    this.#faults = faults;
    this.#filter = filter;
    this.#clock = clock;
    faults.onChange = () => {
      if (!this.acceptsLogons) this.disconnectAll();
    };
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** False while the venue is to be out of reach. */
  get acceptsLogons(): boolean {
    return this.#faults.find('disconnect') === undefined;
  }

  /** Adds a session that has logged on; an older one with its id is cut. It is shown all quotes as they stand. */
  attach(
    session: SessionReader,
    shown: { venueId: string; epoch: string; quotes: ReadonlyMap<string, Display> },
  ): void {
    this.#sessions.get(session.sessionId)?.destroy();
    this.#sessions.set(session.sessionId, session);
    session.send({ type: 'logged_on', venue_id: shown.venueId, epoch: shown.epoch });
    if (this.#isSilent()) return;
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
    this.#filter.pass(sessionId, message, (said) => this.#sessions.get(sessionId)?.send(said));
  }

  /** Shows a quote to every session. */
  quote(instrumentId: string, display: Display): void {
    if (this.#sessions.size === 0 || this.#isSilent()) return;
    const message = this.#quoteMessage(instrumentId, display);
    for (const session of this.#sessions.values()) session.sendQuote(message);
  }

  heartbeat(): void {
    if (this.#isSilent()) return;
    for (const session of this.#sessions.values()) session.send({ type: 'heartbeat', time_us: this.#clock.nowUs() });
  }

  #isSilent(): boolean {
    return this.#faults.find('silence') !== undefined;
  }

  #quoteMessage(instrumentId: string, { bid, ask, depth, validUntilUs }: Display): QuoteMessage {
    return {
      type: 'quote',
      instrument_id: instrumentId,
      bid: bid.price,
      bid_size: bid.size,
      ask: ask.price,
      ask_size: ask.size,
      time_us: this.#clock.nowUs(),
      ...(depth === undefined ? {} : { depth: { bids: [...depth.bids], asks: [...depth.asks] } }),
      ...(validUntilUs === undefined ? {} : { valid_until_us: validUntilUs }),
    };
  }
}
