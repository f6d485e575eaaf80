import { z } from 'zod';

/**
 * An exact decimal on the wire: a JSON number or a decimal text, read by its text. The router's JSON parser keeps the text of
 * every number that a double would change, so nothing is rounded before it is checked.
 */
export const decimalInput = z
  .union([z.number(), z.string().max(40)])
  .transform(String)
  .meta({ description: 'An exact decimal: a JSON number or a decimal text, at most 15 significant digits.' });

/** A decimal text in evidence and events, exactly as computed. */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);
