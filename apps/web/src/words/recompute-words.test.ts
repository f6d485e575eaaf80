import { expect, it } from 'vitest';
import { verdictOf } from './recompute-words';

const answer = {
  same: false,
  stored_hash: 'a',
  recomputed_hash: 'b',
  record_intact: true,
  engine_matches: true,
  engine_version: '1.2.0',
};

it.each([
  ['equal', { same: true }, '1.2.0', 'Same', 'byte for byte, from the stored record'],
  [
    'tampered with',
    { record_intact: false },
    '1.2.0',
    'Changed',
    'the stored record is not the one that its hash was made of',
  ],
  [
    'of an engine that is not kept',
    { engine_matches: false },
    '1.0.0',
    'No engine',
    'made by engine 1.0.0, which is not kept here: the record is whole, and says what was decided then',
  ],
  [
    'of the same engine, and different',
    {},
    '1.2.0',
    'Differs',
    'the record is whole, and the same engine 1.2.0 makes another decision of it',
  ],
])('a record that is %s says so', (_, facts, madeBy, title, says) => {
  expect(verdictOf({ ...answer, ...facts }, madeBy)).toMatchObject({ title, says });
});
