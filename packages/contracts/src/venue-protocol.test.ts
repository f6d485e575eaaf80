import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromVenue, readFromVenue } from './venue-protocol.ts';

const QUOTE = {
  type: 'quote',
  instrument_id: 'KO',
  bid: 10,
  bid_size: 1,
  ask: 11,
  ask_size: 0,
  time_us: 1_700_000_000_000_000,
};
const DEPTH = { bids: [{ price: 10, size: 1 }], asks: [] };

/** What the schema alone makes of a line. */
function bySchema(line: string) {
  try {
    return fromVenue.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A message without what the schema does not know, which nobody reads. */
const known = (message: unknown) => fromVenue.safeParse(message).data ?? message;

describe('a line of a venue', () => {
  it.each([
    ['a quote', QUOTE],
    ['one with depth', { ...QUOTE, depth: DEPTH }],
    ['one that ends', { ...QUOTE, valid_until_us: 5 }],
    ['a heartbeat', { type: 'heartbeat', time_us: 1 }],
    ['an answer to the logon', { type: 'logged_on', venue_id: 'XNYS' }],
  ])('is read: %s', (_, message) => {
    expect(readFromVenue(JSON.stringify(message))).toEqual(message);
  });

  it('is taken and refused as the schema does, whatever is changed of a quote', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 53 - 1, 0.5, null, true, '', 'KO', '10', [], {}, 'quote', 'ack'),
      fc.constant(DEPTH),
      fc.string(),
    );
    const field = fc.constantFrom(...Object.keys(QUOTE), 'depth', 'valid_until_us', 'more', '__proto__');
    const changes = fc.array(fc.tuple(field, fc.option(value, { nil: undefined })), { maxLength: 3 });
    let accepted = 0;
    fc.assert(
      fc.property(changes, (changed) => {
        const line = JSON.stringify({ ...QUOTE, ...Object.fromEntries(changed) });
        const read = readFromVenue(line);
        if (read !== null) accepted += 1;
        expect(known(read)).toEqual(bySchema(line));
      }),
      { numRuns: 3_000 },
    );
    // Of both kinds there were many.
    expect(accepted).toBeGreaterThan(300);
    expect(accepted).toBeLessThan(2_700);
  });

  it('is nothing where it is no message', () => {
    const lines = [
      '',
      'null',
      '1',
      '[]',
      '"quote"',
      '{"type":"quote"',
      '{}',
      '{"type":"quote"}',
      JSON.stringify([QUOTE]),
    ];
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...lines), fc.string(), fc.json()), (line) => {
        expect(readFromVenue(line)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
