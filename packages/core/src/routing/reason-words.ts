import { EXCLUSION_MESSAGES, type ExclusionCode } from './exclusion-code.ts';
import type { ReasonKey } from './passed-over.ts';

/** Why a venue got nothing, with prices as they are to be read; from a plan or from the record of one. */
export interface ToldReason {
  readonly code: ExclusionCode;
  readonly blockedBy: { readonly venueId: string; readonly price: string } | null;
  readonly rankedBy: { readonly venueId: string; readonly key: ReasonKey } | null;
}

/** What a venue has that brings it before another. */
export const KEY_WORDS: Readonly<Record<ReasonKey, string>> = {
  COST: 'counted cost',
  PRICE: 'price',
  ALL_IN_PRICE: 'price with its fee',
  DARK: 'being dark',
  LATENCY: 'speed',
  PREFERENCE: 'place in the order’s preferences',
  SIZE: 'larger displayed size',
  FILL_RATE: 'chance of a fill',
  PRIORITY: 'configured priority',
  HIDDEN_SIZE: 'believed hidden size',
  FEE: 'fee',
  LISTING: 'being the listing venue',
};

/** The sentence of a reason, with the venue that stopped it and by what. */
export function reasonWords({ code, blockedBy, rankedBy }: ToldReason): string {
  if (rankedBy !== null)
    return `${rankedBy.venueId} comes first by its ${KEY_WORDS[rankedBy.key]}, and nothing was left.`;
  if (blockedBy === null) return EXCLUSION_MESSAGES[code];
  const quote = `the protected quote of ${blockedBy.venueId} at ${blockedBy.price}`;
  return code === 'AFTER_PROTECTED'
    ? `First ${quote} had to be taken in full, and nothing was left.`
    : `Would trade through ${quote}, which is not taken in full.`;
}
