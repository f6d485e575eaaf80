import fc from 'fast-check';
import type { Happening } from './history.ts';

const TRUE_KINDS = ['STEP', 'STEP', 'COMMIT', 'COMMIT', 'HEAR', 'HEAR', 'HEAR', 'ACK', 'EXECUTE', 'EXECUTE', 'END'];
const USUAL = [TRUE_KINDS, TRUE_KINDS, TRUE_KINDS, TRUE_KINDS].flat();
const RARE_KINDS = ['REJECT', 'BUST', 'CORRECT', 'OVERDUE', 'SESSION_LOST', 'RESTART', 'WISH', 'REPLACE', 'REPLACE'];

const happeningsOf = (kinds: readonly string[]): fc.Arbitrary<Happening[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(99), size: fc.nat(399), odd: fc.nat(999) }), {
    maxLength: 80,
    size: 'max',
  });
/** What may happen to an order while venues say only what is so, however the wire brings it. */
export const trueHappenings = happeningsOf([...USUAL, ...RARE_KINDS]);
/** The same with venues that also say what is not so. */
export const anyHappenings = happeningsOf([...USUAL, ...RARE_KINDS, ...Array(10).fill('LIE')]);
