import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { parseScaled } from '@fairlead/core/money/scaled';
import { sharesOf } from '@fairlead/core/money/shares';

/** The share of each slice; with that of what is given to nobody they add up to the whole. */
export function slicesShares({ slices, unallocated_quantity, instrument }: DecisionEvidence): number[] {
  const units = [...slices.map(({ quantity }) => quantity), unallocated_quantity].map((text) => {
    const parsed = parseScaled(text, instrument.quantity_decimals);
    if (!parsed.ok) throw new Error(`the record holds ${JSON.stringify(text)}: ${parsed.error}`);
    return parsed.value;
  });
  return sharesOf(units).slice(0, -1);
}
