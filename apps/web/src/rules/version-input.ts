import { z } from 'zod';

const MOST = 999_999_999;

/** Which version of the rules is meant. */
export const versionInput = z.object({ version: z.int().min(1).max(MOST) });

/** The version that an address names, as `7` or as decisions name it, `rules-7`; null where it names none. */
export function versionOfPath(text: string): number | null {
  const [, digits] = /^(?:rules-)?([1-9]\d{0,8})$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
