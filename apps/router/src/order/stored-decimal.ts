import { parseScaled } from '@fairlead/core/money/scaled';

/** A stored decimal text as the whole number of its scale. Throws for a text that the journal cannot have written. */
export function storedDecimal(text: string, decimals: number): number {
  const parsed = parseScaled(text, decimals);
  if (!parsed.ok) throw new Error(`the journal holds ${JSON.stringify(text)}: ${parsed.error}`);
  return parsed.value;
}
