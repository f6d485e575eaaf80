import { describe, expect, it } from 'vitest';
import { type OutboxEvent, OutboxRelay } from './outbox-relay.ts';

const event = (position: number): OutboxEvent => ({
  position: String(position),
  event_id: `e${position}`,
  topic: 't',
  key: 'k',
  payload: '{}',
});

/** A relay over an outbox in memory, whose pauses the test ends by hand. */
function makeRelay(waiting: OutboxEvent[]) {
  const told: string[] = [];
  const pauses: { delayMs: number; run: () => void }[] = [];
  const sink = { isDown: false };
  const relay = new OutboxRelay({
    next: async (limit) => waiting.slice(0, limit),
    tell: async (events) => {
      if (sink.isDown) throw new Error('sink is down');
      told.push(...events.map((each) => each.event_id));
    },
    mark: async (events) => void waiting.splice(0, events.length),
    timers: {
      after: (delayMs, run) => {
        pauses.push({ delayMs, run });
        return { cancel: () => {} };
      },
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    draw: () => 0,
  });
  const pass = async () => {
    pauses.shift()?.run();
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  return { relay, told, pauses, sink, pass };
}

describe('the outbox relay', () => {
  it('tells every event once and in order, however many wait', async () => {
    const all = Array.from({ length: 1_200 }, (_, index) => event(index));
    const { relay, told, pass } = makeRelay([...all]);
    relay.start();
    await pass();
    expect(told).toEqual(all.map((each) => each.event_id));
    expect(relay.relayedCount).toBe(1_200);
  });

  it('loses nothing while the sink is down, and waits longer each time', async () => {
    const { relay, told, pauses, sink, pass } = makeRelay([event(1), event(2)]);
    sink.isDown = true;
    relay.start();
    await pass();
    await pass();
    expect([told, pauses.at(-1)?.delayMs]).toEqual([[], 400]);
    sink.isDown = false;
    await pass();
    expect([told, pauses.at(-1)?.delayMs]).toEqual([['e1', 'e2'], 100]);
  });

  it('tells what is left before it stops', async () => {
    const { relay, told } = makeRelay([event(1)]);
    relay.start();
    await relay.stop();
    expect(told).toEqual(['e1']);
  });
});
