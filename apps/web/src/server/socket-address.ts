import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** Where server.mjs keeps the address of the socket that the request at hand came by. */
const SOCKET_ADDRESS = Symbol.for('fairlead.web.socket-address');

/** The address of the socket that the request at hand came by. */
export function socketAddress(): string {
  const storage: unknown = Reflect.get(globalThis, SOCKET_ADDRESS);
  const address: unknown = storage instanceof AsyncLocalStorage ? storage.getStore() : undefined;
  return typeof address === 'string' ? address : 'unknown';
}
