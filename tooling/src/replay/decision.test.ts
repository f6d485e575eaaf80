import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrivalMarket } from '@fairlead/core/order-life/order-event';
import { planRoute } from '@fairlead/core/routing/plan';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import type { JournalEntry } from '@fairlead/db/journal/journal-entry';
import { writeBody } from '@fairlead/db/record/entry-body';
import { DEFAULT_CLIENT_ID as CLIENT } from '@fairlead/db/seed-catalogue';
import { journal } from '@fairlead/db/testing/journaled-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../engine/bundle.ts';
import type { StartEnvironment } from '../env.ts';
import { replayDecision } from './decision.ts';

const uuidOf = (count: number) => `0197a3c0-0000-7000-8000-0000000000${count}`;
const NOWHERE = uuidOf(99);

/** The first entry of an order with a decision on it, as the router records one; what its record says can be bent. */
function recordedOrder(count: 1 | 2, bend: (record: string) => string) {
  const [orderPk, decisionId] = [uuidOf(10 + count), uuidOf(20 + count)];
  const order = orderOf({ orderId: `order-${orderPk}` });
  const input = {
    ...planInputOf(order, marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } })),
    clientId: CLIENT,
  };
  const { instrument, nbbo } = input.view;
  const { catalogue, belief } = new PartBook(sha256).partsOf(input.view);
  const requestHash = sha256(order.orderId);
  const plan = planRoute(input);
  const references = { catalogue: catalogue.hash, belief: belief.hash, request: requestHash };
  const record = writeRecord(input, plan, references);
  const arrival = arrivalMarket(nbbo);
  const at = { atUs: 1_796_000_000_000_000, cause: 'REQUEST' } as const;
  const flags = { simulated: false, routeOnly: true };
  const receipt = {
    clientId: CLIENT,
    order,
    requestHash,
    arrival,
    worstPrice: null,
    classification: 'MARKET',
    securityClass: 'NMS_STOCK',
    ...flags,
  } as const;
  const wave = {
    wave: 1,
    mode: order.routingMode,
    goesOn: false,
    expectedCostBps: null,
    children: [],
    routingTimeUs: 50,
  };
  const body = writeBody({
    kind: 'EVENTS',
    head: {
      ...{ clientId: CLIENT, orderId: order.orderId, instrumentId: order.instrumentId, side: order.side, ...flags },
      scale: { priceDecimals: instrument.priceDecimals, quantityDecimals: instrument.quantityDecimals },
    },
    events: [
      { type: 'RECEIVED', receipt, ...at },
      { type: 'WAVE_PLANNED', decisionId, decisionHash: sha256(record), record: bend(record), ...wave, ...at },
    ],
  });
  const entry: JournalEntry = {
    ...{ orderPk, firstEvent: 1, lastEvent: 2, atUs: at.atUs, simulated: false, body },
    key: { clientId: CLIENT, orderId: order.orderId },
    parts: [catalogue, belief],
  };
  return { decisionId, orderId: order.orderId, entry };
}

const environmentOf = (databaseUrl: string | undefined, dataDir: string): StartEnvironment => ({
  ...{ databaseUrl, dataDir, redisUrl: undefined, ports: {}, inherited: {} },
  hosts: { router: '127.0.0.1', web: '127.0.0.1', publicUrl: undefined, publicRouterUrl: undefined },
});

describe('npm run replay -- decision ID', () => {
  it('makes a stored decision again by its own engine, and says whether it is the same', async () => {
    await using database = await testDatabase();
    const sound = recordedOrder(1, (record) => record);
    const bent = recordedOrder(2, (record) => record.replace('1000100', '1000000'));
    await journal(database.url, [sound.entry, bent.entry]);
    const environment = environmentOf(database.url, '/nowhere');
    expect(await replayDecision([sound.decisionId.toUpperCase()], environment)).toMatchObject({
      order_id: sound.orderId,
      same: true,
      engine_version: ENGINE_VERSION,
    });
    expect(await replayDecision([bent.decisionId], environment)).toMatchObject({ same: false, record_intact: false });
    await expect(replayDecision([NOWHERE], environment)).rejects.toThrow(`no decision ${NOWHERE}`);
  });

  it('refuses what is no id, and a folder on which nothing was ever started', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fairlead-none-'));
    try {
      const environment = environmentOf(undefined, dataDir);
      await expect(replayDecision(['seven'], environment)).rejects.toThrow('which decision?');
      await expect(replayDecision([NOWHERE, NOWHERE], environment)).rejects.toThrow('which decision?');
      await expect(replayDecision([], environment)).rejects.toThrow('which decision?');
      await expect(replayDecision([NOWHERE], environment)).rejects.toThrow('there is no database in');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
