import { createHash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exactFile, type FiledDecision, readableFile } from './decision-files';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function filed(): FiledDecision {
  const input = planInputOf(orderOf(), marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } }));
  const { catalogue, belief } = new PartBook(sha256).partsOf(input.view);
  const references = { catalogue: catalogue.hash, belief: belief.hash, request: sha256('') };
  const record = writeRecord(input, planRoute(input), references);
  const { orderId, side, timeInForce, held, directedVenue, capacity } = input.order;
  return {
    decision: {
      id: '0197-id',
      order_pk: 'pk',
      decision_hash: sha256(record),
      engine_version: '1.5.0',
      wave: 1,
      created_at_us: 1_796_000_000_123_456,
    },
    stored: {
      record,
      parts: { catalogue: catalogue.body, belief: belief.body },
      order: { clientId: 'DEMO', orderId, side, timeInForce, held, directedVenue, capacity },
    },
  };
}

const part = z.object({ sha256: z.string(), text: z.string() });
const readable = z.object({
  decided_at: z.string(),
  evidence: z.object({ slices: z.array(z.object({ venue_id: z.string() })) }),
  proof: z.object({ record: part, catalogue: part, belief: part }),
  exported_by: z.string(),
  exported_at: z.string(),
});

describe('the files of a decision', () => {
  it('are the record byte for byte, whose hash is that of the decision', () => {
    const decision = filed();
    const { name, text } = exactFile(decision);
    expect(name).toBe('decision-0197-id.record.json');
    expect(sha256(text)).toBe(decision.decision.decision_hash);
  });

  it('and the whole of it spelled out, with every text that it is proved by and its hash', () => {
    const { name, text } = readableFile(filed(), { by: 'Ann <ann@example.com>', atMs: 1_796_000_001_000 });
    const file = readable.parse(JSON.parse(text));
    expect(name).toBe('decision-0197-id.json');
    for (const each of Object.values(file.proof)) expect(sha256(each.text)).toBe(each.sha256);
    expect(file.evidence.slices.map(({ venue_id }) => venue_id)).toEqual(['XNYS']);
    expect(file).toMatchObject({
      decided_at: '2026-11-30T00:53:20.123456Z',
      exported_by: 'Ann <ann@example.com>',
      exported_at: '2026-11-30T00:53:21.000Z',
    });
  });
});
