import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlEvent, HaltScope } from './control-event.ts';
import { applyToHalts, covers, type HaltQuestion, haltOf, mayBeHalted } from './halts.ts';

const FIRM: HaltScope = { clientId: null, venueId: null, instrumentId: null };
const ASKED: HaltQuestion = { clientId: 'C1', instrumentId: 'AAPL', venueId: 'XNAS' };
const WHOLE: HaltQuestion = { ...ASKED, venueId: null };

const placed = (id: string, scope: Partial<HaltScope>, atUs = 1): ControlEvent => ({
  type: 'HALT_PLACED',
  id,
  scope: { ...FIRM, ...scope },
  reason: 'a reason',
  cancelAll: false,
  actor: 'user:a',
  atUs,
});
const released = (id: string): ControlEvent => ({
  type: 'HALT_RELEASED',
  id,
  reason: 'over',
  actor: 'user:b',
  atUs: 2,
});

describe('a halt', () => {
  it.each<[string, Partial<HaltScope>, boolean, boolean]>([
    ['the firm', {}, true, true],
    ['its client', { clientId: 'C1' }, true, true],
    ['another client', { clientId: 'C2' }, false, false],
    ['its instrument', { instrumentId: 'AAPL' }, true, true],
    ['another instrument', { instrumentId: 'MSFT' }, false, false],
    ['its venue', { venueId: 'XNAS' }, true, false],
    ['another venue', { venueId: 'ARCX' }, false, false],
    ['its client at its venue', { clientId: 'C1', venueId: 'XNAS' }, true, false],
    ['its client at another venue', { clientId: 'C1', venueId: 'ARCX' }, false, false],
    ['another client at its venue', { clientId: 'C2', venueId: 'XNAS' }, false, false],
    ['its client in its instrument', { clientId: 'C1', instrumentId: 'AAPL' }, true, true],
    ['its client in another instrument', { clientId: 'C1', instrumentId: 'MSFT' }, false, false],
    ['its instrument at its venue', { instrumentId: 'AAPL', venueId: 'XNAS' }, true, false],
  ])('for %s stops the part at the venue (%s): %s, and the whole order: %s', (_, scope, stopsPart, stopsWhole) => {
    const halts = applyToHalts([], placed('h1', scope));
    expect(haltOf(halts, ASKED) !== null).toBe(stopsPart);
    expect(haltOf(halts, WHOLE) !== null).toBe(stopsWhole);
  });

  it('that is placed twice stands once, and is over when it is released, whatever was said of others', () => {
    let halts = applyToHalts([], placed('h1', {}));
    halts = applyToHalts(halts, placed('h1', {}));
    halts = applyToHalts(halts, placed('h2', { clientId: 'C1' }));
    expect(halts.map(({ id }) => id)).toEqual(['h1', 'h2']);
    halts = applyToHalts(halts, released('unknown'));
    halts = applyToHalts(halts, released('h1'));
    expect(halts.map(({ id }) => id)).toEqual(['h2']);
  });

  it('may name two of client, venue and instrument, not all three', () => {
    expect(mayBeHalted(FIRM)).toBe(true);
    expect(mayBeHalted({ clientId: 'C1', venueId: 'XNAS', instrumentId: null })).toBe(true);
    expect(mayBeHalted({ clientId: 'C1', venueId: 'XNAS', instrumentId: 'AAPL' })).toBe(false);
  });

  it('stops something exactly while one that covers it is placed and not released', () => {
    const some = fc.constantFrom('A', 'B');
    const scope = fc.record({ clientId: fc.option(some), venueId: fc.option(some), instrumentId: fc.option(some) });
    const steps = fc.array(
      fc.record({ id: fc.constantFrom('h1', 'h2', 'h3'), scope: fc.option(scope), asked: fc.constantFrom('A', 'B') }),
    );
    fc.assert(
      fc.property(steps, (all) => {
        const inForce = new Map<string, HaltScope>();
        let halts = applyToHalts([], released('none'));
        for (const { id, scope: of, asked } of all) {
          halts = applyToHalts(halts, of === null ? released(id) : placed(id, of));
          if (of === null) inForce.delete(id);
          else if (!inForce.has(id)) inForce.set(id, of);
          const question = { clientId: asked, instrumentId: 'A', venueId: 'B' };
          const stops = [...inForce.values()].some((each) => covers(each, question));
          expect(haltOf(halts, question) !== null).toBe(stops);
        }
      }),
    );
  });
});
