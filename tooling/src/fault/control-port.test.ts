import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { controlPortOf } from './control-port.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fairlead-fault-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const listening = (port: number) =>
  `${JSON.stringify({ event: 'listening', venues: 32, port: 4700, control_port: port })}\n`;

test('the control port is the one that the venues of the data folder have said last', () => {
  mkdirSync(join(dataDir, 'logs'));
  writeFileSync(join(dataDir, 'logs/venue-sim.log'), `${listening(4701)}something else\n${listening(4811)}`);
  expect(controlPortOf({ dataDir, ports: { venueSimControl: 5000 } })).toBe(4811);
});

test('without a log it is the one that was asked for, or nobody knows', () => {
  expect(controlPortOf({ dataDir, ports: { venueSimControl: 5000 } })).toBe(5000);
  expect(() => controlPortOf({ dataDir, ports: {} })).toThrow('npm start');
});
