import type { StreamMessage, StreamTopic } from '@fairlead/contracts/stream';
import type { FromVenue, ToVenue, VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import type { RuleSet } from '@fairlead/core/rules/rule';

/** The wall clock in whole microseconds since 1970; never goes back within a process. */
export interface Clock {
  nowUs(): number;
}

/** Makes UUIDv7 texts: unique, and in the order of their making. */
export interface Ids {
  next(): string;
}

/** SHA-256 of a UTF-8 text as 64 hex digits. */
export type Hash = (text: string) => string;

/** Runs something later; the only way that the order path waits. */
export interface Timers {
  after(delayMs: number, run: () => void): { cancel(): void };
}

/** The disk that the data of this installation lies on. Rejects where it does not tell. */
export interface Disk {
  freeBytes(): Promise<number>;
  /** The size of the data itself. */
  usedBytes(): Promise<number>;
}

/** Where what was decided of halts and circuits stands until the journal has it, so that it outlives this process while the journal is away. */
export interface ControlFile {
  /** Takes over what routers before this one have left there, oldest first; once, by a router that has the shard. What one of before it writes from then on nobody reads. */
  takeOver(): Promise<readonly string[]>;
  /** Resolves when it stands there, or when that has failed and was logged. */
  keep(body: string): Promise<void>;
  /** The journal has one of those that stand there. */
  forget(): void;
  close(): Promise<void>;
}

/** What can be sent to a venue, and whether its session took it. `false` means that provably not a byte has left. */
export interface VenueGateway {
  send(venueId: string, message: Exclude<ToVenue, { type: 'logon' }>): boolean;
  isConnected(venueId: string): boolean;
  /** Which life of the venue its session speaks with, by the last logon; null where the venue tells none. */
  epochOf(venueId: string): string | null;
}

/** Where a session with a venue tells what happens. */
export interface SessionEvents {
  /** With what the venue says that it can do, where it says so. */
  readonly onUp: (venueId: string, capabilities?: VenueCapabilities) => void;
  readonly onDown: (venueId: string) => void;
  readonly onMessage: (venueId: string, message: FromVenue) => void;
}

/** The routing rules that decisions are made by. */
export interface RulesInForce {
  /** The version that holds at a time in microseconds since 1970, out of memory. */
  inForce(nowUs: number): RuleSet;
}

/** The data of one kind of stream message. */
export type StreamData<T extends StreamTopic> = Extract<StreamMessage, { type: T }>['data'];

/** Tells everybody who listens. Never blocks and never fails: a slow listener is dropped by the hub. */
export interface Publisher {
  publish<T extends StreamTopic>(type: T, data: StreamData<T>): void;
}

/** Says what went wrong, or what happened, to the operators' log. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** A part of a trace that has ended; times in microseconds since 1970. */
export interface FinishedSpan {
  /** 32 hex digits, those of a span 16. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: 'SERVER' | 'INTERNAL';
  readonly startUs: number;
  readonly endUs: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** Takes parts of traces for whoever collects them. Never blocks and never fails. */
export interface SpanSink {
  /** Whether a trace that begins here is kept. */
  keeps(traceId: string): boolean;
  take(span: FinishedSpan): void;
}
