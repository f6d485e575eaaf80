import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DRILL_FILE } from '@fairlead/contracts/risk-drill';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lastDrill } from './last-drill.ts';

const RECORD = {
  ...{ ended_at: '2026-11-30T01:51:34.261Z', seconds: 62, machine: 'm', commit: 'c', passed: 20, failed: 0 },
  rounds: [{ kind: 'DUPLICATE_SENDS', round: 1, halt_ms: 14 }],
};
let dataDir: string;
let warned: string[];
const log = { info: () => {}, warn: (_: object, what: string) => void warned.push(what), error: () => {} };
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fairlead-drill-'));
  warned = [];
});
afterEach(() => rmSync(dataDir, { recursive: true }));

it('is what was left below the data of the installation', async () => {
  writeFileSync(join(dataDir, DRILL_FILE), JSON.stringify(RECORD));
  expect(await lastDrill(dataDir, log)).toEqual(RECORD);
});

it('is none where none was run, or nobody says where the data lies', async () => {
  expect([await lastDrill(dataDir, log), await lastDrill(undefined, log), warned]).toEqual([null, null, []]);
});

it('is none, and that is logged, where it cannot be read', async () => {
  writeFileSync(join(dataDir, DRILL_FILE), '{"ended_at": 1');
  expect(await lastDrill(dataDir, log)).toBeNull();
  expect(warned).toEqual(['the record of the last drill cannot be read']);
});
