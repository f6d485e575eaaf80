import { type StreamEnd, type StreamMessage, streamMessage } from '@fairlead/contracts/stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamHub } from './stream-hub.ts';
import type { StreamReader } from './stream-reading.ts';

const FIRST = 5_000_000;
const SECOND_US = 1_000_000;
const ACTIVE = {
  status: 'ACTIVE',
  status_cause: 'WELL',
  status_since: '2026-01-02T15:00:00Z',
  status_reason: '',
} as const;
const venue = (venueId: string) => ({ venue_id: venueId, venue_type: 'EXCHANGE', ...ACTIVE, connected: true }) as const;

/** A hub on a clock of the test's own, and readers that write down what they are told. */
function makeHub(capacity = 10) {
  const clock = { us: FIRST, stepUs: 0 };
  const nowUs = () => {
    clock.us += clock.stepUs;
    return clock.us;
  };
  const hub = new StreamHub({ nowUs }, capacity);
  const publish = (...ids: string[]) => {
    for (const id of ids) hub.publish('VENUE_UPDATE', venue(id));
  };
  const make = (more: Partial<StreamReader> = {}, fromSeq: number | null = null) => {
    const told: StreamMessage[] = [];
    const ends: StreamEnd[] = [];
    const beats: number[] = [];
    const reader: StreamReader = {
      topics: null,
      wants: () => true,
      offer: (_seq, json) => told.push(streamMessage.parse(JSON.parse(json))) > 0,
      drop: (why) => ends.push(why),
      beat: (seq) => beats.push(seq),
      ...more,
    };
    const end = hub.open(reader, fromSeq);
    return { told, ends, beats, end, seen: () => told.map(({ type, seq }) => (type === 'GAP' ? 'GAP' : seq)) };
  };
  return { hub, clock, publish, make };
}

/** The number after the last one told; throws where one is missing without a GAP, or comes twice. */
function nextAfter(told: readonly StreamMessage[], from: number): number {
  let next = from;
  for (const message of told) {
    if (message.type === 'GAP') {
      expect(message.data.from_seq).toBe(next);
      expect(message.data.oldest_seq).toBeGreaterThan(next);
      next = message.data.oldest_seq;
    } else {
      expect(message.seq).toBe(next);
      next += 1;
    }
  }
  return next;
}

