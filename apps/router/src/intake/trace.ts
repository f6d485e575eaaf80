import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request stands in a trace; made when it is first asked for. */
    trace: Trace | null;
  }
}

/** A request's place in a trace, in the words of W3C Trace Context: ids in hex, 32 digits of the trace and 16 of a span. */
export interface Trace {
  readonly traceId: string;
  /** Our part of it. */
  readonly spanId: string;
  /** The caller's part, where one was said. */
  readonly parentId: string | null;
  /** Whether the caller keeps the trace, and so would have us keep our part. */
  readonly isSampled: boolean;
}

/** Version, trace, span, flags; a version after ours may say more behind them. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = 1;

/** A new id of a trace, 32 hex digits. */
export function newTraceId(): string {
  return randomUUID().replaceAll('-', '');
}

/** A new id of a part of one, 16 hex digits. */
export function newSpanId(): string {
  return newTraceId().slice(16);
}

/** Reads a `traceparent` header (https://www.w3.org/TR/trace-context/); null where there is none that can be read, and a trace begins here. */
export function readTraceparent(header: unknown): Omit<Trace, 'spanId'> | null {
  const [whole, version, traceId, parentId, flags, more] =
    (typeof header === 'string' && TRACEPARENT.exec(header)) || [];
  if (whole === undefined || traceId === undefined || parentId === undefined) return null;
  if (version === '00' && more !== undefined) return null;
  return { traceId, parentId, isSampled: (Number.parseInt(flags ?? '0', 16) & SAMPLED) === SAMPLED };
}

/** Where a request stands. Its own id is ours alone, so our span is named by its end, and a trace that begins here by all of it. */
export function traceOf(request: FastifyRequest): Trace {
  if (request.trace !== null && request.trace !== undefined) return request.trace;
  const own = String(request.id).replaceAll('-', '');
  const from = readTraceparent(request.headers.traceparent);
  request.trace = { ...(from ?? { traceId: own, parentId: null, isSampled: false }), spanId: own.slice(-16) };
  return request.trace;
}

/** The id of the trace of a request: what answers, the audit and the log name it by. */
export function traceIdOf(request: FastifyRequest): string {
  return traceOf(request).traceId;
}

/** Says on every answer which trace it belongs to: for a person, and as the caller's tracing reads it. */
export function traceHeader(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(traceHeaders(request));
}

/** The same for who writes the head of an answer himself. */
export function traceHeaders(request: FastifyRequest): { 'x-trace-id': string; traceparent: string } {
  const { traceId, spanId, isSampled } = traceOf(request);
  return { 'x-trace-id': traceId, traceparent: `00-${traceId}-${spanId}-0${isSampled ? SAMPLED : 0}` };
}

/** The log of one request: each of its lines names the trace, what was asked and who asked. It costs nothing until something is said. */
export function logOf(request: FastifyRequest, log: Log): Log {
  const about = (facts: object) => ({
    trace_id: traceIdOf(request),
    span_id: traceOf(request).spanId,
    method: request.method,
    // What follows the question mark may name persons.
    path: request.url.split('?', 1)[0],
    who: request.principal?.name,
    ...facts,
  });
  return {
    info: (facts, message) => log.info(about(facts), message),
    warn: (facts, message) => log.warn(about(facts), message),
    error: (facts, message) => log.error(about(facts), message),
  };
}
