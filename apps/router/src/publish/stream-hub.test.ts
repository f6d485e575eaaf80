import { describe, expect, it } from 'vitest';
import { StreamHub, type StreamReader } from './stream-hub.ts';

const venue = (venueId: string) =>
  ({ venue_id: venueId, venue_type: 'EXCHANGE', status: 'ACTIVE', connected: true }) as const;

function makeHub(capacity = 10) {
  const hub = new StreamHub({ nowUs: () => 5_000 }, capacity);
  const seen: number[] = [];
  const dropped: string[] = [];
  const reader = (more: Partial<StreamReader> = {}): StreamReader => ({
    topics: null,
    wants: () => true,
    offer: (seq) => seen.push(seq) > 0,
    drop: (reason) => dropped.push(reason),
    ...more,
  });
  return { hub, seen, dropped, reader };
}

describe('the stream', () => {
  it('numbers messages without a gap, from a start that grows over restarts', () => {
    const { hub, seen, reader } = makeHub();
    hub.open(reader(), null);
    for (const id of ['A', 'B', 'C']) hub.publish('VENUE_UPDATE', venue(id));
    expect(seen).toEqual([5_000, 5_001, 5_002]);
  });

  it('gives a reader who comes back what it missed, as far as it is kept', () => {
    const { hub, seen, reader } = makeHub(3);
    for (const id of ['A', 'B', 'C', 'D', 'E']) hub.publish('VENUE_UPDATE', venue(id));
    hub.open(reader(), 5_003);
    hub.open(reader(), 1);
    hub.open(reader(), 9_999_999);
    expect(seen).toEqual([5_003, 5_004, 5_002, 5_003, 5_004]);
  });

  it('drops a reader that does not keep up, with a reason, and goes on for the others', () => {
    const { hub, seen, dropped, reader } = makeHub();
    hub.open(reader({ offer: () => false }), null);
    hub.open(reader(), null);
    hub.publish('VENUE_UPDATE', venue('A'));
    hub.publish('VENUE_UPDATE', venue('B'));
    expect([dropped, seen, hub.readerCount]).toEqual([['the reader is too slow'], [5_000, 5_001], 1]);
  });

  it('gives a reader only what it wants, and nothing after it has left', () => {
    const { hub, seen, reader } = makeHub();
    const end = hub.open(reader({ wants: (message) => message.type !== 'VENUE_UPDATE' }), null);
    hub.publish('VENUE_UPDATE', venue('A'));
    hub.publish('CIRCUIT_UPDATE', { venue_id: 'A', state: 'OPEN', reason: 'test' });
    end();
    hub.publish('CIRCUIT_UPDATE', { venue_id: 'A', state: 'CLOSED', reason: 'test' });
    expect(seen).toEqual([5_001]);
  });
});
