import { expect, it } from 'vitest';
import { EXCLUSION_MESSAGES } from './exclusion-code.ts';
import { reasonWords, type ToldReason } from './reason-words.ts';

const blockedBy = { venueId: 'ARCX', price: '100.00' };

it.each<[string, ToldReason, string]>([
  [
    'who came first and by what',
    { code: 'RANKED_LATER', blockedBy: null, rankedBy: { venueId: 'XNAS', key: 'FEE' } },
    'XNAS comes first by its fee, and nothing was left.',
  ],
  [
    'which quote had to be taken first',
    { code: 'AFTER_PROTECTED', blockedBy, rankedBy: null },
    'First the protected quote of ARCX at 100.00 had to be taken in full, and nothing was left.',
  ],
  [
    'which quote would be traded through',
    { code: 'WOULD_TRADE_THROUGH', blockedBy, rankedBy: null },
    'Would trade through the protected quote of ARCX at 100.00, which is not taken in full.',
  ],
  [
    'the sentence of the code where there is no more to say',
    { code: 'VENUE_OFFLINE', blockedBy: null, rankedBy: null },
    EXCLUSION_MESSAGES.VENUE_OFFLINE,
  ],
])('a venue that got nothing says %s', (_, reason, words) => {
  expect(reasonWords(reason)).toBe(words);
});
