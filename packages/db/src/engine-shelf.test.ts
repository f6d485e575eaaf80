import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  engineInput,
  readDecision,
  readEvidence,
  readSummary,
  type StoredDecision,
} from '@fairlead/contracts/stored-decision';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { summaryOf } from '@fairlead/core/routing/record/record-summary';
import { describe, expect, it } from 'vitest';
import { ENGINES, EngineShelf, readEngineList } from './engine-shelf.ts';

interface KeptRecord extends Partial<StoredDecision> {
  readonly record: string;
  readonly hash: string;
}

const versions = Object.keys(await readEngineList(ENGINES));
const keptRecord = (version: string): KeptRecord =>
  JSON.parse(readFileSync(join(ENGINES, 'records', `${version}.json`), 'utf8'));
/** What the first engines were given is in their records whole. */
const storedOf = ({ record, parts = null, order }: KeptRecord): StoredDecision => ({
  record,
  parts,
  order: order ?? justNobody(),
});
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function justNobody(): StoredDecision['order'] {
  const shape = { clientId: '', orderId: '', directedVenue: null, held: true } as const;
  return { ...shape, side: 'BUY', timeInForce: 'DAY', capacity: 'AGENCY' };
}

describe('the engines that are kept', () => {
  it('are those of every version, the present one among them, and nothing else', () => {
    expect(versions).toContain(ENGINE_VERSION);
    const files = readdirSync(ENGINES).filter((name) => name.endsWith('.mjs'));
    expect(files.sort()).toEqual(versions.map((version) => `${version}.mjs`).sort());
  });

  it.each(versions)('%s makes a decision that it made again, byte for byte', async (version) => {
    const kept = keptRecord(version);
    const engine = await new EngineShelf().engine(version);
    expect(sha256(kept.record)).toBe(kept.hash);
    expect(engine?.(engineInput(storedOf(kept)))).toBe(kept.record);
  });

  it.each(versions)('a decision of %s is still read, and was made from what it says', (version) => {
    const stored = storedOf(keptRecord(version));
    const evidence = readEvidence(stored);
    const { input, plan, engine } = readDecision(stored);
    expect([engine, evidence.versions.engine]).toEqual([version, version]);
    expect(plan.slices.map(({ venueId, quantity }) => [venueId, String(quantity)])).toEqual(
      evidence.slices.map((slice) => [slice.venue_id, slice.quantity]),
    );
    expect(plan.outcomes.map(({ venueId, status, code }) => [venueId, status, code])).toEqual(
      evidence.candidates.map((candidate) => [candidate.venue_id, candidate.status, candidate.code]),
    );
    expect(input.view.venues).toHaveLength(evidence.market.venues.length);
    expect(plan.rationale).toBe(evidence.rationale);
    const summary = readSummary(stored.record);
    expect([summary.engine, summary.objective, summary.rationale]).toEqual([
      version,
      evidence.objective,
      plan.rationale,
    ]);
    expect(summary.slices).toEqual(summaryOf(readDecision(stored)).slices);
    expect(summary.expected.costBps).toBe(evidence.expected.cost_bps);
  });

  it('give nothing for a version that none is kept of', async () => {
    expect(await new EngineShelf().engine('0.9.0')).toBeNull();
  });

  it('are not trusted once their code is another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'engines-'));
    try {
      cpSync(ENGINES, folder, { recursive: true });
      writeFileSync(join(folder, '1.0.0.mjs'), 'export const recompute = () => "whatever";');
      await expect(new EngineShelf(folder).engine('1.0.0')).rejects.toThrow('is not the engine that was kept');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
