import type { ExclusionCode } from './exclusion-code.ts';
import type { ProtectedQuote } from './protection.ts';
import { RANK_KEYS } from './rank.ts';

/** What one venue comes before another by; a midpoint peg has keys of its own. */
export const REASON_KEYS = [...RANK_KEYS, 'HIDDEN_SIZE', 'FEE', 'LISTING'] as const;
export type ReasonKey = (typeof REASON_KEYS)[number];

/** Why a venue got nothing, with what stopped it. */
export interface PassedOver {
  readonly code: ExclusionCode;
  /** The better protected quote in the way; null for every code but WOULD_TRADE_THROUGH and AFTER_PROTECTED. */
  readonly blockedBy: ProtectedQuote | null;
  /** The chosen venue nearest before it, and the key by which; null for every code but RANKED_LATER. */
  readonly rankedBy: { readonly venueId: string; readonly key: ReasonKey } | null;
}

/** A code that says everything by itself. */
export function plainly(code: ExclusionCode): PassedOver {
  return { code, blockedBy: null, rankedBy: null };
}

/** A code of protection, with the quote that is in the way. */
export function blocked(code: 'WOULD_TRADE_THROUGH' | 'AFTER_PROTECTED', blockedBy: ProtectedQuote): PassedOver {
  return { code, blockedBy, rankedBy: null };
}

/** Ranked behind a chosen venue, by a key. */
export function rankedLater(venueId: string, key: ReasonKey): PassedOver {
  return { code: 'RANKED_LATER', blockedBy: null, rankedBy: { venueId, key } };
}
