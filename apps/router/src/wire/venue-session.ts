import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { eachLine } from '@fairlead/contracts/each-line';
import { type FromVenue, readFromVenue, type ToVenue } from '@fairlead/contracts/venue-protocol';
import { backoffMs } from '@fairlead/core/math/backoff';
import type { Log, SessionEvents, Timers } from '../ports.ts';

/** Where the venue is, and under which name the router speaks to it. */
export interface SessionAddress {
  readonly venueId: string;
  readonly host: string;
  readonly port: number;
  readonly sessionId: string;
}

/** What a session works with. */
export interface SessionPorts {
  readonly timers: Timers;
  readonly log: Log;
  /** Uniform in [0, 1), so that many sessions do not come back in step. */
  readonly draw: () => number;
  /** False while no session may be opened. */
  readonly mayLogOn: () => boolean;
  /** Opens a way to the venue, which tells `connect` when it is open; a socket where nobody says otherwise. */
  readonly dial?: (to: SessionAddress) => Duplex;
}

const PAUSES = { firstMs: 250, longestMs: 5_000 };
/** A venue that says nothing, not even a heartbeat, for this long is taken for lost. */
const SILENCE_MS = 3_000;
const LONGEST_LINE = 1_048_576;
/** What may wait for a venue that does not read: some thousand orders. Behind it nothing can be told to have arrived. */
const UNSENT_BYTES_MAX = 1_048_576;

/**
 * One venue's connection: logs on, reads one JSON message a line, and comes back by itself with growing pauses. It is up from the venue's
 * answer to the logon until the socket ends or falls silent.
 */
export class VenueSession {
  readonly #address: SessionAddress;
  readonly #events: SessionEvents;
  readonly #ports: SessionPorts;
  #socket: Duplex | null = null;
  #isUp = false;
  #epoch: string | null = null;
  #isClosed = false;
  #failures = 0;
  #silence: { cancel(): void } | null = null;
  #heard = false;

  constructor(address: SessionAddress, events: SessionEvents, ports: SessionPorts) {
    this.#address = address;
    this.#events = events;
    this.#ports = ports;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** What the venue called its life at the last logon; null where it told nothing. */
  get epoch(): string | null {
    return this.#epoch;
  }

  /** Connects, and goes on trying until `close`. */
  open(): void {
    const { host, port, venueId, sessionId } = this.#address;
    const socket = this.#ports.dial?.(this.#address) ?? connect({ host, port, noDelay: true });
    this.#socket = socket;
    this.#watchSilence();
    socket.on('connect', () => this.#write({ type: 'logon', venue_id: venueId, session_id: sessionId }));
    socket.on('data', () => {
      this.#heard = true;
    });
    const tooLong = () => this.#giveUp('a line without an end');
    eachLine(socket, { longest: LONGEST_LINE, take: (line) => this.#take(line), tooLong });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#lost());
  }

  /** Hands a message to the venue's socket; false where the session is not up, and then nothing has left. */
  send(message: Exclude<ToVenue, { type: 'logon' }>): boolean {
    return this.#isUp && this.#write(message);
  }

  /** Ends the session on purpose: nobody is told that it is down. */
  close(): void {
    this.#isClosed = true;
    this.#isUp = false;
    this.#silence?.cancel();
    this.#socket?.destroy();
  }

  #write(message: ToVenue): boolean {
    if (this.#socket === null || !this.#socket.writable) return false;
    if (this.#socket.writableLength > UNSENT_BYTES_MAX) {
      this.#giveUp('it does not read');
      return false;
    }
    this.#socket.write(`${JSON.stringify(message)}\n`);
    return true;
  }

  #take(line: string): void {
    const message = readFromVenue(line);
    if (message === null) return this.#giveUp('a message that is not of the protocol');
    if (message.type === 'logged_on') return this.#loggedOn(message);
    if (this.#isUp) this.#events.onMessage(this.#address.venueId, message);
  }

  #loggedOn({ epoch, capabilities }: Extract<FromVenue, { type: 'logged_on' }>): void {
    this.#isUp = true;
    this.#epoch = epoch ?? null;
    this.#failures = 0;
    this.#events.onUp(this.#address.venueId, capabilities);
  }

  #watchSilence(): void {
    this.#heard = false;
    this.#silence = this.#ports.timers.after(SILENCE_MS, () => {
      if (this.#heard) this.#watchSilence();
      else this.#giveUp('silence');
    });
  }

  #giveUp(reason: string): void {
    this.#ports.log.warn({ venueId: this.#address.venueId, reason }, 'venue session given up');
    this.#socket?.destroy();
  }

  #lost(): void {
    this.#silence?.cancel();
    this.#socket = null;
    if (this.#isUp) {
      this.#isUp = false;
      this.#events.onDown(this.#address.venueId);
    }
    if (this.#isClosed) return;
    this.#comeBack();
  }

  #comeBack(): void {
    this.#failures += 1;
    this.#ports.timers.after(backoffMs(this.#failures, PAUSES, this.#ports.draw()), () => {
      if (this.#isClosed) return;
      if (this.#ports.mayLogOn()) this.open();
      else this.#comeBack();
    });
  }
}
