import { z } from 'zod';
import { integerInput } from './decimal.ts';

/** Given once or more, each with one or more, separated by commas. */
export const list = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')));

/** The position in the journal that what is read is to tell at least: that of the `Journal-Position` of an answer, or of a list. Waited for, a second at most. */
export const minPosition = integerInput(0, Number.MAX_SAFE_INTEGER)
  .optional()
  .describe('The position in the journal that the answer tells at least; it is waited for, a second at most.');