describe('the stream', () => {
  it('numbers messages without a gap, from a start that grows over restarts', () => {
    const { hub, publish, make } = makeHub();
    const { seen } = make();
    publish('A', 'B', 'C');
    hub.pump();
    expect(seen()).toEqual([FIRST, FIRST + 1, FIRST + 2]);
  });

  it('gives a reader who comes back what it missed', () => {
    const { publish, make } = makeHub();
    publish('A', 'B', 'C');
    expect(make({}, FIRST + 1).seen()).toEqual([FIRST + 1, FIRST + 2]);
    expect(make({}, FIRST + 3).seen()).toEqual([]);
    // The first reader of all is told this number by its STATUS.
    expect(make({}, FIRST - 1).seen()).toEqual([FIRST, FIRST + 1, FIRST + 2]);
  });

  it.each<[string, number]>([
    ['a router of before', 1],
    ['more than the window holds', FIRST + 1],
    ['the future', FIRST + 900],
  ])('tells a GAP where it is asked for %s, and goes on with the oldest', (_what, fromSeq) => {
    const { publish, make } = makeHub(3);
    publish('A', 'B', 'C', 'D', 'E');
    const { told, seen } = make({}, fromSeq);
    expect(told[0]).toMatchObject({ type: 'GAP', seq: FIRST + 1, data: { from_seq: fromSeq, oldest_seq: FIRST + 2 } });
    expect(seen()).toEqual(['GAP', FIRST + 2, FIRST + 3, FIRST + 4]);
  });

  it('tells a GAP to a reader that the window overtakes', () => {
    const { hub, publish, make } = makeHub(3);
    let room = true;
    const { seen } = make({ hasRoom: () => room });
    publish('A');
    hub.pump();
    room = false;
    publish('B', 'C', 'D', 'E', 'F');
    hub.pump();
    room = true;
    hub.pump();
    expect(seen()).toEqual([FIRST, 'GAP', FIRST + 3, FIRST + 4, FIRST + 5]);
  });

  it('drops a reader that refuses what it is offered once, and goes on for the others', () => {
    const { hub, publish, make } = makeHub();
    publish('A', 'B', 'C');
    let offers = 0;
    const refuse = () => {
      offers += 1;
      return false;
    };
    const refusing = make({ offer: refuse }, 1);
    const other = make();
    publish('D');
    hub.pump();
    expect([offers, refusing.ends, other.seen(), hub.readerCount]).toEqual([1, ['TOO_SLOW'], [FIRST + 3], 1]);
  });

  it('drops a reader that takes nothing for fifteen seconds, once', () => {
    const { hub, clock, publish, make } = makeHub();
    const { ends, seen } = make({ hasRoom: () => false });
    for (let second = 0; second < 20; second++) {
      publish('A');
      hub.pump();
      hub.beat();
      if (second < 15) expect(ends).toEqual([]);
      clock.us += SECOND_US;
    }
    expect([ends, seen(), hub.readerCount]).toEqual([['TOO_SLOW'], [], 0]);
  });

  it('sends a long past in pieces, each as the socket has drained', () => {
    const { hub, publish, make } = makeHub(20_000);
    for (let i = 0; i < 20_000; i++) publish('A');
    let given = 0;
    let most = 0;
    let waiting = 0;
    const offer = (_seq: number | null, json: string) => {
      given += 1;
      waiting += json.length;
      most = Math.max(most, waiting);
      return true;
    };
    make({ offer, hasRoom: () => waiting === 0 }, FIRST);
    const first = given;
    hub.pump();
    expect(given).toBe(first);
    for (let i = 0; i < 100 && given < 20_000; i++) {
      waiting = 0;
      hub.pump();
    }
    expect([given, most < 70_000]).toEqual([20_000, true]);
  });

  it('gives every reader every message once and in order, or says what is missing, whatever their sockets do', () => {
    const step = fc.record({ publish: fc.nat(4), pump: fc.boolean(), room: fc.array(fc.boolean(), { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (capacity, steps) => {
        const { hub, publish, make } = makeHub(capacity);
        const room = [true, true, true];
        const froms = [FIRST, FIRST, FIRST - 5];
        const readers = froms.map((from, at) => make({ hasRoom: () => room[at] ?? true }, at === 0 ? null : from));
        for (const each of steps) {
          room.splice(0, each.room.length, ...each.room);
          publish(...Array.from({ length: each.publish }, () => 'A'));
          if (each.pump) hub.pump();
        }
        room.fill(true);
        hub.pump();
        const { nextSeq } = hub.range;
        const ends = readers.map(({ told, ends: dropped }, at) => [dropped, nextAfter(told, froms[at] ?? 0)]);
        expect(ends).toEqual(froms.map(() => [[], nextSeq]));
      }),
    );
  });

  it('makes each message into text once, however many read it', () => {
    const { hub, make } = makeHub();
    let made = 0;
    const counted = { ...venue('A'), toJSON: () => ({ ...venue('A'), venue_id: String(++made) }) };
    const readers = [make(), make(), make()];
    hub.publish('VENUE_UPDATE', counted);
    hub.pump();
    make({}, FIRST);
    expect([made, readers.map(({ told }) => told.length)]).toEqual([1, [1, 1, 1]]);
  });

  it('gives a reader only what it wants, and nothing after it has left', () => {
    const { hub, publish, make } = makeHub();
    const { seen, ends, end } = make({ wants: (message) => message.type !== 'VENUE_UPDATE' });
    publish('A');
    const circuit = { code: 'RESET', reason: 'test', since: '2026-01-02T15:00:00Z', until: null, actor: null } as const;
    hub.publish('CIRCUIT_UPDATE', { venue_id: 'A', ...circuit, state: 'OPEN' });
    hub.pump();
    end(null);
    hub.publish('CIRCUIT_UPDATE', { venue_id: 'A', ...circuit, state: 'CLOSED' });
    hub.pump();
    expect([seen(), ends]).toEqual([[FIRST + 1], []]);
  });

  it('ends a reader whose socket throws, and goes on for the others', () => {
    const { hub, publish, make } = makeHub();
    const fail = () => {
      throw new Error('EPIPE');
    };
    make({ offer: fail, drop: fail });
    const broken = make({ flush: fail });
    const other = make();
    publish('A');
    hub.pump();
    expect([broken.ends, other.seen(), hub.readerCount]).toEqual([['BROKEN'], [FIRST], 1]);
  });

  it('leaves the event loop after two milliseconds, and serves the rest in the next turns', () => {
    const { hub, clock, publish, make } = makeHub();
    const readers = Array.from({ length: 10 }, () => make());
    publish('A');
    clock.stepUs = 500;
    hub.pump();
    const served = () => readers.filter(({ told }) => told.length === 1).length;
    expect(served()).toBe(4);
    hub.pump();
    hub.pump();
    expect([served(), readers.every(({ told }) => told.length === 1)]).toEqual([10, true]);
  });

  it('ends all when the router stops, each once', () => {
    const { hub, make } = makeHub();
    const readers = [make(), make()];
    hub.close();
    hub.close();
    const late = make({}, FIRST - 9);
    expect([...readers, late].map(({ ends, told }) => [ends, told])).toEqual(Array(3).fill([['ROUTER_STOPS'], []]));
    expect(hub.readerCount).toBe(0);
  });
});

describe('a quiet stream', () => {
  it('beats each second, with the number up to which everything was told', () => {
    const { hub, clock, publish, make } = makeHub();
    const { beats } = make({ wants: () => false });
    const pass = (us: number) => {
      clock.us += us;
      hub.pump();
      hub.beat();
    };
    pass(999_999);
    expect(beats).toEqual([]);
    pass(1);
    publish('not wanted');
    pass(SECOND_US);
    expect(beats).toEqual([FIRST - 1, FIRST]);
  });

  it('does not beat while messages come, nor into a full socket', () => {
    const { hub, clock, publish, make } = makeHub();
    const busy = make();
    const full = make({ hasRoom: () => false });
    for (let i = 0; i < 8; i++) {
      clock.us += SECOND_US / 2;
      publish('A');
      hub.pump();
      hub.beat();
    }
    expect([busy.beats, full.beats]).toEqual([[], []]);
  });
});

describe('who may read', () => {
  it('is asked again, and ends those that may not any more, and nobody else', async () => {
    const { hub, publish, make } = makeHub();
    const away = async () => {
      throw new Error('the database is away');
    };
    const readers = [
      make({ mayRead: async () => true }),
      make({ mayRead: async () => false }),
      make({ mayRead: away }),
    ];
    await hub.recheck();
    await hub.recheck();
    publish('A');
    hub.pump();
    expect(readers.map(({ ends, seen }) => [...ends, ...seen()])).toEqual([[FIRST], ['ACCESS_ENDED'], [FIRST]]);
  });
});
