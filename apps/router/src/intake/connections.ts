import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { isTrusted, type TrustedProxies } from '@fairlead/contracts/client-address';

/** What the server bears of those who connect and then say little. */
export interface ConnectionLimits {
  /** Open connections at most, streams included. */
  readonly total: number;
  /** Of one address at most, so that one machine cannot take them all. */
  readonly perAddress: number;
  readonly patience: Patience;
}

/**
 * How long a client may take, in milliseconds: to send its headers, to send its whole request, and to stay silent between two; and how often
 * that is looked at. They end requests that never come; an answer that lasts, as a stream does, is not ended by them.
 */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  readonly lookEveryMs: number;
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 15_000, idleMs: 60_000, lookEveryMs: 1_000 };
export const HEADER_BYTES_MAX = 16_384;

/** Bounds the connections of a server; what is too many is closed before it can say anything. */
export function limitConnections(
  server: HttpServer,
  { total, perAddress }: Omit<ConnectionLimits, 'patience'>,
  proxies: TrustedProxies,
): void {
  const open = new Map<string, number>();
  server.maxConnections = total;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    // What a proxy brings is its clients'; these are bounded by their requests.
    if (proxies.length > 0 && isTrusted(proxies, address)) return;
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > perAddress) socket.destroy();
  });
}
