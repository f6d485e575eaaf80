import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { MoneyE8 } from '@fairlead/core/money/units';

/** What a venue can say with an execution besides what was traded: each is told or left out. */
export type FillWords = Pick<Extract<FromVenue, { type: 'fill' }>, 'fee' | 'last_market' | 'venue_time_us'>;
export type FillWord = keyof FillWords;

/** What there is to say with an execution. */
export interface Sayable {
  readonly feeE8: MoneyE8;
  readonly currency: string;
  /** The MIC of the venue; null where it has none. */
  readonly mic: string | null;
  /** By the venue's own clock, which may be off; microseconds since 1970. */
  readonly venueTimeUs: number;
}

/** What a venue says with an execution: all that there is, but what it is silent on. */
export function fillWords(of: Sayable, silentOn: readonly FillWord[]): FillWords {
  const says = (word: FillWord) => !silentOn.includes(word);
  return {
    ...(says('fee') && { fee: { amount: formatScaled(of.feeE8, 8), currency: of.currency } }),
    ...(says('last_market') && of.mic !== null && { last_market: of.mic }),
    ...(says('venue_time_us') && { venue_time_us: of.venueTimeUs }),
  };
}
