import { createServer, IncomingMessage } from 'node:http';

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/**
 * A request that stays in HTTP whatever it offers. Next listens for upgrades, and Node then takes any offer for one: the HTTP/2 that Java's client
 * offers with its first request would end the connection without an answer.
 */
class PlainRequest extends IncomingMessage {
  get upgrade() {
    return this.method === 'CONNECT';
  }

  set upgrade(_offered) {}
}

/**
 * The console's HTTP server before anything of Next: it bounds how long requests may take to arrive, and refuses addresses that stand for no text,
 * which Next would call its own fault.
 *
 * @param {(request: IncomingMessage, response: import('node:http').ServerResponse) => void} handle
 */
export function createFrontDoor(handle) {
  return createServer({ ...LIMITS, IncomingMessage: PlainRequest }, (request, response) => {
    if (isDecodable(request.url ?? '')) return handle(request, response);
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
    response.end('The address holds an escape that stands for no text.');
  });
}

/** @param {string} url */
function isDecodable(url) {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
