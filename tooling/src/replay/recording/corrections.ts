/**
 * Trade Correction Indicator of Daily TAQ. Only a trade that stands as it was reported serves a queue: 01 was corrected later, 07 was an error, 08 was
 * cancelled; 10, 11 and 12 are the records that say so, after the fact.
 */
export const TRADE_CORRECTIONS: Readonly<Record<string, { readonly name: string; readonly stands: boolean }>> = {
  '00': { name: 'as it was reported', stands: true },
  '01': { name: 'original of a trade that was corrected later', stands: false },
  '07': { name: 'original of a trade that was an error', stands: false },
  '08': { name: 'original of a trade that was cancelled', stands: false },
  '10': { name: 'record of a cancel', stands: false },
  '11': { name: 'record of an error', stands: false },
  '12': { name: 'record of a correction', stands: false },
};

/**
 * Quote_Cancel_Correction of Daily TAQ. B takes a quote back: what its exchange shows is not known after it, so nothing. C is a corrected quote, which
 * stands in the place of the one before.
 */
export const QUOTE_CORRECTIONS: Readonly<Record<string, { readonly name: string; readonly stands: boolean }>> = {
  A: { name: 'not a cancel or correction', stands: true },
  B: { name: 'cancel', stands: false },
  C: { name: 'correction', stands: true },
};

/** Why a print with this code serves no queue, as `correction 08`; null for one that stands, and where nothing is written. */
export function tradeCorrectionRefusal(code: string): string | null {
  if (code === '') return null;
  // Some files write numbers and lose the zero before them.
  const known = TRADE_CORRECTIONS[code.padStart(2, '0')];
  if (known === undefined) return `correction ${code.slice(0, 4)} (unknown)`;
  return known.stands ? null : `correction ${code.padStart(2, '0')}`;
}

/** Why a quote with this code is not relied upon, as `quote cancel B`; null for one that stands, and where nothing is written. */
export function quoteCorrectionRefusal(code: string): string | null {
  if (code === '') return null;
  const known = QUOTE_CORRECTIONS[code];
  if (known === undefined) return `quote cancel ${code.slice(0, 4)} (unknown)`;
  return known.stands ? null : `quote cancel ${code}`;
}
