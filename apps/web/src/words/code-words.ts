import { EXCLUSION_MESSAGES, UNALLOCATED_MESSAGES } from '@fairlead/core/routing/exclusion-code';

/** Codes of older engines that their records still hold. */
const OLDER_MESSAGES = { BELOW_MINIMUM: 'What could be sent is below the venue’s minimum or not in its lots.' };

const MESSAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...OLDER_MESSAGES, ...EXCLUSION_MESSAGES, ...UNALLOCATED_MESSAGES }),
);

/** The sentence of a code; a code of a newer router is shown as it is. */
export const sentenceOf = (code: string): string => MESSAGES.get(code) ?? code;
