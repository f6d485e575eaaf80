import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VenueRoom } from './venue-room.ts';

describe('the room at a venue', () => {
  it('has no end where the venue sets none', () => {
    const room = new VenueRoom();
    for (let child = 0; child < 1_000; child++) expect(room.admit(`c${child}`, 1)).toBe(true);
    expect(room.isFull(1)).toBe(false);
  });

  it('is none for as long as the venue says, whatever it says meanwhile of a shorter time', () => {
    const room = new VenueRoom();
    room.closed(500);
    room.closed(400);
    expect([room.isFull(499), room.admit('c', 499)]).toEqual([true, false]);
    expect([room.isFull(500), room.admit('c', 500)]).toEqual([false, true]);
  });

  it('counts what is planned, so that of many that are decided at once no more are meant for it than it takes', () => {
    const room = new VenueRoom();
    room.bound(2);
    room.planned('a', 0);
    expect(room.isFull(0)).toBe(false);
    room.planned('b', 0);
    expect(room.isFull(0)).toBe(true);
    expect([room.admit('a', 10), room.admit('b', 10), room.admit('c', 10)]).toEqual([true, true, false]);
    expect([room.isFull(1_000_009), room.isFull(1_000_010)]).toEqual([true, false]);
  });

  it('does not wait longer than a second for what was planned and never left', () => {
    const room = new VenueRoom();
    room.bound(1);
    room.planned('a', 0);
    expect([room.isFull(999_999), room.isFull(1_000_000)]).toEqual([true, false]);
  });

  it('never lets more leave in any second than the venue takes', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), steps, (bound, pauses) => {
        const room = new VenueRoom();
        room.bound(bound);
        const left: number[] = [];
        let nowUs = 0;
        for (const [child, pause] of pauses.entries()) {
          nowUs += pause;
          const isFull = room.isFull(nowUs);
          const isAdmitted = room.admit(`c${child}`, nowUs);
          expect(isAdmitted).toBe(!isFull);
          if (isAdmitted) left.push(nowUs);
          expect(left.filter((atUs) => atUs > nowUs - 1_000_000).length).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });
});
