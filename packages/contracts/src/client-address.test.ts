import { describe, expect, it } from 'vitest';
import { clientAddress, countedAddress, isTrusted, trustedProxies } from './client-address.ts';

const NOBODY = trustedProxies.parse(undefined);
const PROXIES = trustedProxies.parse('10.0.0.0/8, 127.0.0.1,fd00::/8');

describe('the address of a request', () => {
  it.each([
    ['no proxy is trusted', NOBODY, '127.0.0.1', '192.0.2.1', '127.0.0.1'],
    ['the socket is no proxy’s', PROXIES, '203.0.113.9', '192.0.2.1', '203.0.113.9'],
    ['a proxy says it', PROXIES, '10.1.2.3', '192.0.2.1', '192.0.2.1'],
    ['a proxy adds to what a client wrote', PROXIES, '10.1.2.3', '1.1.1.1, 192.0.2.1', '192.0.2.1'],
    ['two proxies are in a row', PROXIES, '127.0.0.1', '1.1.1.1, 192.0.2.1, 10.9.9.9', '192.0.2.1'],
    ['a proxy says nothing', PROXIES, '10.1.2.3', undefined, '10.1.2.3'],
    ['a proxy hands on nonsense', PROXIES, '10.1.2.3', 'unknown', '10.1.2.3'],
    ['all of it is proxies', PROXIES, '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['IPv4 is written as IPv6', PROXIES, '::ffff:10.1.2.3', '::ffff:192.0.2.1', '192.0.2.1'],
    ['a proxy is on IPv6', PROXIES, 'fd00::1', '2001:db8::1', '2001:db8::1'],
  ])('is right where %s', (_, proxies, socket, forwarded, expected) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(expected);
  });

  it.each([
    ['192.0.2.0/25', '192.0.2.127', true],
    ['192.0.2.0/25', '192.0.2.128', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/33', '2001:db8:7fff:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', true],
    ['127.0.0.1', 'unknown', false],
  ])('%s holds %s: %s', (network, address, expected) => {
    expect(isTrusted(trustedProxies.parse(network), address)).toBe(expected);
  });

  it.each(['10.0.0.0/33', 'proxy.example', '10.0.0', 'fd00::/129'])('%s is no proxy', (text) => {
    expect(trustedProxies.safeParse(text).success).toBe(false);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000::ffff', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});
