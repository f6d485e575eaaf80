import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Where server.mjs keeps the address of the socket that the request at hand came by. */
const SOCKET_ADDRESS = Symbol.for('fairlead.web.socket-address');

/** The proxies whose word on a client's address counts. */
export function trustedProxies(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const each of addresses) {
    const [address = '', bits] = each.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * The address that a request came from: its socket's. Where that is a trusted proxy's, the last address in X-Forwarded-For that is not; what
 * stands before that was written by whoever asks.
 */
export function clientAddress(headers: Headers, proxies: BlockList, socket = socketAddress()): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim()));
  let address = plain(socket);
  while (isTrusted(proxies, address)) {
    const before = forwarded.pop();
    if (before === undefined || !(isIPv4(before) || isIPv6(before))) break;
    address = before;
  }
  return address;
}

/** What tries are counted by: an address, or of IPv6 the network that one customer has all addresses of. */
export function countedAddress(address: string): string {
  return isIPv6(address) ? networkOf(address) : address;
}

function socketAddress(): string {
  const storage: unknown = Reflect.get(globalThis, SOCKET_ADDRESS);
  const address: unknown = storage instanceof AsyncLocalStorage ? storage.getStore() : undefined;
  return typeof address === 'string' ? address : 'unknown';
}

function isTrusted(proxies: BlockList, address: string): boolean {
  if (isIPv4(address)) return proxies.check(address, 'ipv4');
  return isIPv6(address) && proxies.check(address, 'ipv6');
}

/** An IPv4 address that was written as an IPv6 one is an IPv4 address. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.toLowerCase();
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const missing = address.includes('::') ? 8 - front.length - back.length : 0;
  const groups = [...front, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
