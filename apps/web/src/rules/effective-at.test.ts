import { expect, it } from 'vitest';
import { instantOfEt } from './effective-at';
import { versionOfPath } from './version-input';

it.each([
  ['2026-12-01T09:30', '2026-12-01T14:30:00.000Z'],
  ['2026-07-01T09:30', '2026-07-01T13:30:00.000Z'],
  ['2026-12-01T02:59', null],
  ['', null],
  ['2026-12-01', null],
])('%j in New York is %j', (local, instant) => expect(instantOfEt(local)).toBe(instant));

it.each([
  ['7', 7],
  ['rules-7', 7],
  ['0', null],
  ['07', null],
  ['rules-', null],
  ['none', null],
])('an address that ends in %j names version %j', (text, version) => expect(versionOfPath(text)).toBe(version));
