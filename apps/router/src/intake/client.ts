import { clientAddress, type TrustedProxies } from '@fairlead/contracts/client-address';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

/** The address of whoever asks: the socket's, or what a proxy that is trusted says of it. */
export function clientOf({ socket, headers }: FastifyRequest, proxies: TrustedProxies): string {
  return clientAddress(socket.remoteAddress ?? '', [headers['x-forwarded-for'] ?? ''].flat().join(','), proxies);
}

/**
 * Bounds what is open at once for one address behind proxies, streams included: their connections are theirs, so that counting these would count all of their clients
 * as one. Cancels pass. Without proxies connections are counted, and requests cost nothing.
 */
export function limitOpenRequests(app: FastifyInstance, proxies: TrustedProxies, perAddress: number): void {
  if (proxies.length === 0) return;
  const open = new Map<string, number>();
  app.addHook('onRequest', async (request, reply) => {
    const address = clientOf(request, proxies);
    const count = (open.get(address) ?? 0) + 1;
    if (count > perAddress && request.method !== 'DELETE')
      return sendProblem(reply, 'RATE_LIMITED', { detail: 'Too much is open for your address.', retryAfterSeconds: 1 });
    open.set(address, count);
    // A WebSocket has no answer that ends; its socket does.
    (request.ws ? request.raw.socket : reply.raw).once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    return undefined;
  });
}
