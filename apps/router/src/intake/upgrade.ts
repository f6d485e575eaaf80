import { IncomingMessage } from 'node:http';

/**
 * The kind of request that a server makes which has WebSockets at `paths`. Only a GET of one of them leaves HTTP. Any other offer is answered as
 * if it had not been made: Java's client offers HTTP/2 with its first request, whatever that is.
 */
export function requestWithSockets(paths: ReadonlySet<string>): typeof IncomingMessage {
  return class SocketRequest extends IncomingMessage {
    /** What the parser found. Only declared: the base sets it before this class could. */
    declare offered: boolean | null;

    /** Node reads this to decide whether the connection leaves HTTP. */
    get upgrade(): boolean {
      return this.offered === true && (this.method === 'CONNECT' || asksForSocket(this, paths));
    }

    set upgrade(offered: boolean | null) {
      this.offered = offered;
    }
  };
}

function asksForSocket({ method, url, headers }: IncomingMessage, paths: ReadonlySet<string>): boolean {
  const path = url?.split('?')[0] ?? '';
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && paths.has(path);
}
