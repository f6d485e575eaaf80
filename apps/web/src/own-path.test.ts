import { expect, it } from 'vitest';
import { ownPath, signInAddress } from './own-path';

it.each([
  ['/', '/'],
  ['/orders', '/orders'],
  ['/orders?show=open&q=a%2Fb#row', '/orders?show=open&q=a%2Fb#row'],
  ['/decisions/0197-x', '/decisions/0197-x'],
  ['/orders/../live', '/live'],
  ['/orders?next=//evil.example', '/orders?next=//evil.example'],
  ['/signing', '/signing'],
])('%j is a place in the console', (text, path) => {
  expect(ownPath(text)).toBe(path);
  expect(new URL(ownPath(text) ?? '', 'http://console.example').host).toBe('console.example');
});

it.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '///evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'https:/evil.example',
  'HTTPS:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'evil.example',
  'orders',
  '@evil.example',
  '?x',
  '',
  '/sign-in',
  '/sign-in?next=/sign-in',
  '/api/auth/sign-out',
  '/api',
  `/${'x'.repeat(2_001)}`,
  undefined,
  null,
  1,
  ['/orders'],
])('%j is none', (text) => {
  expect(ownPath(text)).toBeNull();
});

it('the sign-in names where to come back to, where that is more than the start', () => {
  expect(signInAddress('/orders?show=open')).toBe('/sign-in?next=%2Forders%3Fshow%3Dopen');
  for (const from of ['/', null, '//evil.example', '/sign-in']) expect(signInAddress(from)).toBe('/sign-in');
  expect(signInAddress('/orders', { ended: true })).toBe('/sign-in?ended=1&next=%2Forders');
  expect(signInAddress('/', { ended: true })).toBe('/sign-in?ended=1');
});
