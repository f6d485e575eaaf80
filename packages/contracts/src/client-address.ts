import { z } from 'zod';

/** A network of addresses: the first `bits` of `value` are those of all of them. */
interface Network {
  readonly width: 32 | 128;
  readonly value: bigint;
  readonly bits: number;
}

/** The proxies whose word on a client's address counts. */
export type TrustedProxies = readonly Network[];

/** A setting that names them: addresses or networks (`10.0.0.0/8`), by comma. */
export const trustedProxies = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
  .transform((addresses): TrustedProxies => addresses.flatMap((each) => networkIn(each) ?? []));

/**
 * The address that a request came from: its socket's. Where that is a trusted proxy's, the last address in X-Forwarded-For that is not; what
 * stands before that was written by whoever asks.
 */
export function clientAddress(socket: string, forwarded: string | null | undefined, proxies: TrustedProxies): string {
  let address = plain(socket);
  if (proxies.length === 0) return address;
  const before = (forwarded ?? '').split(',').map((part) => plain(part.trim()));
  while (isTrusted(proxies, address)) {
    const next = before.pop();
    if (next === undefined || addressOf(next) === null) break;
    address = next;
  }
  return address;
}

/** Whether an address is one of the proxies. */
export function isTrusted(proxies: TrustedProxies, text: string): boolean {
  const address = addressOf(plain(text));
  if (address === null) return false;
  const { width, value } = address;
  return proxies.some((network) => {
    const shift = BigInt(width - network.bits);
    return network.width === width && network.value >> shift === value >> shift;
  });
}

/** An IPv4 address that was written as an IPv6 one is an IPv4 address. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.toLowerCase();
}

function networkIn(text: string): Network | null {
  const [address = '', bits] = text.split('/');
  const read = addressOf(address);
  return read === null ? null : { ...read, bits: bits === undefined ? read.width : Number(bits) };
}

function addressOf(text: string): Pick<Network, 'width' | 'value'> | null {
  if (z.ipv4().safeParse(text).success) return { width: 32, value: joined(text.split('.').map(Number), 8n) };
  if (!z.ipv6().safeParse(text).success) return null;
  return { width: 128, value: joined(groupsOf(text), 16n) };
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

/** The eight groups of an IPv6 address; `::` stands for as many zeros as are missing, and its end may be written as IPv4. */
function groupsOf(text: string): number[] {
  const [head = [], tail] = text.split('::').map((side) => side.split(':').flatMap(groupsIn));
  if (tail === undefined) return [...head];
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

function groupsIn(part: string): number[] {
  if (part === '') return [];
  if (!part.includes('.')) return [Number.parseInt(part, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** What is counted by an address: the address itself, or of IPv6 the network that one customer has all addresses of, its first 64 bits. */
export function countedAddress(address: string): string {
  if (addressOf(address)?.width !== 128) return address;
  const network = groupsOf(address).slice(0, 4);
  return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}
