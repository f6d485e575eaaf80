import type { StreamMessage } from '@fairlead/contracts/stream';
import type { Publisher } from '../src/ports.ts';
import { CircuitDesk } from '../src/risk/circuit-desk.ts';
import type { BenchRouter } from './bench-router.ts';

/** The desk of circuits over a bench router; what it would journal is put into the list, and durable at once. */
export function benchCircuits(router: BenchRouter, recorded: object[]): CircuitDesk {
  const publish: Publisher['publish'] = (type, data) =>
    void router.stream.push({ type, data } as Pick<StreamMessage, 'type' | 'data'>);
  return new CircuitDesk({
    market: router.market,
    control: {
      record: async (event, tell) => {
        recorded.push(event);
        tell();
        return { ok: true, position: recorded.length };
      },
    },
    publisher: { publish },
    clock: { nowUs: () => router.nowUs },
    ids: { next: () => `circuit-${recorded.length}` },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    random: () => 0,
  });
}
