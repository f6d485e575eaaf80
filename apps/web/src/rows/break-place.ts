import { BREAK_CODES, type BreakCode } from '@fairlead/core/report/break-code';

/** Which breaks of a report are looked into: those of a code, or all. */
export interface BreakPlace {
  readonly code: BreakCode | null;
}

const BREAKS = 'BREAKS';

/** As it stands in an address, where a figure would. */
export function breakPlaceText({ code }: BreakPlace): string {
  return code === null ? BREAKS : `${BREAKS}.${code}`;
}

/** The breaks that an address names; null where it names none. */
export function breakPlaceOfText(text: string): BreakPlace | null {
  const [word, ...rest] = text.split('.');
  if (word !== BREAKS) return null;
  if (rest.length === 0) return { code: null };
  const code = BREAK_CODES.find((each) => each === rest.join('.'));
  return code === undefined ? null : { code };
}
